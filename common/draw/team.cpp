#include "draw/team.h"

#include <algorithm>
#include <map>

namespace dudao::draw {
namespace {

bool has(const Person& person, const std::string& skill) {
    return std::find(person.skills.begin(), person.skills.end(), skill) != person.skills.end();
}

class Team {
 public:
    explicit Team(const Params& params) : params_(params) {}

    bool full() const { return members_.size() >= params_.team_size; }
    bool covers(const std::string& skill) const {
        return std::any_of(members_.begin(), members_.end(),
                           [&](const Person* member) { return has(*member, skill); });
    }
    bool can_take(const Person* person) const {
        const auto unit = of_unit_.find(person->unit);
        return (unit == of_unit_.end() || unit->second < params_.max_per_unit) &&
               std::find(members_.begin(), members_.end(), person) == members_.end();
    }
    void add(const Person* person) {
        members_.push_back(person);
        ++of_unit_[person->unit];
    }
    const std::vector<const Person*>& members() const { return members_; }

 private:
    const Params& params_;
    std::vector<const Person*> members_;
    std::map<std::string_view, std::uint32_t> of_unit_;
};

/// Takes members for the needed skills in their order, then the first of the others. Returns false
/// if no team is possible.
bool fill(Team& team, const Params& params, const std::vector<const Person*>& pool) {
    for (const std::string& skill : params.needed) {
        if (team.covers(skill)) continue;
        const auto able = std::find_if(pool.begin(), pool.end(), [&](const Person* person) {
            return has(*person, skill) && team.can_take(person);
        });
        if (able == pool.end()) return false;
        team.add(*able);
    }
    for (const Person* person : pool) {
        if (team.full()) break;
        if (team.can_take(person)) team.add(person);
    }
    return team.full();
}

}  // namespace

Persons::Persons(const Params& params, const Manifest& manifest)
    : params_(params), manifest_(manifest) {
    for (const Conflict& x : manifest.conflicts) conflicts_.emplace(x.person, x.target);
}

std::vector<const Person*> Persons::pool(const Sampler& sampler, const Target& target) const {
    std::vector<std::pair<Hash, const Person*>> tickets;
    for (const Person& person : manifest_.persons) {
        if (used_.contains(&person) || conflicts_.contains({person.id, target.id})) continue;
        tickets.emplace_back(sampler.ticket(person.weight, "person", {target.id, person.id}),
                             &person);
    }
    std::sort(tickets.begin(), tickets.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second->id) < std::tie(b.first, b.second->id);
    });
    std::vector<const Person*> ordered;
    for (const auto& [ticket, person] : tickets) ordered.push_back(person);
    return ordered;
}

std::vector<std::string> Persons::take_team(const Sampler& sampler, const Target& target) {
    Team team(params_);
    if (!fill(team, params_, pool(sampler, target))) return {};
    std::vector<std::string> ids;
    for (const Person* member : team.members()) {
        used_.insert(member);
        ids.push_back(member->id);
    }
    return ids;
}

}  // namespace dudao::draw
