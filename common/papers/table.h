// All lines of papers. That each has a code of its own, words in both languages and the same holes
// in both is checked when this is compiled.
#pragma once

#include <algorithm>
#include <array>

#include "papers/cases.h"
#include "papers/frame.h"
#include "papers/orders.h"
#include "papers/reports.h"
#include "papers/slips.h"
#include "papers/visits.h"
#include "refusals/sentence.h"

namespace dudao::papers {

template <std::size_t... N>
constexpr auto joined(const std::array<Line, N>&... parts) {
    std::array<Line, (N + ...)> all;
    auto at = all.begin();
    ((at = std::copy(parts.begin(), parts.end(), at)), ...);
    std::sort(all.begin(), all.end(), [](const Line& a, const Line& b) { return a.code < b.code; });
    return all;
}

/// In the order of their codes.
inline constexpr auto table = joined(of_cases, frame, orders, reports, slips, visits);

inline constexpr std::size_t no_row = table.size();

/// The row with this code, or `no_row`.
constexpr std::size_t row_of(std::string_view code) {
    const auto at =
        std::lower_bound(table.begin(), table.end(), code,
                         [](const Line& each, std::string_view c) { return each.code < c; });
    return at != table.end() && at->code == code ? static_cast<std::size_t>(at - table.begin())
                                                 : no_row;
}

constexpr refusals::Holes holes_of(std::string_view words) { return refusals::Holes({words, ""}); }

static_assert(std::adjacent_find(table.begin(), table.end(),
                                 [](const Line& a, const Line& b) { return a.code == b.code; }) ==
                  table.end(),
              "a code stands for one line");
static_assert(std::all_of(table.begin(), table.end(),
                          [](const Line& each) {
                              return holes_of(each.en).same_as(holes_of(each.zh));
                          }),
              "both languages of a line have the same holes");
static_assert(std::all_of(table.begin(), table.end(),
                          [](const Line& each) { return !each.zh.empty() && !each.en.empty(); }),
              "a line has words in both languages");

}  // namespace dudao::papers
