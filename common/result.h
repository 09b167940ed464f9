// Errors as values. A kind exists only where a caller acts on it; "outcome unknown" is one of its
// own.
#pragma once

#include <string>
#include <utility>

#include "said.h"

namespace tl {
// Declared before the include so that a dropped result does not compile.
template <class T, class E>
class [[nodiscard]] expected;
}  // namespace tl
#include <tl/expected.hpp>

namespace dudao {

struct Error {
    enum class Kind {
        BadInput,     // the caller can mend it: `mend` says how
        NotFound,     // no such thing, or not the caller's to see
        Refused,      // the rules or the permissions say no
        Busy,         // not done; the same bytes may be sent again
        Unreachable,  // nobody answered; nothing was done
        Unknown,      // done or not done: resolve, never guess
        Corrupt,      // stored bytes are not what was written
    };
    Kind kind = Kind::BadInput;
    std::string what;  // what was wrong, and where
    std::string mend;  // what would be right
    Said said = {};    // the same as data, where a page may show it; else nothing

    /// One line for people: what was wrong; what would be right.
    std::string text() const { return mend.empty() ? what : what + "; " + mend; }
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error::Kind kind, std::string what, std::string mend = {}) {
    return tl::unexpected<Error>(Error{kind, std::move(what), std::move(mend)});
}

inline tl::unexpected<Error> bad_input(std::string what, std::string mend = {}) {
    return fail(Error::Kind::BadInput, std::move(what), std::move(mend));
}

/// Where people may read it in their language: fail(kind, says("no_such_day", date)).
inline Error to_error(Error::Kind kind, Said said) {
    RefusalWords words = in_english(said);
    return {kind, std::move(words.what), std::move(words.mend), std::move(said)};
}

inline tl::unexpected<Error> fail(Error::Kind kind, Said said) {
    return tl::unexpected<Error>(to_error(kind, std::move(said)));
}

inline tl::unexpected<Error> bad_input(Said said) {
    return fail(Error::Kind::BadInput, std::move(said));
}

/// Adds where on the way up, in English alone: "plan.toml: line 3: …".
inline tl::unexpected<Error> within(const std::string& place, Error error) {
    error.what = place + ": " + error.what;
    error.said = {};
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace dudao
