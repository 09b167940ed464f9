// The care of an installation that an administrator asks for at the pages: examine it, verify the
// record, back it up. Two files of one folder carry it, each with one writer, replaced atomically
// and readable by the service's user alone: the console writes asked.json, and `dudao up`, which
// may run what the console may not, writes done.json. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dudao::upkeep {

enum class Work { Examine, Verify, BackUp };

/// "examine", "verify", "back_up".
std::string_view name(Work work);
std::optional<Work> work_named(std::string_view name);

inline constexpr const char* asked_file = "asked.json";
inline constexpr const char* done_file = "done.json";
inline constexpr std::size_t asked_bytes_max = 4096;
inline constexpr std::size_t done_bytes_max = 4U * 1024 * 1024;

/// One thing that is asked for.
struct Asked {
    std::int64_t number = 0;  // another than that of what was asked before
    Work work = Work::Examine;
    bool chinese = false;    // the language of what comes of it
    std::string by;          // the person who asks; empty: the clock, at night
    std::int64_t at_ms = 0;  // by the clock of the pages
    std::string noted;       // of Verify: a head that must still be there; empty: none
    friend bool operator==(const Asked&, const Asked&) = default;
};

/// COMMIT:HEAD as `dudao log verify` takes it: 1 to 18 digits, and 64 hex digits.
bool is_noted_head(std::string_view text);

std::string to_json(const Asked& asked);
/// Nothing if the text is no such request: it comes from another process.
std::optional<Asked> parse_asked(std::string_view text);

}  // namespace dudao::upkeep
