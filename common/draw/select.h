// The draw itself (DDS-1, normative): from public rules, a committed manifest and a seed to the
// targets, their teams and the moments within the tick. The same three inputs give the same bytes
// anywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/hash.h"
#include "draw/manifest.h"
#include "draw/params.h"
#include "result.h"

namespace dudao::draw {

/// A target to be visited, by whom, and how long after the tick's start the task is released.
struct Visit {
    std::string target;
    std::vector<std::string> persons;  // in the order taken
    std::uint64_t delay_seconds = 0;
    friend bool operator==(const Visit&, const Visit&) = default;
};

struct Selection {
    DrawId draw_id;
    std::uint64_t quota = 0;            // K: how many the quota asked for
    std::vector<std::string> forced;    // targets whose time runs out and that were hit, by id
    std::vector<Visit> visits;          // in order of drawing
    std::vector<std::string> unmanned;  // drawn, but no team was possible: alarmed
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Fails only where the manifest's weights would need more than 50 million tickets (about a
/// minute).
Result<Selection> select(const Params& params, const Manifest& manifest, const Hash& seed);
/// From the texts as they were committed to; errors say which text and line.
Result<Selection> select(std::string_view params, std::string_view manifest, const Hash& seed);

/// What the result commitment binds: header, then D lines in order, then N lines.
std::string result_text(const Selection& selection);

}  // namespace dudao::draw
