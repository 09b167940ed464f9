// Who is to verify, as the console shows it: to the office, in row, list, table, timeline and
// picker, and to no unit.
#include "office.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

struct Given : Office {
    const RectificationId given = county.in_progress(), open = county.in_progress();

    Given() {
        county.must(AssignVerifier{given, county.second}, county.officer);
        commit();
    }
    /// The matters of each person that a reader could ask.
    std::map<std::string, std::vector<std::string>> people(const PersonId& reader,
                                                           const std::string& ids) {
        std::map<std::string, std::vector<std::string>> all;
        const Json page = data("/verifiers?ids=" + ids, reader);
        for (const Json& each : page["people"]) {
            all[each["person"].get<std::string>()] = each["ids"].get<std::vector<std::string>>();
        }
        return all;
    }
};

}  // namespace

TEST(Verifiers, are_those_whom_the_rules_let_be_asked) {
    Given desk;
    auto& county = desk.county;
    const std::string given = id_text(desk.given);
    const std::string open = id_text(desk.open);
    for (const PersonId& own : {county.village, county.head}) {
        county.must_both(GiveGrant{own, Role::Officer, county.city, county.now + days(30)},
                         county.leader, county.mayor);
    }
    desk.commit();
    const auto people = desk.people(county.officer, given + "," + open);
    EXPECT_EQ(people.size(), 2U);
    EXPECT_EQ(people.at(county.officer.text), (std::vector{given, open}));
    EXPECT_EQ(people.at(county.second.text), std::vector{open}) << "has the other already";
    EXPECT_TRUE(desk.people(county.leader, open).empty()) << "a leader assigns nobody";
    EXPECT_TRUE(desk.people(county.officer, "999999").empty());
    EXPECT_EQ(desk.get("/verifiers?ids=7,x", county.officer).status, 400);
}

TEST(Verifiers, stand_in_row_list_and_table) {
    Given desk;
    auto& county = desk.county;
    const auto row = [&](const PersonId& reader) {
        return desk.data("/rectifications/" + id_text(desk.given), reader)["verifier"];
    };
    EXPECT_EQ(row(county.officer), county.second.text);
    EXPECT_EQ(row(desk.auditor), county.second.text);
    const Json page = desk.data("/rectifications?verifier=p-second", county.officer);
    ASSERT_EQ(page["total"], 1);
    EXPECT_EQ(page["rows"][0]["id"], id_text(desk.given));
    EXPECT_EQ(page["verifiers"], Json::array({county.second.text}));
    EXPECT_EQ(desk.get("/rectifications?verifier=%2F", county.officer).status, 400);
    const std::string table = desk.get("/rectifications?csv=1", county.officer).body;
    EXPECT_NE(table.find("responsible,verifier,category"), table.npos) << table;
}

TEST(Verifiers, are_not_for_the_unit_to_know) {
    Given desk;
    auto& county = desk.county;
    const std::string at = "/rectifications/" + id_text(desk.given);
    const std::string asked(VerifierAssigned::as_event);
    EXPECT_NE(desk.get(at, county.officer).body.find(asked), std::string::npos);
    for (const PersonId& own : {county.village, county.township}) {
        for (const std::string& path :
             {at, std::string("/rectifications?state=all"), std::string("/log?limit=500"),
              std::string("/rectifications?state=all&csv=1"), std::string("/overview")}) {
            const std::string body = desk.get(path, own).body;
            EXPECT_EQ(body.find(asked), body.npos) << path;
            EXPECT_EQ(body.find("\"verifier\":\"p-"), body.npos) << path;
        }
        EXPECT_EQ(desk.data("/rectifications?state=all&verifier=p-second", own)["total"], 0);
        EXPECT_EQ(desk.data("/rectifications?state=all", own)["verifiers"], Json::array());
    }
}

}  // namespace dudao::console::test
