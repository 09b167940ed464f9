// The exit codes of `dudao`, the same for every command, for scripts.
#pragma once

#include <string_view>

#include "result.h"

namespace dudao {

enum class Exit {
    Ok = 0,
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    SignInNeeded = 4,        // no key, or one unknown to the broker
    Refused = 5,             // by the state of the matter or the role
    Unreachable = 6,         // no connection, or no answer in time
    VerificationFailed = 7,  // of a draw, a chain or a proof
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

/// The exit code for a refusal by the broker, by its word (a Why, or one of the protocol).
inline Exit exit_of_why(std::string_view why) {
    if (why == "bad_input") return Exit::Usage;
    if (why == "not_found") return Exit::NotFound;
    if (why == "unknown_session" || why == "id_reused") return Exit::SignInNeeded;
    if (why == "busy" || why == "gap") return Exit::Unreachable;
    return Exit::Refused;
}

}  // namespace dudao
