// Tells a broker that its county was taken over: once a copy is made the real one, the original is
// to stop, if it can still be reached.
#pragma once

#include <cstdint>
#include <string>

#include "domain/fields.h"
#include "net/curve.h"

namespace dudao::up {

struct Announcement {
    std::string jurisdiction;
    std::int64_t number = 0;
    Bytes proof;  // net/place_proof.h
};

/// Greets the broker with the place number, for two seconds at most. Nothing comes of it where
/// nobody listens, or somebody else.
void announce(const Announcement& what, const std::string& endpoint, const PublicKey& broker,
              const KeyPair& speaker);

}  // namespace dudao::up
