// Mails through a server that takes them, refuses them, hangs or closes.
#include "workers/mail.h"

#include <gtest/gtest.h>

#include <fstream>

#include "office.h"
#include "smtp_server.h"
#include "workers/channels.h"
#include "workers/limits.h"

namespace dudao::workers::test {
namespace {

constexpr std::int64_t patience_ms = 300;

MailAccess access_to(const SmtpServer& server, bool tls = false) {
    MailAccess access;
    access.server = *parse_mail_server(server.url());
    access.tls = tls;
    access.from = "dudao@gqc.gov.cn";
    return access;
}

/// The outcomes of so many mails.
std::vector<NoticeOutcome> mailed(SmtpServer& server, bool tls = false, int count = 1,
                                  std::int64_t ms_max = patience_ms) {
    Loop loop;
    Mail mail(loop, 1, access_to(server, tls), ms_max);
    for (int i = 0; i < count; ++i) {
        mail.send(NoticeId{static_cast<std::uint64_t>(7 + i)}, "li@example.cn",
                  "A: b\r\n\r\n.c\r\n");
    }
    SystemSteady steady;
    std::vector<NoticeOutcome> outcomes;
    const std::int64_t end = steady.now_ms() + 10'000;
    while (outcomes.size() < static_cast<std::size_t>(count) && steady.now_ms() < end) {
        const auto ready = loop.wait(5);
        server.turn();
        for (auto& each : mail.turn(ready)) outcomes.push_back(std::move(each));
    }
    EXPECT_EQ(outcomes.size(), static_cast<std::size_t>(count));
    return outcomes;
}

std::string told(Way way, NoticeState state, bool tls = false) {
    SmtpServer server(way);
    const auto outcomes = mailed(server, tls);
    if (outcomes.empty()) return "nothing";
    EXPECT_EQ(outcomes[0].state, state) << outcomes[0].detail;
    EXPECT_EQ(outcomes[0].detail.find('@'), std::string::npos) << "never an address";
    return outcomes[0].detail;
}

TEST(Mail, that_the_server_takes_is_sent) {
    SmtpServer server(Way::Takes);
    const auto outcomes = mailed(server, false, 1, 10'000);
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].state, NoticeState::Sent);
    EXPECT_EQ(outcomes[0].detail, "mail");
    ASSERT_EQ(server.taken.size(), 1U);
    EXPECT_EQ(server.taken[0].from, "<dudao@gqc.gov.cn>");
    EXPECT_EQ(server.taken[0].to, "<li@example.cn>");
    EXPECT_EQ(server.taken[0].text, "A: b\n\n..c\n") << "a dot at a line's beginning is doubled";
    EXPECT_NE(server.heard.find("EHLO gqc.gov.cn\n"), std::string::npos) << server.heard;
}

TEST(Mail, refused_says_what_was_refused_and_by_which_answer) {
    EXPECT_EQ(told(Way::RefusesRecipient, NoticeState::Failed), "mail: recipient refused 550");
    EXPECT_EQ(told(Way::RefusesMessage, NoticeState::Failed), "mail: refused 554");
}

TEST(Mail, a_server_that_hangs_ends_within_the_limit) {
    EXPECT_EQ(told(Way::HangsAtOnce, NoticeState::Failed), "mail: no answer in time");
    EXPECT_EQ(told(Way::HangsAfterText, NoticeState::Uncertain), "mail: taken or not is unknown");
}

TEST(Mail, a_connection_that_ends_is_failed_only_before_the_text_was_there) {
    EXPECT_EQ(told(Way::ClosesBeforeText, NoticeState::Failed), "mail: connection ended");
    EXPECT_EQ(told(Way::ClosesAfterText, NoticeState::Uncertain), "mail: taken or not is unknown");
}

TEST(Mail, nothing_is_sent_in_clear_where_encryption_is_required) {
    SmtpServer server(Way::Takes);
    const auto outcomes = mailed(server, true);
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].state, NoticeState::Failed);
    EXPECT_EQ(outcomes[0].detail, "mail: no encryption");
    EXPECT_EQ(server.heard.find("MAIL FROM"), std::string::npos) << server.heard;
}

