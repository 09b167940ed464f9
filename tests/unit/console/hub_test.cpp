// The stream: gathered, shared, resumed, or begun anew.
#include "office.h"

#include "console/limits.h"
#include "console/live/hub.h"

namespace dudao::console::test {
namespace {

struct Live : Office {
    Hub hub;
    std::int64_t now_ms = 1000;

    Live() { open(1, county.officer, replica.seq); }

    std::string open(std::uint64_t id, const PersonId& person, std::optional<std::uint64_t> since) {
        Hub::Made made = hub.open(facts(), kept, {id, "s", person}, since);
        if (!made.wanted.empty()) {
            read(made.wanted);
            made = hub.open(facts(), kept, {id, "s", person}, since);
        }
        return made.out.at(0).text;
    }
    void happen() { hub.took(commit(), now_ms); }
    std::vector<Hub::Out> flush() {
        Hub::Made made = hub.flush(facts(), kept);
        if (!made.wanted.empty()) {
            read(made.wanted);
            made = hub.flush(facts(), kept);
        }
        return made.out;
    }
};

/// The data of the first `change` in a text.
Json change_in(const std::string& text) {
    const auto at = text.find("event: change\ndata: ");
    if (at == text.npos) return nullptr;
    const auto from = at + 20;
    return Json::parse(text.substr(from, text.find('\n', from) - from));
}

}  // namespace

TEST(Hub, gathers_what_happens_within_a_quarter_of_a_second) {
    Live live;
    EXPECT_FALSE(live.hub.due_ms());
    const TaskId task = live.release(live.county.v1);
    live.happen();
    EXPECT_EQ(live.hub.due_ms(), 1000 + coalesce_ms);
    live.now_ms += 100;
    live.county.must(AcceptTask{task}, live.county.head);
    live.happen();
    EXPECT_EQ(live.hub.due_ms(), 1000 + coalesce_ms);  // from the first, or it would never end
    const auto out = live.flush();
    ASSERT_EQ(out.size(), 1U);
    const Json change = change_in(out[0].text);
    EXPECT_TRUE(out[0].text.starts_with("id: " + std::to_string(live.replica.seq) + "\n"));
    ASSERT_EQ(change["tasks"].size(), 1U);
    EXPECT_EQ(change["tasks"][0]["state"], "accepted");
    EXPECT_EQ(change["seq"], live.replica.seq);
    EXPECT_TRUE(live.flush().empty());
    EXPECT_FALSE(live.hub.due_ms());
}

TEST(Hub, makes_one_frame_for_all_streams_of_a_person) {
    Live live;
    for (std::uint64_t id = 2; id < 100; ++id) live.open(id, live.county.officer, std::nullopt);
    live.open(100, live.county.head, std::nullopt);
    live.release(live.county.v1);
    live.happen();
    const auto out = live.flush();
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0].streams.size() + out[1].streams.size(), 100U);
}

TEST(Hub, shares_no_frame_between_two_people_of_whom_one_is_asked_by_name) {
    Live live;
    auto& county = live.county;
    // Alike in roles, group and units: holder and deputy of one post. What is demanded is of one.
    const PersonId deputy = live.stranger;
    const PostRow* of_village = nullptr;
    for (const auto& [id, post] : county.state.posts) {
        if (post.holder == county.village) of_village = &post;
    }
    ASSERT_TRUE(of_village);
    PostRow shared = *of_village;
    shared.deputy = deputy;
    county.must(shared, county.officer);
    live.happen();
    live.flush();
    live.open(2, county.village, std::nullopt);
    live.open(3, deputy, std::nullopt);
    const RectificationId id = county.in_progress(Severity::Minor);
    county.run_until(county.of(id).deadline + days(1));
    live.happen();
    ASSERT_EQ(county.state.demands.begin()->second.person, county.village);
    std::map<std::uint64_t, Json> told;
    for (const Hub::Out& each : live.flush()) {
        EXPECT_EQ(std::set<std::uint64_t>(each.streams.begin(), each.streams.end()).size(), 1U);
        for (const std::uint64_t stream : each.streams) told[stream] = change_in(each.text);
    }
    for (const std::uint64_t stream : {2, 3}) {
        const PersonId person = stream == 2 ? county.village : deputy;
        ASSERT_TRUE(told[stream].contains("demands")) << stream;
        EXPECT_EQ(told[stream]["demands"],
                  live.data("/rectifications/" + id_text(id), person)["demands"]);
    }
}

