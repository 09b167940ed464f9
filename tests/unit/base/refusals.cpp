#include "messages/refusals.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "domain/cases/table.h"
#include "domain/command.h"
#include "domain/fields.h"
#include "domain/finding/table.h"
#include "domain/notice.h"
#include "domain/plan/table.h"
#include "domain/pledge/table.h"
#include "domain/policy.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"
#include "domain/words.h"
#include "refusals/says.h"

namespace dudao {
namespace {

RefusalWords zh(const Said& said) { return in_chinese(said).value_or(RefusalWords{"(none)", ""}); }

/// The names of every field of a record, however deep.
struct FieldNames {
    std::set<std::string> names;

    template <class T>
    void operator()(const std::vector<T>&) {
        (*this)(T{});
    }
    template <Record T>
    void operator()(const T& record) {
        for_each_field(record, [this](std::string_view name, const auto& member) {
            names.emplace(name);
            (*this)(member);
        });
    }
    template <class T>
    void operator()(const T&) {}
};

template <std::size_t... I>
std::set<std::string> fields_of_commands(std::index_sequence<I...>) {
    FieldNames fields;
    (fields(std::variant_alternative_t<I, Commands>{}), ...);
    return fields.names;
}

template <class... Enums>
void expect_words_of() {
    const auto each = [](const Argument& known) {
        ASSERT_FALSE(known.group.empty());
        for (const std::string& value : known.values) {
            const std::string key = known.group + "." + value;
            EXPECT_TRUE(has_text(key)) << key;
        }
    };
    (each(choices<Enums>()), ...);
}

/// The sentence of a code with something in each of its holes.
Said example(const refusals::Sentence& sentence) {
    const refusals::Holes holes(sentence.en);
    std::vector<Argument> args;
    for (std::size_t i = 0; i < holes.count; ++i) {
        const bool inner = holes.names.at(i) == "sentence";
        args.push_back(inner ? Argument(says("no_reason")) : Argument("v" + std::to_string(i)));
    }
    return refusals::made(sentence, std::move(args));
}

bool has_chinese(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xe3; });
}

TEST(Refusals, every_command_and_every_field_of_one_has_its_word) {
    for (const std::string_view command : command_names) {
        const std::string key = "command." + std::string(command);
        EXPECT_FALSE(text(Lang::Zh, key).empty() || text(Lang::En, key).empty()) << command;
    }
    for (const std::string& field :
         fields_of_commands(std::make_index_sequence<std::variant_size_v<Commands>>{})) {
        EXPECT_TRUE(has_text("field." + field)) << field;
    }
}

TEST(Refusals, every_state_verb_and_choice_that_one_may_name_has_its_word) {
    expect_words_of<task::State, task::Verb, plan::State, plan::Verb, finding::State, finding::Verb,
                    rectification::State, rectification::Verb, demand::State, demand::Verb,
                    cases::State, cases::Verb, pledge::State, pledge::Verb, commendation::State,
                    commendation::Verb, NoticeState, Level, Role, Severity, Category, TimeUnit>();
}

TEST(Refusals, every_sentence_is_told_in_both_languages_with_every_hole_filled) {
    for (const refusals::Sentence& each : refusals::table) {
        const Said said = example(each);
        const RefusalWords english = in_english(said);
        const auto chinese = in_chinese(said);
        ASSERT_TRUE(chinese) << each.code;
        EXPECT_TRUE(has_chinese(chinese->what)) << each.code;
        EXPECT_TRUE(chinese->mend.empty() || has_chinese(chinese->mend) ||
                    !has_chinese(each.zh.mend))
            << each.code;
        EXPECT_FALSE(has_chinese(english.what + english.mend) &&
                     each.en.what.find("※") == each.en.what.npos)
            << each.code;
        for (const std::string& half : {english.what, english.mend, chinese->what, chinese->mend}) {
            EXPECT_TRUE(placeholders(half).empty()) << each.code << ": " << half;
        }
        for (const Argument& arg : said.args) {
            for (const std::string& value : arg.values) {
                const std::string all = chinese->what + chinese->mend;
                EXPECT_NE(all.find(value), std::string::npos) << each.code << ": " << all;
            }
        }
    }
}

