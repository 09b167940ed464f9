// The log, read once from its beginning by an unbelieving reader.
#pragma once

#include <set>
#include <tuple>

#include "cli/report/acknowledged.h"
#include "cli/report/deadlines.h"
#include "cli/report/faults.h"
#include "cli/report/inspections.h"
#include "cli/report/lifecycles.h"
#include "store/store.h"
#include "wire/event_codec.h"

namespace dudao::report {

class History {
 public:
    /// The next entry as Redis gave it: its place, the chain, its events, its receipts.
    void add(const Entry& entry);
    /// One event, for those who have the events already.
    void add(const Event& event);

    /// Holds the plans against what happened: for a play whose groups and processes were there. In
    /// the simulation they are away at random, and nothing is promised then.
    void count_inspections(Moment end);
    Report report(Moment end, const std::vector<Kept>& kept);

 private:
    void take_notice(const NoticeQueued& queued);

    Faults faults_;
    Deadlines deadlines_;
    Lifecycles lifecycles_;
    Inspections inspections_;
    Receipts receipts_;
    std::uint64_t seq_ = 0;
    std::uint64_t events_ = 0;
    Hash head_{};
    Moment last_at_;
    std::set<std::tuple<Matter, std::int32_t, std::int32_t, PersonId, std::string>> told_;
    std::set<NoticeId> attempted_;
};

}  // namespace dudao::report
