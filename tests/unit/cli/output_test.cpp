// Tables that line up in a terminal, and MessagePack as JSON.
#include "cli/output.h"

#include <gtest/gtest.h>

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
