#include "draw/params.h"

#include <algorithm>

#include "draw/lines.h"

namespace dudao::draw {
namespace {

constexpr std::size_t quota_max = 1000;
constexpr std::size_t stratum_caps_max = 10'000;
constexpr std::string_view certainty_text = "18446744073709551616";  // 2^64

Result<void> read_quota(const Line& line, Params& out) {
    if (!out.quota.empty()) return refuse(line, "is a second quota");
    if (line.fields.size() < 2 || line.fields.size() > quota_max + 1) {
        return refuse(line, "has no quota", "write 1 to 1000 thresholds");
    }
    for (std::size_t i = 1; i < line.fields.size(); ++i) {
        Threshold threshold = certainty;
        if (line.fields[i] != certainty_text) {
            const auto number = read_number(line, i, 0, UINT64_MAX);
            if (!number) return tl::unexpected<Error>(number.error());
            threshold = *number;
        }
        if (!out.quota.empty() && threshold > out.quota.back()) {
            return refuse(line, "threshold " + std::to_string(i) + " is larger than the one before",
                          "thresholds never grow");
        }
        out.quota.push_back(threshold);
    }
    return {};
}

Result<void> read_team(const Line& line, Params& out, bool& seen) {
    if (seen) return refuse(line, "is a second team");
    if (line.fields.size() != 4) {
        return refuse(line, "is not a team", "team, size, most of one unit, needed skills");
    }
    const auto size = read_number(line, 1, 1, 64);
    if (!size) return tl::unexpected<Error>(size.error());
    const auto most = read_number(line, 2, 1, 64);
    if (!most) return tl::unexpected<Error>(most.error());
    auto needed = read_words(line, 3);
    if (!needed) return tl::unexpected<Error>(needed.error());
    if (needed->size() > *size) return refuse(line, "needs more skills than the team has members");
    out.team_size = static_cast<std::uint32_t>(*size);
    out.max_per_unit = static_cast<std::uint32_t>(*most);
    out.needed = std::move(*needed);
    seen = true;
    return {};
}

Result<void> read_tick(const Line& line, Params& out) {
    if (out.tick_seconds != 0) return refuse(line, "is a second tick");
    if (line.fields.size() != 2) return refuse(line, "is not a tick", "tick and seconds");
    const auto seconds = read_number(line, 1, 1, 2'678'400);
    if (!seconds) return tl::unexpected<Error>(seconds.error());
    out.tick_seconds = *seconds;
    return {};
}

Result<void> read_stratum_cap(const Line& line, Params& out) {
    if (line.fields.size() != 3) return refuse(line, "is not a stratum_cap", "stratum and number");
    const auto stratum = read_id(line, 1);
    if (!stratum) return tl::unexpected<Error>(stratum.error());
    const auto most = read_number(line, 2, 0, UINT32_MAX);
    if (!most) return tl::unexpected<Error>(most.error());
    const bool known = std::any_of(out.stratum_caps.begin(), out.stratum_caps.end(),
                                   [&](const StratumCap& cap) { return cap.stratum == *stratum; });
    if (known) return refuse(line, "stratum " + *stratum + " is there twice");
    if (out.stratum_caps.size() == stratum_caps_max) return refuse(line, "is too many");
    out.stratum_caps.push_back({*stratum, static_cast<std::uint32_t>(*most)});
    return {};
}

std::string decimal(Threshold value) {
    return value == certainty ? std::string(certainty_text)
                              : std::to_string(static_cast<std::uint64_t>(value));
}

}  // namespace

Result<Params> parse_params(std::string_view text) {
    if (text.size() > text_bytes_max) return bad_input("params have at most 16 MiB");
    Params params;
    params.tick_seconds = 0;
    bool team = false;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto line = take_line(text, ++number);
        if (!line) return tl::unexpected<Error>(line.error());
        const std::string_view word = line->fields[0];
        const auto read =
            word == "quota"  ? read_quota(*line, params)
            : word == "team" ? read_team(*line, params, team)
            : word == "tick" ? read_tick(*line, params)
            : word == "stratum_cap"
                ? read_stratum_cap(*line, params)
                : refuse(*line, "is unknown", "lines are quota, team, tick, stratum_cap");
        if (!read) return tl::unexpected<Error>(read.error());
    }
    if (params.quota.empty()) return bad_input("there is no quota line");
    if (!team) return bad_input("there is no team line");
    if (params.tick_seconds == 0) return bad_input("there is no tick line");
    return params;
}

Result<std::string> params_text(const Params& params) {
    std::string text = "quota";
    for (const Threshold threshold : params.quota) {
        if (threshold > certainty) return bad_input("params: a threshold is larger than 2^64");
        text += "\t" + decimal(threshold);
    }
    text += "\nteam\t" + std::to_string(params.team_size) + "\t" +
            std::to_string(params.max_per_unit) + "\t" + join(params.needed, ',') + "\ntick\t" +
            std::to_string(params.tick_seconds) + "\n";
    for (const StratumCap& cap : params.stratum_caps) {
        text += "stratum_cap\t" + cap.stratum + "\t" + std::to_string(cap.most) + "\n";
    }
    if (const auto read = parse_params(text); !read) return within("params", read.error());
    return text;
}

}  // namespace dudao::draw
