// The help of the command line: nothing that people can type is without its words.
#include "cli/nouns/help.h"

#include <gtest/gtest.h>

#include <set>

#include "cli/nouns/form.h"

namespace dudao {

TEST(Help, every_command_for_people_and_every_field_of_it_has_its_words) {
    for (const std::string_view name : command_names) {
        if (!for_people(name)) continue;
        EXPECT_FALSE(help_of(name).empty()) << name;
        for (const FormField& field : form_of(name)) {
            EXPECT_FALSE(help_of(name, field.name).empty()) << name << " " << field.name;
        }
    }
}

TEST(Help, a_command_says_of_a_field_what_it_means_there) {
    EXPECT_EQ(help_of("rectification.issue", "demand"), "what must be put right");
    EXPECT_EQ(help_of("demand.answer", "demand"), "a demand's id");
}

TEST(Help, has_no_words_for_what_is_not_there) {
    std::set<std::string> known(command_names.begin(), command_names.end());
    for (const std::string_view name : command_names) {
        for (const FormField& field : form_of(name)) {
            known.insert(field.name);
            known.insert(std::string(name) + " " + field.name);
        }
    }
    for (const Help& each : command_help) EXPECT_TRUE(known.contains(std::string(each.of)));
    for (const Help& each : field_help) {
        EXPECT_TRUE(known.contains(std::string(each.of))) << each.of;
    }
}

}  // namespace dudao
