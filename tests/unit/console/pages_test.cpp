// Lists in pages: nothing twice and nothing lost, also while rows come, go and move; what is no
// place in the list is refused.
#include "office.h"

#include <functional>
#include <map>
#include <set>

#include "console/api/cursor.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

std::vector<Json> rows_of(const Json& data) {
    const Json& list = data.is_array() ? data : data["rows"];
    return {list.begin(), list.end()};
}

/// Walks a list to its end, as a page does: rows are kept by their id. `between` happens after each
/// page.
struct Walk {
    std::map<std::string, int> times;  // that a row stood in a page
    std::map<std::string, Json> rows;
    int pages = 0;

    Walk(
        Office& desk, const std::string& list, const PersonId& person,
        const std::function<void()>& between = [] {}) {
        std::string after;
        do {
            const std::string join = list.find('?') == list.npos ? "?" : "&";
            const Answer said = desk.get(
                list + join + "limit=3" + (after.empty() ? "" : "&after=" + after), person);
            EXPECT_EQ(said.status, 200) << said.body;
            const Json page = Json::parse(said.body);
            for (const Json& row : rows_of(page["data"])) {
                ++times[row["id"]];
                rows[row["id"]] = row;
            }
            for (const Json& row : page["again"]) rows[row["id"]] = row;
            after = page["next"];
            ++pages;
            between();
        } while (!after.empty() && pages < 100);
        EXPECT_LT(pages, 100);
    }
};

struct Long : Office {
    Long() {
        for (const Severity each : {Severity::Minor, Severity::Grave, Severity::Ordinary,
                                    Severity::Serious, Severity::Minor, Severity::Ordinary}) {
            county.in_progress(each);
            county.issued(each);
        }
        commit();
    }
};

TEST(Cursor, a_list_that_stands_still_is_walked_once_and_whole) {
    Long desk;
    const PersonId officer = desk.county.officer;
    for (const std::string list :
         {"/rectifications?state=all", "/rectifications?state=all&sort=-severity",
          "/rectifications?state=all&sort=unit", "/tasks", "/findings"}) {
        const Walk walk(desk, list, officer);
        EXPECT_EQ(walk.times.size(), 12U) << list;
        EXPECT_EQ(walk.pages, 4) << list;
        for (const auto& [id, times] : walk.times) EXPECT_EQ(times, 1) << list << " " << id;
    }
}

/// Leads, and notices that wait and that have an outcome.
struct ManyNotices : Long {
    ManyNotices() {
        std::vector<RectificationId> running;
        for (const auto& [id, r] : county.state.rectifications) {
            if (r.clock_runs) running.push_back(id);
        }
        for (const RectificationId id : running) {
            county.must(ClimbByHand{id, 6, words("急")}, county.officer);
            county.run_for(minutes(30));  // a message of its own
        }
        county.run_for(days(2));
        commit();
    }
    std::size_t notices(bool with_outcome) {
        const Json all = data("/notices", county.officer);
        return static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(),
            [with_outcome](const Json& each) { return (each["at"] != 0) == with_outcome; }));
    }
};

TEST(Cursor, leads_and_notices_are_walked_once_and_whole) {
    ManyNotices desk;
    const PersonId officer = desk.county.officer;
    EXPECT_GT(desk.notices(true), 3U);
    for (const std::string list : {"/cases", "/notices"}) {
        const Json all = desk.data(list, officer);
        ASSERT_GT(all.size(), 5U) << list;
        const Walk walk(desk, list, officer);
        EXPECT_EQ(walk.times.size(), all.size()) << list;
        for (const auto& [id, times] : walk.times) EXPECT_EQ(times, 1) << list << " " << id;
    }
}

/// Half an hour's draw each, most of which send nobody: a year has thousands.
TEST(Cursor, draws_are_walked_once_and_whole_and_of_one_plan_alone) {
    Office desk;
    auto& county = desk.county;
    const PlanId plan = county.state.plans.begin()->first;
    const Bytes hash(std::string(32, 'h'));
    for (int i = 0; i < 10; ++i) {
        const DrawId draw = "gqc:" + std::to_string(100 + i);
        county.must_as(RecordDraw{draw, plan, hash, hash, hash}, county.process(KeyKind::Engine));
        county.run_for(minutes(30));
    }
    desk.commit();
    for (const std::string& filter : {std::string(), "?plan=" + std::to_string(plan.value)}) {
        const std::string list = "/draws" + filter;
        const Walk walk(desk, list, county.officer);
        EXPECT_EQ(walk.times.size(), 10U) << list;
        EXPECT_EQ(walk.pages, 4) << list;
        for (const auto& [id, times] : walk.times) EXPECT_EQ(times, 1) << list << " " << id;
    }
    EXPECT_EQ(desk.data("/draws", county.officer)[0]["id"], "gqc:109");
    EXPECT_TRUE(desk.data("/draws?plan=1", county.officer).empty());
}

/// While the list is walked notices go out, get their outcome, and others are queued. Those that
/// were there at the beginning are all told, as they are at the end.
TEST(Cursor, notices_that_go_out_between_pages_are_all_there_as_they_are_now) {
    ManyNotices desk;
    auto& county = desk.county;
    county.run_for(hours(10));
    for (int i = 0; i < 4; ++i) county.issued(Severity::Grave);
    desk.commit();
    ASSERT_GE(desk.notices(false), 1U);
    std::set<std::string> there;
    for (const Json& row : desk.data("/notices", county.officer)) there.insert(row["id"]);
    int moves = 0;
    const Walk walk(desk, "/notices", county.officer, [&] {
        if (moves++ > 3) return;
        county.issued(Severity::Minor);
        county.run_for(hours(moves == 2 ? 18 : 1));
        desk.commit();
    });
    ASSERT_GT(walk.pages, 2);
    const Json now = desk.data("/notices", county.officer);
    std::size_t held = 0;
    for (const Json& row : now) {
        const auto kept = walk.rows.find(row["id"].get<std::string>());
        if (!there.contains(row["id"])) continue;  // new: before the place of the walk
        ASSERT_NE(kept, walk.rows.end()) << row;
        EXPECT_EQ(kept->second, row);
        ++held;
    }
    EXPECT_EQ(held, there.size());
}

