#include "domain/calendar.h"

#include <gtest/gtest.h>

#include <map>

#include "files/calendar_file.h"
#include "tests/unit/domain/when.h"

namespace dudao {
namespace {

bool works(const char* text) { return built_in_calendar().is_working(on(text)); }

std::string faults_of(std::vector<CalendarText> files) {
    const auto calendar = parse_calendar(std::move(files), shanghai());
    return calendar ? "" : calendar.error().text();
}
CalendarText file(const std::string& off, const std::string& work, const std::string& more = "") {
    return {"CN-2026.json", R"({"year":2026,"region":"CN","status":"official","off":[)" + off +
                                R"(],"work":[)" + work + "]" + more + "}"};
}

struct Figures {
    std::size_t off, work;
    int working_days;
};
const std::map<std::int32_t, Figures> published = {
    {2007, {26, 7, 249}}, {2008, {27, 5, 251}}, {2009, {27, 6, 250}},  {2010, {29, 8, 250}},
    {2011, {29, 6, 250}}, {2012, {27, 6, 249}}, {2013, {29, 12, 250}}, {2014, {22, 5, 250}},
    {2015, {26, 5, 249}}, {2016, {24, 6, 250}}, {2017, {24, 5, 249}},  {2018, {25, 7, 250}},
    {2019, {22, 6, 250}}, {2020, {30, 6, 249}}, {2021, {31, 7, 250}},  {2022, {32, 7, 249}},
    {2023, {26, 7, 249}}, {2024, {28, 8, 251}}, {2025, {28, 5, 248}},  {2026, {33, 6, 248}},
};

TEST(Calendar, each_year_has_its_published_number_of_working_days) {
    const Calendar& calendar = built_in_calendar();
    for (const auto& [number, want] : published) {
        const CalendarYear* year = calendar.find(number);
        ASSERT_NE(year, nullptr) << number;
        int working = 0;
        for (Day day = day_of({number, 1, 1}); civil(day).year == number; day = day + 1) {
            if (calendar.is_working(day)) ++working;
        }
        EXPECT_EQ(year->off.size(), want.off) << number;
        EXPECT_EQ(year->work.size(), want.work) << number;
        EXPECT_EQ(working, want.working_days) << number;
    }
}

TEST(Calendar, weekdays_off_less_make_up_days_are_the_statutory_days) {
    const std::map<std::int32_t, int> exceptions = {{2011, 10}, {2012, 12}, {2015, 12}, {2020, 13}};
    for (const CalendarYear& year : built_in_calendar().years) {
        if (year.year < 2008 || !year.official) continue;
        int days = -static_cast<int>(year.work.size());
        for (const DayOff& off : year.off) days += weekday(Day{off.day}) < 5 ? 1 : 0;
        const auto other = exceptions.find(year.year);
        const int statutory = year.year < 2025 ? 11 : 13;
        EXPECT_EQ(days, other == exceptions.end() ? statutory : other->second) << year.year;
    }
}

TEST(Calendar, a_make_up_sunday_is_a_working_day) {
    EXPECT_TRUE(works("2025-09-28"));
    EXPECT_EQ(built_in_calendar().why_off(on("2025-09-28")), "");
}

TEST(Calendar, national_day_2025_has_eight_days_off_between_two_make_up_days) {
    for (int i = 1; i <= 8; ++i)
        EXPECT_FALSE(built_in_calendar().is_working(day_of({2025, 10, i})));
    EXPECT_TRUE(works("2025-10-09"));
    EXPECT_TRUE(works("2025-10-11"));
    EXPECT_FALSE(works("2025-10-12"));
    EXPECT_FALSE(works("2025-09-27"));
    EXPECT_EQ(built_in_calendar().why_off(on("2025-10-12")), "Sunday");
    EXPECT_NE(built_in_calendar().why_off(on("2025-10-01")).find("国庆节"), std::string::npos);
}

TEST(Calendar, the_end_of_2018_follows_the_notice_for_2019) {
    EXPECT_TRUE(works("2018-12-29"));
    EXPECT_FALSE(works("2018-12-30"));
    EXPECT_FALSE(works("2018-12-31"));
}

TEST(Calendar, labour_day_2019_is_as_changed_in_march) {
    EXPECT_TRUE(works("2019-04-28"));
    for (int i = 1; i <= 4; ++i) EXPECT_FALSE(built_in_calendar().is_working(day_of({2019, 5, i})));
    EXPECT_TRUE(works("2019-05-05"));
}

TEST(Calendar, spring_festival_2020_is_prolonged_and_its_make_up_day_cancelled) {
    EXPECT_FALSE(works("2020-01-31"));
    EXPECT_FALSE(works("2020-02-01"));
    EXPECT_FALSE(works("2020-02-02"));
    EXPECT_TRUE(works("2020-02-03"));
}

TEST(Calendar, the_last_day_of_2022_is_off_for_2023) { EXPECT_FALSE(works("2022-12-31")); }

TEST(Calendar, half_day_holidays_of_groups_are_working_days) {
    EXPECT_TRUE(works("2023-03-08"));
    EXPECT_TRUE(works("2023-08-01"));
}

TEST(Calendar, a_year_without_a_notice_is_provisional_with_its_statutory_days) {
    const Calendar& calendar = built_in_calendar();
    EXPECT_TRUE(calendar.is_provisional(on("2027-03-01")));
    EXPECT_FALSE(works("2027-02-08"));  // fourth day of the Spring Festival, a Monday
    EXPECT_FALSE(works("2027-06-09"));
    EXPECT_TRUE(works("2027-02-09"));
    EXPECT_TRUE(calendar.is_provisional(on("2031-05-01")));
    EXPECT_FALSE(works("2031-05-01"));
    EXPECT_FALSE(works("2031-05-02"));
    EXPECT_TRUE(works("2031-05-05"));
    EXPECT_EQ(calendar.why_off(on("2031-10-03")), "国庆节");
}

TEST(Calendar, the_open_tail_of_the_last_published_year_is_provisional) {
    EXPECT_FALSE(built_in_calendar().is_provisional(on("2026-12-25")));
    EXPECT_TRUE(built_in_calendar().is_provisional(on("2026-12-26")));
    EXPECT_FALSE(built_in_calendar().is_provisional(on("2025-12-31")));
}

TEST(Calendar, a_county_layer_stands_before_the_nation) {
    Calendar county{.revision = "county", .zone = shanghai(), .years = {}};
    county.years.push_back({.year = 2026,
                            .official = true,
                            .off = {{on("2026-03-03").number, "县庆"}},
                            .work = {on("2026-05-05").number},
                            .open_tail = 0});
    const Calendar both = overlay(built_in_calendar(), county);
    EXPECT_EQ(both.why_off(on("2026-03-03")), "县庆");
    EXPECT_TRUE(both.is_working(on("2026-05-05")));
    EXPECT_FALSE(both.is_working(on("2026-05-04")));
    EXPECT_TRUE(both.is_provisional(on("2026-12-26")));
    EXPECT_NE(both.revision, built_in_calendar().revision);
}

TEST(Calendar, a_layer_does_not_settle_a_year_without_a_notice) {
    Calendar county{.revision = "county", .zone = shanghai(), .years = {}};
    county.years.push_back({2030, true, {{on("2030-03-05").number, "县庆"}}, {}, 0});
    const Calendar both = overlay(built_in_calendar(), county);
    EXPECT_TRUE(both.is_provisional(on("2030-03-04")));
    EXPECT_FALSE(both.is_working(on("2030-05-01")));
    EXPECT_FALSE(both.is_working(on("2030-03-05")));
}

TEST(CalendarFile, each_fault_is_named_with_its_file_and_place) {
    const std::string faults = faults_of({file(
        R"({"date":"2026-13-01","name":"x"},{"date":"2025-01-01","name":"x"},{"date":"2026-01-01"},{"date":"2026-01-04","name":"x"})",
        R"({"date":"2026-01-04"},{"date":"2026-01-05"},7)")});
    for (const char* part :
         {"CN-2026.json: off[0]: there is no day 2026-13-01", "off[1]: 2025-01-01 is not in 2026",
          "off[2]: a day off has a name", "work[1]: 2026-01-05 is a weekday",
          "work[2]: must have a date", "CN-2026.json: 2026-01-04 is listed twice"}) {
        EXPECT_NE(faults.find(part), std::string::npos) << part << "\n" << faults;
    }
}

TEST(CalendarFile, a_file_that_is_no_json_is_a_fault_and_not_a_crash) {
    for (const char* text :
         {"", "{", "[]", "7", "null", R"({"year":"2026"})", R"({"off":{}})", "\xff"}) {
        EXPECT_NE(faults_of({{"CN-2026.json", text}}), "") << text;
    }
    EXPECT_NE(faults_of({{"CN-26.json", "{}"}}), "");
    EXPECT_NE(faults_of({file("", "", R"(,"open_tail":{"from":7})")}), "");
}

TEST(CalendarFile, an_official_year_stands_before_the_computed_one) {
    auto files = built_in_calendar_texts();
    files.push_back({"CN-2027.json", R"({"year":2027,"status":"official","off":[],"work":[]})"});
    EXPECT_NE(faults_of(files).find("CN-2026.json: open_tail"), std::string::npos);
    std::erase_if(files, [](const CalendarText& f) { return f.name == "CN-2026.json"; });
    const Calendar calendar = parse_calendar(files, shanghai()).value();
    EXPECT_FALSE(calendar.is_provisional(on("2027-03-01")));
    EXPECT_NE(calendar.revision, built_in_calendar().revision);
}

TEST(CalendarFile, a_folder_that_is_not_there_is_said_so) {
    EXPECT_EQ(load_calendar("/nowhere/at/all").error().kind, Error::Kind::NotFound);
}

}  // namespace

/// Next year's notice, in the form of the files of deploy/calendars.
std::string a_notice(const std::string& year, const std::string& status = "official") {
    return R"({"year": )" + year + R"(, "region": "CN", "status": ")" + status +
           R"(", "authority": [{"title": "通知", "number": "国办发明电", "issued": "2026-11-03"}],
              "sources": ["made up"], "sources_differing": [],
              "off": [{"date": ")" +
           year + R"(-01-01", "name": "元旦"}, {"date": ")" + year +
           R"(-01-04", "name": "元旦"}], "work": [)" +
           (year == "2027" ? R"({"date": "2027-01-09", "for": "元旦"})" : "") + "]}";
}

