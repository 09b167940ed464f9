// What an administrator asks for on the system page: what is asked, what is kept, and when the
// night's backup is due.
#include "cli/up/upkeep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/zone.h"
#include "tests/support/temp_dir.h"

namespace dudao::up {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using upkeep::Asked;
using upkeep::Work;

Asked an_ask() {
    Asked asked;
    asked.number = 7;
    asked.work = Work::Verify;
    asked.chinese = true;
    asked.by = "p-07";
    asked.at_ms = 1'789'437'600'000;
    asked.noted = "12:" + std::string(64, 'a');
    return asked;
}

TEST(UpkeepAsked, reads_what_the_console_writes) {
    EXPECT_EQ(upkeep::parse_asked(to_json(an_ask())), an_ask());
    Asked other = an_ask();
    other.work = Work::BackUp;
    other.noted.clear();
    other.chinese = false;
    EXPECT_EQ(upkeep::parse_asked(to_json(other)), other);
}

TEST(UpkeepAsked, anything_else_is_nothing_that_was_asked) {
    for (const std::string text :
         {"", "[]", "{}", "null", R"({"number": 1, "work": "verify", "lang": "zh", "at": 1})",
          R"({"number": -1, "work": "examine", "lang": "zh", "at": 1})",
          R"({"number": 1, "work": "remove", "lang": "zh", "at": 1})",
          R"({"number": 1, "work": "examine", "lang": "fr", "at": 1})",
          R"({"number": 1, "work": "verify", "lang": "zh", "at": 1, "noted": "12:../../x"})",
          R"({"number": 99999999999999999999, "work": "examine", "lang": "zh", "at": 1})"}) {
        const bool good = text == R"({"number": 1, "work": "verify", "lang": "zh", "at": 1})";
        EXPECT_EQ(upkeep::parse_asked(text).has_value(), good) << text;
    }
    std::string long_one = to_json(an_ask());
    long_one.insert(1, std::string(upkeep::asked_bytes_max, ' '));
    EXPECT_FALSE(upkeep::parse_asked(long_one));
}

TEST(UpkeepAsked, a_head_is_a_commit_and_sixty_four_hex_digits) {
    const std::string head(64, '0');
    EXPECT_TRUE(upkeep::is_noted_head("1:" + head));
    for (const std::string& text :
         {head, ":" + head, "1:" + head + "0", "1:" + head.substr(1), "-1:" + head,
          "1 --evidence x:" + head, std::string(19, '1') + ":" + head, "1:G" + head.substr(1)}) {
        EXPECT_FALSE(upkeep::is_noted_head(text)) << text;
    }
}

TEST(UpkeepBackups, are_named_by_county_and_moment_of_the_county) {
    const Moment moment = shanghai().local_moment(day_of({2026, 12, 1}), 2 * 60 + 30);
    EXPECT_EQ(backup_name("gqc", moment), "gqc-20261201-023000");
}

TEST(UpkeepBackups, the_oldest_beyond_those_kept_are_removed_and_nothing_of_others) {
    const std::vector<std::string> names{"gqc-20261203-020000",
                                         "gqc-20261201-020000",
                                         "gqc-20261202-020000",
                                         "gqc-mine",
                                         "gqc-20261201-020000-before",
                                         "other-20261101-020000",
                                         "gqc-2026120x-020000",
                                         "gqc-20261203-020000.a1B2c3",
                                         "before"};
    EXPECT_THAT(to_remove(names, "gqc", 2),
                ElementsAre("gqc-20261203-020000.a1B2c3", "gqc-20261201-020000"));
    EXPECT_THAT(to_remove(names, "gqc", 3), ElementsAre("gqc-20261203-020000.a1B2c3"));
    EXPECT_THAT(to_remove(names, "gqc", 0).size(), 3U) << "one is kept in any case";
    EXPECT_THAT(to_remove({}, "gqc", 2), IsEmpty());
}

TEST(UpkeepBackups, lie_beside_the_state_folder_unless_dudao_toml_says_where) {
    EXPECT_EQ(backup_folder({"/var/lib/dudao"}, {}), "/var/lib/dudao-backups");
    EXPECT_EQ(backup_folder({"/var/lib/dudao/"}, {}), "/var/lib/dudao-backups");
    BackupSettings given;
    given.folder = "/mnt/disk2";
    EXPECT_EQ(backup_folder({"/var/lib/dudao"}, given), "/mnt/disk2");
}

TEST(UpkeepBackups, one_is_due_each_night_once) {
    const Zone zone = shanghai();
    const Day day = day_of({2026, 12, 1});
    const Moment two = zone.local_moment(day, 120);
    const Moment yesterday{two.ms - 86'400'000};
    EXPECT_FALSE(night_has_come(std::nullopt, {}, two));
    EXPECT_TRUE(night_has_come(120, yesterday, two));
    EXPECT_FALSE(night_has_come(120, yesterday, Moment{two.ms - 1}));
    EXPECT_FALSE(night_has_come(120, two, Moment{two.ms + 1})) << "that of this night is made";
    EXPECT_TRUE(night_has_come(120, Moment{INT64_MAX}, two))
        << "the last one is said to be to come";
    EXPECT_TRUE(night_has_come(120, yesterday, Moment{two.ms + 36'000'000}))
        << "the machine was off";
}

}  // namespace
}  // namespace dudao::up
