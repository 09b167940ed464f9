// The lifecycles of a rectification and of a demand (domain.md §3.4, §3.5).
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
    FallAway,  // the finding was dismissed after all: the duty has no object any more
};
enum class Guard {
    None,
    UnitOfficerOrDeemed,
    UnitOfficer,
    EvidenceGiven,
    VerifierIndependent,
    ReasonGiven,
    BeforeDeadlineAtMostTwice,
    ApproverByCount,
    OfficerWithReason,
    OfficerAgrees,
    UpperLevel,
    Officer,
    FindingDismissed,
};

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Issued, Verb::Serve, Guard::UnitOfficerOrDeemed, State::InProgress, "2wd, then deemed"},
    {State::Issued, Verb::RequestExtension, Guard::BeforeDeadlineAtMostTwice, State::Issued},
    {State::Issued, Verb::GrantExtension, Guard::ApproverByCount, State::Issued, "2wd"},
    {State::Issued, Verb::RefuseExtension, Guard::ApproverByCount, State::Issued, "2wd"},
    {State::Issued, Verb::Transfer, Guard::OfficerWithReason, State::Issued},
    {State::InProgress, Verb::Progress, Guard::UnitOfficer, State::InProgress},
    {State::InProgress, Verb::Submit, Guard::EvidenceGiven, State::Submitted, "the deadline"},
    {State::InProgress, Verb::RequestExtension, Guard::BeforeDeadlineAtMostTwice,
     State::InProgress},
    {State::InProgress, Verb::GrantExtension, Guard::ApproverByCount, State::InProgress, "2wd"},
    {State::InProgress, Verb::RefuseExtension, Guard::ApproverByCount, State::InProgress, "2wd"},
    {State::InProgress, Verb::Suspend, Guard::OfficerWithReason, State::Suspended, "20wd"},
    {State::InProgress, Verb::ReferUp, Guard::OfficerAgrees, State::ReferredUp, "5wd"},
    {State::InProgress, Verb::Transfer, Guard::OfficerWithReason, State::InProgress},
    {State::InProgress, Verb::Climb, Guard::OfficerWithReason, State::InProgress},
    {State::Submitted, Verb::Verify, Guard::VerifierIndependent, State::StruckOff, "5wd"},
    {State::Submitted, Verb::Return, Guard::ReasonGiven, State::InProgress},
    {State::Suspended, Verb::Resume, Guard::Officer, State::InProgress},
    {State::ReferredUp, Verb::TakeReferral, Guard::UpperLevel, State::ReferredUp},
    {State::ReferredUp, Verb::Resume, Guard::Officer, State::InProgress},
    {State::StruckOff, Verb::Recheck, Guard::VerifierIndependent, State::StruckOff},
    {State::Issued, Verb::FallAway, Guard::FindingDismissed, State::StruckOff},
    {State::InProgress, Verb::FallAway, Guard::FindingDismissed, State::StruckOff},
    {State::Submitted, Verb::FallAway, Guard::FindingDismissed, State::StruckOff},
    {State::Suspended, Verb::FallAway, Guard::FindingDismissed, State::StruckOff},
    {State::ReferredUp, Verb::FallAway, Guard::FindingDismissed, State::StruckOff},
});

}  // namespace dudao::rectification

namespace dudao::demand {

enum class State { Issued, Open, Answered, Done, Unanswered };
enum class Verb { Serve, Answer, Accept, Return, Lapse };
enum class Guard { None, AddresseeOrDeemed, Addressee, Officer, LimitPassed };

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Issued, Verb::Serve, Guard::AddresseeOrDeemed, State::Open, "2wd, then deemed"},
    {State::Open, Verb::Answer, Guard::Addressee, State::Answered, "2wd or 3wd"},
    {State::Open, Verb::Lapse, Guard::LimitPassed, State::Unanswered},
    {State::Answered, Verb::Accept, Guard::Officer, State::Done},
    {State::Answered, Verb::Return, Guard::Officer, State::Open},
    {State::Unanswered, Verb::Answer, Guard::Addressee, State::Answered},
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
                                 {V::FallAway, "fall_away"}});
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
    static constexpr std::string_view words = "verb";
    static constexpr auto table = std::to_array<Named<V>>({{V::Serve, "serve"},
                                                           {V::Answer, "answer"},
                                                           {V::Accept, "accept"},
                                                           {V::Return, "return"},
                                                           {V::Lapse, "lapse"}});
};
}  // namespace dudao
