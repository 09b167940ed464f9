// Chooses a team for one target.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draw/manifest.h"
#include "draw/params.h"
#include "draw/sampler.h"

namespace dudao::draw {

/// The persons of one draw; each is used at most once.
class Persons {
 public:
    Persons(const Params& params, const Manifest& manifest);

    /// The members in the order they were taken; they are then used. Empty, and nobody used, if no
    /// team with the needed skills, the size and the limit per unit is possible.
    std::vector<std::string> take_team(const Sampler& sampler, const Target& target);

 private:
    std::vector<const Person*> pool(const Sampler& sampler, const Target& target) const;

    const Params& params_;
    const Manifest& manifest_;
    std::set<std::pair<std::string_view, std::string_view>> conflicts_;
    std::set<const Person*> used_;
};

}  // namespace dudao::draw
