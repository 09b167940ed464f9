// Virtual time and the events in it: one thread, a heap of (time, seeded tie, event). Two times:
// steady ms of leases and heartbeats, and the rules' moment, which also leaps ahead by hours so
// that a run of minutes spans weeks.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/moment.h"
#include "tests/simulation/random.h"

namespace dudao::sim {

/// A process that can die and be paused: what was scheduled for an earlier life never happens.
struct Life {
    std::string name;
    std::uint64_t generation = 1;
    bool alive = true;
    std::int64_t paused_until_ms = 0;
};

class World {
 public:
    World(std::uint64_t seed, Moment start) : tie_(seed ^ 0x7469650000ULL), start_(start) {}

    std::int64_t now_ms() const { return now_ms_; }
    Moment moment() const { return start_ + Span{now_ms_ + leapt_ms_}; }
    void leap(Span span) { leapt_ms_ += span.ms; }
    Moment start() const { return start_; }

    void at(std::int64_t ms, std::function<void()> what);
    void after(std::int64_t ms, std::function<void()> what) { at(now_ms_ + ms, std::move(what)); }
    /// Of one moment in the order they were given: what travels on one link.
    void in_order(std::int64_t ms, std::function<void()> what);
    /// Of a process: not if it has died meanwhile, later if it is paused.
    void after(const std::shared_ptr<Life>& life, std::int64_t ms, std::function<void()> what);

    /// One event; false when there is none before `until_ms`, and then that is the time.
    bool step(std::int64_t until_ms);

    /// Everything that matters is told, in order: the run's fingerprint. Two runs of a seed are
    /// equal.
    void tell(std::string_view what);
    std::uint64_t fingerprint() const { return fingerprint_; }
    std::uint64_t events() const { return events_; }

    /// What must be reached at times, and how often it was.
    void mark(const std::string& what) { ++marks_[what]; }
    const std::map<std::string, std::uint64_t>& marks() const { return marks_; }

    /// A broken invariant: kept, and the run ends.
    void broken(const std::string& invariant, const std::string& what);
    const std::vector<std::string>& faults() const { return faults_; }
    bool verbose = false;

 private:
    struct Key {
        std::int64_t ms;
        std::uint64_t tie;
        std::uint64_t order;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    Rng tie_;
    Moment start_;
    std::int64_t now_ms_ = 0;
    std::int64_t leapt_ms_ = 0;
    std::uint64_t order_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t fingerprint_ = 1469598103934665603ULL;
    std::map<Key, std::function<void()>> heap_;
    std::map<std::string, std::uint64_t> marks_;
    std::vector<std::string> faults_;
};

}  // namespace dudao::sim
