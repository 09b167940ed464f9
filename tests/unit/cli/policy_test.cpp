// policy.toml: what is read, what is refused, and that every fault says what would be right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "files/policy_file.h"
#include "files/policy_text.h"
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
    const auto policy = files::load_policy(text, "policy.toml");
    return policy ? "no fault" : policy.error().text();
}

TEST(Policy, the_countys_file_says_what_the_domain_takes_as_its_default) {
    auto policy = files::load_policy(county_policy(), "policy.toml");
    ASSERT_TRUE(policy) << policy.error().text();
    Policy standard = default_policy();
    standard.title = policy->title;
    EXPECT_EQ(encode(*policy), encode(standard));
}

TEST(Policy, written_as_a_file_reads_as_the_same_policy) {
    const auto county = files::load_policy(county_policy(), "policy.toml");
    ASSERT_TRUE(county);
    Policy other = *county;
    other.title = "规则 \"一\" \\ \n\t\x01\x7f※";
    other.quiet_from = 21 * 60 + 5;
    other.extensions_max = 0;
    other.ladder.back().to = {Addressee::Unit, Addressee::GroupHead};
    other.case_limits.front().source = "a = [\"b\"] # c";
    Policy without_rows = *county;
    without_rows.case_limits.clear();
    for (const Policy& each : {*county, other, without_rows}) {
        const std::string text = files::policy_text(each);
        const auto read = files::load_policy(text, "policy.toml");
        ASSERT_TRUE(read) << read.error().text() << text;
        EXPECT_EQ(encode(*read), encode(each));
        EXPECT_TRUE(files::policy_changes(each, *read).empty());
    }
}

TEST(Policy, what_changes_is_told_value_by_value_as_the_file_has_it) {
    const auto before = files::load_policy(county_policy(), "policy.toml");
    ASSERT_TRUE(before);
    Policy after = *before;
    after.task.accept = {3, TimeUnit::Hours};
    after.quiet_from = 21 * 60;
    after.budgets[3].first_overdue_step = 5;
    after.ladder[2].to.pop_back();
    after.ladder.pop_back();
    after.case_limits[0].budget = {6, TimeUnit::WorkingDays};
    after.case_limits[0].approver = CaseApprover::Superior;
    std::vector<std::string> told;
    for (const auto& each : files::policy_changes(*before, after)) {
        told.push_back(each.path + ": " + each.before + " -> " + each.after);
    }
    EXPECT_THAT(told,
                testing::ElementsAre("quiet_from: 20:00 -> 21:00", "task/accept: 2h -> 3h",
                                     "budgets/grave/first_overdue_step: 4 -> 5",
                                     "ladder/3/to: unit, upper_unit, officer -> unit, upper_unit",
                                     "case_limits/none/service/budget: 5wd -> 6wd",
                                     "case_limits/none/service/approver:  -> superior",
                                     "ladder/6/offset: 12 -> ", "ladder/6/slip: none -> ",
                                     "ladder/6/to: officer -> ", "ladder/6/opens_lead: true -> "));
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
