// Each end of each field, at every command and in every row that an old log may hold: the rules
// answer, and whoever reads the county afterwards goes on.
#include <gtest/gtest.h>

#include <set>

#include "domain/invariants.h"
#include "tests/values/ends.h"
#include "tests/values/readers.h"
#include "tests/values/said.h"
#include "wire/command_codec.h"
#include "wire/limits.h"

namespace dudao::test {
namespace {

constexpr std::int64_t store_moment_max = 999'999'999'999'999;  // 15 digits: exact in Lua

/// The broker and the founding refuse what makes an event over its bound.
bool is_too_large(const std::vector<Event>& log, std::size_t from) {
    return std::any_of(
        log.begin() + static_cast<std::ptrdiff_t>(from), log.end(),
        [](const Event& e) { return encode_event(e).size() > wire::event_bytes_max; });
}

/// A moment of the index in Redis: else the write is refused, and with it whatever shares it.
std::string not_for_the_store(const std::vector<Event>& log, std::size_t from) {
    for (std::size_t i = from; i < log.size(); ++i) {
        const auto* set = std::get_if<TimerSet>(&log[i].body);
        if (!set || (set->timer.due.ms >= 0 && set->timer.due.ms <= store_moment_max)) continue;
        return "a timer at " + std::to_string(set->timer.due.ms);
    }
    return {};
}

struct Tally {
    int asked = 0;
    int refused = 0;
    int taken = 0;
    std::string last;  // refusal
};

/// What came of it; empty: nobody ended.
std::string outcome(const Lived& lived, Said said, Tally& tally) {
    ++tally.asked;
    // Not through the door at all: the decoder says so to the sender.
    if (!decode_command(name(said.command), encode_args(said.command))) return {};
    console::test::Office office = lived.office;
    const std::size_t before = office.county.log.size();
    try {
        const auto no = follow(office, said);
        if (no || is_too_large(office.county.log, before)) {
            ++tally.refused;
            tally.last = no ? no->what() : "too large";
            return {};
        }
        live_on(office, said.command);
    } catch (const std::exception& ended) {
        return std::string("the rules: ") + ended.what();
    }
    ++tally.taken;
    if (auto wrong = not_for_the_store(office.county.log, before); !wrong.empty()) return wrong;
    const auto broken = broken_invariants(office.county.state);
    if (!broken.empty()) return broken.front();
    return who_ends(office, Caught::Counts);
}

const Lived& lived() {
    static const Lived all;
    return all;
}

/// "key.enrol: sealing_key = zeros -> engine: …", of every end of the command.
void try_all(const Said& said, Tally& tally, std::vector<std::string>& ended) {
    std::visit(
        [&](const auto& body) {
            for_each_end(body, [&](const std::string& what, const auto& changed) {
                const auto why = outcome(lived(), {changed, said.context}, tally);
                if (why.empty()) return;
                ended.push_back(std::string(name(said.command)) + ": " + what + " -> " + why);
            });
        },
        said.command);
}

std::string all_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "  " + line + "\n";
    return text;
}

}  // namespace

TEST(Values, a_good_command_of_each_kind_is_taken_and_ends_nobody) {
    std::set<std::string_view> kinds;
    Tally tally;
    for (const Said& said : lived().all) {
        kinds.insert(name(said.command));
        EXPECT_EQ(outcome(lived(), said, tally), "") << name(said.command);
        EXPECT_EQ(std::exchange(tally.refused, 0), 0) << name(said.command) << ": " << tally.last;
    }
    EXPECT_EQ(kinds.size(), command_names.size());
}

TEST(Values, no_end_of_any_field_of_a_command_ends_anybody) {
    Tally tally;
    std::vector<std::string> ended;
    for (const Said& said : lived().all) try_all(said, tally, ended);
    EXPECT_EQ(ended.size(), 0U) << all_of(ended);
    EXPECT_GT(tally.taken, 250);
    EXPECT_GT(tally.refused, 300);
    std::cout << tally.asked << " asked, " << tally.refused << " refused, " << tally.taken
              << " taken\n";
}

TEST(Values, no_row_of_an_old_log_ends_anybody_at_each_start) {
    std::vector<std::string> ended;
    const auto row = [&](std::string_view of, const std::string& what, EventBody body) {
        console::test::Office office = lived().office;
        Event event;
        event.at = office.county.now;
        event.body = std::move(body);
        if (!decode_event(encode_event(event))) return;  // never written
        apply(office.county.state, event);
        office.county.log.push_back(event);
        const std::string why = who_ends(office, Caught::IsFine);
        if (!why.empty()) ended.push_back(std::string(of) + ": " + what + " -> " + why);
    };
    const auto rows_of = [&](std::string_view of, const auto& good) {
        for_each_end(good,
                     [&](const std::string& what, const auto& changed) { row(of, what, changed); });
    };
    for (const Said& said : lived().all) {
        const std::string_view of = name(said.command);
        std::visit(
            [&]<class Body>(const Body& body) {
                if constexpr (is_alternative<Body, EventBodies> &&
                              !std::is_same_v<Body, NoticeOutcome> &&
                              !std::is_same_v<Body, EvidenceStored> &&
                              !std::is_same_v<Body, KeyRevocation> &&
                              !std::is_same_v<Body, ConflictWithdrawal> &&
                              !std::is_same_v<Body, IncarnationGrant>) {
                    rows_of(of, body);
                }
            },
            said.command);
    }
    const County& county = lived().office.county;
    rows_of("a grant", GrantRow{county.township, Role::Auditor, county.city, county.now + days(100),
                                county.leader, county.mayor});
    const Plan& plan = lived().office.county.state.plans.begin()->second;
    for_each_end(plan.draft, [&](const std::string& what, const PlanDraft& changed) {
        console::test::Office office = lived().office;
        const auto add = [&](EventBody body) {
            Event event;
            event.at = office.county.now;
            event.body = std::move(body);
            if (!decode_event(encode_event(event))) return;
            apply(office.county.state, event);
            office.county.log.push_back(event);
        };
        const PlanId id{office.county.state.leaves * 16};
        add(PlanDrafted{id, 2026, 99, changed});
        if (!office.county.state.plans.contains(id)) return;
        add(PlanStepped{id, plan::Verb::Propose, {}});
        add(PlanStepped{id, plan::Verb::Approve, {}});
        add(PlanStepped{id, plan::Verb::Open, {}});
        const std::string why = who_ends(office, Caught::IsFine);
        if (!why.empty()) ended.push_back("a plan that runs: " + what + " -> " + why);
    });
    EXPECT_EQ(ended.size(), 0U) << all_of(ended);
}

}  // namespace dudao::test
