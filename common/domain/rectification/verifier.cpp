#include "domain/rectification/verifier.h"

#include "domain/permission.h"
#include "domain/roles.h"

namespace dudao {

bool is_independent(const State& state, const PersonId& person, const Rectification& r) {
    if (person == r.submitted_by || person == r.responsible) return false;
    if (belongs_to(state, person, r.unit)) return false;
    const Finding& finding = state.findings.at(r.finding);
    const GroupRow* group = group_of(state, person);
    return !group || group->id != state.tasks.at(finding.task).group;
}

bool verifies_for(const State& state, const PersonId& person, const Rectification& r, Moment now) {
    Context speaker;
    speaker.now = now;
    speaker.actor = person;
    return may_send(state, speaker, VerifyRectification{r.id, false, {}});
}

PersonId verifier_of(const State& state, const Rectification& r, Moment now) {
    if (!r.verifier || !is_independent(state, r.verifier, r)) return {};
    return verifies_for(state, r.verifier, r, now) ? r.verifier : PersonId{};
}

}  // namespace dudao
