#include "log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "utf8.h"

namespace dudao {
namespace {

using testing::MatchesRegex;

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

std::string fresh_path(const char* name) {
    std::string path = testing::TempDir() + name;
    std::ofstream(path, std::ios::trunc).close();
    return path;
}

TEST(Log, plain_values_stay_plain) {
    EXPECT_EQ(log_text("ab12", "commit", {{"seq", "12"}, {"unit", "玄黄"}}),
              "trace=ab12 event=commit seq=12 unit=玄黄");
    EXPECT_EQ(log_text("", "start", {}), "trace=- event=start");
}

TEST(Log, a_value_cannot_break_out_of_its_line_or_field) {
    EXPECT_EQ(log_text("t", "e", {{"k", "a b=c \"d\" \\\n\r\x01"}}),
              R"(trace=t event=e k="a b=c \"d\" \\\n\x0d\x01")");
    EXPECT_EQ(log_text("t", "e", {{"k", ""}}), "trace=t event=e k=\"\"");
}

TEST(Log, a_line_is_bounded_and_no_character_is_halved) {
    for (std::size_t pad = 0; pad < 4; ++pad) {
        std::string value(pad, 'x');
        for (int i = 0; i < 2000; ++i) value += "督";
        const std::string text = log_text("t", "e", {{"k", value}, {"never", "seen"}});
        EXPECT_LE(text.size(), log_line_bytes_max);
        EXPECT_GT(text.size(), log_line_bytes_max - 8);
        EXPECT_TRUE(text.ends_with("…"));
        EXPECT_EQ(first_not_utf8(text), std::nullopt);
    }
}

TEST(Log, an_event_is_one_line_with_time_process_and_level) {
    const std::string path = fresh_path("dudao-log-test.log");
    const Log log("broker", path, LogLevel::Info);
    log.debug("t1", "not.written");
    log.info("t1", "commit", {{"seq", "12"}, {"why", "two\nlines {}"}});
    log.error("", "store.refused");
    const auto lines = lines_of(path);
    ASSERT_EQ(lines.size(), 2U);
    const std::string time = R"([0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+\.[0-9]+Z)";
    EXPECT_THAT(lines[0],
                MatchesRegex(time + " broker info trace=t1 event=commit seq=12 why=\".*\""));
    EXPECT_THAT(lines[0], testing::EndsWith("why=\"two\\nlines {}\""));
    EXPECT_THAT(lines[1], MatchesRegex(time + " broker error trace=- event=store.refused"));
}

TEST(Log, a_file_that_cannot_be_opened_stops_the_start) {
    EXPECT_THROW(Log("broker", testing::TempDir(), LogLevel::Info), std::exception);
}

}  // namespace
}  // namespace dudao
