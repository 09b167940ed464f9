// How a Redis is, apart from its data, and which calls it refuses then, with nothing done. The
// conformance run (tests/conformance) holds this table against the real one.
#pragma once

#include <optional>

#include "store/store.h"

namespace dudao::sim {

enum class Mood {
    Well,
    NoMemory,       // maxmemory is reached
    Busy,           // a script runs on and on
    Replica,        // of a master that answers
    CutOffReplica,  // its master is gone: replica-serve-stale-data no
};

/// What a call is to the server: what grows is refused first when memory is short.
enum class CallKind { Reads, Writes, Grows };

/// Why the call is not even begun; nothing: it is executed.
constexpr std::optional<Outcome> refusal(Mood mood, CallKind kind) {
    switch (mood) {
        case Mood::Well:
            return std::nullopt;
        case Mood::NoMemory:
            if (kind == CallKind::Grows) return Outcome::NotExecuted;
            return std::nullopt;
        case Mood::Busy:
            return Outcome::NotExecuted;
        case Mood::Replica:
            if (kind == CallKind::Reads) return std::nullopt;
            return Outcome::NotHere;
        case Mood::CutOffReplica:
            return Outcome::NotHere;
    }
    return std::nullopt;
}

}  // namespace dudao::sim
