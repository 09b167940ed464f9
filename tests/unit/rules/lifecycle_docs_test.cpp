// docs/lifecycles.md is made of the tables. Renew it with DUDAO_RENEW=1 after a table has changed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "domain/cases/table.h"
#include "domain/finding/table.h"
#include "domain/plan/table.h"
#include "domain/pledge/table.h"
#include "domain/rectification/table.h"
#include "domain/task/table.h"

namespace dudao::test {
namespace {

template <class Table>
std::string chapter(const std::string& title, const Table& table) {
    std::string out =
        "\n## " + title + "\n\n| from | verb | to | limit |\n| --- | --- | --- | --- |\n";
    for (const auto& each : table) {
        out += "| " + std::string(name(each.from)) + " | " + std::string(name(each.verb)) + " | " +
               std::string(name(each.to)) + " | " + std::string(each.limit) + " |\n";
    }
    return out;
}

std::string page() {
    return "# Lifecycles\n\nMade of the tables in `common/domain/*/table.h`; what is not listed is "
           "refused with the list "
           "of what is\npossible. Limits are the defaults of the policy. Late and overdue are "
           "computed, never states.\n" +
           chapter("Plan", plan::table) + chapter("Task", task::table) +
           chapter("Finding", finding::table) + chapter("Rectification", rectification::table) +
           chapter("Demand", demand::table) + chapter("Case", cases::table) +
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
