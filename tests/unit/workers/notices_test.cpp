#include <nlohmann/json.hpp>

#include "messages/messages.h"
#include "model.h"
#include "workers/notice_text.h"

namespace dudao::workers::test {
namespace {

/// A county in which one notice is to be sent, right now: a village is reminded.
struct Late {
    Model model;
    int outcomes_before;

    Late() {
        auto& county = model.county;
        const RectificationId order = county.in_progress();
        county.send_notices();
        outcomes_before = county.count("notice.outcome");
        county.must(RemindRectification{order, dudao::test::words("请抓紧")}, county.officer);
        county.now = county.now + seconds(1);  // the second of the notice is over
        model.commit();
        model.outcomes.clear();
    }
    NoticeId notice() const { return model.county.state.notices.begin()->first; }
    int outcomes() const { return model.county.count("notice.outcome") - outcomes_before; }
};

TEST(WorkerNotices, one_is_sent_only_after_its_attempt_is_accepted_and_read_in_the_log) {
    Late late;
    Player worker(late.model, "w1");
    worker.turn();
    while (worker.waiting<Send>() == 0) {
        ASSERT_TRUE(worker.perform());
    }
    while (worker.waiting<Send>() > 0) worker.perform();  // accepted, and the log not read yet
    worker.step(Tick{});
    EXPECT_EQ(worker.waiting<SendNotice>(), 0);
    worker.turn();
    EXPECT_EQ(worker.waiting<SendNotice>(), 1);
    EXPECT_TRUE(worker.core.sending());
    worker.settle();
    EXPECT_EQ(late.model.sent.size(), 1U);
    EXPECT_EQ(late.outcomes(), 1);
    EXPECT_FALSE(worker.core.busy());
}

TEST(WorkerNotices, one_that_another_worker_attempts_is_not_sent_here) {
    Late late;
    Player worker(late.model, "w1");
    late.model.handle(
        FireTimer{late.model.county.timers(matter(late.notice()), TimerKind::NoticeSend).at(0)->id},
        KeyId{"w2"});
    worker.settle();
    EXPECT_TRUE(late.model.sent.empty());
    EXPECT_EQ(late.outcomes(), 0) << "that is the other's to say";
    worker.settle();
    EXPECT_TRUE(worker.notes.empty()) << "nor is it tried";
}

TEST(WorkerNotices, a_crash_after_the_attempt_leads_to_uncertain_once_and_nothing_is_sent_again) {
    Late late;
    auto worker = std::make_unique<Player>(late.model, "w1");
    for (int i = 0; worker->waiting<SendNotice>() == 0 && i < 100; ++i) {
        worker->turn();
        if (worker->waiting<SendNotice>() == 0) worker->perform();
    }
    late.model.sent.push_back(late.notice());  // it went out, and then …
    worker = std::make_unique<Player>(late.model, "w1");
    worker->settle();
    EXPECT_EQ(late.model.sent.size(), 1U);
    EXPECT_EQ(late.outcomes(), 1);
    const auto& outcome =
        std::get<NoticeOutcome>(late.model.county.log[late.model.logged - 2].body);
    EXPECT_EQ(outcome.state, NoticeState::Uncertain);
    worker->settle();
    EXPECT_EQ(late.outcomes(), 1);
}

TEST(WorkerNotices, a_push_shows_number_and_limit_in_both_languages_and_no_target) {
    Late late;
    const Notice& notice = late.model.county.state.notices.begin()->second;
    const std::string line = notice_line(late.model.county.state, notice, late.model.now());
    EXPECT_NE(line.find("\"zh\":\"催办提醒：改字〔2026〕1号，期限"), line.npos) << line;
    EXPECT_NE(line.find("\"en\":\"Reminder: Rectification 2026-1, due "), line.npos) << line;
    EXPECT_NE(line.find("\"to\":\"p-village\""), line.npos) << line;
    EXPECT_EQ(line.find("v1"), line.npos);
    EXPECT_EQ(line.find('\n'), line.npos);
}

TEST(WorkerNotices, a_push_of_several_tells_of_each) {
    Model model;
    auto& county = model.county;
    county.released();
    county.released();
    const Notice& digest = county.notice_to(county.head);
    ASSERT_EQ(digest.items.size(), 2U);
    const auto json = nlohmann::json::parse(notice_line(county.state, digest, county.now));
    ASSERT_EQ(json["items"].size(), 2U);
    EXPECT_EQ(json["items"][0]["no"], "督字〔2026〕1号");
    EXPECT_EQ(json["items"][1]["no"], "督字〔2026〕2号");
}

TEST(WorkerNotices, midnight_is_the_end_of_the_day_before) {
    const Zone zone = shanghai();
    EXPECT_EQ(deadline_text(zone, *parse_moment("2026-11-28T00:00:00+08:00")), "2026-11-27 24:00");
    EXPECT_EQ(deadline_text(zone, *parse_moment("2026-11-28T09:05:00+08:00")), "2026-11-28 09:05");
}

TEST(WorkerNotices, every_notice_of_the_rules_has_words_that_need_number_and_limit_only) {
    for (const std::string key : {"rect.issued",
                                  "rect.deemed",
                                  "rect.referred",
                                  "rect.reminded",
                                  "ext.lapsed",
                                  "step.1",
                                  "step.2",
                                  "step.3",
                                  "step.4",
                                  "step.5",
                                  "step.6",
                                  "demand.open",
                                  "demand.unanswered",
                                  "task.released",
                                  "task.late",
                                  "task.missed",
                                  "task.check_in_late",
                                  "task.report_late",
                                  "task.review_late",
                                  "verify.late",
                                  "suspension.review",
                                  "referral.late",
                                  "contest.late",
                                  "lead.late"}) {
        ASSERT_TRUE(has_text("notice." + key)) << key;
        for (const auto hole : placeholders(text(Lang::En, "notice." + key))) {
            EXPECT_TRUE(hole == "no" || hole == "due") << key;
        }
    }
}

}  // namespace
}  // namespace dudao::workers::test
