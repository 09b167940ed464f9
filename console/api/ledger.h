// The ledger of rectifications: filtered, sorted and counted here, along the flat rows of Duties,
// so that a page of a hundred thousand costs some milliseconds.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>

#include "console/api/answer.h"
#include "console/api/cursor.h"
#include "console/api/duties.h"
#include "console/api/query.h"
#include "console/api/rows.h"
#include "result.h"

namespace dudao::console {

/// What is special about a matter just now, whatever its state.
enum class LedgerMark { Contested, ExtensionAsked, Returned, Listed };

struct LedgerFilter {
    std::optional<Figure> which = Figure::Open;  // those that it counts; nothing: all
    std::optional<rectification::State> state;   // narrower than `which`
    std::optional<LedgerMark> mark;
    std::set<RectificationId> chosen;  // these alone; empty: all
    UnitId unit;                       // and all below it
    UnitId township;                   // the same, by the word of the page
    std::optional<Severity> severity;
    std::optional<Slip> slip;
    std::optional<Category> category;
    PersonId responsible;
    PersonId verifier;
    std::optional<std::size_t> age;  // a class of `ageing`, by its place
    std::string q;                   // of number, unit's name, rule, responsible person
    std::string sort = "days_left";
    bool descending = false;
    std::optional<Cursor> after;
    std::size_t limit = 100;
};

/// BadInput names the part of the query.
Result<LedgerFilter> ledger_filter(const Reader& reader, const Query& query);

/// All that the reader sees and the filter lets through, in no order but their ids'.
std::vector<const DutyRow*> ledger_rows(const Reader& reader, const LedgerFilter& filter);

/// Open ones by working days since they were issued: at most 3, 7, 15, 30, more; each by slip.
Json ageing(const Reader& reader, const std::vector<const DutyRow*>& rows);
/// Open ones by slip; together they are all that are open.
Json by_slip(const std::vector<const DutyRow*>& rows);

/// A page, and the counts of all that the filter lets through.
Listed ledger(Reader& reader, const LedgerFilter& filter, const Query& query);
/// All of them as a table, in pieces: each as long as may hold the others up.
Answer ledger_csv(Reader& reader, const LedgerFilter& filter);

}  // namespace dudao::console

namespace dudao {
template <>
struct Names<console::LedgerMark> {
    using M = console::LedgerMark;
    static constexpr auto table = std::to_array<Named<M>>({{M::Contested, "contested"},
                                                           {M::ExtensionAsked, "extension_asked"},
                                                           {M::Returned, "returned"},
                                                           {M::Listed, "listed"}});
};
}  // namespace dudao
