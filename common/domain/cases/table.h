// The lifecycle of an accountability case with its three tracks (domain.md §3.6). A machine opens a
// lead, never a case; a decision that skips a right of the person concerned is not in the table.
#pragma once

#include "domain/lifecycle.h"

namespace dudao::cases {

enum class Track { None, Accountability, Discipline, Administrative };
enum class State {
    Lead,
    Inquiry,
    Held,
    Verification,
    Talk,
    ClosedNoCase,
    Referred,
    Started,  // accountability: 启动问责; else filed: 立案
    Investigation,
    Review,
    Proposed,
    Decided,
    InForce,
    AppealUnderWay,
    Upheld,
    Amended,
    Revoked,
    Closed,
};
enum class Verb {
    Inquire,
    Verify,
    Hold,
    CloseNoCase,
    Refer,
    Talk,
    Start,
    Notify,
    Propose,
    SendToReview,
    AcceptReview,
    ReturnReview,
    Decide,
    Announce,
    Appeal,
    Uphold,
    Amend,
    Revoke,
    CarryOut,
};
enum class Guard {
    OfficerAndSecond,
    AnswerReceived,
    ReviewDue,
    TwoVerifiers,
    AuthorityApproved,
    FactsShownAndHeard,
    StatementHeardAccountability,
    StatementHeardOther,
    OthersThanInvestigated,
    DefenceAnswered,
    Delivered,
    WithinAppeal,
    OthersThanBefore,
    MeasureDone,
};

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Lead, Verb::Inquire, Guard::OfficerAndSecond, State::Inquiry, "1m"},
    {State::Lead, Verb::Verify, Guard::OfficerAndSecond, State::Verification, "1m"},
    {State::Lead, Verb::Hold, Guard::OfficerAndSecond, State::Held, "1m"},
    {State::Lead, Verb::CloseNoCase, Guard::OfficerAndSecond, State::ClosedNoCase, "1m"},
    {State::Lead, Verb::Refer, Guard::OfficerAndSecond, State::Referred, "5wd"},
    {State::Inquiry, Verb::Verify, Guard::AnswerReceived, State::Verification, "15wd, 1m"},
    {State::Inquiry, Verb::Hold, Guard::AnswerReceived, State::Held, "15wd, 1m"},
    {State::Inquiry, Verb::CloseNoCase, Guard::AnswerReceived, State::ClosedNoCase, "15wd, 1m"},
    {State::Held, Verb::Verify, Guard::ReviewDue, State::Verification, "6m"},
    {State::Held, Verb::CloseNoCase, Guard::ReviewDue, State::ClosedNoCase, "6m"},
    {State::Verification, Verb::Start, Guard::AuthorityApproved, State::Started, "2m + 1m"},
    {State::Verification, Verb::Talk, Guard::TwoVerifiers, State::Talk, "2m + 1m"},
    {State::Verification, Verb::Hold, Guard::TwoVerifiers, State::Held, "2m + 1m"},
    {State::Verification, Verb::CloseNoCase, Guard::TwoVerifiers, State::ClosedNoCase, "2m + 1m"},
    {State::Verification, Verb::Refer, Guard::TwoVerifiers, State::Referred, "2m + 1m"},
    {State::Started, Verb::Notify, Guard::FactsShownAndHeard, State::Investigation, "5wd"},
    {State::Investigation, Verb::Propose, Guard::StatementHeardAccountability, State::Proposed,
     "90d + 90d"},
    {State::Investigation, Verb::SendToReview, Guard::StatementHeardOther, State::Review,
     "90d + 90d"},
    {State::Review, Verb::AcceptReview, Guard::OthersThanInvestigated, State::Proposed, "1m"},
    {State::Review, Verb::ReturnReview, Guard::OthersThanInvestigated, State::Investigation, "1m"},
    {State::Proposed, Verb::Decide, Guard::DefenceAnswered, State::Decided, "10wd"},
    {State::Decided, Verb::Announce, Guard::Delivered, State::InForce, "5wd; discipline 1m"},
    {State::InForce, Verb::Appeal, Guard::WithinAppeal, State::AppealUnderWay, "by track"},
    {State::InForce, Verb::CarryOut, Guard::MeasureDone, State::Closed},
    {State::AppealUnderWay, Verb::Uphold, Guard::OthersThanBefore, State::Upheld, "by track"},
    {State::AppealUnderWay, Verb::Amend, Guard::OthersThanBefore, State::Amended, "by track"},
    {State::AppealUnderWay, Verb::Revoke, Guard::OthersThanBefore, State::Revoked, "by track"},
    {State::Upheld, Verb::CarryOut, Guard::MeasureDone, State::Closed},
    {State::Amended, Verb::CarryOut, Guard::MeasureDone, State::Closed},
});

}  // namespace dudao::cases

namespace dudao {
template <>
struct Names<cases::Track> {
    using T = cases::Track;
    static constexpr auto table = std::to_array<Named<T>>({{T::None, "none"},
                                                           {T::Accountability, "accountability"},
                                                           {T::Discipline, "discipline"},
                                                           {T::Administrative, "administrative"}});
};
template <>
struct Names<cases::State> {
    using S = cases::State;
    static constexpr std::string_view words = "state.case";
    static constexpr auto table = std::to_array<Named<S>>({{S::Lead, "lead"},
                                                           {S::Inquiry, "inquiry"},
                                                           {S::Held, "held"},
                                                           {S::Verification, "verification"},
                                                           {S::Talk, "talk"},
                                                           {S::ClosedNoCase, "closed_no_case"},
                                                           {S::Referred, "referred"},
                                                           {S::Started, "started"},
                                                           {S::Investigation, "investigation"},
                                                           {S::Review, "review"},
                                                           {S::Proposed, "proposed"},
                                                           {S::Decided, "decided"},
                                                           {S::InForce, "in_force"},
                                                           {S::AppealUnderWay, "appeal_under_way"},
                                                           {S::Upheld, "upheld"},
                                                           {S::Amended, "amended"},
                                                           {S::Revoked, "revoked"},
                                                           {S::Closed, "closed"}});
};
template <>
struct Names<cases::Verb> {
    using V = cases::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table = std::to_array<Named<V>>({{V::Inquire, "inquire"},
                                                           {V::Verify, "verify"},
                                                           {V::Hold, "hold"},
                                                           {V::CloseNoCase, "close_no_case"},
                                                           {V::Refer, "refer"},
                                                           {V::Talk, "talk"},
                                                           {V::Start, "start"},
                                                           {V::Notify, "notify"},
                                                           {V::Propose, "propose"},
                                                           {V::SendToReview, "send_to_review"},
                                                           {V::AcceptReview, "accept_review"},
                                                           {V::ReturnReview, "return_review"},
                                                           {V::Decide, "decide"},
                                                           {V::Announce, "announce"},
                                                           {V::Appeal, "appeal"},
                                                           {V::Uphold, "uphold"},
                                                           {V::Amend, "amend"},
                                                           {V::Revoke, "revoke"},
                                                           {V::CarryOut, "carry_out"}});
};
}  // namespace dudao
