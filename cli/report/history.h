// Reads the log once from its beginning and verifies it.
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
    /// Takes the next entry and checks its number, the chain, its events and its receipts.
    void add(const Entry& entry);
    /// Takes one event, for callers that already have the events.
    void add(const Event& event);

    /// Checks the plans against the inspections that happened. Not for the simulation, in which
    /// groups and processes are absent at random and no inspection is promised.
    void count_inspections(Moment end);
    /// The report up to `end`, compared with the answers in the journals.
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
