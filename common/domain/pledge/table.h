// The lifecycles of a pledge and of a commendation (domain.md §3.7).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::pledge {

enum class State { Drafted, HalfSigned, InForce, Ended, Amended };
enum class Verb { SignLower, SignUpper, End, Amend };
enum class Guard { LowerSigner, UpperSigner, TermEnds, NewPledge };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Drafted, Verb::SignLower, Guard::LowerSigner, State::HalfSigned},
    {State::HalfSigned, Verb::SignUpper, Guard::UpperSigner, State::InForce},
    {State::InForce, Verb::End, Guard::TermEnds, State::Ended},
    {State::InForce, Verb::Amend, Guard::NewPledge, State::Amended},
});

}  // namespace dudao::pledge

namespace dudao::commendation {

enum class State { Proposed, Given, Published, Refused };
enum class Verb { Approve, Publish, Refuse };
enum class Guard { LeadingGroupFactsFromLog, LeadingGroup };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Proposed, Verb::Approve, Guard::LeadingGroupFactsFromLog, State::Given},
    {State::Proposed, Verb::Refuse, Guard::LeadingGroup, State::Refused},
    {State::Given, Verb::Publish, Guard::LeadingGroup, State::Published},
});

}  // namespace dudao::commendation

namespace dudao {
template <>
struct Names<pledge::State> {
    using S = pledge::State;
    static constexpr std::string_view words = "state.pledge";
    static constexpr auto table = std::to_array<Named<S>>({{S::Drafted, "drafted"},
                                                           {S::HalfSigned, "half_signed"},
                                                           {S::InForce, "in_force"},
                                                           {S::Ended, "ended"},
                                                           {S::Amended, "amended"}});
};
template <>
struct Names<pledge::Verb> {
    using V = pledge::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table = std::to_array<Named<V>>({{V::SignLower, "sign_lower"},
                                                           {V::SignUpper, "sign_upper"},
                                                           {V::End, "end"},
                                                           {V::Amend, "amend"}});
};
template <>
struct Names<commendation::State> {
    using S = commendation::State;
    static constexpr std::string_view words = "state.commendation";
    static constexpr auto table = std::to_array<Named<S>>({{S::Proposed, "proposed"},
                                                           {S::Given, "given"},
                                                           {S::Published, "published"},
                                                           {S::Refused, "refused"}});
};
template <>
struct Names<commendation::Verb> {
    using V = commendation::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table = std::to_array<Named<V>>(
        {{V::Approve, "approve"}, {V::Publish, "publish"}, {V::Refuse, "refuse"}});
};
}  // namespace dudao
