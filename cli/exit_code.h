// How `dudao` ends, so that scripts can tell why: the same numbers for every command.
#pragma once

#include <string_view>

#include "result.h"

namespace dudao {

enum class Exit {
    Ok = 0,
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    SignInNeeded = 4,        // no key, or a key that the broker does not know
    Refused = 5,             // by the matter's state or the role
    Unreachable = 6,         // or no answer in time
    VerificationFailed = 7,  // a draw, a chain, a proof
    Interrupted = 130,
};

inline int code(Exit exit) { return static_cast<int>(exit); }

inline Exit exit_of(const Error& error) {
    switch (error.kind) {
        case Error::Kind::BadInput:
            return Exit::Usage;
        case Error::Kind::NotFound:
            return Exit::NotFound;
        case Error::Kind::Refused:
            return Exit::Refused;
        case Error::Kind::Busy:
        case Error::Kind::Unreachable:
        case Error::Kind::Unknown:
            return Exit::Unreachable;
        case Error::Kind::Corrupt:
            return Exit::VerificationFailed;
    }
    return Exit::Failed;
}

/// A broker's refusal, by its word (a Why, or one of the protocol's own).
inline Exit exit_of_why(std::string_view why) {
    if (why == "bad_input") return Exit::Usage;
    if (why == "not_found") return Exit::NotFound;
    if (why == "unknown_session" || why == "id_reused") return Exit::SignInNeeded;
    if (why == "busy" || why == "gap") return Exit::Unreachable;
    return Exit::Refused;
}

}  // namespace dudao
