// The ways on which the cases of a play go through cases::table. Together they take every row.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "domain/cases/table.h"

namespace dudao::drill {

class Way {
 public:
    static constexpr std::size_t steps_max = 16;

    constexpr Way(std::uint32_t tracks, std::initializer_list<cases::Verb> steps)
        : tracks_(tracks), count_(steps.size()) {
        std::size_t at = 0;
        for (const cases::Verb step : steps) steps_.at(at++) = step;
    }
    std::span<const cases::Verb> steps() const { return std::span(steps_).first(count_); }
    /// One of the tracks of this way, by a drawn number.
    cases::Track track(std::uint64_t drawn) const;

 private:
    std::uint32_t tracks_;
    std::array<cases::Verb, steps_max> steps_{};
    std::size_t count_;
};

std::span<const Way> all_ways();

}  // namespace dudao::drill
