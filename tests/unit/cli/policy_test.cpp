// policy.toml: what is read, what is refused, and that every fault says what would be right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "cli/init/policy_loader.h"
#include "wire/codec.h"

namespace dudao::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string county_policy() {
    std::ifstream in(std::string(DUDAO_COUNTY) + "/policy.toml");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = county_policy();
    const auto at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return text.replace(at, from.size(), to);
}

std::string fault_of(const std::string& text) {
    const auto policy = init::load_policy(text, "policy.toml");
    return policy ? "no fault" : policy.error().text();
}

TEST(Policy, the_countys_file_says_what_the_domain_takes_as_its_default) {
    auto policy = init::load_policy(county_policy(), "policy.toml");
    ASSERT_TRUE(policy) << policy.error().text();
    Policy standard = default_policy();
    standard.title = policy->title;
    EXPECT_EQ(encode(*policy), encode(standard));
}

TEST(Policy, a_file_that_is_no_toml_is_a_fault_whatever_the_reader_of_toml_expects) {
    for (const char* text : {"[=x]", "[[=x]]", "a", "a.", "a = [", "\"", "\xff"}) {
        EXPECT_THAT(fault_of(text), HasSubstr("policy.toml")) << text;
    }
}

TEST(Policy, a_key_nobody_knows_is_refused) {
    EXPECT_THAT(fault_of(with("accept = ", "acept = ")),
                AllOf(HasSubstr("task.acept: is not known here"),
                      HasSubstr("known here: accept, check_in, final_report, missed_factor")));
}

TEST(Policy, a_key_that_no_rule_reads_is_refused_unless_it_is_marked_as_not_in_use) {
    for (const char* key : {"visits_a_year = 6", "like_findings = 5", "refer_out = \"5wd\"",
                            "recheck.after_min = \"60d\"", "case.review = \"1m\""}) {
        const std::string fault =
            fault_of(with("verification =", key + std::string("\nverification =")));
        EXPECT_THAT(
            fault,
            HasSubstr("is not known here; known here: budgets, case_limits, conclusion_review"))
            << key;
        EXPECT_THAT(fault, HasSubstr("not_in_use")) << key;
    }
    EXPECT_THAT(fault_of(with("[not_in_use]", "[not_in_use]\nanything = 1")), "no fault");
}

TEST(Policy, a_length_that_is_none_says_what_would_be_right) {
    EXPECT_THAT(fault_of(with("\"20wd\"", "\"soon\"")), HasSubstr("column"));
}

TEST(Policy, a_word_that_is_none_lists_the_known) {
    const std::string fault = fault_of(with("\"yellow\"", "\"pink\""));
    EXPECT_THAT(fault, HasSubstr("ladder[3].slip"));
    EXPECT_THAT(fault, HasSubstr("one of none, blue, yellow, orange, red"));
}

TEST(Policy, the_domain_has_the_last_word) {
    EXPECT_THAT(fault_of(with("missed_factor = 2", "missed_factor = 1")),
                HasSubstr("task.missed_factor=1, want 2 to 10"));
}

TEST(Policy, a_number_where_a_text_belongs_is_a_fault_with_its_place) {
    EXPECT_THAT(fault_of(with("contest = \"5wd\"", "contest = 5")),
                HasSubstr("policy.toml: line 17, column 11, contest: is not a text in quotes"));
}

}  // namespace
}  // namespace dudao::test
