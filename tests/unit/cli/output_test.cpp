// Tables that line up in a terminal, and MessagePack as JSON.
#include "cli/output.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "wire/pack.h"

namespace dudao::test {
namespace {

TEST(Output, a_chinese_character_takes_two_columns) {
    EXPECT_EQ(width_of("abc"), 3U);
    EXPECT_EQ(width_of("督导组"), 6U);
    EXPECT_EQ(width_of("〔2026〕12号"), 12U);
    EXPECT_EQ(width_of("张※"), 3U);
}

TEST(Output, columns_line_up_whatever_the_script) {
    std::ostringstream out;
    print(out, TextTable{{"unit", "state"}, {{"茶山街道", "open"}, {"v01", "done"}}});
    EXPECT_EQ(out.str(), "unit      state\n茶山街道  open\nv01       done\n");
}

TEST(Output, no_spreadsheet_takes_the_end_of_a_day_for_the_day_after) {
    std::ostringstream out;
    print_csv(out,
              TextTable{{"deadline"}, {{"2026-10-21 24:00"}, {"2026-10-21 09:42"}, {"至 24:00"}}});
    EXPECT_EQ(out.str(), "deadline\r\n'2026-10-21 24:00\r\n2026-10-21 09:42\r\n至 24:00\r\n");
}

TEST(Output, what_people_wrote_does_not_command_the_terminal) {
    const std::string hostile = "\x1B]0;x\x07\u009B2J\u202E甲\x7F\n";
    const auto is_raw = [](const std::string& text) {
        return text.find_first_of("\x1B\x07\x7F") != text.npos ||
               text.find("\u009B") != text.npos || text.find("\u202E") != text.npos;
    };
    std::ostringstream out;
    print(out, TextTable{{"name"}, {{hostile}, {"乙"}}});
    const std::string shown = out.str();
    EXPECT_FALSE(is_raw(shown)) << shown;
    EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'), 3);
    const nlohmann::ordered_json json{{"name", hostile}, {hostile, {hostile, 1}}};
    for (const int indent : {-1, 2}) {
        const std::string text = json_text(json, indent);
        EXPECT_FALSE(is_raw(text)) << text;
        EXPECT_EQ(nlohmann::ordered_json::parse(text), json) << "the same value";
    }
    testing::internal::CaptureStderr();
    complain({Error::Kind::BadInput, hostile + "second line", ""});
    const std::string told = testing::internal::GetCapturedStderr();
    EXPECT_FALSE(is_raw(told)) << told;
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 2);
}

TEST(Output, raw_bytes_are_shown_in_hex) {
    std::string packed;
    Packer pack(packed);
    pack.map(2);
    pack.text("hash");
    pack.bytes(std::string("\x00\xff", 2));
    pack.text("list");
    pack.array(1);
    pack.bytes("a");
    EXPECT_EQ(json_of(packed)->dump(), R"({"hash":"00ff","list":["61"]})");
    EXPECT_FALSE(json_of("\xc1"));
}

}  // namespace
}  // namespace dudao::test
