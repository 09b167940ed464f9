// The lifecycle of an accountability case with its three tracks (domain.md §3.6). The system opens
// only leads, never a case. The table has no decision that skips a right of the person concerned.
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
    Started,  // accountability: 启动问责; other tracks: 立案 (filed)
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
enum class Guard { None, OthersWithReason };

/// Only the rows of the lead are in use; the guards of the others come with their commands.
inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Lead, Verb::Inquire, Guard::None, State::Inquiry},
    {State::Lead, Verb::Verify, Guard::None, State::Verification},
    {State::Lead, Verb::Hold, Guard::None, State::Held},
    {State::Lead, Verb::CloseNoCase, Guard::OthersWithReason, State::ClosedNoCase},
    {State::Lead, Verb::Refer, Guard::OthersWithReason, State::Referred},
    {State::Inquiry, Verb::Verify, Guard::None, State::Verification},
    {State::Inquiry, Verb::Hold, Guard::None, State::Held},
    {State::Inquiry, Verb::CloseNoCase, Guard::None, State::ClosedNoCase},
    {State::Held, Verb::Verify, Guard::None, State::Verification},
    {State::Held, Verb::CloseNoCase, Guard::None, State::ClosedNoCase},
    {State::Verification, Verb::Start, Guard::None, State::Started},
    {State::Verification, Verb::Talk, Guard::None, State::Talk},
    {State::Verification, Verb::Hold, Guard::None, State::Held},
    {State::Verification, Verb::CloseNoCase, Guard::None, State::ClosedNoCase},
    {State::Verification, Verb::Refer, Guard::None, State::Referred},
    {State::Started, Verb::Notify, Guard::None, State::Investigation},
    {State::Investigation, Verb::Propose, Guard::None, State::Proposed},
    {State::Investigation, Verb::SendToReview, Guard::None, State::Review},
    {State::Review, Verb::AcceptReview, Guard::None, State::Proposed},
    {State::Review, Verb::ReturnReview, Guard::None, State::Investigation},
    {State::Proposed, Verb::Decide, Guard::None, State::Decided},
    {State::Decided, Verb::Announce, Guard::None, State::InForce},
    {State::InForce, Verb::Appeal, Guard::None, State::AppealUnderWay},
    {State::InForce, Verb::CarryOut, Guard::None, State::Closed},
    {State::AppealUnderWay, Verb::Uphold, Guard::None, State::Upheld},
    {State::AppealUnderWay, Verb::Amend, Guard::None, State::Amended},
    {State::AppealUnderWay, Verb::Revoke, Guard::None, State::Revoked},
    {State::Upheld, Verb::CarryOut, Guard::None, State::Closed},
    {State::Amended, Verb::CarryOut, Guard::None, State::Closed},
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
template <>
struct Names<cases::Guard> {
    using G = cases::Guard;
    static constexpr auto table = std::to_array<Named<G>>(
        {{G::None, ""}, {G::OthersWithReason, "not by who found it, with a reason"}});
};
}  // namespace dudao
