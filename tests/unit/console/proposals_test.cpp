// What waits for a second person: who is shown it, who is asked, and who reads its words.
#include "office.h"

#include <set>

#include "console/live/hub.h"

namespace dudao::console::test {
namespace {

using dudao::test::words;

struct Waiting : Office {
    const PersonId keeper2{"p-keeper2"};

    Waiting() {
        county.must(PersonRow{keeper2, words("庚※"), county.city}, county.keeper);
        county.must_both(PostRow{PostId{"keeper-2"}, county.city, Role::PlanKeeper, keeper2, {}},
                         county.keeper, county.leader);
        commit();
    }

    ProposalId propose(const Command& command, const PersonId& who) {
        const Accepted said = county.must(command, who);
        EXPECT_TRUE(said.proposal) << name(command) << " was carried out at once";
        commit();
        return said.proposal;
    }
    KeyRow device(const std::string& id) const {
        KeyRow row = dudao::test::County::key(id, KeyKind::Device);
        row.group = county.group;
        row.sealing_key = Bytes((id + std::string(32, 'q')).substr(0, 32));
        return row;
    }
    Json rows(const PersonId& person) { return data("/proposals", person); }
    Json overview(const PersonId& person) { return data("/overview", person); }
};

const Json confirm_or_refuse{"proposal.confirm", "proposal.refuse"};

}  // namespace

TEST(Proposals, are_shown_to_those_they_wait_for_first_and_to_no_stranger) {
    Waiting office;
    auto& county = office.county;
    const PostRow post{PostId{"lead-3"}, county.city, Role::Leader, county.officer, {}};
    const ProposalId first = office.propose(post, county.keeper);
    const ProposalId second = office.propose(office.device("dev2"), county.officer);

    const Json head = office.rows(county.head);
    ASSERT_EQ(head.size(), 1U);
    EXPECT_EQ(head[0]["id"], id_text(second));
    EXPECT_EQ(head[0]["waits_for_me"], true);
    EXPECT_EQ(head[0]["may"], confirm_or_refuse);
    EXPECT_EQ(head[0]["missing"], Json::array({Json::array({county.head.text})}));
    EXPECT_EQ(head[0]["fields"]["group"], county.group.text);

    const Json leader = office.rows(county.leader);
    ASSERT_EQ(leader.size(), 2U);
    EXPECT_EQ(leader[0]["id"], id_text(first));
    EXPECT_EQ(leader[0]["command"], "post.set");
    EXPECT_EQ(leader[0]["proposer"], county.keeper.text);
    EXPECT_EQ(leader[0]["missing"], Json::array({{county.leader.text, county.mayor.text}}));
    EXPECT_EQ(leader[1]["waits_for_me"], false);
    EXPECT_EQ(leader[1]["may"], Json::array());

    const Json officer = office.rows(county.officer);
    ASSERT_EQ(officer.size(), 2U);
    EXPECT_EQ(officer[1]["id"], id_text(second));
    EXPECT_EQ(officer[1]["may"], Json::array({"proposal.refuse"}));  // the own one: withdraw it
    EXPECT_EQ(office.rows(office.auditor).size(), 2U);
    for (const PersonId& other : {county.inspector, county.village, county.township, office.admin,
                                  county.township_leader, office.stranger}) {
        EXPECT_EQ(office.rows(other), Json::array()) << other.text;
    }
}

TEST(Proposals, are_gone_once_they_are_confirmed) {
    Waiting office;
    auto& county = office.county;
    const PostRow post{PostId{"lead-3"}, county.city, Role::Leader, county.officer, {}};
    const ProposalId id = office.propose(post, county.keeper);
    county.must(ConfirmProposal{id}, county.leader);
    office.commit();
    EXPECT_EQ(office.rows(county.leader), Json::array());
    EXPECT_EQ(office.rows(county.keeper), Json::array());
}

TEST(Proposals, say_what_stands_today_beside_what_is_proposed) {
    Waiting office;
    auto& county = office.county;
    office.propose(
        PostRow{PostId{"lead-1"}, county.city, Role::Leader, office.stranger, county.officer},
        county.keeper);
    office.propose(PostRow{PostId{"lead-9"}, county.city, Role::Leader, office.stranger, {}},
                   county.keeper);
    const TaskId task = county.released();
    office.propose(WithdrawTask{task, words("大雪封路")}, county.mayor);
    const Json rows = office.rows(county.leader);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0]["stands"]["holder"], county.leader.text);
    EXPECT_EQ(rows[0]["stands"]["role"], "leader");
    EXPECT_EQ(rows[0]["fields"]["holder"], office.stranger.text);
    EXPECT_EQ(rows[1]["stands"], Json::object()) << "a new post has nothing before it";
    EXPECT_EQ(rows[2]["stands"]["number"], "2026-1");
    EXPECT_EQ(rows[2]["stands"]["group"], county.group.text);
    EXPECT_EQ(rows[2]["text"], "大雪封路");
}

