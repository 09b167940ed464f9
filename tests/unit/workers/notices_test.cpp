#include <nlohmann/json.hpp>

#include "messages/messages.h"
#include "model.h"
#include "workers/notice_text.h"

namespace dudao::workers::test {
namespace {

/// A county in which a task's acceptance is late and its head is to be told, right now.
struct Late {
    Model model;
    TaskId task;

    Late() {
        task = model.county.released();
        model.commit();
        const auto timers = model.county.timers(matter(task), TimerKind::TaskAccept);
        model.county.now = timers.at(0)->due;
        model.handle(FireTimer{timers.at(0)->id}, KeyId{"another"});
        model.county.now = model.county.now + seconds(1);  // the second of the notice is over
    }
    NoticeId notice() const { return model.county.state.notices.begin()->first; }
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
    EXPECT_EQ(late.model.county.count("notice.outcome"), 1);
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
    EXPECT_EQ(late.model.county.count("notice.outcome"), 0) << "that is the other's to say";
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
    EXPECT_EQ(late.model.county.count("notice.outcome"), 1);
    const auto& outcome =
        std::get<NoticeOutcome>(late.model.county.log[late.model.logged - 2].body);
    EXPECT_EQ(outcome.state, NoticeState::Uncertain);
    worker->settle();
    EXPECT_EQ(late.model.county.count("notice.outcome"), 1);
}

TEST(WorkerNotices, a_push_shows_number_and_limit_in_both_languages_and_no_target) {
    Late late;
    const Notice& notice = late.model.county.state.notices.begin()->second;
    const std::string line = notice_line(late.model.county.state, notice, late.model.now());
    EXPECT_NE(line.find("\"zh\":\"督字〔2026〕1号至2026-09-14 11:00未接收\""), line.npos) << line;
    EXPECT_NE(line.find("\"en\":\"Task 2026-1 was not accepted by 2026-09-14 11:00\""), line.npos)
        << line;
    EXPECT_NE(line.find("\"to\":\"p-head\""), line.npos) << line;
    EXPECT_EQ(line.find("v1"), line.npos);
    EXPECT_EQ(line.find('\n'), line.npos);
}

TEST(WorkerNotices, a_push_of_several_tells_of_each) {
    Model model;
    auto& county = model.county;
    county.now = *parse_moment("2026-09-25T21:00:00+08:00");  // the eve of three days off
    county.released();
    county.released();
    county.run_for(hours(3));
    ASSERT_EQ(county.state.notices.size(), 1U);
    const Notice& digest = county.state.notices.begin()->second;
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
