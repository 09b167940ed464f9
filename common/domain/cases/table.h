// The lifecycle of an accountability case on its tracks (domain.md §3.6). A row says who takes the
// step and who must agree with a key of their own. The system opens only leads, never a case. No
// row decides past a right of the person concerned, and no state is without a way out.
#pragma once

#include <cstdint>

#include "domain/declared.h"
#include "domain/lifecycle.h"

namespace dudao::cases {

/// Chosen when a lead goes to verification; limits, measures and appeals depend on it.
/// `Personnel`: measures of the appointing organ (Civil Servants Law art. 95–96).
enum class Track { None, Accountability, Discipline, Administrative, Personnel };

enum class State {
    Lead,
    Inquiry,  // by letter or talk (谈话函询): the person's answer is awaited
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
    Answered,    // the person answered an inquiry
    LookedInto,  // appropriate inquiry (适当了解) under way
    Withdrawn,   // 撤销案件: the facts failed
    Exempted,    // 免予、不予
    Cleared,     // withdrawn or revoked, told to person and unit, and reported up
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
    ReturnReview,  // for supplement: the month of the review stands
    Decide,
    Announce,
    Appeal,
    Uphold,
    Amend,
    Revoke,
    CarryOut,
    LookInto,
    Answer,
    KeepHeld,
    StartSimple,
    ProposeSimple,
    ReturnAnew,  // for investigation anew: the month of the review begins anew
    Withdraw,
    Exempt,
    TakeUp,  // an appeal is accepted; its limit runs from here
    Clear,
};
enum class Guard {
    None,
    ReasonOnTrack,
    AnswerHeard,
    Verified,
    VerifiedAndNamed,
    Served,
    Heard,
    HeardSimple,
    Reason,
    ReviewedByOthers,
    DefenceAnswered,
    Told,
    AskedInTime,
    OthersTakeUp,
    AppealReviewed,
    CarriedOut,
};

inline constexpr std::uint32_t on(Track track) { return 1U << static_cast<unsigned>(track); }
inline constexpr std::uint32_t every_track = on(Track::Accountability) | on(Track::Discipline) |
                                             on(Track::Administrative) | on(Track::Personnel);
inline constexpr std::uint32_t reviewed_tracks = every_track & ~on(Track::Accountability);
/// Tracks with a second appeal (复核): Supervision Law 2024 art. 56; Civil Servants Law art. 95.
inline constexpr std::uint32_t second_appeals = on(Track::Administrative) | on(Track::Personnel);

/// A row of this lifecycle. Steps with `confirm` wait as a proposal for the second person.
struct Step {
    using State = cases::State;
    using Verb = cases::Verb;
    State from;
    Verb verb;
    Guard guard;
    State to;
    std::uint32_t by = rights::officer;
    std::uint32_t confirm = 0;
    std::uint32_t tracks = 0;  // 0: also before a track is chosen
};

inline constexpr std::uint32_t a_second = rights::officer;
inline constexpr std::uint32_t the_authority = rights::authority;

inline constexpr auto table = std::to_array<Step>({
    {State::Lead, Verb::Inquire, Guard::Reason, State::Inquiry, rights::officer, a_second},
    {State::Lead, Verb::LookInto, Guard::Reason, State::LookedInto, rights::officer, a_second},
    {State::Lead, Verb::Verify, Guard::ReasonOnTrack, State::Verification, rights::officer,
     a_second},
    {State::Lead, Verb::Hold, Guard::Reason, State::Held, rights::officer, a_second},
    {State::Lead, Verb::CloseNoCase, Guard::Reason, State::ClosedNoCase, rights::officer, a_second},
    {State::Lead, Verb::Refer, Guard::Reason, State::Referred, rights::officer, a_second},

    {State::Inquiry, Verb::Answer, Guard::AnswerHeard, State::Answered},
    {State::Inquiry, Verb::Verify, Guard::ReasonOnTrack, State::Verification, rights::officer,
     a_second},
    {State::Answered, Verb::Verify, Guard::ReasonOnTrack, State::Verification, rights::officer,
     a_second},
    {State::Answered, Verb::Talk, Guard::Reason, State::Talk, rights::officer, a_second},
    {State::Answered, Verb::Hold, Guard::Reason, State::Held, rights::officer, a_second},
    {State::Answered, Verb::CloseNoCase, Guard::Reason, State::ClosedNoCase, rights::officer,
     a_second},
    {State::LookedInto, Verb::Inquire, Guard::Reason, State::Inquiry, rights::officer, a_second},
    {State::LookedInto, Verb::Verify, Guard::ReasonOnTrack, State::Verification, rights::officer,
     a_second},
    {State::LookedInto, Verb::Hold, Guard::Reason, State::Held, rights::officer, a_second},
    {State::LookedInto, Verb::CloseNoCase, Guard::Reason, State::ClosedNoCase, rights::officer,
     a_second},
    {State::LookedInto, Verb::Refer, Guard::Reason, State::Referred, rights::officer, a_second},
    {State::Held, Verb::KeepHeld, Guard::Reason, State::Held, rights::officer, a_second},
    {State::Held, Verb::Verify, Guard::ReasonOnTrack, State::Verification, rights::officer,
     a_second},
    {State::Held, Verb::CloseNoCase, Guard::Reason, State::ClosedNoCase, rights::officer, a_second},

    {State::Verification, Verb::Start, Guard::VerifiedAndNamed, State::Started, rights::officer,
     the_authority, every_track},
    {State::Verification, Verb::StartSimple, Guard::VerifiedAndNamed, State::Started,
     rights::officer, the_authority, reviewed_tracks},
    {State::Verification, Verb::Talk, Guard::Verified, State::Talk, rights::officer, a_second,
     every_track},
    {State::Verification, Verb::Hold, Guard::Verified, State::Held, rights::officer, a_second,
     every_track},
    {State::Verification, Verb::CloseNoCase, Guard::Verified, State::ClosedNoCase, rights::officer,
     a_second, every_track},
    {State::Verification, Verb::Refer, Guard::Verified, State::Referred, rights::officer, a_second,
     every_track},

    {State::Started, Verb::Notify, Guard::Served, State::Investigation, rights::officer, 0,
     every_track},
    {State::Investigation, Verb::Propose, Guard::Heard, State::Proposed, rights::officer, 0,
     on(Track::Accountability)},
    {State::Investigation, Verb::ProposeSimple, Guard::HeardSimple, State::Proposed,
     rights::officer, the_authority, reviewed_tracks},
    {State::Investigation, Verb::SendToReview, Guard::Heard, State::Review, rights::officer, 0,
     reviewed_tracks},
    {State::Investigation, Verb::Withdraw, Guard::Reason, State::Withdrawn, rights::officer,
     the_authority, every_track},
    {State::Investigation, Verb::Refer, Guard::Reason, State::Referred, rights::officer,
     the_authority, every_track},
    {State::Review, Verb::AcceptReview, Guard::ReviewedByOthers, State::Proposed, rights::officer,
     0, reviewed_tracks},
    {State::Review, Verb::ReturnReview, Guard::ReviewedByOthers, State::Investigation,
     rights::officer, 0, reviewed_tracks},
    {State::Review, Verb::ReturnAnew, Guard::ReviewedByOthers, State::Investigation,
     rights::officer, 0, reviewed_tracks},
    {State::Review, Verb::Withdraw, Guard::Reason, State::Withdrawn, rights::officer, the_authority,
     reviewed_tracks},
    {State::Review, Verb::Refer, Guard::Reason, State::Referred, rights::officer, the_authority,
     reviewed_tracks},

    {State::Proposed, Verb::Decide, Guard::DefenceAnswered, State::Decided, rights::officer,
     the_authority, every_track},
    {State::Proposed, Verb::Exempt, Guard::DefenceAnswered, State::Exempted, rights::officer,
     the_authority, every_track},
    {State::Proposed, Verb::Withdraw, Guard::Reason, State::Withdrawn, rights::officer,
     the_authority, every_track},
    {State::Decided, Verb::Announce, Guard::Told, State::InForce, rights::officer, 0, every_track},
    {State::Exempted, Verb::Announce, Guard::Told, State::Closed, rights::officer, 0, every_track},

    {State::InForce, Verb::CarryOut, Guard::CarriedOut, State::Closed, rights::officer, 0,
     every_track},
    {State::InForce, Verb::Appeal, Guard::AskedInTime, State::AppealUnderWay, rights::anybody, 0,
     every_track},
    {State::Closed, Verb::Appeal, Guard::AskedInTime, State::AppealUnderWay, rights::anybody, 0,
     every_track},
    {State::AppealUnderWay, Verb::TakeUp, Guard::OthersTakeUp, State::AppealUnderWay,
     rights::officer, 0, every_track},
    {State::AppealUnderWay, Verb::Uphold, Guard::AppealReviewed, State::Upheld, rights::officer,
     the_authority, every_track},
    {State::AppealUnderWay, Verb::Amend, Guard::AppealReviewed, State::Amended, rights::officer,
     the_authority, every_track},
    {State::AppealUnderWay, Verb::Revoke, Guard::AppealReviewed, State::Revoked, rights::officer,
     the_authority, every_track},
    {State::Upheld, Verb::Appeal, Guard::AskedInTime, State::AppealUnderWay, rights::anybody, 0,
     second_appeals},
    {State::Upheld, Verb::CarryOut, Guard::CarriedOut, State::Closed, rights::officer, 0,
     every_track},
    {State::Amended, Verb::Appeal, Guard::AskedInTime, State::AppealUnderWay, rights::anybody, 0,
     second_appeals},
    {State::Amended, Verb::CarryOut, Guard::CarriedOut, State::Closed, rights::officer, 0,
     every_track},
    {State::Withdrawn, Verb::Clear, Guard::Told, State::Cleared, rights::officer, 0, every_track},
    {State::Revoked, Verb::Clear, Guard::Told, State::Cleared, rights::officer, 0, every_track},
});

/// True when nothing is left to do, unless the person concerned appeals.
constexpr bool is_over(State state) {
    return state == State::Talk || state == State::ClosedNoCase || state == State::Referred ||
           state == State::Closed || state == State::Cleared;
}

/// True once the case is filed or started: the person concerned knows of it.
constexpr bool is_filed(State state) {
    switch (state) {
        case State::Lead:
        case State::Inquiry:
        case State::Answered:
        case State::LookedInto:
        case State::Held:
        case State::Verification:
        case State::Talk:
        case State::ClosedNoCase:
        case State::Referred:
        case State::Started:
            return false;
        default:
            return true;
    }
}

}  // namespace dudao::cases

