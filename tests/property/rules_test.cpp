// Whatever is said in whatever order: the state keeps its invariants, equals its replay, survives
// its encoding, and each timer acts at most once and never early.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <set>

#include "domain/invariants.h"
#include "tests/property/surface.h"
#include "wire/event_codec.h"

namespace dudao::test {
namespace {

constexpr int steps = 250;

Surface a_story(std::uint64_t seed) {
    auto random = std::make_shared<std::mt19937_64>(seed);
    return Surface([random](std::uint64_t n) { return (*random)() % n; });
}

RC_GTEST_PROP(Rules, keep_every_invariant_whatever_is_said, (std::uint64_t seed)) {
    Surface story = a_story(seed);
    for (int i = 0; i < steps; ++i) {
        const std::string what = story.step();
        const auto faults = broken_invariants(story.county.state);
        RC_LOG() << "step " << i << ": " << what << (faults.empty() ? "" : "\n" + faults.front())
                 << "\n";
        RC_ASSERT(faults.empty());
    }
    RC_CLASSIFY(story.county.state.rectifications.size() > 2, "several rectifications");
    RC_CLASSIFY(!story.county.state.demands.empty(), "demands");
    RC_CLASSIFY(!story.county.state.cases.empty(), "leads");
}

RC_GTEST_PROP(Rules, replay_of_the_log_is_the_state, (std::uint64_t seed)) {
    Surface story = a_story(seed);
    for (int i = 0; i < steps; ++i) story.step();
    State replayed;
    for (const Event& event : story.county.log) {
        const auto read = decode_event(encode_event(event));
        RC_ASSERT(read.has_value());
        apply(replayed, *read);
    }
    const std::string bytes = encode_state(story.county.state);
    RC_ASSERT(encode_state(replayed) == bytes);
    const auto decoded = decode_state(bytes);
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(encode_state(*decoded) == bytes);
}

RC_GTEST_PROP(Rules, each_timer_ends_once_and_none_acts_early, (std::uint64_t seed)) {
    Surface story = a_story(seed);
    for (int i = 0; i < steps; ++i) story.step();
    std::map<TimerId, Moment> due;
    std::set<TimerId> ended;
    for (const Event& event : story.county.log) {
        if (const auto* set = std::get_if<TimerSet>(&event.body)) {
            RC_ASSERT(due.emplace(set->timer.id, set->timer.due).second);
        }
        const auto* end = std::get_if<TimerEnded>(&event.body);
        if (!end) continue;
        RC_ASSERT(due.contains(end->id));
        RC_ASSERT(ended.insert(end->id).second);
        if (end->how != TimerEnd::Cancelled) RC_ASSERT(event.at >= due.at(end->id));
    }
}

RC_GTEST_PROP(Rules, notices_go_at_most_once_for_a_matter_clock_step_and_person,
              (std::uint64_t seed)) {
    Surface story = a_story(seed);
    for (int i = 0; i < steps; ++i) story.step();
    std::set<std::tuple<Matter, std::int32_t, std::int32_t, PersonId, std::string>> told;
    for (const Event& event : story.county.log) {
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        if (!queued || queued->item.matter.kind != MatterKind::Rectification) continue;
        const NoticeItem& item = queued->item;
        if (item.step == 0) continue;  // events of the matter itself may happen again
        RC_ASSERT(
            told.insert({item.matter, item.generation, item.step, queued->to, item.text}).second);
    }
}

}  // namespace
}  // namespace dudao::test
