// The published parameters of a draw: number of targets, team size, length of a tick.
//
//     quota <TAB> q1 .. qcap      q_j = floor(2^64 Pr[K >= j]), non-increasing, up to 2^64
//     team <TAB> size <TAB> max_per_unit <TAB> needed,skills
//     tick <TAB> seconds
//     stratum_cap <TAB> stratum <TAB> n      any number of these
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "draw/sampler.h"
#include "result.h"

namespace dudao::draw {

struct StratumCap {
    std::string stratum;
    std::uint32_t most = 0;
    friend bool operator==(const StratumCap&, const StratumCap&) = default;
};

struct Params {
    std::vector<Threshold> quota;       // its length is the maximum of targets per tick, 1..1000
    std::uint32_t team_size = 2;        // 1..64
    std::uint32_t max_per_unit = 1;     // maximum of members from one unit in a team, 1..64
    std::vector<std::string> needed;    // skills that a team must have, at most team_size
    std::uint64_t tick_seconds = 1800;  // 1..2,678,400 (31 days)
    std::vector<StratumCap> stratum_caps;
    friend bool operator==(const Params&, const Params&) = default;
};

/// Parses the text. BadInput names the line. Unknown lines are refused, because another
/// implementation might use them.
Result<Params> parse_params(std::string_view text);
/// The text, in the order above. Errors: the same as parse_params.
Result<std::string> params_text(const Params& params);

}  // namespace dudao::draw
