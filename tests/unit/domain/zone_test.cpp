#include "domain/zone.h"

#include <gtest/gtest.h>

#include "domain/bounds.h"
#include "files/zone_file.h"
#include "tests/unit/domain/when.h"

namespace dudao {
namespace {

TEST(Zone, twenty_four_hundred_is_the_start_of_the_next_day) {
    const Zone zone = shanghai();
    EXPECT_EQ(zone.local_moment(on("2026-10-21"), 1440), at("2026-10-22T00:00+08:00"));
    EXPECT_EQ(zone.local_moment(on("2026-10-21"), 1440), zone.local_moment(on("2026-10-22"), 0));
    EXPECT_EQ(zone.local_day(at("2026-10-21T16:00Z")), on("2026-10-22"));
    EXPECT_EQ(zone.local_day(at("2026-10-21T15:59:59.999Z")), on("2026-10-21"));
}

TEST(Zone, the_built_in_shanghai_agrees_with_the_zone_file_since_1992) {
    const Zone file = load_zone("Asia/Shanghai").value();
    for (Day day = on("1992-01-01"); day < on("2060-01-01"); day = day + 30) {
        EXPECT_EQ(file.local_moment(day, 600), shanghai().local_moment(day, 600));
    }
    EXPECT_EQ(file.offset_at(at("1988-07-01T00:00Z")), 540);  // summer time, 1986–1991
}

TEST(Zone, a_time_skipped_by_summer_time_is_the_instant_of_the_skip) {
    const Zone zone = load_zone("Europe/Berlin").value();
    EXPECT_EQ(zone.local_moment(on("2026-03-29"), 150), at("2026-03-29T01:00Z"));
    EXPECT_EQ(zone.local_moment(on("2026-03-29"), 119), at("2026-03-29T00:59Z"));
    EXPECT_EQ(zone.local_moment(on("2026-03-29"), 180), at("2026-03-29T01:00Z"));
}

TEST(Zone, a_time_that_occurs_twice_is_the_later_one) {
    const Zone zone = load_zone("America/New_York").value();
    EXPECT_EQ(zone.local_moment(on("2026-11-01"), 90), at("2026-11-01T06:30Z"));
    EXPECT_EQ(zone.local_moment(on("2026-11-01"), 1440), at("2026-11-02T05:00Z"));
    EXPECT_EQ(zone.local_moment(on("2026-10-31"), 1440), at("2026-11-01T04:00Z"));
}

TEST(Zone, a_midnight_that_is_skipped_still_ends_the_day) {
    const Zone zone = load_zone("America/Santiago").value();  // 24:00 -> 01:00 in September
    const Moment end = zone.local_moment(on("2026-09-05"), 1440);
    EXPECT_EQ(end, at("2026-09-06T04:00Z"));
    EXPECT_EQ(zone.local_day(end), on("2026-09-06"));
    EXPECT_EQ(zone.local_day(end - Span{1}), on("2026-09-05"));
}

TEST(Zone, summer_time_goes_on_where_the_files_list_ends) {
    const Zone zone = load_zone("Europe/Berlin").value();
    EXPECT_EQ(zone.offset_at(at("2098-07-01T00:00Z")), 120);
    EXPECT_EQ(zone.offset_at(at("2098-12-01T00:00Z")), 60);
    EXPECT_EQ(zone.local_moment(on("2098-03-30"), 150), at("2098-03-30T01:00Z"));
}

TEST(Zone, extreme_instants_have_a_day) {
    const Zone zone = shanghai();
    EXPECT_EQ(to_text(zone.local_day(Moment{INT64_MAX})), "9999-12-31");
    EXPECT_EQ(to_text(zone.local_day(Moment{INT64_MIN})), "0001-01-01");
}

TEST(Zone, a_name_that_leaves_the_folder_is_refused) {
    for (const char* name : {"../passwd", "/etc/passwd", "", "Asia/../../x", "a b"}) {
        EXPECT_EQ(load_zone(name).error().kind, Error::Kind::BadInput) << name;
    }
    EXPECT_EQ(load_zone("Asia/Nowhere").error().kind, Error::Kind::NotFound);
}

TEST(Zone, a_cut_zone_file_is_corrupt_at_every_length) {
    const std::string none;
    EXPECT_FALSE(parse_zone("x", none));
    std::string bytes = "TZif2" + std::string(15, '\0') + std::string(24, '\xff');
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        EXPECT_EQ(parse_zone("x", bytes.substr(0, size)).error().kind, Error::Kind::Corrupt);
    }
}

/// Once an adopted calendar of −100,000 minutes ended the broker at each start.
TEST(Zone, no_zone_however_wrong_throws) {
    for (const std::int32_t offset : {-100'000, 100'000, INT32_MIN / 2, INT32_MAX / 2}) {
        for (const bool ordered : {true, false}) {
            Zone zone{
                "X", 480, {{Moment{1'800'000'000'000}, offset}, {Moment{1'900'000'000'000}, 0}}};
            if (!ordered) std::swap(zone.transitions[0], zone.transitions[1]);
            for (const std::int64_t ms : {0LL, 1'799'999'000'000LL, 1'800'000'000'001LL}) {
                const Day day = zone.local_day(Moment{ms});
                for (const int minute : {0, 719, 1440}) zone.local_moment(day, minute);
            }
            EXPECT_TRUE(beyond_bounds(zone));
        }
    }
    EXPECT_FALSE(beyond_bounds(shanghai()));
}

}  // namespace
}  // namespace dudao
