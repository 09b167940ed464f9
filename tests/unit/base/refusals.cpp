#include "messages/refusals.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "domain/command.h"
#include "domain/fields.h"

namespace dudao {
namespace {

std::string zh(std::string_view sentence) { return in_chinese(sentence).value_or("(none)"); }

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

TEST(Refusals, a_sentence_of_the_rules_is_told_in_chinese) {
    EXPECT_EQ(zh("no reason given"), "未填理由");
    EXPECT_EQ(zh("the quick road closed after 5 working days"), "已过5个工作日的异议期");
}

TEST(Refusals, what_was_put_into_a_sentence_stands_in_its_chinese) {
    EXPECT_EQ(zh("cannot climb from step 3 to step 2"), "不能由第3级升到第2级");
    EXPECT_EQ(zh("members: no such person p-7"), "没有这名组员：p-7");
    EXPECT_EQ(zh("items without an answer: R1, R2"), "还有项目未答：R1, R2");
    EXPECT_EQ(zh("theme {x} has no checklist"), "主题“{x}”没有检查清单");
}

TEST(Refusals, words_of_the_wire_are_told_as_people_say_them) {
    EXPECT_EQ(zh("cannot strike_off while in_progress"), "“整改中”时不能销号");
    EXPECT_EQ(zh("possible: progress, submit"), "现在可以：报告进展、提请核验");
    EXPECT_EQ(zh("task.review is not yours to send"), "“审核报告”不属于您的岗位");
    EXPECT_EQ(zh("it is for: officer, leader"), "由纪检干部、领导办理");
    EXPECT_EQ(zh("it is for: a process of the system"), "由系统程序办理");
    EXPECT_EQ(zh("1 to 366 more wd"), "可延1至366个工作日");
    EXPECT_EQ(zh("want one of minor, grave"), "应为其中之一：轻微（minor）、严重（grave）");
}

TEST(Refusals, a_field_is_told_by_the_words_of_its_path) {
    EXPECT_EQ(zh("command rectification.submit: measures: wrong value"),
              "“提请核验”中“整改措施”填写不对");
    EXPECT_EQ(zh("command finding.record: facts.category: wrong value"),
              "“记录问题”中“问题情况的类别”填写不对");
    EXPECT_EQ(zh("command plan.draft: more: wrong value"), "“起草方案”中“more”填写不对");
    EXPECT_EQ(zh("want no such field; known: demand, reason"), "没有这一栏；可填：整改要求、理由");
    EXPECT_EQ(zh("gaps: item: missing"), "所缺内容中，未填“清单项目”");
}

TEST(Refusals, a_parameter_of_an_address_keeps_its_name) {
    EXPECT_EQ(zh("severity: 'x: y' is not known"), "参数severity：没有“x: y”这个选项");
    EXPECT_EQ(zh("days is no whole number"), "days不是整数");
}

TEST(Refusals, a_sentence_that_is_not_known_is_that_of_its_kind) {
    EXPECT_EQ(in_chinese("the moon is full"), std::nullopt);
    EXPECT_EQ(in_chinese("cannot fly while sealed"), std::nullopt) << "no such verb";
    EXPECT_EQ(in_chinese("severity: the moon is full"), std::nullopt);
    EXPECT_EQ(in_chinese("args: args: args: args: args: args: no words"), std::nullopt);
    EXPECT_EQ(in_chinese(""), std::nullopt);
    const RefusalWords unknown = refusal_in(Lang::Zh, "not_now", "the moon is full", "wait");
    EXPECT_EQ(unknown.what, "当前状态下不能这样办理");
    EXPECT_EQ(unknown.mend, "请查看当前可办理的事项");
    EXPECT_EQ(refusal_in(Lang::Zh, "of_no_kind", "the moon is full", "").what, "未能办理");
    EXPECT_EQ(refusal_in(Lang::En, "not_now", "the moon is full", "wait").what, "the moon is full");
}

TEST(Refusals, the_language_is_chinese_unless_english_comes_first) {
    EXPECT_EQ(lang_of("en-GB,zh;q=0.5"), Lang::En);
    EXPECT_EQ(lang_of("zh-CN,en;q=0.5"), Lang::Zh);
    EXPECT_EQ(lang_of(""), Lang::Zh);
}

}  // namespace
}  // namespace dudao
