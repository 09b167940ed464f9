// The lifecycle of an assignment (案件任务): what a case asks of people, dispatched sealed to the
// devices of a case team like an inspection (domain.md §3.6).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::assignment {

enum class Kind { Talk, Verify, ShowFacts, Hear, Review, Serve, Announce, CarryOut };
/// The paper that is served or announced.
enum class Paper { None, Inquiry, Filing, Proposal, Decision, AppealDecision, Clearing };
/// What was achieved; each kind accepts only some (outcome_fits in decide).
enum class Outcome { None, Done, Signed, RefusalNoted, Waived, NotAnswered };

enum class State {
    Issued,
    Accepted,
    UnderWay,
    Reported,
    Closed,
    Recused,
    Lapsed,
    Withdrawn,
};
enum class Verb { Accept, Begin, Report, Pass, Return, Recuse, Lapse, Withdraw };
enum class Guard { None, TwoHands, OutcomeFits, Reason, OthersPass, OthersReturn };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Issued, Verb::Accept, Guard::None, State::Accepted},
    {State::Issued, Verb::Recuse, Guard::Reason, State::Recused},
    {State::Issued, Verb::Lapse, Guard::None, State::Lapsed},
    {State::Issued, Verb::Withdraw, Guard::Reason, State::Withdrawn},
    {State::Accepted, Verb::Begin, Guard::TwoHands, State::UnderWay},
    {State::Accepted, Verb::Recuse, Guard::Reason, State::Recused},
    {State::Accepted, Verb::Withdraw, Guard::Reason, State::Withdrawn},
    {State::UnderWay, Verb::Report, Guard::OutcomeFits, State::Reported},
    {State::UnderWay, Verb::Withdraw, Guard::Reason, State::Withdrawn},
    {State::Reported, Verb::Pass, Guard::OthersPass, State::Closed},
    {State::Reported, Verb::Return, Guard::OthersReturn, State::UnderWay},
    {State::Reported, Verb::Withdraw, Guard::Reason, State::Withdrawn},
});

/// True while the assignment asks something of its team.
constexpr bool is_open(State state) {
    return state == State::Issued || state == State::Accepted || state == State::UnderWay ||
           state == State::Reported;
}

}  // namespace dudao::assignment

namespace dudao {
template <>
struct Names<assignment::Kind> {
    using K = assignment::Kind;
    static constexpr std::string_view words = "assignment";
    static constexpr auto table = std::to_array<Named<K>>({{K::Talk, "talk"},
                                                           {K::Verify, "verify"},
                                                           {K::ShowFacts, "show_facts"},
                                                           {K::Hear, "hear"},
                                                           {K::Review, "review"},
                                                           {K::Serve, "serve"},
                                                           {K::Announce, "announce"},
                                                           {K::CarryOut, "carry_out"}});
};
template <>
struct Names<assignment::Paper> {
    using P = assignment::Paper;
    static constexpr auto table = std::to_array<Named<P>>({{P::None, "none"},
                                                           {P::Inquiry, "inquiry"},
                                                           {P::Filing, "filing"},
                                                           {P::Proposal, "proposal"},
                                                           {P::Decision, "decision"},
                                                           {P::AppealDecision, "appeal_decision"},
                                                           {P::Clearing, "clearing"}});
};
template <>
struct Names<assignment::Outcome> {
    using O = assignment::Outcome;
    static constexpr auto table = std::to_array<Named<O>>({{O::None, "none"},
                                                           {O::Done, "done"},
                                                           {O::Signed, "signed"},
                                                           {O::RefusalNoted, "refusal_noted"},
                                                           {O::Waived, "waived"},
                                                           {O::NotAnswered, "not_answered"}});
};
template <>
struct Names<assignment::State> {
    using S = assignment::State;
    static constexpr std::string_view words = "state.assignment";
    static constexpr auto table = std::to_array<Named<S>>({{S::Issued, "issued"},
                                                           {S::Accepted, "accepted"},
                                                           {S::UnderWay, "under_way"},
                                                           {S::Reported, "reported"},
                                                           {S::Closed, "closed"},
                                                           {S::Recused, "recused"},
                                                           {S::Lapsed, "lapsed"},
                                                           {S::Withdrawn, "withdrawn"}});
};
template <>
struct Names<assignment::Verb> {
    using V = assignment::Verb;
    static constexpr std::string_view words = "verb.assignment";
    static constexpr auto table = std::to_array<Named<V>>({{V::Accept, "accept"},
                                                           {V::Begin, "begin"},
                                                           {V::Report, "report"},
                                                           {V::Pass, "pass"},
                                                           {V::Return, "return"},
                                                           {V::Recuse, "recuse"},
                                                           {V::Lapse, "lapse"},
                                                           {V::Withdraw, "withdraw"}});
};
template <>
struct Names<assignment::Guard> {
    using G = assignment::Guard;
    static constexpr auto table =
        std::to_array<Named<G>>({{G::None, ""},
                                 {G::TwoHands, "by two or more of the team"},
                                 {G::OutcomeFits, "an outcome of this kind, with what was found"},
                                 {G::Reason, "with a reason"},
                                 {G::OthersPass, "not by a hand of the assignment"},
                                 {G::OthersReturn, "the same, and says what is lacking"}});
};
}  // namespace dudao
