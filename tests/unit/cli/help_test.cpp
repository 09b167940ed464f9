// The help of the command line: nothing that people can type is without its words.
#include "cli/nouns/help.h"

#include <gtest/gtest.h>

#include <set>

#include "cli/nouns/form.h"

namespace dudao {

TEST(Help, every_field_of_every_command_for_people_has_its_words) {
    for (const std::string_view name : command_names) {
        if (!for_people(name)) continue;
        for (const FormField& field : form_of(name)) {
            EXPECT_FALSE(help_of(name, field.name).empty()) << name << " " << field.name;
        }
    }
}

/// A command that forgets to declare its help is offered to nobody: it is seen here.
TEST(Help, what_people_do_not_type_is_this_list) {
    std::set<std::string_view> not_typed;
    for (const CommandDeclaration& each : command_declarations) {
        EXPECT_EQ(each.help.zh.empty(), each.help.en.empty()) << each.name;
        if (!for_people(each.name)) not_typed.insert(each.name);
    }
    EXPECT_EQ(not_typed, (std::set<std::string_view>{
                             "assignment.delivered", "case.look", "draw.record",
                             "invitation.accept", "task.delivered", "evidence.stored", "timer.fire",
                             "notice.outcome", "policy.adopt", "calendar.adopt", "task.reseal"}));
}

TEST(Help, a_command_says_of_a_field_what_it_means_there) {
    EXPECT_EQ(help_of("rectification.issue", "demand"), "what must be put right");
    EXPECT_EQ(help_of("demand.answer", "demand"), "a demand's id");
}

TEST(Help, has_no_words_for_what_is_not_there) {
    std::set<std::string> known;
    for (const std::string_view name : command_names) {
        for (const FormField& field : form_of(name)) {
            known.insert(field.name);
            known.insert(std::string(name) + " " + field.name);
        }
    }
    for (const Help& each : field_help) {
        EXPECT_TRUE(known.contains(std::string(each.of))) << each.of;
    }
}

}  // namespace dudao
