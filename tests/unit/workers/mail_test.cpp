// What a mail says, how its bytes look, and where a notice goes.
#include <nlohmann/json.hpp>

#include "model.h"
#include "support/docket.h"
#include "workers/letter.h"
#include "workers/mail_message.h"
#include "workers/notice_text.h"
#include "workers/reach.h"

namespace dudao::workers::test {
namespace {

using dudao::test::County;
using dudao::test::stored_words;

/// What stands behind base64, lines put together.
std::string decoded(std::string_view text) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t group = 0;
    int bits = 0;
    for (const char c : text) {
        const auto at = digits.find(c);
        if (at == digits.npos) continue;
        group = group << 6U | static_cast<std::uint32_t>(at);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>(group >> static_cast<unsigned>(bits) & 0xFFU);
    }
    return out;
}

/// The words of an encoded header.
std::string words_in(std::string_view value) {
    constexpr std::string_view begin = "=?UTF-8?B?";
    std::string out;
    for (auto at = value.find(begin); at != value.npos; at = value.find(begin)) {
        value.remove_prefix(at + begin.size());
        out += decoded(value.substr(0, value.find("?=")));
    }
    return out;
}

MailHead head() {
    return {"dudao@gqc.gov.cn",
            "共青城市",
            "li@example.cn",
            "督导平台：改字〔2026〕3号已下达，请签收",
            "gqc.12",
            *parse_moment("2026-12-01T08:05:09+08:00"),
            480};
}

std::vector<std::string> lines_of(const std::string& message) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    for (auto end = message.find("\r\n"); end != message.npos; end = message.find("\r\n", at)) {
        lines.push_back(message.substr(at, end - at));
        at = end + 2;
    }
    EXPECT_EQ(at, message.size()) << "the last line is whole";
    return lines;
}

TEST(MailMessage, has_its_headers_in_short_lines_of_ascii) {
    MailHead long_one = head();
    for (int i = 0; i < 6; ++i) long_one.subject += long_one.subject.substr(0, 60);
    for (const std::string& line : lines_of(mail_message(long_one, "早"))) {
        EXPECT_LE(line.size(), 76U) << line;
        EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c > 0; })) << line;
    }
    const std::string message = mail_message(head(), "早");
    for (const char* field :
         {"To: <li@example.cn>\r\n", "Date: Tue, 01 Dec 2026 08:05:09 +0800\r\n",
          "Message-ID: <gqc.12@gqc.gov.cn>\r\n", "Auto-Submitted: auto-generated\r\n",
          "Content-Type: text/plain; charset=UTF-8\r\n", "\r\n <dudao@gqc.gov.cn>\r\n"}) {
        EXPECT_NE(message.find(field), message.npos) << field;
    }
}

TEST(MailMessage, its_subject_is_cut_between_letters_and_reads_back) {
    MailHead one = head();
    one.subject = "x";  // so that a line's last byte falls within a letter
    for (int i = 0; i < 80; ++i) one.subject += i % 3 == 0 ? "督" : i % 3 == 1 ? "a" : "é";
    const std::string message = mail_message(one, "x");
    const auto at = message.find("Subject: ");
    const std::string value = message.substr(at, message.find("\r\nDate") - at);
    EXPECT_EQ(words_in(value), one.subject);
    for (auto from = value.find("=?"); from != value.npos; from = value.find("=?U", from + 2)) {
        const std::string words = words_in(value.substr(from, value.find("?=", from) + 2 - from));
        EXPECT_NE(static_cast<unsigned char>(words.front()) & 0xC0U, 0x80U) << words;
    }
}

TEST(MailMessage, nothing_in_a_field_begins_another_one) {
    MailHead evil = head();
    evil.subject = "x\r\nBcc: other@example.cn";
    evil.from_name = "y\r\nBcc: other@example.cn";
    const std::string message = mail_message(evil, "早\r\nBcc: third@example.cn");
    EXPECT_EQ(message.find("\r\nBcc"), message.npos) << message;
    for (std::string MailHead::*field : {&MailHead::to, &MailHead::from}) {
        evil = head();
        evil.*field = "a@b.cn\r\nBcc: other@example.cn";
        EXPECT_EQ(mail_message(evil, "x"), "");
    }
}

TEST(MailMessage, what_looks_encoded_is_shown_as_it_is) {
    EXPECT_EQ(mail_words("plain words"), "plain words");
    EXPECT_EQ(words_in(mail_words("=?UTF-8?B?eA==?=")), "=?UTF-8?B?eA==?=");
}

TEST(MailMessage, its_text_reads_back_with_line_ends_of_mail) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "第" + std::to_string(i) + "行，很长很长的一行。.\n.\n";
    const std::string message = mail_message(head(), text);
    std::string body = decoded(message.substr(message.find("\r\n\r\n") + 4));
    EXPECT_NE(body.find("\r\n.\r\n"), body.npos);
    std::erase(body, '\r');
    EXPECT_EQ(body, text);
}

TEST(MailMessage, a_date_is_that_of_the_zone) {
    const Moment newyear = *parse_moment("2026-12-31T23:30:00Z");
    EXPECT_EQ(mail_date(newyear, 480), "Fri, 01 Jan 2027 07:30:00 +0800");
    EXPECT_EQ(mail_date(newyear, 0), "Thu, 31 Dec 2026 23:30:00 +0000");
    EXPECT_EQ(mail_date(newyear, -210), "Thu, 31 Dec 2026 20:00:00 -0330");
}

Notice with_items(const std::vector<NoticeItem>& items) {
    Notice notice;
    notice.id = NoticeId{12};
    notice.to = PersonId{"p-village"};
    notice.items = items;
    return notice;
}

