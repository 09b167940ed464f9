#include "domain/invariants.h"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/cases/clock.h"

namespace dudao {
namespace {

class Checker {
 public:
    explicit Checker(const State& state) : state_(state) {}

    std::vector<std::string> run() {
        check_timers();
        for (const auto& [id, task] : state_.tasks) check(task);
        for (const auto& [id, finding] : state_.findings) check(finding);
        for (const auto& [id, r] : state_.rectifications) check(r);
        for (const auto& [id, d] : state_.demands) check(d);
        for (const auto& [id, c] : state_.cases) check(c);
        for (const auto& [id, a] : state_.assignments) check(a);
        for (const auto& [id, p] : state_.proposals) check(p);
        check_numbers();
        check_notices();
        check_sessions();
        return std::move(faults_);
    }

 private:
    void must(bool holds, const std::string& what, std::uint64_t id = 0) {
        if (!holds)
            faults_.push_back(what + (id == 0 ? std::string() : " (" + std::to_string(id) + ")"));
    }

    bool exists(const Matter& matter) const {
        switch (matter.kind) {
            case MatterKind::Plan:
                return state_.plans.contains(PlanId{matter.id});
            case MatterKind::Task:
                return state_.tasks.contains(TaskId{matter.id});
            case MatterKind::Finding:
                return false;  // a finding's timers belong to its task
            case MatterKind::Rectification:
                return state_.rectifications.contains(RectificationId{matter.id});
            case MatterKind::Demand:
                return state_.demands.contains(DemandId{matter.id});
            case MatterKind::Case:
                return state_.cases.contains(CaseId{matter.id});
            case MatterKind::Notice:
                return state_.notices.contains(NoticeId{matter.id});
            case MatterKind::Proposal:
                return state_.proposals.contains(ProposalId{matter.id});
            case MatterKind::Assignment:
                return state_.assignments.contains(AssignmentId{matter.id});
        }
        return false;
    }

    int pending(MatterKind kind, std::uint64_t id, TimerKind of) const {
        const auto timers = state_.timers_of.find(Matter{kind, id});
        if (timers == state_.timers_of.end()) return 0;
        return static_cast<int>(
            std::count_if(timers->second.begin(), timers->second.end(), [&](TimerId timer) {
                const auto at = state_.timers.find(timer);
                return at != state_.timers.end() && at->second.kind == of;
            }));
    }

    void check_timers() {
        std::size_t listed = 0;
        for (const auto& [matter, timers] : state_.timers_of) {
            must(!timers.empty(), "a matter keeps an empty list of timers", matter.id);
            listed += timers.size();
            for (const TimerId id : timers) {
                const auto at = state_.timers.find(id);
                must(at != state_.timers.end() && at->second.matter == matter,
                     "a timer is not where it is listed", id.value);
            }
        }
        must(listed == state_.timers.size(), "a timer is not listed under its matter");
        for (const auto& [id, timer] : state_.timers) {
            must(timer.id == id && id, "a timer has another id than its key", id.value);
            must(exists(timer.matter), "a timer of a matter that is not there", id.value);
        }
    }

    void check(const Proposal& proposal) {
        const std::uint64_t id = proposal.id.value;
        must(state_.people.contains(proposal.proposer), "nobody proposed it: proposal", id);
        must(pending(MatterKind::Proposal, id, TimerKind::ProposalLapse) == 1,
             "nothing ends the waiting for a second person: proposal", id);
    }

    void check(const Task& task) {
        using task::State;
        const bool before = task.state == State::Released || task.state == State::Accepted;
        const bool arrived = task.state == State::OnSite || task.state == State::Reported ||
                             task.state == State::Closed;
        const std::uint64_t id = task.id.value;
        must(arrived == (task.checked_in_at.ms != 0),
             "on site without a check-in, or the reverse: task", id);
        if (task.kind == TaskKind::Unannounced) {
            must(arrived == static_cast<bool>(task.target),
                 "an unannounced target known before check-in: task", id);
        }
        must(!arrived || !task.members.empty(), "nobody checked in: task", id);
        for (const Sealed& sealed : task.sealed)
            must(sealed.blob.empty(), "a sealed blob in the state: task", id);
        must(state_.groups.contains(task.group), "a task of no group", id);
        must(state_.policies.contains(task.policy), "a task without its policy", id);
        const auto count = [&](TimerKind kind) { return pending(MatterKind::Task, id, kind); };
        must(!before || count(TimerKind::TaskMissCheckIn) + count(TimerKind::TaskMissAccept) > 0,
             "nothing ends the waiting for a group: task", id);
        must(before || count(TimerKind::TaskMissCheckIn) + count(TimerKind::TaskMissAccept) == 0,
             "can still be missed although it is over: task", id);
        for (const FindingId& finding : task.findings) {
            must(state_.findings.contains(finding), "a finding that is not there: task", id);
        }
    }