TEST(Refusals, words_of_the_wire_are_told_as_people_say_them) {
    const Said not_now = says("not_possible_now", word(task::Verb::Accept),
                              word(task::State::OnSite), words("verb", {"record", "report_final"}));
    EXPECT_EQ(in_english(not_now).what, "cannot accept while on_site");
    EXPECT_EQ(in_english(not_now).mend, "possible: record, report_final");
    EXPECT_EQ(
        zh(says("not_yours", word("command", "task.review"), words("role", {"officer", "leader"})))
            .mend,
        "由纪检干部、领导办理");
    const Said one_of = says("want_one_of", choices<Severity>());
    EXPECT_EQ(zh(one_of).mend,
              "应为其中之一：轻微（minor）、一般（ordinary）、较重（serious）、严重（grave）");
    EXPECT_EQ(in_english(one_of).mend, "want one of minor, ordinary, serious, grave");
    EXPECT_EQ(zh(says("extension_out_of_bounds", 366, word(TimeUnit::WorkingDays))).mend,
              "可延1至366个工作日");
}

TEST(Refusals, a_state_is_told_in_the_words_of_its_own_lifecycle) {
    const auto state = [](const Argument& word_of) {
        return zh(says("over", word("verb", "close"), word_of)).what;
    };
    EXPECT_EQ(state(word(rectification::State::Issued)), "“待签收”时不能结束");
    EXPECT_EQ(state(word(demand::State::Issued)), "“待送达”时不能结束");
    EXPECT_EQ(state(word(plan::State::Closed)), "“已结束”时不能结束");
    EXPECT_EQ(state(word(cases::State::Closed)), "“已办结”时不能结束");
}

TEST(Refusals, a_sentence_in_a_sentence_is_told_half_by_half) {
    const Said faulty = says("in_command", word("command", "finding.record"),
                             says("of_field", word("field", "facts.more"), says("want_text")));
    EXPECT_EQ(in_english(faulty).what, "command finding.record: facts.more: wrong value");
    EXPECT_EQ(in_english(faulty).mend, "want text");
    EXPECT_EQ(zh(faulty).what, "“记录问题”中“问题情况的more”填写不对");
    EXPECT_EQ(zh(faulty).mend, "应为文字");
}

TEST(Refusals, what_another_release_says_is_told_by_its_kind) {
    const RefusalWords english{"the moon is full", "wait"};
    const Said strange{"moon_full", {}};
    EXPECT_FALSE(in_chinese(strange));
    EXPECT_FALSE(in_chinese(Said{"no_such_member", {}})) << "an argument that is not there";
    EXPECT_FALSE(in_chinese(Said{}));
    EXPECT_EQ(refusal_in(Lang::Zh, "not_now", strange, english).what, "当前状态下不能这样办理");
    EXPECT_EQ(refusal_in(Lang::Zh, "not_now", strange, english).mend, "请查看当前可办理的事项");
    EXPECT_EQ(refusal_in(Lang::Zh, "of_no_kind", {}, english).what, "未能办理");
    EXPECT_EQ(refusal_in(Lang::En, "not_now", strange, english).what, "the moon is full");
}

TEST(Refusals, what_was_put_in_is_never_read_as_a_hole) {
    EXPECT_EQ(zh(says("theme_without_checklist", "{theme}")).what, "主题“{theme}”没有检查表");
}

TEST(Refusals, the_language_is_chinese_unless_english_comes_first) {
    EXPECT_EQ(lang_of("en-GB,zh;q=0.5"), Lang::En);
    EXPECT_EQ(lang_of("zh-CN,en;q=0.5"), Lang::Zh);
    EXPECT_EQ(lang_of("fr-FR, en;q=0.8, zh;q=0.5"), Lang::En);
    EXPECT_EQ(lang_of("ug,zh-CN;q=0.9,en;q=0.5"), Lang::Zh);
    EXPECT_EQ(lang_of("fr"), Lang::Zh);
    EXPECT_EQ(lang_of(""), Lang::Zh);
}

}  // namespace
}  // namespace dudao
