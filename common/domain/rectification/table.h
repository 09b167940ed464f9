// The lifecycles of a rectification and a demand (domain.md §3.4, §3.5).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::rectification {

enum class State { Issued, InProgress, Submitted, StruckOff, Suspended, ReferredUp };
enum class Verb {
    Serve,
    Progress,
    Submit,
    Verify,
    Return,
    RequestExtension,
    GrantExtension,
    RefuseExtension,
    Suspend,
    Resume,
    ReferUp,
    TakeReferral,
    Recheck,
    Transfer,
    Climb,
    Remind,    // by hand; no step of the ladder
    FallAway,  // the finding was dismissed, so there is nothing to rectify any more
    Assign,    // a verifier
};
enum class Guard {
    None,
    Independent,
    IndependentWithReason,
    IndependentWithGaps,
    IndependentOnPaper,
    WordsGiven,
    MeasuresAndProof,
    MoreTimeInTime,
    ApproverByCount,
    IndependentOnceAStep,
    IndependentToVerifier
};

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Issued, Verb::Serve, Guard::IndependentOnPaper, State::InProgress},
    {State::Issued, Verb::RequestExtension, Guard::MoreTimeInTime, State::Issued},
    {State::Issued, Verb::GrantExtension, Guard::ApproverByCount, State::Issued},
    {State::Issued, Verb::RefuseExtension, Guard::ApproverByCount, State::Issued},
    {State::Issued, Verb::Transfer, Guard::IndependentWithReason, State::Issued},
    {State::Issued, Verb::Remind, Guard::IndependentOnceAStep, State::Issued},
    {State::Issued, Verb::Assign, Guard::IndependentToVerifier, State::Issued},
    {State::InProgress, Verb::Remind, Guard::IndependentOnceAStep, State::InProgress},
    {State::InProgress, Verb::Assign, Guard::IndependentToVerifier, State::InProgress},
    {State::InProgress, Verb::Progress, Guard::WordsGiven, State::InProgress},
    {State::InProgress, Verb::Submit, Guard::MeasuresAndProof, State::Submitted},
    {State::InProgress, Verb::RequestExtension, Guard::MoreTimeInTime, State::InProgress},
    {State::InProgress, Verb::GrantExtension, Guard::ApproverByCount, State::InProgress},
    {State::InProgress, Verb::RefuseExtension, Guard::ApproverByCount, State::InProgress},
    {State::InProgress, Verb::Suspend, Guard::IndependentWithReason, State::Suspended},
    {State::InProgress, Verb::ReferUp, Guard::IndependentWithReason, State::ReferredUp},
    {State::InProgress, Verb::Transfer, Guard::IndependentWithReason, State::InProgress},
    {State::InProgress, Verb::Climb, Guard::IndependentWithReason, State::InProgress},
    {State::Submitted, Verb::Verify, Guard::Independent, State::StruckOff},
    {State::Submitted, Verb::Return, Guard::IndependentWithGaps, State::InProgress},
    {State::Submitted, Verb::Assign, Guard::IndependentToVerifier, State::Submitted},
    {State::Suspended, Verb::Resume, Guard::Independent, State::InProgress},
    {State::Suspended, Verb::Assign, Guard::IndependentToVerifier, State::Suspended},
    {State::ReferredUp, Verb::TakeReferral, Guard::None, State::ReferredUp},
    {State::ReferredUp, Verb::Resume, Guard::Independent, State::InProgress},
    {State::ReferredUp, Verb::Assign, Guard::IndependentToVerifier, State::ReferredUp},
    {State::StruckOff, Verb::Recheck, Guard::Independent, State::StruckOff},
    {State::Issued, Verb::FallAway, Guard::None, State::StruckOff},
    {State::InProgress, Verb::FallAway, Guard::None, State::StruckOff},
    {State::Submitted, Verb::FallAway, Guard::None, State::StruckOff},
    {State::Suspended, Verb::FallAway, Guard::None, State::StruckOff},
    {State::ReferredUp, Verb::FallAway, Guard::None, State::StruckOff},
});

}  // namespace dudao::rectification