    void check(const Finding& finding) {
        const std::string who = "finding " + finding.id.text;
        must(!finding.versions.empty(), "no facts: " + who);
        const auto task = state_.tasks.find(finding.task);
        must(task != state_.tasks.end(), "of no task: " + who);
        if (task != state_.tasks.end()) {
            const auto& of = task->second.findings;
            must(std::count(of.begin(), of.end(), finding.id) == 1,
                 "not listed once with its task: " + who);
        }
        if (finding.rectification) {
            must(state_.rectifications.contains(finding.rectification),
                 "its rectification is not there: " + who);
        }
        if (finding.lead)
            must(state_.cases.contains(finding.lead), "its lead is not there: " + who);
    }

    void check(const Rectification& r) {
        using rectification::State;
        const std::uint64_t id = r.id.value;
        const auto count = [&](TimerKind kind) {
            return pending(MatterKind::Rectification, id, kind);
        };
        must(state_.findings.contains(r.finding), "a rectification of no finding", id);
        must(state_.units.contains(r.unit), "a rectification of no unit", id);
        must(state_.policies.contains(r.policy), "a rectification without its policy", id);
        // While a finding is contested, the clock of its rectification is stopped.
        const auto finding = state_.findings.find(r.finding);
        const bool contested =
            finding != state_.findings.end() && finding->second.state == finding::State::Contested;
        const bool should_run = r.state == State::InProgress && !contested;
        must(r.clock_runs == should_run,
             r.clock_runs ? "a clock runs that should stand: rectification"
                          : "a clock stands that should run: rectification",
             id);
        must(!r.clock_runs || r.deadline.ms != 0, "a clock without a deadline: rectification", id);
        must(r.clock_runs || count(TimerKind::Ladder) == 0,
             "the ladder goes on while the clock stands: rectification", id);
        must(!r.clock_runs || has_next_step(r), "an open matter that nothing climbs: rectification",
             id);
        must(r.state != State::Issued || contested || count(TimerKind::DeemService) == 1,
             "not served and nothing deems it: rectification", id);
        must(r.state != State::Submitted || contested || count(TimerKind::Verification) <= 1,
             "verified twice: rectification", id);
        must(!r.extension.open || count(TimerKind::ExtensionDecision) == 1,
             "an extension nobody decides: rectification", id);
        if (r.state == State::StruckOff) {
            must(!state_.timers_of.contains(Matter{MatterKind::Rectification, id}),
                 "struck off and still timed: rectification", id);
            must(!r.verifier, "struck off and still somebody's to verify: rectification", id);
            must(r.struck_off_at.ms != 0 && !r.listed, "struck off and still listed: rectification",
                 id);
        }
        must(!r.verifier || state_.people.contains(r.verifier),
             "to be verified by nobody known: rectification", id);
        check_independence(r);
    }

    /// Nobody strikes off a rectification that they submitted (domain.md §2).
    void check_independence(const Rectification& r) {
        if (!r.verified_by) return;
        must(r.verified_by != r.submitted_by && r.verified_by != r.responsible,
             "struck off by who put it right: rectification", r.id.value);
    }

    /// A running clock has a pending ladder step, or the highest one was taken.
    bool has_next_step(const Rectification& r) const {
        const auto policy = state_.policies.find(r.policy);
        if (policy == state_.policies.end()) return false;
        return r.step >= static_cast<std::int32_t>(policy->second.ladder.size()) ||
               pending(MatterKind::Rectification, r.id.value, TimerKind::Ladder) > 0;
    }

    void check(const Demand& d) {
        using demand::State;
        const std::uint64_t id = d.id.value;
        const auto count = [&](TimerKind kind) { return pending(MatterKind::Demand, id, kind); };
        must(state_.rectifications.contains(d.rectification), "a demand of no rectification", id);
        must(d.state != State::Issued || count(TimerKind::DemandDeem) == 1,
             "a demand that nothing serves", id);
        must(d.state != State::Open || count(TimerKind::DemandDue) == 1, "a demand without an end",
             id);
        const bool over =
            d.state == State::Done || d.state == State::Answered || d.state == State::Unanswered;
        must(!over || !state_.timers_of.contains(Matter{MatterKind::Demand, id}),
             "an answered demand still timed", id);
    }

