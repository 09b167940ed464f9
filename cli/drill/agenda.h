// Who does what next: actions by their moment, and of one moment in the order they were planned.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "domain/moment.h"

namespace dudao::drill {

class Agenda {
 public:
    static constexpr std::size_t actions_max = 1'000'000;
    using Action = std::function<void()>;

    void add(Moment at, Action action);
    std::optional<Moment> next() const;
    /// The first action that is due by `now`, taken off; or nothing.
    std::optional<Action> next_due(Moment now);
    std::size_t size() const { return actions_.size(); }

 private:
    std::map<std::pair<Moment, std::uint64_t>, Action> actions_;
    std::uint64_t sequence_ = 0;
};

}  // namespace dudao::drill
