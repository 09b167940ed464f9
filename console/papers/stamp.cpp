// Head and foot of every paper, and the code by which it is known again.
#include <sodium.h>

#include "console/papers/scribe.h"

namespace dudao::console {
namespace {

using papers::in;
using papers::say;
using papers::word_of;

constexpr std::size_t digits_shown = 16;

std::string in_fours(const std::string& digits) {
    std::string spaced;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0) spaced += ' ';
        spaced += digits[i];
    }
    return spaced;
}

}  // namespace

std::string stamp_code(std::string_view hashed) {
    Hash hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(hashed.data()),
                       hashed.size());
    return to_hex(hash).substr(0, digits_shown);
}

std::string plain_code(const std::string& typed) {
    std::string plain;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const auto byte = [&](std::size_t at) -> std::uint32_t {
            return at < typed.size() ? static_cast<unsigned char>(typed[at]) : 0U;
        };
        std::uint32_t c = byte(i);
        if (c == 0xEF) {  // U+FF01 to U+FF5E are the signs of ASCII in full width
            c = (0xF000U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU)) - 0xFEE0U;
            i += 2;
        }
        if (c >= 'A' && c <= 'Z') c = c - 'A' + 'a';
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) plain += static_cast<char>(c);
    }
    return plain;
}

void frame_paper(Scribe& scribe, const Stamp& stamp, Paper& paper) {
    const Lang lang = scribe.lang;
    Reader& reader = scribe.reader();
    paper.issuer = scribe.issuer();
    if (reader.state.founding.demo_clock) paper.demo = word_of(lang, "frame.demo");
    if (!paper.to.empty()) paper.to = say(lang, "frame.to", in<"to">(paper.to));
    paper.contact = say(lang, "frame.contact", in<"pen">(pen));
    paper.seal = say(lang, "frame.seal", in<"issuer">(paper.issuer));
    paper.date = scribe.day(paper.at);
    paper.code = in_fours(stamp.code);
    paper.foot = {say(lang, "frame.service", in<"serial">(stamp.serial), in<"code">(paper.code)),
                  say(lang, "frame.record", in<"seq">(stamp.seq),
                      in<"head">(in_fours(to_hex(stamp.head).substr(0, digits_shown)))),
                  std::string(word_of(lang, "frame.check")),
                  say(lang, "frame.printed", in<"who">(scribe.name_of(reader.person)),
                      in<"at">(paper_instant(lang, reader.state.calendar.zone, reader.now)))};
}

}  // namespace dudao::console
