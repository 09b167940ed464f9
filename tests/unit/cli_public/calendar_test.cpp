#include "cli/public/calendar.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace dudao {
namespace {

struct Answer {
    int exit = 0;
    std::string out, err;
};
Answer ask(const CalendarDueOptions& options) {
    std::ostringstream out;
    std::ostringstream err;
    const int exit = calendar_due(options, out, err);
    return {exit, out.str(), err.str()};
}
CalendarDueOptions options(const char* start, const char* budget, bool json = true) {
    return {.start = start, .budget = budget, .calendar_dir = "", .json = json};
}

TEST(CalendarDue, json_gives_the_moment_in_the_zones_offset_and_each_skipped_day) {
    const Answer answer = ask(options("2025-09-28T02:00Z", "10wd"));
    EXPECT_EQ(answer.exit, 0) << answer.err;
    const auto json = nlohmann::json::parse(answer.out);
    EXPECT_EQ(json["due"], "2025-10-18T00:00:00+08:00");
    EXPECT_EQ(json["last_day"], "2025-10-17");
    EXPECT_EQ(json["start"], "2025-09-28T10:00:00+08:00");
    EXPECT_EQ(json["skipped"].size(), 9U);
    EXPECT_EQ(json["skipped"][8]["day"], "2025-10-12");
    EXPECT_EQ(json["provisional"], false);
}

TEST(CalendarDue, text_says_why_and_what_is_provisional) {
    const Answer answer = ask(options("2026-12-30T10:00+08:00", "2wd", false));
    EXPECT_EQ(answer.out.find("due       2027-01-04 24:00\n"), 0U) << answer.out;
    EXPECT_NE(answer.out.find("skipped   2027-01-01  元旦"), std::string::npos);
    EXPECT_NE(answer.out.find("provisional: days of 2026"), std::string::npos);
    EXPECT_NE(answer.out.find("provisional: days of 2027"), std::string::npos);
}

TEST(CalendarDue, a_folder_of_calendars_answers_like_the_built_in_ones) {
    CalendarDueOptions given = options("2025-09-28T10:00+08:00", "10wd");
    const std::string built_in = ask(given).out;
    given.calendar_dir = DUDAO_CALENDARS;
    EXPECT_EQ(ask(given).out, built_in);
}

TEST(CalendarDue, what_was_typed_does_not_command_the_terminal) {
    const Answer answer = ask(options("\x1B]0;x\x07\u202E", "10wd"));
    EXPECT_EQ(answer.exit, 2);
    EXPECT_EQ(answer.err.find_first_of("\x1B\x07"), std::string::npos) << answer.err;
    EXPECT_EQ(answer.err.find("\u202E"), std::string::npos) << answer.err;
}

TEST(CalendarDue, what_cannot_be_used_is_named_and_exits_with_two) {
    for (const auto& [given, says] :
         {std::pair{options("yesterday", "10wd"), "--start: "},
          std::pair{options("2025-09-28T10:00+08:00", "10 days"), "--budget: "},
          std::pair{CalendarDueOptions{"2025-09-28T10:00+08:00", "1d", "/nowhere", true},
                    "--calendar: "}}) {
        const Answer answer = ask(given);
        EXPECT_EQ(answer.exit, 2);
        EXPECT_EQ(answer.out, "");
        EXPECT_EQ(answer.err.find(says), 0U) << answer.err;
    }
}

}  // namespace
}  // namespace dudao