TEST(Cursor, rows_that_are_new_shift_nothing) {
    Long desk;
    const std::size_t before = desk.replica.state.rectifications.size();
    const Walk walk(desk, "/rectifications?state=all&sort=-issued_at", desk.county.officer, [&] {
        desk.county.issued(Severity::Grave);
        desk.commit();
    });
    for (const auto& [id, times] : walk.times) EXPECT_EQ(times, 1) << id;
    EXPECT_GE(walk.rows.size(), before);
}

/// Each page moves one row that was seen to the end, and one that is to come to the front.
TEST(Cursor, rows_that_move_between_pages_are_all_there_once_as_they_are_now) {
    Long desk;
    auto& county = desk.county;
    std::vector<RectificationId> running;
    for (const auto& [id, r] : county.state.rectifications) {
        if (r.clock_runs) running.push_back(id);
    }
    std::size_t at = 0;
    const Walk walk(desk, "/rectifications?state=all&sort=moved_at", county.officer, [&] {
        for (int i = 0; i < 2 && at < running.size(); ++i) {
            // Last in what is sorted by the last move, wherever it stood; the later half first.
            const RectificationId id = i == 0 ? running[at] : running[running.size() - 1 - at];
            county.now = county.now + hours(1);
            county.must(ReportProgress{id, words("进展" + std::to_string(at) + std::to_string(i))},
                        county.village);
        }
        ++at;
        desk.commit();
    });
    EXPECT_EQ(walk.rows.size(), county.state.rectifications.size());
    for (const auto& [id, row] : walk.rows) {
        const Json now = desk.data("/rectifications/" + id, county.officer);
        EXPECT_EQ(row["number"], now["number"]) << id;
    }
}

TEST(Cursor, a_row_that_moves_before_the_page_comes_again) {
    Long desk;
    auto& county = desk.county;
    const Json first = Json::parse(
        desk.get("/rectifications?state=all&sort=-moved_at&limit=3", county.officer).body);
    // The last of all becomes the first of all: no page behind the first would have it.
    const Json all = desk.data("/rectifications?state=all&sort=-moved_at", county.officer);
    std::string last;
    for (const Json& row : all["rows"]) {
        if (row["clock_runs"]) last = row["id"];
    }
    county.now = county.now + hours(1);
    county.must(ReportProgress{RectificationId{id_number(last)}, words("进展")}, county.village);
    desk.commit();
    const Json second =
        Json::parse(desk.get("/rectifications?state=all&sort=-moved_at&limit=3&after=" +
                                 first["next"].get<std::string>(),
                             county.officer)
                        .body);
    ASSERT_EQ(second["again"].size(), 1U);
    EXPECT_EQ(second["again"][0]["id"], last);
}

TEST(Cursor, midnight_moves_no_row_of_the_deadlines) {
    Long desk;
    const Walk walk(desk, "/rectifications?state=all", desk.county.officer, [&] {
        desk.county.run_for(days(1));
        desk.commit();
    });
    EXPECT_EQ(walk.rows.size(), desk.replica.state.rectifications.size());
    for (const auto& [id, times] : walk.times) EXPECT_LE(times, 1) << id;
}

TEST(Cursor, what_is_no_place_in_this_list_is_refused_in_both_languages) {
    Long desk;
    const PersonId officer = desk.county.officer;
    const std::string next =
        Json::parse(desk.get("/rectifications?state=all&limit=3", officer).body)["next"];
    ASSERT_FALSE(next.empty());
    EXPECT_EQ(desk.get("/rectifications?state=all&limit=5&after=" + next, officer).status, 200);
    std::vector<std::string> wrong{"x", "~~~~", next + "~", next.substr(1), std::string(700, 'a')};
    for (const std::string& each : wrong) {
        const Answer said = desk.get("/rectifications?state=all&after=" + each, officer, Lang::Zh);
        EXPECT_EQ(said.status, 400) << each;
        EXPECT_NE(said.body.find("翻页位置不属于本列表"), std::string::npos) << said.body;
    }
    // Of another order, another filter, another list.
    for (const std::string other : {"/rectifications?state=all&sort=unit",
                                    "/rectifications?state=open", "/tasks", "/findings"}) {
        const std::string join = other.find('?') == other.npos ? "?" : "&";
        const Answer said = desk.get(other + join + "after=" + next, officer);
        EXPECT_EQ(said.status, 400) << other;
        EXPECT_NE(said.body.find("no place in this list"), std::string::npos) << said.body;
    }
}

TEST(Cursor, a_page_shows_nothing_that_is_no_longer_the_readers) {
    Long desk;
    auto& county = desk.county;
    const Json first =
        Json::parse(desk.get("/rectifications?state=all&limit=3", county.village).body);
    for (const auto& [id, r] : State(county.state).rectifications) {
        county.must(TransferRectification{id, county.v2, desk.village2, words("分工调整")},
                    county.officer);
    }
    desk.commit();
    const Json second = Json::parse(
        desk.get("/rectifications?state=all&limit=3&after=" + first["next"].get<std::string>(),
                 county.village)
            .body);
    EXPECT_TRUE(second["data"]["rows"].empty());
    EXPECT_TRUE(second["again"].empty());
}

}  // namespace
}  // namespace dudao::console::test
