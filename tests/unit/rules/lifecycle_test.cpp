// Every table, every state and verb: a listed pair is unique and leads somewhere named; an absent
// pair is refused with the list of what is possible.
#include <gtest/gtest.h>

#include <set>

#include "domain/cases/table.h"
#include "domain/command.h"
#include "domain/draft.h"
#include "domain/finding/table.h"
#include "domain/plan/table.h"
#include "domain/pledge/table.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"

namespace dudao::test {
namespace {

template <class Table>
void check(const Table& table, const char* what) {
    using Row = typename Table::value_type;
    std::set<std::pair<int, int>> seen;
    for (const auto& each : table) {
        const bool fresh =
            seen.insert({static_cast<int>(each.from), static_cast<int>(each.verb)}).second;
        EXPECT_TRUE(fresh) << what << ": " << name(each.from) << " " << name(each.verb) << " twice";
    }
    for (const auto& [state, state_word] : Names<typename Row::State>::table) {
        for (const auto& [verb, verb_word] : Names<typename Row::Verb>::table) {
            const auto* found = row(table, state, verb);
            const bool listed = seen.contains({static_cast<int>(state), static_cast<int>(verb)});
            EXPECT_EQ(found != nullptr, listed);
            if (listed) {
                EXPECT_NE(name(found->to), "?");
                continue;
            }
            const auto no = not_now(table, state, verb);
            EXPECT_EQ(no.why, Why::NotNow);
            EXPECT_EQ(no.possible.size(), possible_from(table, state).size());
            EXPECT_FALSE(no.mend().empty());
        }
    }
}

TEST(Lifecycle, every_pair_of_every_table_is_a_step_or_a_refusal) {
    check(plan::table, "plan");
    check(task::table, "task");
    check(finding::table, "finding");
    check(rectification::table, "rectification");
    check(demand::table, "demand");
    check(cases::table, "case");
    check(pledge::table, "pledge");
    check(commendation::table, "commendation");
}

TEST(Permission, every_command_is_somebodys) {
    for (const CommandDeclaration& each : command_declarations) {
        EXPECT_TRUE(each.right.roles != 0 || each.right.process != 0) << each.name;
    }
}

}  // namespace
}  // namespace dudao::test