TEST(Hub, a_row_does_not_come_again_for_what_its_reader_may_not_know) {
    Live live;
    auto& county = live.county;
    const FindingId finding = county.confirmed();
    live.happen();
    live.flush();
    live.open(2, county.village, std::nullopt);
    county.must(OpenLead{LeadSource::Petition, county.v1, finding, Text{"信", "ref-信", "c"}},
                county.officer);
    live.happen();
    const auto out = live.flush();
    ASSERT_EQ(out.size(), 1U);  // the officer's
    EXPECT_EQ(std::count(out[0].streams.begin(), out[0].streams.end(), 2), 0) << out[0].text;
}

TEST(Hub, a_finding_that_was_never_seen_is_not_said_to_be_gone) {
    Live live;
    auto& county = live.county;
    const TaskId task = county.on_site();
    const FindingId finding = county.recorded(task);
    live.happen();
    live.flush();
    live.open(2, county.village, std::nullopt);
    FindingFacts facts = county.state.findings.at(finding).facts();
    facts.unit = county.v2;
    county.must(AmendFinding{finding, facts}, county.inspector);
    live.happen();
    const auto out = live.flush();
    EXPECT_FALSE(out.empty()) << "the officer hears of it";
    for (const Hub::Out& each : out) {
        EXPECT_EQ(std::count(each.streams.begin(), each.streams.end(), 2), 0) << each.text;
    }
}

TEST(Hub, tells_nothing_to_those_who_may_not_see_it) {
    Live live;
    live.open(2, live.village2, std::nullopt);
    const RectificationId id = live.county.in_progress();
    live.happen();
    const auto out = live.flush();
    EXPECT_FALSE(out.empty()) << "the officer hears of it";
    for (const Hub::Out& each : out) {
        EXPECT_EQ(std::count(each.streams.begin(), each.streams.end(), 2), 0) << each.text;
    }
    live.county.must(ReportProgress{id, Text{"已", "ref-已", "c"}}, live.county.village);
    live.happen();
    EXPECT_EQ(live.flush().size(), 1U);
}

TEST(Hub, says_what_is_gone_to_those_who_saw_it_and_to_nobody_else) {
    Live live;
    const RectificationId id = live.county.in_progress();
    live.commit();
    live.hub.reset();
    FoldedCommit all;  // what the hub would have followed from the beginning
    all.events = live.county.log;
    live.hub.took(all, 0);
    live.open(2, live.county.village, std::nullopt);
    live.open(3, live.village2, std::nullopt);
    live.county.must(
        TransferRectification{id, live.county.v3, live.county.township, Text{"转", "ref-转", "c"}},
        live.county.officer);
    live.happen();
    std::map<std::uint64_t, Json> told;
    for (const Hub::Out& each : live.flush()) {
        for (const std::uint64_t stream : each.streams) told[stream] = change_in(each.text);
    }
    ASSERT_TRUE(told.contains(2));
    EXPECT_EQ(told[2]["gone"], Json::array({"rectification:" + id_text(id)}));
    EXPECT_FALSE(told[2].contains("rectifications"));
    EXPECT_FALSE(told.contains(3));
}

TEST(Hub, a_stream_that_comes_back_is_told_what_it_missed) {
    Live live;
    const std::uint64_t before = live.replica.seq;
    live.release(live.county.v1);
    live.happen();
    live.flush();
    const std::string text = live.open(2, live.county.officer, before);
    EXPECT_EQ(change_in(text)["tasks"].size(), 1U);
    EXPECT_NE(text.find("event: tick"), text.npos);
    EXPECT_TRUE(change_in(live.open(3, live.county.officer, live.replica.seq)).is_null());
}

TEST(Hub, a_gap_too_wide_or_another_history_is_begun_anew) {
    Live live;
    live.replica.seq += replay_commits_max + 10;  // as if so much had happened
    live.release(live.county.v1);
    live.commit();
    live.hub.took({}, 0);
    live.flush();
    EXPECT_NE(live.open(2, live.county.officer, 1).find("event: resync"), std::string::npos);
    EXPECT_NE(live.open(3, live.county.officer, 1'000'000).find("event: resync"),
              std::string::npos);
}

TEST(Hub, the_tick_stands_where_the_frames_stand) {
    Live live;
    live.health.log_seq = 999;
    live.release(live.county.v1);
    live.happen();
    const std::string tick = live.hub.tick(live.facts());
    EXPECT_NE(tick.find("\"seq\":" + std::to_string(live.replica.seq - 1)), tick.npos) << tick;
    EXPECT_NE(tick.find("\"log_seq\":999"), tick.npos);
}

}  // namespace dudao::console::test
