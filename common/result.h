// Errors as values. A kind exists only if a caller acts on it; "outcome unknown" is a kind of its
// own.
#pragma once

#include <string>
#include <utility>

#include "said.h"

namespace tl {
// Declared before the include so that discarding a result does not compile.
template <class T, class E>
class [[nodiscard]] expected;
}  // namespace tl
#include <tl/expected.hpp>

namespace dudao {

struct Error {
    enum class Kind {
        BadInput,     // the caller can correct it; `mend` says how
        NotFound,     // does not exist, or the caller may not see it
        Refused,      // the rules or the permissions forbid it
        Busy,         // not done; the same bytes may be sent again
        Unreachable,  // no answer; nothing was done
        Unknown,      // may or may not be done: resolve, never guess
        Corrupt,      // stored bytes differ from what was written
    };
    Kind kind = Kind::BadInput;
    std::string what;  // what is wrong, and where
    std::string mend;  // what would be right
    Said said = {};    // the same as data, if a page may show it; otherwise empty

    /// One line for people: what is wrong; what would be right.
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

/// An error that people can read in their language: fail(kind, says("no_such_day", date)).
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

/// Adds the place while passing an error up, only in English: "plan.toml: line 3: …".
inline tl::unexpected<Error> within(const std::string& place, Error error) {
    error.what = place + ": " + error.what;
    error.said = {};
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace dudao