namespace dudao::demand {

enum class State { Issued, Open, Answered, Done, Unanswered };
enum class Verb { Serve, Answer, Accept, Return, Lapse };
enum class Guard { None, WordsGiven, NotAddressed, NotAddressedReason };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Issued, Verb::Serve, Guard::None, State::Open},
    {State::Open, Verb::Answer, Guard::WordsGiven, State::Answered},
    {State::Open, Verb::Lapse, Guard::None, State::Unanswered},
    {State::Answered, Verb::Accept, Guard::NotAddressed, State::Done},
    {State::Answered, Verb::Return, Guard::NotAddressedReason, State::Open},
    {State::Unanswered, Verb::Answer, Guard::WordsGiven, State::Answered},
});

}  // namespace dudao::demand

namespace dudao {
template <>
struct Names<rectification::State> {
    using S = rectification::State;
    static constexpr std::string_view words = "state.rectification";
    static constexpr auto table = std::to_array<Named<S>>({{S::Issued, "issued"},
                                                           {S::InProgress, "in_progress"},
                                                           {S::Submitted, "submitted"},
                                                           {S::StruckOff, "struck_off"},
                                                           {S::Suspended, "suspended"},
                                                           {S::ReferredUp, "referred_up"}});
};
template <>
struct Names<rectification::Verb> {
    using V = rectification::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table =
        std::to_array<Named<V>>({{V::Serve, "serve"},
                                 {V::Progress, "progress"},
                                 {V::Submit, "submit"},
                                 {V::Verify, "verify"},
                                 {V::Return, "return"},
                                 {V::RequestExtension, "request_extension"},
                                 {V::GrantExtension, "grant_extension"},
                                 {V::RefuseExtension, "refuse_extension"},
                                 {V::Suspend, "suspend"},
                                 {V::Resume, "resume"},
                                 {V::ReferUp, "refer_up"},
                                 {V::TakeReferral, "take_referral"},
                                 {V::Recheck, "recheck"},
                                 {V::Transfer, "transfer"},
                                 {V::Climb, "climb"},
                                 {V::Remind, "remind"},
                                 {V::FallAway, "fall_away"},
                                 {V::Assign, "assign"}});
};
template <>
struct Names<demand::State> {
    using S = demand::State;
    static constexpr std::string_view words = "state.demand";
    static constexpr auto table = std::to_array<Named<S>>({{S::Issued, "issued"},
                                                           {S::Open, "open"},
                                                           {S::Answered, "answered"},
                                                           {S::Done, "done"},
                                                           {S::Unanswered, "unanswered"}});
};
template <>
struct Names<demand::Verb> {
    using V = demand::Verb;
    static constexpr std::string_view words = "verb.demand";
    static constexpr auto table = std::to_array<Named<V>>({{V::Serve, "serve"},
                                                           {V::Answer, "answer"},
                                                           {V::Accept, "accept"},
                                                           {V::Return, "return"},
                                                           {V::Lapse, "lapse"}});
};
template <>
struct Names<rectification::Guard> {
    using G = rectification::Guard;
    static constexpr auto table = std::to_array<Named<G>>(
        {{G::None, ""},
         {G::Independent, "independent"},
         {G::IndependentWithReason, "independent, with a reason"},
         {G::IndependentWithGaps, "independent, and says what is missing"},
         {G::IndependentOnPaper, "on paper: independent, and says how"},
         {G::WordsGiven, "says what has been done"},
         {G::MeasuresAndProof, "with measures and proofs"},
         {G::MoreTimeInTime,
          "before the deadline, none open, no more often than the policy allows, with a reason"},
         {G::ApproverByCount, "independent, with a reason; the second by a leader"},
         {G::IndependentOnceAStep, "independent; once at each step of the ladder"},
         {G::IndependentToVerifier, "independent; to who may verify it, or to nobody"}});
};
template <>
struct Names<demand::Guard> {
    using G = demand::Guard;
    static constexpr auto table = std::to_array<Named<G>>(
        {{G::None, ""},
         {G::WordsGiven, "in words"},
         {G::NotAddressed, "not by who answered"},
         {G::NotAddressedReason, "not by who answered, and says what is lacking"}});
};
}  // namespace dudao
