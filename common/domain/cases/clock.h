// The one limit that pends in a case: which it is, when it ends, what happens then.
#pragma once

#include "domain/draft.h"

namespace dudao {

/// The policy under which the case was opened; of an early release, the one in force.
const Policy& policy_of(const Draft& draft, const Case& lead);

/// The row that the pending limit came from; nullptr if none pends, and of a disposal, which is a
/// field of the policy (lead_disposal).
const CaseLimit* pending_row(const State& state, const Case& lead);

/// Until when the person concerned may appeal, from what was last served; 0: without limit.
/// std::nullopt if nothing was served that an appeal could be against.
std::optional<Moment> appeal_until(const State& state, const Case& lead);

/// The limit that begins when a state is entered; None for a state that only a person leaves, or
/// that is an end.
CaseLimitKind limit_on_entry(cases::State state);

/// The end of a limit that starts at `from`. From the filing to the decision no limit ends after
/// the year that the track may have.
Moment limit_end(const Draft& draft, const Case& lead, CaseLimitKind limit, Moment from);

/// Ends the pending limit and sets this one; None ends it only.
void set_limit(Draft& draft, const Case& lead, CaseLimitKind limit, Moment from);

/// The first limit of a lead that this command opens.
void set_disposal(Draft& draft, CaseId id, const Policy& policy);

/// What an extension of the pending limit would be: its end, and who must agree. std::nullopt: the
/// limit has none, or was extended before.
struct Extension {
    Moment due;
    CaseApprover approver = CaseApprover::None;
    bool beyond_year = false;  // it also extends the year from the filing to the decision
};
std::optional<Extension> extension_of(const State& state, const Case& lead);

/// Puts the case to the authority, if it was not before.
void bring(Draft& draft, const Case& lead);

/// Notifies a person, unless the case keeps them out by now.
void tell_of_case(Draft& draft, const Case& lead, const PersonId& person, NoticeItem item);

/// The timer of a case, or of an assignment, is due.
void fire_case(Draft& draft, const Timer& timer);
void fire_assignment(Draft& draft, const Timer& timer);

}  // namespace dudao
