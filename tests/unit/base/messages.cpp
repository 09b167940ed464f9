#include "messages/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "domain/cases/table.h"
#include "domain/cases/types.h"
#include "domain/finding/table.h"
#include "domain/notice.h"
#include "domain/plan/table.h"
#include "domain/pledge/table.h"
#include "domain/policy.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"
#include "domain/words.h"
#include "ensure.h"
#include "utf8.h"

namespace dudao {
namespace {

std::set<std::string_view> names_in(std::string_view text) {
    const auto names = placeholders(text);
    return {names.begin(), names.end()};
}

TEST(Messages, both_languages_say_something_with_the_same_placeholders) {
    ASSERT_GT(text_keys().size(), 150U);
    for (const auto key : text_keys()) {
        EXPECT_FALSE(text(Lang::Zh, key).empty()) << key;
        EXPECT_FALSE(text(Lang::En, key).empty()) << key;
        EXPECT_EQ(names_in(text(Lang::Zh, key)), names_in(text(Lang::En, key))) << key;
        EXPECT_EQ(first_not_utf8(text(Lang::Zh, key)), std::nullopt) << key;
    }
}

template <NamedEnum E>
void expect_words_for(const std::string& prefix) {
    for (const auto& [value, word] : Names<E>::table) {
        if (word == "none") continue;  // nothing to say
        EXPECT_TRUE(has_text(prefix + std::string(word))) << prefix << word;
    }
}

TEST(Messages, every_state_of_every_lifecycle_has_its_word) {
    expect_words_for<plan::State>("state.plan.");
    expect_words_for<task::State>("state.task.");
    expect_words_for<finding::State>("state.finding.");
    expect_words_for<rectification::State>("state.rectification.");
    expect_words_for<demand::State>("state.demand.");
    expect_words_for<cases::State>("state.case.");
    expect_words_for<pledge::State>("state.pledge.");
    expect_words_for<commendation::State>("state.commendation.");
    expect_words_for<assignment::State>("state.assignment.");
    expect_words_for<NoticeState>("state.notice.");
}

TEST(Messages, every_verb_of_every_lifecycle_has_its_word) {
    expect_words_for<plan::Verb>("verb.");
    expect_words_for<task::Verb>("verb.");
    expect_words_for<finding::Verb>("verb.");
    expect_words_for<rectification::Verb>("verb.");
    expect_words_for<demand::Verb>("verb.demand.");
    expect_words_for<cases::Verb>("verb.case.");
    expect_words_for<assignment::Verb>("verb.assignment.");
    expect_words_for<pledge::Verb>("verb.");
    expect_words_for<commendation::Verb>("verb.");
}

TEST(Messages, every_role_severity_category_level_slip_and_demand_has_its_word) {
    expect_words_for<Role>("role.");
    expect_words_for<Severity>("severity.");
    expect_words_for<Category>("category.");
    expect_words_for<Level>("level.");
    expect_words_for<Slip>("slip.");
    expect_words_for<DemandKind>("demand.");
    expect_words_for<assignment::Kind>("assignment.");
    expect_words_for<CaseLimitKind>("case_limit.");
    expect_words_for<Measure>("measure.");
    expect_words_for<Part>("part.");
}

TEST(Messages, no_text_threatens_exclaims_or_names_an_offender) {
    for (const auto key : text_keys()) {
        for (const auto* word : {"!", "！", "严肃处理", "后果自负", "拒不", "违纪人员", "黑名单",
                                 "末位", "系统判定", "打卡", "扣分", "贫困户", "尽快"}) {
            EXPECT_EQ(text(Lang::Zh, key).find(word), std::string_view::npos) << key << word;
        }
        EXPECT_EQ(text(Lang::En, key).find('!'), std::string_view::npos) << key;
        EXPECT_EQ(text(Lang::En, key).find("ASAP"), std::string_view::npos) << key;
    }
}

TEST(Messages, a_text_is_filled_in_both_languages) {
    const std::vector<Filling> values{{"item", "督字〔2026〕12号"}, {"due", "11月27日"}};
    EXPECT_EQ(format(Lang::Zh, "message.rect.served", values),
              "督字〔2026〕12号已签收，期限11月27日");
    EXPECT_EQ(format(Lang::En, "message.rect.served", values),
              "督字〔2026〕12号 served; due 11月27日");
}

TEST(Messages, a_value_that_looks_like_a_placeholder_is_left_alone) {
    EXPECT_EQ(format(Lang::En, "message.rect.served", {{"item", "{due}"}, {"due", "{item}"}}),
              "{due} served; due {item}");
}

TEST(Messages, a_paper_with_a_hole_or_a_stray_value_is_refused) {
    EXPECT_THROW(format(Lang::Zh, "message.rect.served", {{"item", "1"}}), BrokenInvariant);
    EXPECT_THROW(format(Lang::Zh, "state.task.on_site", {{"item", "1"}}), BrokenInvariant);
    EXPECT_THROW(text(Lang::Zh, "no.such.key"), BrokenInvariant);
    EXPECT_FALSE(has_text("no.such.key"));
}

TEST(Messages, the_words_of_the_glossary_are_there) {
    EXPECT_EQ(text(Lang::Zh, "state.rectification.struck_off"), "已销号");
    EXPECT_EQ(text(Lang::En, "state.rectification.struck_off"), "struck off");
    EXPECT_EQ(text(Lang::Zh, "role.officer"), "纪检干部");
    EXPECT_EQ(text(Lang::En, "category.funds"), "funds");
    EXPECT_EQ(text(Lang::Zh, "step.5"), "红单挂牌、约谈");
}

}  // namespace
}  // namespace dudao