TEST(Proposals, mask_words_but_for_who_wrote_them_and_who_judges_by_them) {
    Waiting office;
    auto& county = office.county;
    office.propose(ConflictRow{county.inspector, county.v1, words("妻子在村委会")},
                   county.inspector);
    const auto text = [&](const PersonId& person) {
        const Json rows = office.rows(person);
        EXPECT_EQ(rows.size(), 1U) << person.text;
        return rows.empty() ? std::string() : rows[0]["text"].get<std::string>();
    };
    for (const PersonId& each : {county.inspector, county.keeper, county.leader, county.officer}) {
        EXPECT_EQ(text(each), "妻子在村委会") << each.text;
    }
    EXPECT_EQ(text(office.auditor), masked);
    EXPECT_EQ(office.get("/proposals", office.stranger).body.find("妻子"), std::string::npos);
    // The record says no more than the page.
    const Json log = office.data("/log?type=proposal", office.auditor);
    EXPECT_EQ(log["entries"][0]["text"], masked);
    EXPECT_EQ(office.data("/log?type=proposal", county.head)["entries"], Json::array());
}

TEST(Proposals, are_told_as_they_come_and_go_to_those_who_are_asked_and_to_nobody_else) {
    Waiting office;
    auto& county = office.county;
    Hub hub;
    std::uint64_t id = 1;
    for (const PersonId& each : {county.head, county.village}) {
        hub.open(office.facts(), office.kept, {id++, "s", each}, office.replica.seq);
    }
    const auto told = [&] {
        Hub::Made made = hub.flush(office.facts(), office.kept);
        if (!made.wanted.empty()) {
            office.read(made.wanted);
            made = hub.flush(office.facts(), office.kept);
        }
        std::set<std::string> touched;
        for (const auto& out : made.out) {
            EXPECT_EQ(out.streams, std::vector<std::uint64_t>{1}) << "the village heard of it";
            const auto from = out.text.find("data: ") + 6;
            const Json change =
                Json::parse(out.text.substr(from, out.text.find('\n', from) - from));
            touched.merge(change["touched"].get<std::set<std::string>>());
        }
        return touched.contains("proposal");
    };
    const ProposalId device = county.must(office.device("dev2"), county.officer).proposal;
    hub.took(office.commit(), 1000);
    EXPECT_TRUE(told());
    // By a device of the group: the head's page must learn that it waits no more.
    Context by_device = county.as(county.inspector);
    by_device.kind = KeyKind::Device;
    by_device.group = county.group;
    county.must_as(ConfirmProposal{device}, by_device);
    hub.took(office.commit(), 2000);
    EXPECT_TRUE(told());
}

TEST(Proposals, leave_both_names_in_the_record) {
    Waiting office;
    auto& county = office.county;
    const TaskId task = county.released();
    county.must_both(WithdrawTask{task, words("汛")}, county.leader, county.mayor);
    office.commit();
    const Json last = office.data("/tasks/" + id_text(task), county.officer)["timeline"].back();
    EXPECT_EQ(last["type"], "task.withdrawn");
    EXPECT_EQ(last["actor"], county.leader.text);
    EXPECT_EQ(last["second"], county.mayor.text);
    const Json before = office.data("/tasks/" + id_text(task), county.officer)["timeline"].front();
    EXPECT_EQ(before["second"], "");
}

TEST(Proposals, the_answer_says_that_it_is_not_done_yet) {
    const Json waits = Json::parse(done(Accepted{7, 0, 2026, 3, ProposalId{48}}).body);
    EXPECT_EQ(waits, (Json{{"seq", 7}, {"id", ""}, {"number", "2026-3"}, {"proposal", "48"}}));
    const Json over = Json::parse(done(Accepted{8, 12, 2026, 5, {}}).body);
    EXPECT_EQ(over, (Json{{"seq", 8}, {"id", "12"}, {"number", "2026-5"}, {"proposal", ""}}));
}

TEST(Overview, names_the_villages_that_no_group_may_visit_to_those_who_can_mend_it) {
    Waiting office;
    auto& county = office.county;
    EXPECT_EQ(office.overview(county.leader)["without_group"], Json::array());
    county.must_both(ConflictRow{county.inspector, county.v2, words("老家")}, county.inspector,
                     county.keeper);
    office.commit();
    for (const PersonId& each : {county.leader, county.officer, county.keeper}) {
        EXPECT_EQ(office.overview(each)["without_group"], Json::array({county.v2.text}));
    }
    for (const PersonId& each : {county.head, county.village, county.township, office.stranger}) {
        EXPECT_EQ(office.overview(each)["without_group"], Json::array()) << each.text;
    }
}

}  // namespace dudao::console::test
