// All sentences of refusals. That each has a code of its own, and the same holes and halves in both
// languages, is checked when this is compiled.
#pragma once

#include <algorithm>
#include <array>

#include "refusals/bounds.h"
#include "refusals/cases.h"
#include "refusals/devices.h"
#include "refusals/files.h"
#include "refusals/input.h"
#include "refusals/proposals.h"
#include "refusals/rectifications.h"
#include "refusals/registry.h"
#include "refusals/visits.h"

namespace dudao::refusals {

template <std::size_t... N>
constexpr auto joined(const std::array<Sentence, N>&... parts) {
    std::array<Sentence, (N + ...)> all;
    auto at = all.begin();
    ((at = std::copy(parts.begin(), parts.end(), at)), ...);
    std::sort(all.begin(), all.end(),
              [](const Sentence& a, const Sentence& b) { return a.code < b.code; });
    return all;
}

/// In the order of their codes.
inline constexpr auto table = joined(of_bounds, of_cases, of_devices, of_files, of_input,
                                     of_proposals, of_rectifications, of_registry, of_visits);

inline constexpr std::size_t no_row = table.size();

/// The row with this code, or `no_row`. A number, not a pointer: under UBSan gcc 12 takes the
/// comparison of such a pointer with null for no constant.
constexpr std::size_t row_of(std::string_view code) {
    const auto at =
        std::lower_bound(table.begin(), table.end(), code,
                         [](const Sentence& each, std::string_view c) { return each.code < c; });
    return at != table.end() && at->code == code ? static_cast<std::size_t>(at - table.begin())
                                                 : no_row;
}

static_assert(std::adjacent_find(table.begin(), table.end(),
                                 [](const Sentence& a, const Sentence& b) {
                                     return a.code == b.code;
                                 }) == table.end(),
              "a code stands for one sentence");
static_assert(std::all_of(table.begin(), table.end(),
                          [](const Sentence& each) {
                              return Holes(each.en).same_as(Holes(each.zh));
                          }),
              "both languages of a sentence have the same holes");
static_assert(std::all_of(table.begin(), table.end(),
                          [](const Sentence& each) {
                              return !each.en.what.empty() && !each.zh.what.empty() &&
                                     each.en.mend.empty() == each.zh.mend.empty();
                          }),
              "both languages of a sentence say what was wrong, and both or none how to mend it");

}  // namespace dudao::refusals
