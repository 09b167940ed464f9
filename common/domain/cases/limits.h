// The limits of a case: rows of the policy, one for each track and limit. Exactly one limit pends
// while a case is in a state that has one; which one depends on the state and on what was served.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/cases/table.h"
#include "domain/deadline.h"
#include "domain/fields.h"

namespace dudao {

enum class CaseLimitKind {
    None,
    Disposal,     // of a lead: Policy::lead_disposal, not a row
    Service,      // of the paper that the next limit runs from
    Answer,       // to an inquiry, from service
    Conclusion,   // of an answered inquiry
    LookingInto,  // of an appropriate inquiry
    HeldReview,   // of a lead held
    Verification,
    Notice,  // of the filing
    Investigation,
    Review,
    Defence,   // of the person, from service of the proposal
    Decision,  // after the defence
    Announcement,
    CarryingOut,
    AppealWindow,  // of the person, from receipt; no row: no limit to ask
    Acceptance,    // of an appeal
    Appeal,        // to decide it, from acceptance
    SecondWindow,
    SecondAppeal,
    Clearing,  // tell person and unit, report up
    Filed,     // from the filing to the decision, whatever the steps between
    Reminder,  // after a passed limit; repeated
    Accept,    // of an assignment by its team
    Report,    // of an assignment, from its acceptance
    Pass,      // of a report
};
template <>
struct Names<CaseLimitKind> {
    using K = CaseLimitKind;
    static constexpr std::string_view words = "case_limit";
    static constexpr auto table = std::to_array<Named<K>>({{K::None, "none"},
                                                           {K::Disposal, "disposal"},
                                                           {K::Service, "service"},
                                                           {K::Answer, "answer"},
                                                           {K::Conclusion, "conclusion"},
                                                           {K::LookingInto, "looking_into"},
                                                           {K::HeldReview, "held_review"},
                                                           {K::Verification, "verification"},
                                                           {K::Notice, "notice"},
                                                           {K::Investigation, "investigation"},
                                                           {K::Review, "review"},
                                                           {K::Defence, "defence"},
                                                           {K::Decision, "decision"},
                                                           {K::Announcement, "announcement"},
                                                           {K::CarryingOut, "carrying_out"},
                                                           {K::AppealWindow, "appeal_window"},
                                                           {K::Acceptance, "acceptance"},
                                                           {K::Appeal, "appeal"},
                                                           {K::SecondWindow, "second_window"},
                                                           {K::SecondAppeal, "second_appeal"},
                                                           {K::Clearing, "clearing"},
                                                           {K::Filed, "filed"},
                                                           {K::Reminder, "reminder"},
                                                           {K::Accept, "accept"},
                                                           {K::Report, "report"},
                                                           {K::Pass, "pass"}});
};

/// Who may grant the extension of a limit.
enum class CaseApprover { None, Authority, Superior };
template <>
struct Names<CaseApprover> {
    using A = CaseApprover;
    static constexpr auto table = std::to_array<Named<A>>(
        {{A::None, "none"}, {A::Authority, "authority"}, {A::Superior, "superior"}});
};

/// A row. Of two rows for one limit the one that names the case's track holds.
struct CaseLimit {
    cases::Track track = cases::Track::None;  // None: of every track, and before one is chosen
    CaseLimitKind limit = CaseLimitKind::None;
    Budget budget;
    Budget extension{0, TimeUnit::Days};  // amount 0: none
    CaseApprover approver = CaseApprover::None;
    std::string source;  // article, or "local"
    DUDAO_FIELDS(track, limit, budget, extension, approver, source)
};

/// The row that holds for a track; nullptr: no limit. A policy without rows, from before they were
/// read, has the defaults.
const CaseLimit* case_limit(const std::vector<CaseLimit>& rows, cases::Track track,
                            CaseLimitKind limit);

/// The domain's defaults with their sources (domain.md §3.6).
const std::vector<CaseLimit>& default_case_limits();

/// The limits that a policy must have for a track; a window to ask may be without limit.
bool must_have_limit(cases::Track track, CaseLimitKind limit);

}  // namespace dudao
