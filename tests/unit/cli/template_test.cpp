// The template of a county: what fills its holes, and how often its rows stand.
#include "cli/init/template.h"

#include <gtest/gtest.h>

namespace dudao::test {
namespace {

using init::Answers;
using init::Template;

/// Each draw is made of another letter.
Random counting() {
    return [next = std::string(1, '\0')](std::size_t n) mutable {
        ++next[0];
        std::string bytes;
        while (bytes.size() < n) bytes += next;
        return bytes;
    };
}

Template of(std::int32_t groups = 2) {
    return {Answers{"云岫县", "Yunxiu \"County\"", "990123", "yx", groups, Lang::Zh},
            day_of({2026, 12, 25}), counting()};
}

TEST(TemplateOfACounty, has_what_was_answered_and_the_days_of_a_term) {
    EXPECT_EQ(of().filled("{code},{name_zh},{id}\n", false), "990123,云岫县,yx\n");
    EXPECT_EQ(of().filled("{from} {to} {start} {end} {year}", true),
              "2026-01-01 2027-12-31 2027-01-08 2027-04-07 2027");
}

TEST(TemplateOfACounty, quotes_a_name_as_its_file_asks_for) {
    EXPECT_EQ(of().filled("\"{name_en}\"", true), R"("Yunxiu \"County\"")");
    EXPECT_EQ(of().filled("{name_en},x", false), R"("Yunxiu ""County""",x)");
}

TEST(TemplateOfACounty, has_a_row_of_each_group_and_one_code_for_each_person) {
    auto made = of(3);
    EXPECT_EQ(made.filled("id\ng{g},{g_zh},{p_head_{g}};{p_head_{g}}\n", false),
              "id\ng1,一,p-11111111;p-11111111\ng2,二,p-22222222;p-22222222\n"
              "g3,三,p-33333333;p-33333333\n");
    EXPECT_EQ(made.filled("{p_head_2}", true), "p-22222222") << "the same in every file";
    EXPECT_EQ(made.filled("{p_other} {unknown}", true), "p-44444444 {unknown}");
}

TEST(TemplateOfACounty, puts_comments_into_other_words_and_nothing_else) {
    EXPECT_EQ(init::with_comments("# one\na = \"# one\"   # one\n\nb = 2  # two\n#\n", "one\t一\n"),
              "# 一\na = \"# one\"   # 一\n\nb = 2  # two\n#\n");
}

TEST(TemplateOfACounty, knows_a_division_code) {
    EXPECT_TRUE(init::is_division_code("360482"));
    for (const char* wrong : {"", "36048", "3604821", "36048x", "３６"}) {
        EXPECT_FALSE(init::is_division_code(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace dudao::test
