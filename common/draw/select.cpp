#include "draw/select.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "draw/lines.h"
#include "draw/sampler.h"
#include "draw/team.h"

namespace dudao::draw {
namespace {

constexpr std::uint64_t tickets_max = 50'000'000;

struct Ranked {
    bool forced = false;
    Hash ticket{};
    const Target* target = nullptr;
    auto rank() const { return std::tie(ticket, target->id); }
    friend bool operator<(const Ranked& a, const Ranked& b) {
        if (a.forced != b.forced) return a.forced;
        return a.rank() < b.rank();
    }
};

/// Counts tickets, so that no input can keep the machine busy for hours.
class Work {
 public:
    template <class Rows>
    bool affords(const Rows& rows) {
        for (const auto& row : rows) done_ += row.weight;
        return done_ <= tickets_max;
    }

 private:
    std::uint64_t done_ = 0;
};

tl::unexpected<Error> too_much() {
    return bad_input("the draw needs more than 50 million tickets",
                     "lower the weights, or draw from fewer rows");
}

/// K: how many thresholds the drawn number is below.
std::uint64_t quota_of(const Params& params, const Sampler& sampler) {
    const Threshold drawn = sampler.number("quota", {});
    return static_cast<std::uint64_t>(
        std::count_if(params.quota.begin(), params.quota.end(),
                      [&](Threshold threshold) { return drawn < threshold; }));
}

/// With probability 1/left per tick the time of the draw is uniform over the ticks left, and
/// certain at the last.
bool is_forced(const Sampler& sampler, const Target& target) {
    return target.left > 0 && sampler.hit(certainty / target.left, "force", {target.id});
}

std::vector<Ranked> ranked(const Sampler& sampler, const Manifest& manifest) {
    std::vector<Ranked> order;
    order.reserve(manifest.targets.size());
    for (const Target& target : manifest.targets) {
        order.push_back({is_forced(sampler, target),
                         sampler.ticket(target.weight, "ticket", {target.id}), &target});
    }
    std::sort(order.begin(), order.end());
    return order;
}

/// How many targets of each stratum may still be taken.
class StratumLimits {
 public:
    explicit StratumLimits(const Params& params) {
        for (const StratumCap& cap : params.stratum_caps) left_[cap.stratum] = cap.most;
    }
    bool reached(const std::string& stratum) const {
        const auto limit = left_.find(stratum);
        return limit != left_.end() && limit->second == 0;
    }
    void count(const std::string& stratum) {
        const auto limit = left_.find(stratum);
        if (limit != left_.end() && limit->second > 0) --limit->second;
    }

 private:
    std::map<std::string, std::uint32_t> left_;
};

}  // namespace

Result<Selection> select(const Params& params, const Manifest& manifest, const Hash& seed) {
    Work work;
    if (!work.affords(manifest.targets)) return too_much();
    const Sampler sampler(seed);
    Selection out{.draw_id = manifest.draw_id,
                  .quota = quota_of(params, sampler),
                  .forced = {},
                  .visits = {},
                  .unmanned = {}};
    const std::vector<Ranked> order = ranked(sampler, manifest);
    for (const Ranked& row : order) {
        if (row.forced) out.forced.push_back(row.target->id);
    }
    std::sort(out.forced.begin(), out.forced.end());
    const std::size_t wanted =
        std::min(params.quota.size(), std::max<std::size_t>(out.quota, out.forced.size()));
    StratumLimits limits(params);
    Persons persons(params, manifest);
    for (const Ranked& row : order) {
        if (out.visits.size() == wanted) break;
        const Target& target = *row.target;
        if (!row.forced && limits.reached(target.stratum)) continue;
        if (!work.affords(manifest.persons)) return too_much();
        auto team = persons.take_team(sampler, target);
        if (team.empty()) {
            out.unmanned.push_back(target.id);
            continue;
        }
        limits.count(target.stratum);
        out.visits.push_back({target.id, std::move(team),
                              sampler.uniform(params.tick_seconds, "delay", {target.id})});
    }
    return out;
}

Result<Selection> select(std::string_view params, std::string_view manifest, const Hash& seed) {
    const auto rules = parse_params(params);
    if (!rules) return within("params", rules.error());
    const auto rows = parse_manifest(manifest);
    if (!rows) return within("manifest", rows.error());
    return select(*rules, *rows, seed);
}

std::string result_text(const Selection& selection) {
    std::string text = "dds1-result\t" + selection.draw_id + "\t" +
                       std::to_string(selection.quota) + "\t" +
                       std::to_string(selection.forced.size()) + "\n";
    for (std::size_t i = 0; i < selection.visits.size(); ++i) {
        const Visit& visit = selection.visits[i];
        text += "D\t" + std::to_string(i) + "\t" + visit.target + "\t" + join(visit.persons, ',') +
                "\t" + std::to_string(visit.delay_seconds) + "\n";
    }
    for (const std::string& target : selection.unmanned) text += "N\t" + target + "\n";
    return text;
}

}  // namespace dudao::draw
