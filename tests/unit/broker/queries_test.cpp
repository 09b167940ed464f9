// What the broker answers: rows as their reader may have them, counts of what the reader may see.
#include "broker/queries.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/county.h"

namespace dudao::broker {
namespace {

using Json = nlohmann::ordered_json;

struct Asked : test::County {
    Json ask(const PersonId& who, const std::string& what, const std::string& id = {}) {
        const auto said = answer(state, as(who), wire::Query{1, who, what, id, ""});
        return said ? Json::from_msgpack(*said) : Json(said.error().what);
    }
};

}  // namespace

TEST(Queries, give_a_unit_its_finding_without_lead_and_suspicion) {
    Asked county;
    const FindingId id = county.confirmed(Severity::Grave);
    const std::uint64_t lead = county.state.findings.at(id).lead.value;
    ASSERT_NE(lead, 0U);
    EXPECT_EQ(county.ask(county.officer, "finding", id.text)["lead"], lead);
    const Json own = county.ask(county.village, "finding", id.text);
    EXPECT_EQ(own["lead"], 0);
    EXPECT_EQ(own["versions"].size(), 1U);
    for (const Json& row : county.ask(county.village, "findings")) EXPECT_EQ(row["lead"], 0);
}

TEST(Queries, give_a_unit_its_rectification_without_the_lead_of_the_ladder) {
    Asked county;
    const RectificationId id = county.in_progress();
    county.run_until(county.of(id).deadline + days(40));
    const std::string text = std::to_string(id.value);
    ASSERT_TRUE(county.of(id).lead);
    EXPECT_EQ(county.ask(county.village, "rectification", text)["lead"], 0);
    EXPECT_EQ(county.ask(county.village, "rectifications")[0]["lead"], 0);
    EXPECT_NE(county.ask(county.officer, "rectification", text)["lead"], 0);
}

TEST(Queries, give_nothing_of_others_by_list_or_by_number) {
    Asked county;
    const PersonId nobody{"p-nobody"};
    const RectificationId id = county.in_progress();
    const FindingId finding = county.of(id).finding;
    ASSERT_EQ(county.ask(county.village, "findings").size(), 1U);
    EXPECT_EQ(county.ask(county.village, "finding", finding.text)["id"], finding.text);
    EXPECT_EQ(county.ask(nobody, "findings"), Json::array());
    EXPECT_EQ(county.ask(nobody, "rectifications"), Json::array());
    EXPECT_TRUE(county.ask(nobody, "finding", finding.text).is_string());
    EXPECT_TRUE(county.ask(nobody, "rectification", std::to_string(id.value)).is_string());
}

TEST(Queries, give_the_register_to_the_office_and_its_administrators_alone) {
    Asked county;
    const PersonId admin{"p-admin"};
    county.must(PersonRow{admin, test::words("庚※"), county.city}, county.keeper);
    county.must_both(GiveGrant{admin, Role::Administrator, county.city, county.now + days(300)},
                     county.leader, county.mayor);
    for (const PersonId& who : {county.officer, county.keeper, county.leader, admin}) {
        EXPECT_EQ(county.ask(who, "posts").size(), county.state.posts.size()) << who.text;
        EXPECT_EQ(county.ask(who, "keys").size(), county.state.keys.size()) << who.text;
        const Json grants = county.ask(who, "grants");
        ASSERT_EQ(grants.size(), county.state.grants.size()) << who.text;
        EXPECT_EQ(grants.back()["person"], admin.text);
        EXPECT_EQ(grants.back()["role"], "administrator");
    }
    for (const PersonId& who : {county.village, county.head, county.inspector, PersonId{}}) {
        for (const char* what : {"posts", "grants", "keys"}) {
            EXPECT_EQ(county.ask(who, what), Json::array()) << who.text << " " << what;
        }
    }
}

TEST(Queries, count_what_the_asker_may_see) {
    Asked county;
    const PersonId nobody{"p-nobody"};
    const auto all_of = [](const Json& status) {
        std::int64_t sum = 0;
        for (const auto& [field, value] : status.items()) {
            if (field != "events" && field != "now") sum += value.get<std::int64_t>();
        }
        return sum;
    };
    const RectificationId id = county.in_progress();
    county.run_until(county.of(id).deadline + days(40));
    county.released();
    EXPECT_EQ(all_of(county.ask(nobody, "status")), 0);
    const Json office = county.ask(county.officer, "status");
    EXPECT_EQ(office["leads"], county.ask(county.officer, "cases").size());
    EXPECT_EQ(office["leads"], 1);
    EXPECT_EQ(office["timers"], county.state.timers.size());
    const Json unit = county.ask(county.village, "status");
    EXPECT_EQ(unit["findings"], 1);
    EXPECT_EQ(unit["overdue"], 1);
    EXPECT_EQ(unit["leads"], 0);
    EXPECT_EQ(unit["tasks_open"], 0);
    EXPECT_LT(unit["timers"], office["timers"]);
}

TEST(Queries, give_no_piece_of_evidence_to_whom_words_are_masked) {
    Asked county;
    const TaskId task = county.on_site();
    const EvidenceHash photo{std::string(64, 'b')};
    county.must(AttachEvidence{task, {}, photo, 9, "image/jpeg"}, county.inspector);
    county.must_as(EvidenceStored{photo}, county.process(KeyKind::Broker));
    const auto piece = [&](const PersonId& who) {
        return piece_of(county.state, county.as(who), {1, who, "evidence", photo.text, "0"});
    };
    EXPECT_TRUE(piece(county.officer));
    EXPECT_TRUE(piece(county.head));
    EXPECT_FALSE(piece(county.keeper));
}

}  // namespace dudao::broker
