// What `dudao log` prints to whoever can read Redis.
#include "cli/nouns/withheld.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dudao::test {
namespace {

using Json = nlohmann::ordered_json;

Json event(const std::string& type, Json body) {
    return {{"commit", 7},
            {"index", 31},
            {"at", 5},
            {"type", type},
            {"actor", "p-officer"},
            {"via", "a1b2"},
            {"trace", "t9"},
            {"v", 1},
            {"body", std::move(body)}};
}

}  // namespace

TEST(Withheld, of_a_lead_there_is_a_place_in_the_log_and_nothing_else) {
    const Json matter = {{"kind", "case"}, {"id", 12304}};
    for (const Json& each :
         {event("lead.opened", {{"id", 12304}, {"unit", "v7"}, {"source", "suspected_breach"}}),
          event("lead.disposed", {{"id", 12304}, {"verb", "refer"}}),
          event("case.stepped", {{"id", 12304}, {"verb", "start"}}),
          event("case.named", {{"id", 12304}, {"subject", "ab"}}),
          event("assignment.issued", {{"id", 9}, {"lead", 12304}, {"team", "t1"}}),
          event("proposal.made", {{"id", 8}, {"command", "case.decide"}, {"args", "12304"}}),
          event("timer.set", {{"timer",
                               {{"id", 5},
                                {"kind", "assignment_limit"},
                                {"matter", {{"kind", "assignment"}, {"id", 12304}}}}}}),
          event("timer.set",
                {{"timer", {{"id", 5}, {"kind", "lead_disposal"}, {"matter", matter}}}}),
          event("notice.queued", {{"id", 6}, {"to", "p-x"}, {"item", {{"matter", matter}}}}),
          event("limit.passed", {{"matter", matter}, {"kind", "lead_disposal"}})}) {
        const Json shown = without_leads(each);
        EXPECT_EQ(shown["type"], "withheld") << each;
        EXPECT_EQ(shown["index"], 31);
        EXPECT_TRUE(shown["body"].empty());
        const std::string text = shown.dump();
        for (const char* part : {"12304", "v7", "officer", "a1b2", "lead", "case"}) {
            EXPECT_EQ(text.find(part), text.npos) << text;
        }
    }
}

TEST(Withheld, a_finding_is_shown_without_the_mark_of_a_suspicion) {
    const Json facts = {{"unit", "v7"}, {"severity", "serious"}, {"suspected_breach", true}};
    const Json shown = without_leads(event("finding.amended", {{"id", "01J"}, {"facts", facts}}));
    EXPECT_EQ(shown["type"], "finding.amended");
    EXPECT_EQ(shown["body"]["facts"], (Json{{"unit", "v7"}, {"severity", "serious"}}));
}

TEST(Withheld, all_else_is_shown_as_it_stands) {
    const Json kept = event("timer.set", {{"timer", {{"matter", {{"kind", "task"}, {"id", 4}}}}}});
    EXPECT_EQ(without_leads(kept), kept);
}

}  // namespace dudao::test
