// Views: what readers want ready-made, in Redis beside the log. Each is a hash from the id of a
// thing to its row (MessagePack of the records below), and one field more: the commit it stands at.
// Rows and cursor move in one call; a view is derived from the log alone and made anew at will.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/cases/types.h"
#include "domain/finding/types.h"
#include "domain/rectification/types.h"
#include "store/calls.h"

namespace dudao {

enum class View { Findings, Ledger, Scorecard };
template <>
struct Names<View> {
    static constexpr auto table = std::to_array<Named<View>>(
        {{View::Findings, "findings"}, {View::Ledger, "ledger"}, {View::Scorecard, "scorecard"}});
};

inline constexpr std::string_view view_cursor = "~cursor";  // the field with the commit
inline constexpr std::size_t view_rows_max = 100'000;       // of one write

/// {j}:v:findings, by the finding's id.
struct FindingRow {
    std::int32_t year = 0;  // with number: of the task
    std::int32_t number = 0;
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    finding::State state = finding::State::Recorded;
    UnitId unit;
    RectificationId rectification;
    DUDAO_FIELDS(year, number, category, severity, state, unit, rectification)
};

/// {j}:v:ledger, by the rectification's id (decimal).
struct LedgerRow {
    std::int32_t year = 0;
    std::int32_t number = 0;
    UnitId unit;
    PersonId responsible;
    Severity severity = Severity::Ordinary;
    rectification::State state = rectification::State::Issued;
    Moment deadline;  // 0 before service
    std::int32_t generation = 0;
    std::int32_t step = 0;
    bool listed = false;
    std::int32_t returns = 0;
    std::int32_t extensions = 0;
    CaseId lead;  // not for the unit's eyes
    DUDAO_FIELDS(year, number, unit, responsible, severity, state, deadline, generation, step,
                 listed, returns, extensions, lead)
};

/// {j}:v:scorecard, by the unit's id. Counts; never a ground for a measure by themselves.
struct ScoreRow {
    std::int32_t minor = 0;  // findings that were not dismissed, by severity
    std::int32_t ordinary = 0;
    std::int32_t serious = 0;
    std::int32_t grave = 0;
    std::int32_t rectifications = 0;
    std::int32_t struck_off = 0;
    std::int32_t overdue_steps =
        0;  // steps at or after the deadline, of each matter's present clock
    std::int32_t leads = 0;
    friend bool operator==(const ScoreRow&, const ScoreRow&) = default;
    DUDAO_FIELDS(minor, ordinary, serious, grave, rectifications, struck_off, overdue_steps, leads)
};

/// One step of a view. Written only if the view stands at `from`, or, with `anew`, in any case and
/// in place of all that stood there.
struct ViewWrite {
    View view = View::Findings;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool anew = false;
    std::vector<std::pair<std::string, std::string>> rows;  // id, MessagePack
};

namespace calls {
/// The reply is a number: the commit at which the view stands now.
Args view(std::string_view j, const ViewWrite& write);
}  // namespace calls

}  // namespace dudao