TEST(Letter, says_what_the_notice_says_with_the_english_beneath) {
    County county;
    const RectificationId order = county.issued();
    const Notice& notice = county.notice_to(county.village);
    const std::string zh = item_words(Lang::Zh, county.state, notice.items.at(0));
    const std::string en = item_words(Lang::En, county.state, notice.items.at(0));
    const Letter both = letter_of(county.state, notice, MailLang::Both);
    EXPECT_EQ(both.subject, "督导平台：" + zh);
    ASSERT_NE(both.text.find("- " + zh + "\n"), both.text.npos) << both.text;
    EXPECT_LT(both.text.find(zh), both.text.find("- " + en + "\n"));
    const Letter english = letter_of(county.state, notice, MailLang::En);
    EXPECT_EQ(english.subject, "Dudao: " + en);
    EXPECT_EQ(english.text.find(zh), english.text.npos);
    EXPECT_EQ(letter_of(county.state, notice, MailLang::Zh).text.find(en), both.text.npos);
    EXPECT_TRUE(county.state.rectifications.contains(order));
}

TEST(Letter, of_a_case_says_only_that_something_waits) {
    dudao::test::StaffedDocket county;
    const CaseId lead = county.verifying(cases::Track::Discipline);
    const std::string number = "2026-1";
    for (const char* text : {"case.late", "lead.late", "case.review", "case.proposal.waits",
                             "assignment.issued", "assignment.lapsed", "step.6", "unheard.of"}) {
        const Notice notice = with_items({{matter(lead), 1, 6, text, county.now}});
        const Letter letter = letter_of(county.state, notice, MailLang::Both);
        EXPECT_EQ(letter.subject, "督导平台：有事项在督导平台等您查看") << text;
        for (const char* word : {"案", "线索", "〔", "case", "lead", "assign", "2026", "—"}) {
            EXPECT_EQ(letter.text.find(word), letter.text.npos) << text << ": " << letter.text;
        }
    }
}

TEST(Letter, tells_veiled_ones_together_and_the_others_apart) {
    County county;
    const NoticeItem task{matter(TaskId{16}), 0, 0, "task.released", county.now};
    const NoticeItem lead{matter(CaseId{32}), 0, 0, "lead.late", county.now};
    NoticeItem another = lead;
    another.text = "case.late";
    const Letter letter = letter_of(county.state, with_items({lead, task, another}), MailLang::Zh);
    EXPECT_EQ(letter.subject, "督导平台：有事项在督导平台等您查看（共2项）");
    EXPECT_EQ(std::count(letter.text.begin(), letter.text.end(), '-'), 2 + 2) << letter.text;
}

/// The village's own word, and what the keeper and a leader made of it.
struct Redirected {
    County county;
    Redirected() {
        using dudao::test::words;
        county.must(ContactRow{county.village, words("own@b.cn"), words("110 110")},
                    county.village);
        county.must_both(ContactRow{county.village, words("new@b.cn"), words("110 110")},
                         county.keeper, county.leader);
    }
    Notice about(std::string_view text) const {
        Notice notice = with_items({{matter(ProposalId{16}), 0, 0, std::string(text), {}}});
        notice.to = county.village;
        return notice;
    }
};

TEST(Reach, is_the_address_on_record_and_of_a_change_by_others_the_own_one_too) {
    const Redirected one;
    const State& state = one.county.state;
    const Notice other = one.about("rect.issued");
    EXPECT_EQ(references_of(state, other).size(), 2U);
    const Reach plain = reach_of(
        state, other, std::vector<std::string>{stored_words("new@b.cn"), stored_words("110 110")});
    EXPECT_EQ(plain.mail, "new@b.cn");
    EXPECT_EQ(plain.phone, "110 110");
    EXPECT_EQ(plain.mail_before + plain.phone_before, "");
    EXPECT_FALSE(plain.unread);

    const Notice change = one.about(contact_notice);
    const Reach both =
        reach_of(state, change,
                 std::vector<std::string>{stored_words("new@b.cn"), stored_words("110 110"),
                                          stored_words("own@b.cn"), stored_words("110 110")});
    EXPECT_EQ(both.mail, "new@b.cn");
    EXPECT_EQ(both.mail_before, "own@b.cn");
    EXPECT_EQ(both.phone_before, "") << "it is the same";
    const auto json = nlohmann::json::parse(notice_line(state, change, one.county.now, both));
    EXPECT_EQ(json["mail"], "new@b.cn");
    EXPECT_EQ(json["before"]["mail"], "own@b.cn");
}

TEST(Reach, words_that_are_missing_or_altered_are_not_used) {
    const Redirected one;
    const Notice notice = one.about("rect.issued");
    EXPECT_TRUE(reach_of(one.county.state, notice, std::nullopt).unread);
    const Reach altered =
        reach_of(one.county.state, notice,
                 std::vector<std::string>{stored_words("evil@b.cn"), stored_words("110 110")});
    EXPECT_TRUE(altered.unread);
    EXPECT_EQ(altered.mail, "");
}

TEST(Reach, who_has_no_address_has_none) {
    const County county;
    Notice notice;
    notice.to = county.village;
    EXPECT_TRUE(references_of(county.state, notice).empty());
    EXPECT_FALSE(reach_of(county.state, notice, std::nullopt).unread);
    const auto json = nlohmann::json::parse(notice_line(county.state, notice, county.now));
    EXPECT_FALSE(json.contains("mail") || json.contains("phone") || json.contains("before"));
}

}  // namespace
}  // namespace dudao::workers::test