TEST(Mail, nobody_there_is_a_failure) {
    Loop loop;
    MailAccess access;
    access.server = *parse_mail_server("smtp://127.0.0.1:1");
    access.tls = false;
    access.from = "a@b.cn";
    Mail mail(loop, 1, access, 5'000);
    mail.send(NoticeId{7}, "c@d.cn", "x\r\n");
    std::vector<NoticeOutcome> done;
    for (int i = 0; i < 1000 && done.empty(); ++i) {
        done = mail.turn(loop.wait(10));
    }
    ASSERT_EQ(done.size(), 1U);
    EXPECT_EQ(done[0].detail, "mail: no connection");
}

TEST(Mail, many_go_over_few_connections_and_behind_one_that_hangs_all_end_in_time) {
    constexpr int count = 30;
    SmtpServer server(Way::Takes);
    for (const NoticeOutcome& each : mailed(server, false, count, 10'000)) {
        EXPECT_EQ(each.state, NoticeState::Sent) << each.detail;
    }
    EXPECT_EQ(server.taken.size(), static_cast<std::size_t>(count));
    SmtpServer hangs(Way::HangsAtOnce);
    SystemSteady steady;
    const std::int64_t begun = steady.now_ms();
    for (const NoticeOutcome& each : mailed(hangs, false, count)) {
        EXPECT_EQ(each.state, NoticeState::Failed);
        EXPECT_EQ(each.detail, "mail: no answer in time");
    }
    EXPECT_LT(steady.now_ms() - begun, 3 * patience_ms);
    EXPECT_EQ(hangs.peers_at_once_max(), mails_at_once_max);
}

TEST(MailProcess, a_worker_mails_to_who_has_an_address_and_says_who_has_none) {
    Office office;
    auto& county = office.county;
    using dudao::test::words;
    county.must(ContactRow{county.village, words("village@b.cn"), words("0791 110")},
                county.village);
    for (const char* each : {"village@b.cn", "0791 110"}) {
        office.redis({"HSET", keys::pd(Office::j), "ref-" + std::string(each),
                      dudao::test::stored_words(each)});
    }
    county.must(TestNotices{}, county.village);
    county.must(TestNotices{}, county.keeper);
    office.commit();
    SmtpServer server(Way::Takes);
    const auto file = office.folder() / "notices";
    office.start({"--notice-file", file.string(), "--mail-server", server.url(), "--mail-from",
                  "dudao@gqc.gov.cn"});
    std::map<PersonId, NoticeOutcome> outcomes;
    std::map<NoticeId, PersonId> to;
    office.each_turn = [&] { server.turn(); };
    ASSERT_TRUE(office.run_until(county.now + seconds(3)));
    for (const Event& event : county.log) {
        if (const auto* queued = std::get_if<NoticeQueued>(&event.body)) {
            to[queued->id] = queued->to;
        } else if (const auto* outcome = std::get_if<NoticeOutcome>(&event.body)) {
            outcomes[to[outcome->id]] = *outcome;
        }
    }
    EXPECT_EQ(outcomes[county.village].state, NoticeState::Sent);
    EXPECT_EQ(outcomes[county.village].detail, "file, mail");
    EXPECT_EQ(outcomes[county.keeper].state, NoticeState::Sent);
    EXPECT_EQ(outcomes[county.keeper].detail, "file, mail: no address");
    ASSERT_EQ(server.taken.size(), 1U);
    EXPECT_EQ(server.taken[0].to, "<village@b.cn>");
    EXPECT_NE(server.taken[0].text.find("Message-ID: <gqc."), std::string::npos);
    std::ifstream in(file);
    std::string all(std::istreambuf_iterator<char>(in), {});
    EXPECT_NE(all.find("\"mail\":\"village@b.cn\",\"phone\":\"0791 110\""), all.npos) << all;
}

}  // namespace
}  // namespace dudao::workers::test
