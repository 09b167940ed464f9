// The lifecycles of a pledge and a commendation (domain.md §3.7).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::pledge {

enum class State { Drafted, HalfSigned, InForce, Ended, Amended };
enum class Verb { SignLower, SignUpper, End, Amend };

inline constexpr auto table = std::to_array<Row<State, Verb, NoGuard>>({
    {State::Drafted, Verb::SignLower, NoGuard::None, State::HalfSigned},
    {State::HalfSigned, Verb::SignUpper, NoGuard::None, State::InForce},
    {State::InForce, Verb::End, NoGuard::None, State::Ended},
    {State::InForce, Verb::Amend, NoGuard::None, State::Amended},
});

}  // namespace dudao::pledge

namespace dudao::commendation {

enum class State { Proposed, Given, Published, Refused };
enum class Verb { Approve, Publish, Refuse };

inline constexpr auto table = std::to_array<Row<State, Verb, NoGuard>>({
    {State::Proposed, Verb::Approve, NoGuard::None, State::Given},
    {State::Proposed, Verb::Refuse, NoGuard::None, State::Refused},
    {State::Given, Verb::Publish, NoGuard::None, State::Published},
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
