// One row of each kind, as lists, pages and change frames show it (console/web/src/contract.ts).
#pragma once

#include <optional>

#include "console/api/reader.h"
#include "domain/deadline.h"

namespace dudao::console {

Json task_row(const Reader& reader, const Task& task);
/// Of those that the reader sees.
std::size_t findings_seen(const Reader& reader, const Task& task);
/// The target is nobody's to see before the check-in, on this console not even the group's.
std::string shown_target(const Task& task);
Json finding_row(Reader& reader, const Finding& finding);
Json rectification_row(Reader& reader, const Rectification& r);
Json demand_row(Reader& reader, const Demand& d);
Json case_row(const Reader& reader, const Case& c);
Json evidence_rows(const Reader& reader, const std::vector<EvidenceHash>& hashes);

/// What a ledger sorts and counts by, computed once a row.
struct Standing {
    Slip slip = Slip::None;                 // the highest of this clock; red while it is listed
    std::optional<std::int32_t> days_left;  // whole working days; nothing while the clock stands
    bool overdue = false;
};
Standing standing(const Reader& reader, const Rectification& r);
/// For many rows: `days` counts by the state's calendar.
Standing standing(const Reader& reader, const Rectification& r, WorkingDays& days);
Slip slip_of(const State& state, const Rectification& r);
bool is_open(const Rectification& r);
/// Closed because its finding was dismissed: nobody has put anything right.
bool has_fallen_away(const Rectification& r);
/// The state as pages tell it: struck off and fallen away apart.
std::string_view state_word(const Rectification& r);

}  // namespace dudao::console
