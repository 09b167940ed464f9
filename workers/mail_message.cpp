#include "workers/mail_message.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "domain/contact.h"

namespace dudao::workers {
namespace {

constexpr std::size_t body_line_bytes = 57;  // 76 letters of base64 (RFC 2045 §6.8)
/// 52 letters of base64 and 12 around them: with the field's name a line of at most 76 (RFC 2047
/// §2).
constexpr std::size_t encoded_word_bytes = 39;
constexpr std::size_t plain_words_max = 60;  // a line without folds
constexpr std::string_view line_end = "\r\n";

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8U | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += k <= n ? digits[group >> (18U - 6U * k) & 63U] : '=';
        }
    }
    return out;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

std::string two_digits(std::int64_t n) {
    const std::string text = std::to_string(n);
    return text.size() < 2 ? "0" + text : text;
}

std::string without_controls(std::string_view text) {
    std::string clean(text);
    std::replace_if(clean.begin(), clean.end(), is_control, ' ');
    return clean;
}

/// Split between letters, a line each.
std::string encoded_words(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = std::min(i + encoded_word_bytes, text.size());
        while (end < text.size() && end > i + 1 && continues_letter(text[end])) --end;
        out += (out.empty() ? "" : "\r\n ") + std::string("=?UTF-8?B?") +
               base64(text.substr(i, end - i)) + "?=";
        i = end;
    }
    return out;
}

/// Each end of a line is CR LF, whatever it was.
std::string with_line_ends(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') continue;
        if (text[i] == '\n') {
            out += line_end;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

std::string mail_date(Moment at, int offset_minutes) {
    constexpr auto days_of_week =
        std::to_array<std::string_view>({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"});
    constexpr auto months = std::to_array<std::string_view>(
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
    const std::int64_t local = at.ms + minutes(offset_minutes).ms;
    const std::int64_t day_ms = days(1).ms;
    const std::int64_t number = local >= 0 ? local / day_ms : (local - day_ms + 1) / day_ms;
    const Day day{static_cast<std::int32_t>(number)};
    const std::int64_t second = (local - number * day_ms) / seconds(1).ms;
    const CivilDate date = civil(day);
    const int offset = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    std::string text(days_of_week.at(static_cast<std::size_t>(weekday(day))));
    text += ", " + two_digits(date.day) + " ";
    text += months.at(static_cast<std::size_t>(date.month - 1));
    text += " " + std::to_string(date.year) + " " + two_digits(second / 3600) + ":" +
            two_digits(second / 60 % 60) + ":" + two_digits(second % 60);
    text += offset_minutes < 0 ? " -" : " +";
    return text + two_digits(offset / 60) + two_digits(offset % 60);
}

std::string mail_words(std::string_view text) {
    const std::string clean = without_controls(text);
    // What looks like an encoded word is encoded, so that it is shown as it is.
    const bool plain = clean.size() <= plain_words_max && clean.find("=?") == clean.npos &&
                       std::all_of(clean.begin(), clean.end(), [](char c) { return c > 0; });
    return plain ? clean : encoded_words(clean);
}

std::string mail_message(const MailHead& head, std::string_view text) {
    if (!is_mail_address(head.from) || !is_mail_address(head.to)) return {};
    const std::string host = head.from.substr(head.from.find('@') + 1);
    std::string out;
    const auto field = [&](std::string_view name, const std::string& value) {
        out += std::string(name) + ": " + value + std::string(line_end);
    };
    // Always encoded: a name may have signs that mean something in an address.
    const std::string name = encoded_words(without_controls(head.from_name));
    field("From", (name.empty() ? "" : name + "\r\n ") + "<" + head.from + ">");
    field("To", "<" + head.to + ">");
    field("Subject", mail_words(head.subject));
    field("Date", mail_date(head.at, head.offset_minutes));
    field("Message-ID", "<" + head.id + "@" + host + ">");
    field("Auto-Submitted", "auto-generated");
    field("MIME-Version", "1.0");
    field("Content-Type", "text/plain; charset=UTF-8");
    field("Content-Transfer-Encoding", "base64");
    out += line_end;
    const std::string body = with_line_ends(text);
    for (std::size_t i = 0; i < body.size(); i += body_line_bytes) {
        out += base64(std::string_view(body).substr(i, body_line_bytes)) + std::string(line_end);
    }
    return out;
}

}  // namespace dudao::workers