namespace dudao {
template <>
struct Names<cases::Track> {
    using T = cases::Track;
    static constexpr auto table = std::to_array<Named<T>>({{T::None, "none"},
                                                           {T::Accountability, "accountability"},
                                                           {T::Discipline, "discipline"},
                                                           {T::Administrative, "administrative"},
                                                           {T::Personnel, "personnel"}});
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
                                                           {S::Closed, "closed"},
                                                           {S::Answered, "answered"},
                                                           {S::LookedInto, "looked_into"},
                                                           {S::Withdrawn, "withdrawn"},
                                                           {S::Exempted, "exempted"},
                                                           {S::Cleared, "cleared"}});
};
template <>
struct Names<cases::Verb> {
    using V = cases::Verb;
    static constexpr std::string_view words = "verb.case";
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
                                                           {V::CarryOut, "carry_out"},
                                                           {V::LookInto, "look_into"},
                                                           {V::Answer, "answer"},
                                                           {V::KeepHeld, "keep_held"},
                                                           {V::StartSimple, "start_simple"},
                                                           {V::ProposeSimple, "propose_simple"},
                                                           {V::ReturnAnew, "return_anew"},
                                                           {V::Withdraw, "withdraw"},
                                                           {V::Exempt, "exempt"},
                                                           {V::TakeUp, "take_up"},
                                                           {V::Clear, "clear"}});
};
template <>
struct Names<cases::Guard> {
    using G = cases::Guard;
    static constexpr auto table = std::to_array<Named<G>>(
        {{G::None, ""},
         {G::ReasonOnTrack, "with a reason, on a track"},
         {G::AnswerHeard, "the letter or talk was reported with an answer"},
         {G::Verified, "verified by two or more, with a reason"},
         {G::VerifiedAndNamed, "the same, and the person concerned is named"},
         {G::Served, "the paper was served"},
         {G::Heard, "facts shown and statement heard: signed, refused before two, or waived"},
         {G::HeardSimple, "the same, of a simple case"},
         {G::Reason, "with a reason"},
         {G::ReviewedByOthers, "reviewed by another team, with a reason"},
         {G::DefenceAnswered, "defended or the limit passed; each point answered; by others"},
         {G::Told, "served and announced"},
         {G::AskedInTime, "by the person concerned, in time, once more at most"},
         {G::OthersTakeUp, "a team disjoint from all before"},
         {G::AppealReviewed, "reviewed by that team, decided by others than before"},
         {G::CarriedOut, "carrying out was reported; what an appeal came to was served"}});
};
}  // namespace dudao
