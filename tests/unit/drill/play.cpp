// What a play decides by seed alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/drill/agenda.h"
#include "cli/drill/chance.h"
#include "cli/drill/hours.h"
#include "cli/drill/phrases.h"
#include "cli/drill/pictures.h"
#include "cli/drill/rule.h"

namespace dudao::drill {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;

TEST(Agenda, actions_come_by_moment_and_then_in_the_order_planned) {
    Agenda agenda;
    std::vector<int> done;
    for (const auto& [at, number] : {std::pair{5, 1}, {3, 2}, {5, 3}, {3, 4}, {4, 5}}) {
        agenda.add(Moment{at}, [&done, number] { done.push_back(number); });
    }
    EXPECT_EQ(agenda.next(), Moment{3});
    EXPECT_FALSE(agenda.next_due(Moment{2}).has_value());
    while (const auto action = agenda.next_due(Moment{10})) (*action)();
    EXPECT_THAT(done, ElementsAre(2, 4, 5, 1, 3));
    EXPECT_FALSE(agenda.next().has_value());
}

TEST(Agenda, an_action_may_plan_another_for_the_same_moment) {
    Agenda agenda;
    std::vector<int> done;
    agenda.add(Moment{1}, [&] {
        done.push_back(1);
        agenda.add(Moment{1}, [&] { done.push_back(2); });
    });
    while (const auto action = agenda.next_due(Moment{1})) (*action)();
    EXPECT_THAT(done, ElementsAre(1, 2));
}

TEST(Chance, the_same_seed_question_and_matter_draw_the_same) {
    const Chance one(7), again(7), other(8);
    EXPECT_EQ(one.draw("accept", "task/12"), again.draw("accept", "task/12"));
    EXPECT_NE(one.draw("accept", "task/12"), other.draw("accept", "task/12"));
    EXPECT_NE(one.draw("accept", "task/12"), one.draw("accept", "task/13"));
    EXPECT_NE(one.draw("a", "bc"), one.draw("ab", "c"));
}

TEST(Chance, shares_come_out_about_right_and_ranges_are_kept) {
    const Chance chance(7);
    int hits = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::string matter = "task/" + std::to_string(i);
        hits += chance.in_hundred(20, "late", matter) ? 1 : 0;
        const auto number = chance.between(-2, 3, "span", matter);
        ASSERT_GE(number, -2);
        ASSERT_LE(number, 3);
    }
    EXPECT_NEAR(hits, 2000, 200);
}

TEST(Chance, people_act_at_odd_milliseconds_within_the_minute) {
    const Chance chance(7);
    const Moment minute{1'789'344'060'000};
    for (int i = 0; i < 1000; ++i) {
        const Moment at = chance.around(minute, "look", std::to_string(i));
        ASSERT_EQ(at.ms % 2, 1);
        ASSERT_GE(at, minute);
        ASSERT_LT(at, minute + minutes(1));
    }
}

// 2026-10-09 is a Friday; no year is known here but the law's, so Saturday and Sunday are off.
const Calendar calendar{"test", shanghai(), {}};
Moment local(const char* text) { return parse_moment(text).value(); }
Day day_at(Moment moment) { return calendar.zone.local_day(moment); }

TEST(Hours, people_work_on_working_days_in_working_hours) {
    const Chance chance(7);
    const Hours hours(calendar, chance);
    const Moment friday = local("2026-10-09T17:29:00+08:00");
    const Day monday = day_of({2026, 10, 12});
    EXPECT_EQ(day_at(hours.of_working_day(friday, 1, "q", "m")), monday);
    EXPECT_EQ(day_at(hours.of_working_day(friday, 0, "q", "m")), monday);
    EXPECT_EQ(day_at(hours.of_working_day(friday, -1, "q", "m")), day_of({2026, 10, 8}));
    EXPECT_EQ(day_at(hours.working_time(friday, ::dudao::hours(3), "q", "m")), monday);
    for (int i = 0; i < 500; ++i) {
        const Moment at = hours.of_working_day(friday, i % 7, "q", std::to_string(i));
        ASSERT_TRUE(calendar.is_working(day_at(at)));
        ASSERT_GT(at, friday);
        const Moment midnight = calendar.zone.local_moment(day_at(at), 0);
        ASSERT_GE(at, midnight + minutes(Hours::morning));
        ASSERT_LE(at, midnight + minutes(Hours::evening + 1));
    }
}

TEST(Rule, a_rule_is_an_answer_a_category_a_severity_and_a_check) {
    const auto rule = parse_rule("n:1o RES-2");
    ASSERT_TRUE(rule.has_value());
    EXPECT_EQ(rule->when, "n");
    EXPECT_EQ(rule->category, Category::Responsibility);
    EXPECT_EQ(rule->severity, Severity::Ordinary);
    EXPECT_EQ(rule->check, "RES-2");

    const auto retaliation = parse_rule("y:11g");
    ASSERT_TRUE(retaliation.has_value());
    EXPECT_EQ(retaliation->category, Category::Petition);
    EXPECT_EQ(retaliation->severity, Severity::Grave);
    EXPECT_EQ(retaliation->check, "");

    EXPECT_EQ(parse_rule("all 0:3o FOR-4").value().when, "all 0");
    EXPECT_EQ(parse_rule("≥1:7s PRJ-3").value().when, "≥1");
}

TEST(Rule, what_is_only_noted_or_cannot_be_read_makes_no_finding) {
    for (const char* text : {"", "observe HLP-3", "<90%: warn", "n:12o", "n:0o", "n:1x", "n:1",
                             ":1o", "n:1oo", "n:"}) {
        EXPECT_FALSE(parse_rule(text).has_value()) << text;
    }
}

TEST(Rule, the_answers_fit_the_rule) {
    ChecklistItem item;
    item.how = "AY";
    item.rule = "y:11g";
    EXPECT_EQ(answer_to(item, true), "y");
    EXPECT_EQ(answer_to(item, false), "n");
    item.how = "CN";
    item.rule = "<2:3o FOR-4";
    EXPECT_EQ(answer_to(item, true), "1");
    EXPECT_EQ(answer_to(item, false), "4");
    item.rule = "";
    EXPECT_EQ(answer_to(item, false), "3");
}

TEST(Phrases, every_sentence_is_marked_as_made_up) {
    for (const Lang lang : {Lang::Zh, Lang::En}) {
        EXPECT_THAT(phrase(Saying::Recusal, lang, 12345), EndsWith("※"));
        for (const auto& [category, word] : Names<Category>::table) {
            EXPECT_THAT(finding_phrase(category, lang, 7), EndsWith("※"));
        }
    }
}

TEST(Pictures, each_photo_is_a_picture_of_the_folder_with_an_end_of_its_own) {
    const std::filesystem::path county = std::filesystem::path(DUDAO_COUNTY) / "pictures";
    const Pictures pictures(county);
    const Chance chance(7);
    const std::string a = pictures.photograph(chance, "board", "task/1", 64);
    EXPECT_EQ(a, pictures.photograph(chance, "board", "task/1", 64));
    EXPECT_NE(a, pictures.photograph(chance, "board", "task/2", 64));
    EXPECT_TRUE(a.starts_with("\xff\xd8\xff")) << "JPEG";
    EXPECT_EQ(a.substr(a.size() - 66, 2), "\xff\xd9") << "its end";
    EXPECT_NE(a.substr(0, 2000), pictures.photograph(chance, "well", "task/1", 64).substr(0, 2000));
    EXPECT_EQ(Pictures(county / "none").photograph(chance, "board", "task/1", 64),
              a.substr(a.size() - 64));
}

}  // namespace
}  // namespace dudao::drill
