// The lifecycle of a plan (domain.md §3.1).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::plan {

enum class State { Draft, Proposed, Adopted, Running, Closed, Withdrawn, Superseded };
enum class Verb { Propose, Approve, Open, Close, Withdraw, Supersede };
enum class Guard { None, MandateGiven, NotItsAuthor, ReasonGiven };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Draft, Verb::Propose, Guard::MandateGiven, State::Proposed},
    {State::Draft, Verb::Withdraw, Guard::None, State::Withdrawn},
    {State::Proposed, Verb::Approve, Guard::NotItsAuthor, State::Adopted},
    {State::Proposed, Verb::Withdraw, Guard::None, State::Withdrawn},
    {State::Adopted, Verb::Open, Guard::None, State::Running},
    {State::Adopted, Verb::Supersede, Guard::None, State::Superseded},
    {State::Running, Verb::Close, Guard::ReasonGiven, State::Closed},
    {State::Running, Verb::Supersede, Guard::None, State::Superseded},
});

}  // namespace dudao::plan

namespace dudao {
template <>
struct Names<plan::State> {
    using S = plan::State;
    static constexpr std::string_view words = "state.plan";
    static constexpr auto table = std::to_array<Named<S>>({{S::Draft, "draft"},
                                                           {S::Proposed, "proposed"},
                                                           {S::Adopted, "adopted"},
                                                           {S::Running, "running"},
                                                           {S::Closed, "closed"},
                                                           {S::Withdrawn, "withdrawn"},
                                                           {S::Superseded, "superseded"}});
};
template <>
struct Names<plan::Verb> {
    using V = plan::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table = std::to_array<Named<V>>({{V::Propose, "propose"},
                                                           {V::Approve, "approve"},
                                                           {V::Open, "open"},
                                                           {V::Close, "close"},
                                                           {V::Withdraw, "withdraw"},
                                                           {V::Supersede, "supersede"}});
};
template <>
struct Names<plan::Guard> {
    using G = plan::Guard;
    static constexpr auto table =
        std::to_array<Named<G>>({{G::None, ""},
                                 {G::MandateGiven, "a mandate covers its period"},
                                 {G::NotItsAuthor, "not by its author"},
                                 {G::ReasonGiven, "with a reason; its end needs none"}});
};
}  // namespace dudao