    void check(const Case& c) {
        must(!c.rectification || state_.rectifications.contains(c.rectification),
             "a lead of no rectification", c.id.value);
        must(state_.units.contains(c.unit), "a lead of no unit", c.id.value);
        const int pending_limits = pending(MatterKind::Case, c.id.value, TimerKind::CaseLimit);
        must(pending_limits == (c.limit == CaseLimitKind::None ? 0 : 1),
             "a limit without a timer, or a timer without a limit: case", c.id.value);
        const bool of_old = c.limit == CaseLimitKind::None && c.state == cases::State::Lead;
        must(of_old || (limit_on_entry(c.state) == CaseLimitKind::None) ==
                           (c.limit == CaseLimitKind::None),
             "its state has a limit and it has none, or the reverse: case", c.id.value);
        must(!cases::is_filed(c.state) || !c.subject.empty(), "filed against nobody: case",
             c.id.value);
        check_hands(c);
        for (const AssignmentId id : c.assignments) {
            must(state_.assignments.contains(id), "an assignment that is not there: case",
                 c.id.value);
        }
    }

    /// Nobody judges what they did before: investigates and reviews, reviews and decides, decides
    /// and hears the appeal.
    void check_hands(const Case& c) {
        const auto in = [&](const PersonId& person, std::initializer_list<Part> parts) {
            return std::any_of(c.hands.begin(), c.hands.end(), [&](const Hand& hand) {
                return hand.person == person &&
                       std::find(parts.begin(), parts.end(), hand.part) != parts.end();
            });
        };
        for (const Hand& hand : c.hands) {
            if (hand.part == Part::Reviewed || hand.part == Part::Decided) {
                must(!in(hand.person, {Part::Verified, Part::Investigated}),
                     "judged what they investigated: case", c.id.value);
            }
            if (hand.part == Part::Appealed) {
                must(!in(hand.person, {Part::Disposed, Part::Verified, Part::Investigated,
                                       Part::Reviewed, Part::Decided, Part::Drafted}),
                     "heard the appeal against their own work: case", c.id.value);
            }
        }
    }

    void check(const Assignment& row) {
        const std::uint64_t id = row.id.value;
        must(state_.cases.contains(row.lead), "an assignment of no case", id);
        must(state_.teams.contains(row.team), "an assignment of no team", id);
        must(pending(MatterKind::Assignment, id, TimerKind::AssignmentLimit) ==
                 (assignment::is_open(row.state) ? 1 : 0),
             "a limit without a timer, or a timer without a limit: assignment", id);
        for (const Sealed& sealed : row.sealed) {
            must(sealed.blob.empty(), "a sealed blob in the state: assignment", id);
        }
    }

    template <class Map>
    void numbered(const Map& rows, const std::string& kind) {
        std::set<std::pair<std::int32_t, std::int32_t>> given;
        for (const auto& [id, row] : rows) {
            must(given.insert({row.year, row.number}).second, "a number given twice: " + kind,
                 id.value);
            const auto last = state_.counters.find(kind + "/" + std::to_string(row.year));
            must(last != state_.counters.end() && row.number >= 1 && row.number <= last->second,
                 "a number beyond its counter: " + kind, id.value);
        }
    }
    void check_numbers() {
        numbered(state_.tasks, "task");
        numbered(state_.rectifications, "rectification");
        numbered(state_.cases, "case");
        numbered(state_.assignments, "assignment");
    }

    void check_notices() {
        std::size_t waiting = 0;
        for (const auto& [person, moments] : state_.waiting) {
            must(!moments.empty(), "nobody's notices wait: " + person.text);
            for (const auto& [moment, id] : moments) {
                ++waiting;
                const auto at = state_.notices.find(id);
                must(at != state_.notices.end() && at->second.state == NoticeState::Waiting &&
                         at->second.to == person,
                     "a notice does not wait as it is listed", id.value);
            }
        }
        std::size_t wait = 0;
        std::set<std::pair<PersonId, NoticeItem>> items;
        for (const auto& [id, notice] : state_.notices) {
            const bool waits = notice.state == NoticeState::Waiting;
            wait += waits ? 1U : 0U;
            must(!notice.items.empty(), "a notice that says nothing", id.value);
            must(pending(MatterKind::Notice, id.value,
                         waits ? TimerKind::NoticeSend : TimerKind::NoticeOutcome) == 1,
                 "a notice that nothing moves", id.value);
            for (const NoticeItem& item : notice.items) {
                must(items.insert({notice.to, item}).second, "told twice in waiting notices",
                     id.value);
            }
        }
        must(wait == waiting, "a waiting notice is not listed");
    }

    void check_sessions() {
        for (const auto& [key, session] : state_.sessions) {
            must(session.recent.size() <= receipts_kept, "too many receipts kept: " + key.text);
            std::int64_t before = 0;
            for (const Receipt& receipt : session.recent) {
                must(receipt.n > before && receipt.n <= session.last_n && receipt.sender == key,
                     "receipts out of order: " + key.text);
                before = receipt.n;
            }
        }
    }

    const State& state_;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> broken_invariants(const State& state) { return Checker(state).run(); }

}  // namespace dudao
