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
    struct Group {
        GroupId id;
        KeyId device;
        PersonId head;
        PersonId member;
        seal::SealingKeys sealing;
    };
    std::vector<Group> groups;
    std::vector<PersonId> officers, leaders;
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
