// Every bound on what people and files may say, in one list; a command beyond one is refused before
// its rule is asked (bounds.cpp), a county's file names the place. What stands in a log from before
// a bound is left out by whoever cannot work with it, and is listed by `left_out`.
//
// Moments are bounded by the rules' own clock, so that a demo of another year has the same bounds.
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

// Texts, in letters (code points of UTF-8); free text of people has its own bound on the wire.
inline constexpr std::size_t letters_max = 64;        // a name, a title, a word, a code
inline constexpr std::size_t long_letters_max = 200;  // an item of a checklist, a mandate's scope
inline constexpr std::size_t text_bytes_max = 4000;   // of free text
inline constexpr std::size_t bytes_max = 8192;        // of a hash, a key, a blob
inline constexpr std::size_t theme_bytes_max = 16;    // sealed with a task: all its themes fit
inline constexpr std::size_t skill_bytes_max = 64;    // a word of a draw's manifest

// Moments and days.
inline constexpr Moment first_moment{946'684'800'000};       // 2000-01-01T00:00Z
inline constexpr Moment last_moment{7'258'118'400'000};      // 2200-01-01T00:00Z, itself beyond
inline constexpr Span past_max = days(366);                  // a plan or a term begins no earlier
inline constexpr std::int32_t plan_days_max = 3660;          // ten years, and some
inline constexpr std::int32_t offset_minutes_max = 15 * 60;  // of a time zone, either way
inline constexpr std::int32_t first_year = 2000;             // of a calendar
inline constexpr std::int32_t last_year = 2199;

// Numbers.
inline constexpr std::int32_t count_max = 1'000'000;  // any count that no rule bounds closer
inline constexpr std::int32_t visits_max = 100'000;   // expected of a plan
inline constexpr std::int32_t gap_days_max = 3660;
inline constexpr std::int32_t budget_amount_max = 9999;
inline constexpr std::int32_t extensions_max = 10;
inline constexpr std::int64_t incarnations_max = 1'000'000;

// Lists.
inline constexpr std::size_t list_max = 256;  // where nothing else is said
inline constexpr std::size_t members_max = 12;
inline constexpr std::size_t skills_max = 16;
inline constexpr std::size_t devices_max = 8;        // live ones of a group
inline constexpr std::size_t speaks_for_max = 4096;  // of a gateway
inline constexpr std::size_t transitions_max = 1000;
inline constexpr std::size_t days_of_year_max = 366;
inline constexpr std::size_t gaps_max = 1000;  // items of a report left open

// Rows of the registry and of a jurisdiction's life.
inline constexpr std::size_t units_max = 20'000;
inline constexpr std::size_t people_max = 100'000;
inline constexpr std::size_t posts_max = 100'000;
inline constexpr std::size_t groups_max = 1000;
inline constexpr std::size_t keys_max = 20'000;
inline constexpr std::size_t conflicts_max = 64;     // of one person
inline constexpr std::size_t checklists_max = 1000;  // hashes ever adopted
inline constexpr std::size_t policies_max = 1000;
inline constexpr std::size_t plans_max = 10'000;

}  // namespace bounds

/// What in the command is beyond its bound: a field by its path ("mandate.until"), or a count of
/// what stands already. Nothing: its rule may be asked.
std::optional<Rejection> beyond_bounds(const State& state, Moment now, const Command& command);

/// Of a plan by itself, whenever it was drafted; the engine draws for no other.
std::optional<Rejection> beyond_bounds(const PlanDraft& plan);
std::optional<Rejection> beyond_bounds(const Zone& zone);

/// A name: not empty, at most `letters_max` letters, none of them a control character.
bool is_name(std::string_view text);

/// A skill as a draw's manifest writes it: at most 64 bytes, without comma or control character.
bool is_skill(std::string_view text);

/// One thing in the state that is beyond its bound, from before there was one: who must work with
/// it leaves it out.
struct LeftOut {
    std::string matter;  // "plan:16", "unit:v9", "calendar"
    Rejection why;
};
/// At most `bounds::list_max` of them.
std::vector<LeftOut> left_out(const State& state);

}  // namespace dudao
