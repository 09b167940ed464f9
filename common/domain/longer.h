// Texts and lists of a command that may be longer than the others (bounds.h), by their record and
// field.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "domain/bounds.h"
#include "domain/calendar.h"
#include "domain/plan/types.h"
#include "domain/registry/types.h"
#include "domain/task/types.h"

namespace dudao::bounds {

struct Longer {
    std::string_view field;
    std::size_t most;  // letters of a text, entries of a list
};
template <class T>
inline constexpr std::array<Longer, 0> longer{};
template <>
inline constexpr auto longer<ChecklistItem> = std::to_array<Longer>({{"zh", long_letters_max},
                                                                     {"en", long_letters_max},
                                                                     {"rule", long_letters_max},
                                                                     {"note", long_letters_max}});
template <>
inline constexpr auto longer<Mandate> =
    std::to_array<Longer>({{"decided_by", long_letters_max}, {"scope", long_letters_max}});
template <>
inline constexpr auto longer<KeyRow> = std::to_array<Longer>({{"speaks_for", speaks_for_max}});
template <>
inline constexpr auto longer<ReportTask> = std::to_array<Longer>({{"gaps", gaps_max}});
template <>
inline constexpr auto longer<CalendarYear> =
    std::to_array<Longer>({{"off", days_of_year_max}, {"work", days_of_year_max}});

/// The bound of a record's field where it is not the general one; else 0.
template <class T>
constexpr std::size_t longer_of(std::string_view field) {
    for (const Longer& each : longer<T>) {
        if (each.field == field) return each.most;
    }
    return 0;
}

}  // namespace dudao::bounds
