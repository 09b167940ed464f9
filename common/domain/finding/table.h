// The lifecycle of a finding (domain.md §3.3).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::finding {

enum class State { Recorded, Corrected, Confirmed, Contested, Dismissed, Opened };
enum class Verb { Correct, Confirm, Issue, Dismiss, Contest, Uphold, Amend };
enum class Guard { None, MinorWithEvidence, IndependentWithReason, WithinContest };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Recorded, Verb::Correct, Guard::MinorWithEvidence, State::Corrected},
    {State::Recorded, Verb::Confirm, Guard::None, State::Confirmed},
    {State::Recorded, Verb::Dismiss, Guard::IndependentWithReason, State::Dismissed},
    {State::Confirmed, Verb::Issue, Guard::None, State::Opened},
    {State::Confirmed, Verb::Contest, Guard::WithinContest, State::Contested},
    {State::Opened, Verb::Contest, Guard::WithinContest, State::Contested},
    {State::Contested, Verb::Uphold, Guard::IndependentWithReason, State::Confirmed},
    {State::Contested, Verb::Amend, Guard::IndependentWithReason, State::Confirmed},
    {State::Contested, Verb::Dismiss, Guard::IndependentWithReason, State::Dismissed},
});

}  // namespace dudao::finding

namespace dudao {
template <>
struct Names<finding::State> {
    using S = finding::State;
    static constexpr std::string_view words = "state.finding";
    static constexpr auto table = std::to_array<Named<S>>({{S::Recorded, "recorded"},
                                                           {S::Corrected, "corrected"},
                                                           {S::Confirmed, "confirmed"},
                                                           {S::Contested, "contested"},
                                                           {S::Dismissed, "dismissed"},
                                                           {S::Opened, "opened"}});
};
template <>
struct Names<finding::Verb> {
    using V = finding::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table = std::to_array<Named<V>>({{V::Correct, "correct"},
                                                           {V::Confirm, "confirm"},
                                                           {V::Issue, "issue"},
                                                           {V::Dismiss, "dismiss"},
                                                           {V::Contest, "contest"},
                                                           {V::Uphold, "uphold"},
                                                           {V::Amend, "amend"}});
};
template <>
struct Names<finding::Guard> {
    using G = finding::Guard;
    static constexpr auto table = std::to_array<Named<G>>(
        {{G::None, ""},
         {G::MinorWithEvidence, "minor, with evidence"},
         {G::IndependentWithReason,
          "not of its group or unit, with a reason; to dismiss it, its lead is disposed of"},
         {G::WithinContest, "within the limit"}});
};
}  // namespace dudao
