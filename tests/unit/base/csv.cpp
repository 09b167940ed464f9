#include "csv/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "said.h"
#include "utf8.h"

namespace dudao {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> columns{"id", "level", "name"};

/// "line 2, level: …", a line each, and how many more.
std::string text_of(const CsvFaults& faults) {
    std::string text;
    for (const CsvFault& each : faults.first) {
        text += (text.empty() ? "line " : "\nline ") + std::to_string(each.line) + ", ";
        text += (each.column.empty() ? "" : each.column + ": ") + in_english(each.said).what;
    }
    const std::size_t more = faults.count - faults.first.size();
    return more == 0 ? text : text + "\nand " + std::to_string(more) + " more";
}

std::string fault_of(std::string_view bytes) {
    const auto table = parse_csv(bytes, "units.csv", columns);
    return table ? "no fault" : text_of(table.error());
}

TEST(Csv, cells_keep_commas_quotes_and_line_breaks_in_quotes) {
    const auto table =
        parse_csv("id,level,name\nv01,village,\"a, \"\"b\"\"\nc\"\nv02,village,\n", "u", columns);
    ASSERT_TRUE(table) << text_of(table.error());
    ASSERT_EQ(table->rows.size(), 2U);
    EXPECT_THAT(table->rows[0].cells, ElementsAre("v01", "village", "a, \"b\"\nc"));
    EXPECT_THAT(table->rows[1].cells, ElementsAre("v02", "village", ""));
    EXPECT_EQ(table->rows[1].line, 4U);
}

TEST(Csv, a_byte_order_mark_crlf_and_a_missing_last_newline_are_accepted) {
    const auto table =
        parse_csv("\xEF\xBB\xBFid,level,name\r\nv01,\"village\"\r\n,\"玄黄※\"", "u", columns);
    EXPECT_FALSE(table) << "two short records";
    const auto good =
        parse_csv("\xEF\xBB\xBFid,level,name\r\nv01,village,\"玄黄※\"\r\nv02,x,盈昃", "u", columns);
    ASSERT_TRUE(good) << text_of(good.error());
    EXPECT_THAT(good->rows[0].cells, ElementsAre("v01", "village", "玄黄※"));
    EXPECT_EQ(good->cell(good->rows[1], "name"), "盈昃");
}

TEST(Csv, what_a_spreadsheet_leaves_behind_is_nothing) {
    const auto table = parse_csv(
        "id,level,name,,\r\nv01,village, 玄黄※\u3000,,\r\n,,\r\n \u3000,\t,\u00A0\r\n"
        "v02,\u200B,盈昃\r\n\r\n,,,,,\r\n\r\n",
        "u", columns);
    ASSERT_TRUE(table) << text_of(table.error());
    ASSERT_EQ(table->rows.size(), 2U);
    EXPECT_THAT(table->rows[0].cells, ElementsAre("v01", "village", "玄黄※"));
    EXPECT_THAT(table->rows[1].cells, ElementsAre("v02", "", "盈昃"));
    EXPECT_EQ(table->rows[1].line, 5U) << "lines are counted as an editor shows them";
    EXPECT_THAT(fault_of("id,level,name\nv01,village,x,,y\n"), HasSubstr("5 cells"));
}

TEST(Csv, a_missing_cell_is_named_in_its_line_even_after_breaks_in_quotes) {
    EXPECT_EQ(fault_of("id,level,name\na,\"b\n\n\",c\nv01,village\n"),
              "line 5, 2 cells where the header has 3");
    EXPECT_THAT(fault_of("id,level,name\n\nv01\n"), HasSubstr("line 3, 1 cells"));
}

TEST(Csv, all_faults_come_in_one_report_up_to_the_bound) {
    std::string bytes = "id,level,name\n";
    for (int line = 0; line < 25; ++line) bytes += "short\n";
    const std::string text = fault_of(bytes);
    EXPECT_THAT(text, HasSubstr("line 2,"));
    EXPECT_THAT(text, HasSubstr("line 21,"));
    EXPECT_THAT(text, testing::Not(HasSubstr("line 22,")));
    EXPECT_THAT(text, HasSubstr("and 5 more"));
}

TEST(Csv, a_wrong_header_says_the_right_one) {
    EXPECT_EQ(fault_of("id,name,level\n"), "line 1, the header is not id,level,name");
    EXPECT_THAT(fault_of(""), HasSubstr("the header is not"));
}

TEST(Csv, broken_quotes_are_refused) {
    EXPECT_THAT(fault_of("id,level,name\na,b\"c,d\n"), HasSubstr("line 2, level: a quote"));
    EXPECT_THAT(fault_of("id,level,name\na,b,\"c\nd\n"),
                HasSubstr("line 2, name: the quote opened here is never closed"));
    EXPECT_THAT(fault_of("id,level,name\na,\"b\"x,c\n"),
                HasSubstr("line 2, level: text after the closing quote"));
    EXPECT_THAT(fault_of("id,level,name\na\rb,c,d\n"), HasSubstr("line 2, id: "));
}

TEST(Csv, a_line_beyond_the_bound_is_refused) {
    const std::string fits(CsvLimits::line_bytes - sizeof "a,b,", 'x');
    EXPECT_EQ(fault_of("id,level,name\na,b," + fits + "\n"), "no fault");
    EXPECT_THAT(fault_of("id,level,name\na,b,x" + fits + "xx\n"), HasSubstr("line 2, longer than"));
}

TEST(Csv, what_is_not_utf8_is_refused_with_its_line) {
    EXPECT_THAT(fault_of("id,level,name\na,b,c\na,b,\xC0\xAF\n"), HasSubstr("line 3, not UTF-8"));
}

TEST(Csv, a_file_of_another_encoding_is_one_fault) {
    std::string gb = "id,level,name\n";  // 村 in GB18030 is B4 E5
    for (int line = 0; line < 50; ++line) gb += "v01,village,\xB4\xE5\n";
    EXPECT_EQ(fault_of(gb), "line 2, not UTF-8 (GBK or GB18030, perhaps)");
    EXPECT_THAT(fault_of(std::string("i\0d\0", 4)), HasSubstr("no text"));
    EXPECT_EQ(fault_of("\"id,level,name\na,b,c\n"), "line 1, the header is not id,level,name");
}

TEST(Utf8, overlong_surrogate_and_cut_forms_are_found) {
    EXPECT_EQ(first_not_utf8("督导※ ok \xF4\x8F\xBF\xBF"), std::nullopt);
    for (const auto* bad : {"\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE7\x9D", "\xE7\x9D\x41"}) {
        EXPECT_EQ(first_not_utf8(bad), 0U);
    }
}

}  // namespace
}  // namespace dudao
