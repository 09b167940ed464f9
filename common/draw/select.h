// The draw itself (DDS-1, normative): computes targets, their teams and the times within the tick
// from the public parameters, the committed manifest and a seed. The same inputs give the same
// bytes everywhere.
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

/// A target to visit, its team, and how long after the start of the tick the task is released.
struct Visit {
    std::string target;
    std::vector<std::string> persons;  // in the order they were taken
    std::uint64_t delay_seconds = 0;
    friend bool operator==(const Visit&, const Visit&) = default;
};

struct Selection {
    DrawId draw_id;
    std::uint64_t quota = 0;            // K: number of targets that the quota asks for
    std::vector<std::string> forced;    // ids of targets drawn because their time runs out
    std::vector<Visit> visits;          // in the order they were drawn
    std::vector<std::string> unmanned;  // drawn, but no team was possible; raises an alarm
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Makes the draw. Fails only if the manifest's weights need more than 50 million tickets (about a
/// minute).
Result<Selection> select(const Params& params, const Manifest& manifest, const Hash& seed);
/// Makes the draw from the committed texts; an error names the text and the line.
Result<Selection> select(std::string_view params, std::string_view manifest, const Hash& seed);

/// The text bound by the result commitment: header, then D lines in order, then N lines.
std::string result_text(const Selection& selection);

}  // namespace dudao::draw
