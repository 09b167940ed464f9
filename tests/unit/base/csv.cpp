#include "csv/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "utf8.h"

namespace dudao {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<std::string> columns{"id", "level", "name"};

std::string fault_of(std::string_view bytes) {
    const auto table = parse_csv(bytes, "units.csv", columns);
    return table ? "no fault" : table.error().text();
}

TEST(Csv, cells_keep_commas_quotes_and_line_breaks_in_quotes) {
    const auto table =
        parse_csv("id,level,name\nv01,village,\"a, \"\"b\"\"\nc\"\nv02,village,\n", "u", columns);
    ASSERT_TRUE(table) << table.error().text();
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
    ASSERT_TRUE(good) << good.error().text();
    EXPECT_THAT(good->rows[0].cells, ElementsAre("v01", "village", "玄黄※"));
    EXPECT_EQ(good->cell(good->rows[1], "name"), "盈昃");
}

TEST(Csv, a_wrong_column_is_named_in_line_1723) {
    std::string bytes = "id,level,name\n";
    for (int line = 2; line <= 2000; ++line) {
        bytes += line == 1723 ? "v1723,hamlet,x\n" : "v,village,x\n";
    }
    const auto table = parse_csv(bytes, "units.csv", columns);
    ASSERT_TRUE(table) << table.error().text();
    CsvFaults faults;
    for (const auto& row : table->rows) {
        if (table->cell(row, "level") != "village") faults.add(*table, row, "level", "village");
    }
    EXPECT_EQ(faults.report().text(),
              "units.csv: line 1723, level: \"hamlet\" is not village; nothing was imported");
}

TEST(Csv, a_missing_cell_is_named_in_its_line_even_after_breaks_in_quotes) {
    EXPECT_EQ(fault_of("id,level,name\na,\"b\n\n\",c\nv01,village\n"),
              "units.csv: line 5, 2 cells where the header has 3; nothing was imported");
    EXPECT_THAT(fault_of("id,level,name\n\n"), HasSubstr("line 2, 1 cells"));
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
    EXPECT_EQ(fault_of("id,name,level\n"),
              "units.csv: line 1, the header is not id,level,name; nothing was imported");
    EXPECT_THAT(fault_of(""), HasSubstr("the header is not"));
}

TEST(Csv, broken_quotes_are_refused) {
    EXPECT_THAT(fault_of("id,level,name\na,b\"c,d\n"), HasSubstr("line 2, column 2: a quote"));
    EXPECT_THAT(fault_of("id,level,name\na,b,\"c\nd\n"),
                HasSubstr("line 2, column 3: the quote opened here is never closed"));
    EXPECT_THAT(fault_of("id,level,name\na,\"b\"x,c\n"),
                HasSubstr("line 2, column 2: text after the closing quote"));
    EXPECT_THAT(fault_of("id,level,name\na\rb,c,d\n"), HasSubstr("line 2, column 1"));
}

TEST(Csv, a_line_beyond_the_bound_is_refused) {
    const std::string fits(CsvLimits::line_bytes - sizeof "a,b,", 'x');
    EXPECT_EQ(fault_of("id,level,name\na,b," + fits + "\n"), "no fault");
    EXPECT_THAT(fault_of("id,level,name\na,b,x" + fits + "xx\n"), HasSubstr("line 2, longer than"));
}

TEST(Csv, what_is_not_utf8_is_refused_with_its_line) {
    EXPECT_THAT(fault_of("id,level,name\na,b,c\na,b,\xC0\xAF\n"), HasSubstr("line 3, not UTF-8"));
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