TEST(CalendarYears, of_next_year_take_the_place_of_what_was_computed) {
    const Calendar& base = built_in_calendar();
    ASSERT_FALSE(base.find(2027)->official) << "this test is about a year without a notice";
    const auto next = with_years(base, {{"CN-2027.json", a_notice("2027")}});
    ASSERT_TRUE(next) << next.error().what;
    EXPECT_TRUE(next->find(2027)->official);
    EXPECT_EQ(next->years.size(), base.years.size());
    EXPECT_EQ(next->find(2026)->open_tail, 0) << "the year before is settled by it";
    EXPECT_EQ(*next->find(2025), *base.find(2025));
    EXPECT_NE(next->revision, base.revision);
    EXPECT_FALSE(next->is_working(day_of({2027, 1, 4})));
    EXPECT_TRUE(next->is_working(day_of({2027, 1, 9}))) << "a Saturday that is made up for";
}

TEST(CalendarYears, that_are_published_are_not_replaced_by_computed_ones) {
    const auto next = with_years(built_in_calendar(),
                                 {{"CN-2026-provisional.json", a_notice("2026", "provisional")}});
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().what, "2026 is published already");
}

TEST(CalendarYears, with_faults_or_without_news_are_refused) {
    const Calendar& base = built_in_calendar();
    EXPECT_FALSE(with_years(base, {}));
    EXPECT_FALSE(with_years(base, {{"CN-2027.json", "{"}}));
    EXPECT_FALSE(with_years(base, {{"holidays.json", a_notice("2027")}}));
    EXPECT_FALSE(with_years(base, {{"CN-2028.json", a_notice("2027")}})) << "another year's name";
    const auto next = with_years(base, {{"CN-2027.json", a_notice("2027")}});
    ASSERT_TRUE(next);
    EXPECT_FALSE(with_years(*next, {{"CN-2027.json", a_notice("2027")}})) << "in force already";
}

TEST(CalendarYears, differ_by_days_that_are_off_or_worked_in_one_alone) {
    const Calendar& base = built_in_calendar();
    const auto next = with_years(base, {{"CN-2027.json", a_notice("2027")}});
    ASSERT_TRUE(next);
    EXPECT_TRUE(changed_days(base, base).empty());
    const auto changed = changed_days(base, *next);
    const auto of = [&](int month, int day) {
        const Day wanted = day_of({2027, month, day});
        const auto at = std::find_if(changed.begin(), changed.end(),
                                     [&](const ChangedDay& each) { return each.day == wanted; });
        return at == changed.end() ? std::string("same") : at->before + " > " + at->after;
    };
    EXPECT_EQ(of(1, 1), "same");
    EXPECT_EQ(of(1, 4), " > 元旦");
    EXPECT_EQ(of(1, 9), "Saturday > ");
    EXPECT_EQ(of(2, 6), "春节 > Saturday") << "it was a computed holiday";
    EXPECT_TRUE(std::is_sorted(changed.begin(), changed.end(),
                               [](const auto& a, const auto& b) { return a.day < b.day; }));
}

}  // namespace dudao
