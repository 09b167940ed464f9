// All Redis keys. The keys of a jurisdiction share a hash tag, so that one call can use all of
// them.
#pragma once

#include <string>
#include <string_view>

namespace dudao::keys {

/// Hash: epoch, token, holder, until, seq, head, confirmed, leaves, archived, clock.
inline std::string w(std::string_view j) { return "{" + std::string(j) + "}:w"; }

/// Stream: one entry `<seq>-0` per commit, with fields b (batch), e (epoch and token prefix), h
/// (hash).
inline std::string log(std::string_view j) { return "{" + std::string(j) + "}:log"; }

/// Sorted set: timer id -> ms.
inline std::string due(std::string_view j) { return "{" + std::string(j) + "}:due"; }

/// Hash: ref -> personal value. Personal values are never in an event.
inline std::string pd(std::string_view j) { return "{" + std::string(j) + "}:pd"; }

/// Hash: id -> sealed blob, until its receiver has acknowledged it.
inline std::string mail(std::string_view j) { return "{" + std::string(j) + "}:mail"; }

/// A view (findings, ledger, scorecards) with its own cursor.
inline std::string view(std::string_view j, std::string_view name) {
    return "{" + std::string(j) + "}:v:" + std::string(name);
}

/// A member that keeps due, pd and mail from becoming empty, because Redis deletes an empty key.
inline constexpr std::string_view dummy = "~";

}  // namespace dudao::keys
