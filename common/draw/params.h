// The published rules of a draw: how many targets, how large a team, how long a tick.
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
    std::vector<Threshold> quota;       // its length is the cap on targets a tick, 1..1000
    std::uint32_t team_size = 2;        // 1..64
    std::uint32_t max_per_unit = 1;     // members of one unit in a team, 1..64
    std::vector<std::string> needed;    // skills a team must have, at most team_size
    std::uint64_t tick_seconds = 1800;  // 1..2,678,400 (31 days)
    std::vector<StratumCap> stratum_caps;
    friend bool operator==(const Params&, const Params&) = default;
};

/// BadInput names the line. Unknown lines are refused: they might mean something to others.
Result<Params> parse_params(std::string_view text);
/// The text in the order above; refuses what parse_params would.
Result<std::string> params_text(const Params& params);

}  // namespace dudao::draw
