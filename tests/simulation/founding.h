// A small county for the simulated world: made by the ordinary rules, with real sealing and signing
// keys, all of it from the run's seed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/hash.h"
#include "seal/seal.h"
#include "tests/simulation/random.h"
#include "tests/simulation/store_model.h"

namespace dudao::sim {

inline const std::string jurisdiction = "sim";

struct Founded {
    /// A group or, with `team`, a case team.
    struct Group {
        GroupId id;
        TeamId team;
        KeyId device;
        PersonId head;
        PersonId member;
        seal::SealingKeys sealing;
    };
    std::vector<Group> groups;
    std::vector<Group> teams;
    std::vector<PersonId> officers, leaders;
    std::vector<PersonId> authorities;  // the last one is of the level above
    /// The pages, by which the person concerned in a case speaks.
    static inline const PersonId pages{"pages"};
    Hash case_key{};
    std::map<PersonId, seal::SealingKeys> pairs;  // of those who issue assignments
    PersonId keeper, auditor, administrator;
    std::map<UnitId, PersonId> unit_officers;
    std::map<PersonId, KeyId> keys;  // of persons who speak for themselves
    KeyId engine;
    Bytes broker;  // its public key
    std::vector<KeyId> workers;
    seal::SigningKeys signing;
    Hash master{};
};

/// Into an empty model: genesis and the founding commits.
Founded found(StoreModel& store, Rng& rng, Moment start);

/// libsodium's randomness is this generator's from now on, so that sealing repeats with the seed.
void seed_sodium(std::uint64_t seed);

}  // namespace dudao::sim
