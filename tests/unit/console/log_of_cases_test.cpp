// What the pages tell of a case and its assignments, and to whom.
#include <set>

#include "office.h"

namespace dudao::console::test {
namespace {

using assignment::Kind;

/// A case under verification with an assignment that was begun and reported.
struct CaseDesk : Office {
    CaseId lead;

    CaseDesk() {
        county.staff();
        lead = county.verifying(cases::Track::Discipline);
        county.done(lead, Kind::Verify, county.investigators);
        county.must(AuthoriseCase{lead, cases::Verb::Start, dudao::test::words("批")},
                    county.officer);
        commit();
    }
    std::set<std::string> types_told(const PersonId& person) {
        std::set<std::string> types;
        const Json page = data("/log?limit=500", person);
        for (const Json& each : page["entries"]) types.insert(each["type"].get<std::string>());
        return types;
    }
};

bool is_of_a_case(const std::string& type) {
    return type.starts_with("case.") || type.starts_with("assignment.") ||
           type.starts_with("lead.");
}

}  // namespace

TEST(Cases, have_no_event_in_the_log_of_those_who_do_not_see_them) {
    CaseDesk desk;
    for (const PersonId& person :
         {desk.county.keeper, desk.admin, desk.county.inspector, desk.county.subject}) {
        for (const std::string& type : desk.types_told(person)) {
            EXPECT_FALSE(is_of_a_case(type)) << person.text << " is told of " << type;
        }
    }
    const auto office = desk.types_told(desk.county.second);
    for (const char* type : {"lead.opened", "case.named", "assignment.issued", "assignment.stepped",
                             "case.limit_set"}) {
        EXPECT_TRUE(office.contains(type)) << type;
    }
}

TEST(Cases, are_named_by_their_number_where_a_second_person_is_asked) {
    CaseDesk desk;
    const Json waiting = desk.data("/proposals", desk.county.authority);
    const Json& rows = waiting.is_array() ? waiting : waiting["rows"];
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0]["command"], "case.authorise");
    EXPECT_EQ(rows[0]["stands"]["number"],
              "2026-" + std::to_string(desk.county.the(desk.lead).number));
    const Json none = desk.data("/proposals", desk.county.keeper);
    EXPECT_EQ((none.is_array() ? none : none["rows"]).size(), 0U);
}

}  // namespace dudao::console::test
