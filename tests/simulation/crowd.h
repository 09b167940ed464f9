// The officers, leaders and unit officers, each with an own key and connection: they look at the
// log now and then and do one of the things that are open to them, most of the time; at times what
// is not.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "replica/replica.h"
#include "tests/insider/sample.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/founding.h"
#include "tests/simulation/network.h"
#include "tests/simulation/node.h"

namespace dudao::sim {

class Crowd final : public Node {
 public:
    Crowd(World& world, Network& network, StoreServer& server, Checks& checks,
          const Founded& founded, Rng rng);
    void start() override;
    /// Somebody does something.
    void act();
    /// The oldest case that is not over goes on, or a new one begins.
    void act_on_a_case();
    /// From now on one of them, of a role that the seed chooses, says whatever the wire allows.
    void let_in_an_insider();
    bool calm() const;

 private:
    struct Speaker {
        std::unique_ptr<ClientLink> link;
        bool waits = false;
    };
    void turn() override;
    void dies() override {}
    Speaker& speaker(const PersonId& person);
    void say(const PersonId& person, const Command& command, const PersonId& as = {});
    /// Any officer. The dice of the command fall first: which of two arguments is made first is the
    /// compiler's to choose.
    void officer_says(const Command& command) { say(officer(), command); }
    void about(const Task& task);
    void about(const Proposal& proposal);
    void about(const Finding& finding);
    void about(const Rectification& r);
    void about(const Demand& demand);
    void about(const Case& lead);
    bool staff(const Case& lead);
    bool issue_for(const Case& lead);
    void step(const Case& lead, const cases::Step& row);
    PersonId handler(const Case& lead);
    void agree(const Proposal& proposal, const Case& lead);
    /// As the person concerned does, at the pages.
    void say_on_pages(const PersonId& person, const Command& command);
    void rubbish();
    void wickedness();
    PersonId officer() { return founded_.officers[rng_.below(founded_.officers.size())]; }
    PersonId unit_officer(const UnitId& unit) const;
    template <class Map>
    const typename Map::mapped_type* any(const Map& map);

    Network& network_;
    Checks& checks_;
    const Founded& founded_;
    Replica replica_;
    std::map<PersonId, Speaker> speakers_;
    PersonId insider_;
    dudao::test::Sampler sampler_{[this](std::uint64_t n) { return rng_.below(n); }};
};

}  // namespace dudao::sim
