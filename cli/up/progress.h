// What counts as progress of `dudao up`, so that a service manager can tell work that stands from
// work that goes on. Pure.
//
// Progress is that the broker has prolonged its lease on the record since the last look. It does so
// in its one loop, after at most 400 ms, by a write that Redis has synced: a broker that stands, a
// Redis that stands, a disk that takes nothing, each stop it, and no timer of ours replaces it.
// While Redis or the broker is being started (it reads the record, and has two minutes for it) that
// is progress too; nine ends in a row end `dudao up` anyhow.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace dudao::up {

inline constexpr std::int64_t starting_ms_max = 120'000;

/// What a look finds.
struct Look {
    std::int64_t now_ms = 0;
    /// How long Redis or the broker has been starting; none: both are ready.
    std::optional<std::int64_t> starting_ms;
    /// Until when the broker holds the lease, as Redis says it; empty: Redis has not answered.
    std::string lease_until;
};

class Progress {
 public:
    explicit Progress(std::int64_t now_ms) : last_ms_(now_ms) {}

    /// Whether there is any since the last look.
    bool take(const Look& look);
    /// How long there has been none.
    std::int64_t none_for_ms(std::int64_t now_ms) const { return now_ms - last_ms_; }

 private:
    std::int64_t last_ms_;  // when there was some
    std::string lease_until_;
};

}  // namespace dudao::up
