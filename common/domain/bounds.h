// All bounds on input from people and files. A command beyond a bound is refused before its rule
// runs (bounds.cpp); for a county's file the error names the place. Data in a log that is older
// than a bound is skipped by code that cannot handle it, and listed by `left_out`.
//
// Moments are bounded relative to the domain's clock, so that a demo of another year has the same
// bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/moment.h"
#include "domain/rejection.h"

namespace dudao {

struct Command;
struct PlanDraft;
struct State;
struct Zone;

namespace bounds {

// Texts, in letters (UTF-8 code points). Free text has its own bound on the wire.
inline constexpr std::size_t letters_max = 64;        // a name, a title, a word, a code
inline constexpr std::size_t long_letters_max = 200;  // an item of a checklist, a mandate's scope
inline constexpr std::size_t text_bytes_max = 4000;   // of free text
inline constexpr std::size_t bytes_max = 8192;        // of a hash, a key, a blob
/// Sealed with a task, so all its themes must fit.
inline constexpr std::size_t theme_bytes_max = 16;
inline constexpr std::size_t skill_bytes_max = 64;  // a skill in a draw's manifest

// Moments and days.
inline constexpr Moment first_moment{946'684'800'000};   // 2000-01-01T00:00Z
inline constexpr Moment last_moment{7'258'118'400'000};  // 2200-01-01T00:00Z, exclusive
inline constexpr Span invitation_max = days(30);         // how long an invitation may hold
inline constexpr Span past_max = days(366);  // a plan or a term may begin at most this long ago
inline constexpr std::int32_t tick_seconds_min = 60;
inline constexpr std::int32_t tick_seconds_max = 86'400;
inline constexpr std::int32_t plan_days_max = 3660;          // about ten years
inline constexpr std::int32_t offset_minutes_max = 15 * 60;  // of a time zone, in both directions
inline constexpr std::int32_t first_year = 2000;             // of a calendar
inline constexpr std::int32_t last_year = 2199;

// Numbers.
inline constexpr std::int32_t count_max = 1'000'000;  // counts without a bound of their own
inline constexpr std::int32_t visits_max = 100'000;   // expected visits of a plan
inline constexpr std::int32_t gap_days_max = 3660;
inline constexpr std::int32_t budget_amount_max = 9999;
inline constexpr std::int32_t extensions_max = 10;
inline constexpr std::int64_t incarnations_max = 1'000'000;

// Lists.
inline constexpr std::size_t list_max = 256;  // lists without a bound of their own
inline constexpr std::size_t members_max = 12;
inline constexpr std::size_t skills_max = 16;
inline constexpr std::size_t devices_max = 8;        // active devices per group
inline constexpr std::size_t speaks_for_max = 4096;  // people per gateway
inline constexpr std::size_t transitions_max = 1000;
inline constexpr std::size_t days_of_year_max = 366;
inline constexpr std::size_t gaps_max = 1000;  // unanswered items in a report

// Rows of the registry, and records over a jurisdiction's lifetime.
inline constexpr std::size_t units_max = 20'000;
inline constexpr std::size_t people_max = 100'000;
inline constexpr std::size_t posts_max = 100'000;
inline constexpr std::size_t groups_max = 1000;
inline constexpr std::size_t teams_max = 1000;
inline constexpr std::size_t keys_max = 20'000;
inline constexpr std::size_t conflicts_max = 64;     // per person
inline constexpr std::size_t checklists_max = 1000;  // hashes ever adopted
inline constexpr std::size_t policies_max = 1000;
inline constexpr std::size_t plans_max = 10'000;

}  // namespace bounds

/// Returns a rejection if the command exceeds a bound: for a field, with its path
/// ("mandate.until"), or for a count of existing rows. std::nullopt: within bounds.
std::optional<Rejection> beyond_bounds(const State& state, Moment now, const Command& command);

/// Checks only the plan, whenever it was drafted. The engine draws only for plans within bounds.
std::optional<Rejection> beyond_bounds(const PlanDraft& plan);
std::optional<Rejection> beyond_bounds(const Zone& zone);

/// True for a name: not empty, at most `letters_max` letters, no control characters.
bool is_name(std::string_view text);

/// A code that may be the name of a folder: `.` and `..` are none.
bool is_id(std::string_view text);

/// A skill as a draw's manifest writes it: at most 64 bytes, without comma or control character.
bool is_skill(std::string_view text);

/// Something in the state that exceeds a bound because it is older than the bound. Code that would
/// have to handle it skips it.
struct LeftOut {
    std::string matter;  // "plan:16", "unit:v9", "calendar"
    Rejection why;
};
/// Returns at most `bounds::list_max` items.
std::vector<LeftOut> left_out(const State& state);

}  // namespace dudao
