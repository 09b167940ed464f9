// docs/lifecycles.md is made of the tables, their guards and the default limits. Renew it with
// DUDAO_RENEW=1 after one of them has changed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "domain/cases/types.h"
#include "domain/finding/table.h"
#include "domain/plan/table.h"
#include "domain/pledge/table.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"
#include "domain/time_limit.h"

namespace dudao::test {
namespace {

/// What the rules set their timers by.
template <class Row>
std::string limit_of(const Row& row) {
    static const Policy policy = default_policy();
    if constexpr (requires { time_limit(policy, row.from, row.verb); }) {
        const auto limit = time_limit(policy, row.from, row.verb);
        return limit ? to_text(*limit) : "";
    } else {
        return "";
    }
}

template <class Table>
std::string chapter(const std::string& title, const Table& table) {
    std::string out = "\n## " + title +
                      "\n\n| from | verb | to | guard | limit |\n"
                      "| --- | --- | --- | --- | --- |\n";
    for (const auto& each : table) {
        out += "| " + std::string(name(each.from)) + " | " + std::string(name(each.verb)) + " | " +
               std::string(name(each.to)) + " | " + std::string(name(each.guard)) + " | " +
               limit_of(each) + " |\n";
    }
    return out;
}

std::string roles(std::uint32_t bits) {
    std::string out;
    if (bits == rights::anybody) return "the person concerned";
    for (const auto& [role, word] : Names<Role>::table) {
        if ((bits & bit(role)) != 0) out += (out.empty() ? "" : ", ") + std::string(word);
    }
    return out;
}

std::string track_names(std::uint32_t bits) {
    if (bits == 0 || bits == cases::every_track) return "";
    std::string out;
    for (const auto& [track, word] : Names<cases::Track>::table) {
        if ((bits & cases::on(track)) != 0) out += (out.empty() ? "" : ", ") + std::string(word);
    }
    return out;
}

/// A case's rows also say who asks, who agrees with a key of their own, and on which tracks.
std::string case_chapter() {
    std::string out =
        "\n## Case\n\n| from | verb | to | guard | by | agrees | tracks |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n";
    for (const cases::Step& each : cases::table) {
        out += "| " + std::string(name(each.from)) + " | " + std::string(name(each.verb)) + " | " +
               std::string(name(each.to)) + " | " + std::string(name(each.guard)) + " | " +
               roles(each.by) + " | " + roles(each.confirm) + " | " + track_names(each.tracks) +
               " |\n";
    }
    out +=
        "\nExactly one limit pends in each state that has one. The defaults:\n\n"
        "| limit | track | budget | extension | by | source |\n"
        "| --- | --- | --- | --- | --- | --- |\n";
    for (const CaseLimit& row : default_case_limits()) {
        const bool more = row.extension.amount != 0;
        const std::string track(row.track == cases::Track::None ? "" : name(row.track));
        out += "| " + std::string(name(row.limit)) + " | " + track + " | " + to_text(row.budget) +
               " | " + (more ? to_text(row.extension) : "") + " | " +
               (more ? std::string(name(row.approver)) : "") + " | " + row.source + " |\n";
    }
    return out;
}

std::string page() {
    return "# Lifecycles\n\nMade of what runs: the rows of the tables in "
           "`common/domain/*/table.h`, the guards that\n`decide` asks before a row is taken, and "
           "the limits that its timers are set by, of the default\npolicy. What is not listed is "
           "refused with the list of what is possible. Late and overdue are\ncomputed, never "
           "states. Who may ask at all is declared with each command\n"
           "([protocol.md](protocol.md)); a matter that is not theirs to see is to them not "
           "there. The\nclock takes its rows without a guard.\n\nTo submit a rectification is "
           "limited by its severity's budget, to answer a demand by the days of its\nstep, to "
           "miss a task by twice its limit; a report that was returned comes again within " +
           to_text(default_policy().task.supplement) +
           ".\nPledges and commendations are not played yet.\n" + chapter("Plan", plan::table) +
           chapter("Task", task::table) + chapter("Finding", finding::table) +
           chapter("Rectification", rectification::table) + chapter("Demand", demand::table) +
           case_chapter() + chapter("Assignment", assignment::table) +
           chapter("Pledge", pledge::table) + chapter("Commendation", commendation::table);
}

TEST(Lifecycle, the_page_in_docs_is_what_the_tables_say) {
    if (std::getenv("DUDAO_RENEW")) std::ofstream(DUDAO_LIFECYCLES) << page();
    std::ifstream in(DUDAO_LIFECYCLES);
    const std::string stands(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(stands, page()) << "renew it with DUDAO_RENEW=1";
}

}  // namespace
}  // namespace dudao::test
