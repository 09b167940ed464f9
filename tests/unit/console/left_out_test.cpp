// One thing that cannot be shown is left out, said, and the rest goes on.
#include "console/live/hub.h"
#include "office.h"

namespace dudao::console::test {
namespace {

/// A rectification whose finding is not there: its row cannot be made.
struct Spoilt : Office {
    Spoilt() {
        county.in_progress();
        commit();
        replica.state.findings.clear();
    }
};

TEST(LeftOut, a_page_that_cannot_be_made_is_answered_as_broken_and_the_others_as_ever) {
    Spoilt office;
    const Answer said = office.get("/rectifications", office.county.officer);
    EXPECT_EQ(said.status, 500);
    EXPECT_EQ(Json::parse(said.body)["why"], "broken");
    EXPECT_FALSE(said.fault.empty());
    EXPECT_EQ(office.get("/plans", office.county.officer).status, 200);
}

TEST(LeftOut, a_frame_that_cannot_be_made_tells_its_pages_to_fetch_anew) {
    Office office;
    Hub hub;
    hub.open(office.facts(), office.kept, {1, {}, office.county.officer}, std::nullopt);
    office.county.in_progress();
    hub.took(office.commit(), 0);
    office.replica.state.findings.clear();
    const Hub::Made made = hub.flush(office.facts(), office.kept);
    ASSERT_EQ(made.out.size(), 1U);
    EXPECT_NE(made.out.front().text.find("event: resync"), std::string::npos);
    EXPECT_FALSE(hub.take_fault().empty());
    EXPECT_TRUE(hub.take_fault().empty()) << "said once";
}

TEST(LeftOut, the_record_goes_on_after_a_commit_that_was_not_taken) {
    Office office;
    office.county.released();
    Commit lost;
    lost.first = office.record.end();
    for (; office.logged < office.county.log.size(); ++office.logged) {
        lost.events.push_back(encode_event(office.county.log[office.logged]));
    }
    Entry entry{office.replica.seq + 1, "1:aaaaaaaa", encode_commit(lost), {}};
    entry.h = chain_hash(office.replica.head, entry.seq, entry.e, entry.b);
    ASSERT_TRUE(office.replica.take_commit(entry));
    office.county.released();
    office.commit();
    EXPECT_EQ(office.record.end(), office.replica.state.leaves);
    EXPECT_EQ(office.get("/log", office.county.officer).status, 200);
}

TEST(LeftOut, the_system_page_names_what_is_beyond_its_bounds_and_what_could_not_be_shown) {
    Office office;
    State& state = office.replica.state;
    state.keys.at(KeyId{"dev1"}).sealing_key = Bytes(std::string(32, '\0'));
    state.units.at(office.county.v2).name_zh = std::string(4000, 'a');
    state.plans.begin()->second.draft.end = Moment{253'402'300'799'999};
    state.calendar.zone.initial_offset_minutes = -100'000;
    Faults faults;
    faults.add(office.county.now, "/overview", "map::at");
    faults.add(office.county.now, "/overview", "map::at");
    office.health.faults = faults.all();
    const Json page = office.data("/system", office.admin);
    std::set<std::string> matters;
    for (const Json& each : page["left_out"]) matters.insert(each["matter"].get<std::string>());
    const std::set<std::string> wanted{
        "key:dev1", "unit:v2", matter_text("plan", state.plans.begin()->first.value), "calendar"};
    EXPECT_EQ(matters, wanted);
    ASSERT_EQ(page["faults"].size(), 1U);
    EXPECT_EQ(page["faults"][0]["where"], "/overview");
    EXPECT_EQ(page["faults"][0]["count"], 2);
    EXPECT_EQ(office.data("/system", office.county.village)["left_out"].size(), 0U);
}

}  // namespace
}  // namespace dudao::console::test
