// What is typed after a noun: its number, in any spelling, and never that of another kind.
#include "cli/nouns/rows.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "messages/number_text.h"

namespace dudao {
namespace {

constexpr Noun rectification{
    "rectification", "rectifications", "rectification", "", MatterKind::Rectification, "", {}};
constexpr Noun unit{"unit", "units", "", "", {}, "", {}};

TEST(Rows, a_number_of_the_nouns_own_kind_or_of_none_is_taken) {
    for (const char* typed :
         {"改字〔2026〕3号", "〔2026〕3号", "2026-3", "（２０２６）3", "Rectification 2026-3"}) {
        const auto number = number_for(rectification.numbered, typed);
        ASSERT_TRUE(number && *number) << typed;
        EXPECT_EQ((*number)->year, 2026);
        EXPECT_EQ((*number)->number, 3);
    }
}

TEST(Rows, a_number_of_another_kind_is_refused_with_its_kind_and_what_would_be_right) {
    const auto number = number_for(rectification.numbered, "督字〔2026〕3号");
    ASSERT_FALSE(number);
    EXPECT_EQ(number.error().what, "督字〔2026〕3号 is the number of a task");
    EXPECT_EQ(number.error().mend, "a rectification's number reads 改字〔2026〕3号");
    EXPECT_FALSE(number_for(unit.numbered, "督字〔2026〕3号"));
}

TEST(Rows, an_id_is_no_number) {
    for (const char* typed : {"4711", "v01", "01J8ZQ", ""}) {
        const auto number = number_for(rectification.numbered, typed);
        ASSERT_TRUE(number) << typed;
        EXPECT_FALSE(*number) << typed;
    }
    EXPECT_FALSE(*number_for(unit.numbered, "2026-3"));  // a unit may be called that
}

TEST(Rows, are_shown_by_the_number_in_the_readers_language) {
    const nlohmann::ordered_json rows = {{{"id", 48}, {"year", 2026}, {"number", 3}}};
    EXPECT_EQ(table_of(rectification, rows, {}, {}, Lang::Zh)->rows[0][0], "改字〔2026〕3号");
    EXPECT_EQ(table_of(rectification, rows, {}, {}, Lang::En)->rows[0][0], "Rectification 2026-3");
}

TEST(Rows, without_ids_have_no_column_for_them) {
    const Noun grant{"grant", "grants", "", "", {}, "", {"person", "role"}, {}};
    const nlohmann::ordered_json rows = {{{"person", "p-1"}, {"role", "auditor"}}};
    const auto table = table_of(grant, rows, {}, {}, Lang::En);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows[0], (std::vector<std::string>{"p-1", "auditor"}));
}

TEST(Rows, of_keys_say_in_words_what_each_is_for) {
    const Noun key{"key", "keys", "", "", {}, "", {"kind"}, {}};
    const nlohmann::ordered_json rows = {{{"id", "k-1"}, {"kind", "gateway"}}};
    EXPECT_EQ(table_of(key, rows, {}, {}, Lang::En)->rows[0][1], "key of the console");
    EXPECT_EQ(table_of(key, rows, {}, {}, Lang::Zh)->rows[0][1], "平台密钥");
}

}  // namespace
}  // namespace dudao
