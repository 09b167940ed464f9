#include "domain/notice_applies.h"

#include <algorithm>
#include <array>

#include "domain/rectification/types.h"

namespace dudao {
namespace {

/// What a notice says, to whom, and how things stand by now.
struct Saying {
    const State& state;
    const PersonId& to;
    const NoticeItem& item;

    const Task* task() const { return row(state.tasks, TaskId{item.matter.id}); }
    const Rectification* duty() const {
        return row(state.rectifications, RectificationId{item.matter.id});
    }
    const Demand* demand() const { return row(state.demands, DemandId{item.matter.id}); }
    const Case* lead() const { return row(state.cases, CaseId{item.matter.id}); }
    const Assignment* assignment() const {
        return row(state.assignments, AssignmentId{item.matter.id});
    }

 private:
    template <class Map, class Id>
    static auto row(const Map& map, Id id) -> const typename Map::mapped_type* {
        const auto at = map.find(id);
        return at == map.end() ? nullptr : &at->second;
    }
};

bool always(const Saying& /*said*/) { return true; }

template <task::State... among>
bool task_is(const Saying& said) {
    const Task* task = said.task();
    return task != nullptr && ((task->state == among) || ...);
}
/// A report is asked for: the preliminary one, the final one, or what was returned.
bool report_awaited(const Saying& said) { return task_is<task::State::OnSite>(said); }

template <rectification::State... among>
bool duty_is(const Saying& said) {
    const Rectification* duty = said.duty();
    return duty != nullptr && ((duty->state == among) || ...);
}
bool duty_open(const Saying& said) {
    const Rectification* duty = said.duty();
    return duty != nullptr && duty->state != rectification::State::StruckOff;
}
/// To be acknowledged, or handed to another unit since and not changed after that.
bool duty_new(const Saying& said) {
    const Rectification* duty = said.duty();
    if (duty == nullptr) return false;
    const auto told = said.state.told.find(said.item.matter);
    const bool handed_on =
        told != said.state.told.end() &&
        std::any_of(told->second.begin(), told->second.end(), [&](const Told& each) {
            return each.text == said.item.text && each.generation > said.item.generation;
        });
    if (handed_on) return false;
    if (duty->state == rectification::State::Issued) return true;
    return duty->state == rectification::State::InProgress && said.item.generation > 0 &&
           duty->generation == said.item.generation;
}
/// A blue slip reminds of a deadline; the others ask for an answer, which is owed until the end.
bool step_holds(const Saying& said) {
    const Rectification* duty = said.duty();
    if (duty == nullptr || duty->state == rectification::State::StruckOff) return false;
    const auto policy = said.state.policies.find(duty->policy);
    const auto step = static_cast<std::size_t>(said.item.step);
    if (policy == said.state.policies.end() || step == 0 || step > policy->second.ladder.size()) {
        return true;
    }
    if (policy->second.ladder[step - 1].slip != Slip::Blue) return true;
    return duty->clock_runs && duty->generation == said.item.generation;
}
bool verification_late(const Saying& said) {
    const Rectification* duty = said.duty();
    return duty != nullptr && duty->state == rectification::State::Submitted &&
           duty->submitted_at < said.item.due;
}
bool verifier_still(const Saying& said) {
    const Rectification* duty = said.duty();
    return duty != nullptr && duty->state != rectification::State::StruckOff &&
           duty->verifier == said.to && duty->returns == said.item.step;
}
bool verifier_now(const Saying& said) {
    return verifier_still(said) && said.duty()->state == rectification::State::Submitted;
}
bool verifier_ahead(const Saying& said) {
    return verifier_still(said) && said.duty()->state != rectification::State::Submitted;
}
bool contested(const Saying& said) {
    const Task* task = said.task();
    return task != nullptr &&
           std::any_of(task->findings.begin(), task->findings.end(), [&](const FindingId& id) {
               const auto at = said.state.findings.find(id);
               return at != said.state.findings.end() &&
                      at->second.state == finding::State::Contested;
           });
}

template <demand::State... among>
bool demand_is(const Saying& said) {
    const Demand* demand = said.demand();
    return demand != nullptr && ((demand->state == among) || ...);
}

bool waits_for_second(const Saying& said) {
    return said.state.proposals.contains(ProposalId{said.item.matter.id});
}

template <cases::State state>
bool case_is(const Saying& said) {
    const Case* lead = said.lead();
    return lead != nullptr && lead->state == state;
}
/// The limit that passed is still that of the case.
bool case_late(const Saying& said) {
    const Case* lead = said.lead();
    return lead != nullptr && lead->limit != CaseLimitKind::None && lead->due <= said.item.due;
}
template <assignment::State state>
bool assignment_is(const Saying& said) {
    const Assignment* row = said.assignment();
    return row != nullptr && row->state == state;
}
bool assignment_late(const Saying& said) {
    const Assignment* row = said.assignment();
    return row != nullptr && assignment::is_open(row->state) && row->due <= said.item.due;
}

/// Mails leave the house: of a case, a lead or an assignment they say only that something waits.
enum class Mailed { InWords, Veiled };

struct Holds {
    std::string_view text;
    bool (*check)(const Saying&);
    Mailed mailed;
};

constexpr auto table = std::to_array<Holds>({
    {"task.released", task_is<task::State::Released>, Mailed::InWords},
    {"task.late", task_is<task::State::Released>, Mailed::InWords},
    {"task.check_in_late", task_is<task::State::Released, task::State::Accepted>, Mailed::InWords},
    {"task.report_late", report_awaited, Mailed::InWords},
    {"task.missed", task_is<task::State::Missed>, Mailed::InWords},
    {"task.review_late", task_is<task::State::Reported>, Mailed::InWords},
    {"contest.late", contested, Mailed::InWords},
    {"rect.issued", duty_new, Mailed::InWords},
    {"rect.deemed", duty_open, Mailed::InWords},
    {"rect.reminded", duty_is<rectification::State::Issued, rectification::State::InProgress>,
     Mailed::InWords},
    {"rect.referred", duty_is<rectification::State::ReferredUp>, Mailed::InWords},
    {"referral.late", duty_is<rectification::State::ReferredUp>, Mailed::InWords},
    {"ext.lapsed", duty_open, Mailed::InWords},
    {"suspension.review", duty_is<rectification::State::Suspended>, Mailed::InWords},
    {"verify.late", verification_late, Mailed::InWords},
    {"verify.assigned", verifier_now, Mailed::InWords},
    {"verify.assigned.late", verifier_now, Mailed::InWords},
    {"verify.assigned.ahead", verifier_ahead, Mailed::InWords},
    {"demand.open", demand_is<demand::State::Issued, demand::State::Open>, Mailed::InWords},
    {"demand.unanswered", demand_is<demand::State::Unanswered>, Mailed::InWords},
    {"proposal.waits", waits_for_second, Mailed::InWords},
    {"proposal.confirmed", always, Mailed::InWords},
    {"proposal.refused", always, Mailed::InWords},
    {"proposal.lapsed", always, Mailed::InWords},
    {"case.proposal.waits", waits_for_second, Mailed::Veiled},
    {"case.proposal.confirmed", always, Mailed::Veiled},
    {"case.proposal.refused", always, Mailed::Veiled},
    {"case.proposal.lapsed", always, Mailed::Veiled},
    {"key.device", always, Mailed::InWords},
    {"key.person", always, Mailed::InWords},
    {"key.invited", always, Mailed::InWords},
    {"lead.late", case_is<cases::State::Lead>, Mailed::Veiled},
    {"case.late", case_late, Mailed::Veiled},
    {"case.review", case_is<cases::State::Held>, Mailed::Veiled},
    {"assignment.issued", assignment_is<assignment::State::Issued>, Mailed::Veiled},
    {"assignment.late", assignment_late, Mailed::Veiled},
    {"assignment.lapsed", always, Mailed::Veiled},
    {"assignment.reported", assignment_is<assignment::State::Reported>, Mailed::Veiled},
    {"assignment.recused", always, Mailed::Veiled},
    {contact_notice, always, Mailed::InWords},
    {test_notice, always, Mailed::InWords},
});

const Holds* known(std::string_view text) {
    const auto* at = std::find_if(table.begin(), table.end(),
                                  [&](const Holds& each) { return each.text == text; });
    return at == table.end() ? nullptr : at;
}

}  // namespace

bool still_applies(const State& state, const PersonId& to, const NoticeItem& item) {
    const Saying said{state, to, item};
    if (item.text.starts_with("step.")) return step_holds(said);
    const Holds* holds = known(item.text);
    return holds == nullptr || holds->check(said);
}

bool may_be_mailed(std::string_view text) {
    constexpr std::string_view step = "step.";
    if (!text.starts_with(step)) {
        const Holds* holds = known(text);
        return holds != nullptr && holds->mailed == Mailed::InWords;
    }
    // The sixth tells of a lead, and so may any that is not known here.
    text.remove_prefix(step.size());
    const bool slip = !text.empty() && text.front() >= '1' && text.front() <= '5';
    return slip && (text.size() == 1 || text.substr(1) == ".early");
}

std::vector<std::string_view> known_notices() {
    std::vector<std::string_view> texts;
    for (const Holds& each : table) texts.push_back(each.text);
    return texts;
}

bool is_known_notice(std::string_view text) {
    return text.starts_with("step.") || known(text) != nullptr;
}

}  // namespace dudao
