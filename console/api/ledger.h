// The ledger of rectifications: filtered, sorted and counted here, so that a hundred thousand rows
// cost a page no more than a hundred do.
#pragma once

#include <map>
#include <optional>

#include "console/api/answer.h"
#include "console/api/query.h"
#include "console/api/rows.h"
#include "result.h"

namespace dudao::console {

struct LedgerFilter {
    enum class Which { All, Open, Overdue, StruckOff, FallenAway } which = Which::Open;
    UnitId unit;      // and all below it
    UnitId township;  // the same, by the word of the page
    std::optional<Severity> severity;
    std::optional<Slip> slip;
    std::optional<Category> category;
    PersonId responsible;
    std::optional<std::size_t> age;  // a class of `ageing`, by its place
    std::string q;                   // of number, unit's name, rule
    std::string sort = "days_left";
    bool descending = false;
    std::size_t offset = 0;
    std::size_t limit = 100;
};

/// BadInput names the part of the query.
Result<LedgerFilter> ledger_filter(const Query& query, const State& state);

struct LedgerRow {
    const Rectification* r = nullptr;
    Standing stands;
    Moment issued;
    std::size_t age = 0;  // a class of `ageing`, by its place
    bool open = false;
};

/// All that the reader sees and the filter lets through, sorted; ids break ties.
std::vector<LedgerRow> ledger_rows(const Reader& reader, const LedgerFilter& filter);

/// Open ones by working days since they were issued: at most 3, 7, 15, 30, more; by slip, those
/// whose clock stands apart.
Json ageing(const std::vector<LedgerRow>& rows);
Json by_slip(const std::vector<LedgerRow>& rows);

Json ledger(Reader& reader, const LedgerFilter& filter);
/// All of them as a table, in pieces: each as long as may hold the others up.
Answer ledger_csv(Reader& reader, const LedgerFilter& filter);

}  // namespace dudao::console
