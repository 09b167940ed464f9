// A manual page is made from the command table, and troff takes nothing in it for a request.
#include "process/manual.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace dudao {
namespace {

struct Manual : testing::Test {
    Manual() {
        app_.add_option("-o,--output", word_, "how it is written");
        auto* noun = app_.add_subcommand("task", "An inspection");
        noun->add_subcommand("list", "All of them")->add_option("--unit", word_, ".of this unit");
    }
    std::string page() const { return manual_of(app_, manual_words_en(), "other(1)"); }
    bool has(const std::string& text) const { return page().find(text) != std::string::npos; }

    std::string word_;
    CLI::App app_{"Inspects things. And more.", "dudao"};
};

TEST_F(Manual, has_a_name_that_apropos_finds_and_each_flag_with_its_words) {
    EXPECT_TRUE(has(".SH NAME\ndudao \\- Inspects things\n")) << page();
    EXPECT_TRUE(has(".TP\n\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fITEXT\\fR\nhow it is written\n"));
}

TEST_F(Manual, has_every_noun_and_verb_and_explains_help_once) {
    EXPECT_TRUE(has(".SS dudao task\nAn inspection\n.SS dudao task list\nAll of them\n"));
    EXPECT_EQ(page().find("\\-\\-help"), page().rfind("\\-\\-help"));
}

TEST_F(Manual, a_dot_at_the_beginning_of_a_line_and_a_backslash_are_text) {
    EXPECT_TRUE(has("\n\\&.of this unit\n"));
    app_.description("a\\b");
    EXPECT_TRUE(has("a\\eb"));
}

TEST_F(Manual, a_line_of_chinese_may_be_broken_after_its_marks) {
    app_.description("暗访、整改。");
    EXPECT_TRUE(has("暗访、\\:整改。\\:"));
}

}  // namespace
}  // namespace dudao
