#include "console/api/foresee.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/filters.h"
#include "console/api/may.h"
#include "console/api/numbered.h"
#include "console/commands/form.h"
#include "console/commands/issue.h"
#include "domain/command.h"
#include "domain/confirm.h"
#include "domain/decide.h"
#include "domain/event.h"
#include "json_depth.h"
#include "messages/refusals.h"
#include "wire/command_codec.h"

namespace dudao::console {
namespace {

/// Words and proofs that the form still lacks: what follows does not hang on them.
void fill_in(const State& state, Command& command) {
    for_each_text(
        command,
        [](Text& text, void*) {
            if (text.empty()) text = some_words();
        },
        nullptr);
    if (auto* issue = std::get_if<IssueAssignment>(&command)) {
        seal_nothing(*issue, devices_of(state, issue->team));
    }
    if (auto* submit = std::get_if<SubmitRectification>(&command)) {
        if (submit->evidence.empty()) submit->evidence = {EvidenceHash{std::string(64, '0')}};
    }
}

const Rectification* rectification_of(const State& state, const Command& command) {
    return std::visit(
        [&](const auto& each) -> const Rectification* {
            if constexpr (requires { each.rectification; }) {
                return row_of(state.rectifications, each.rectification);
            }
            return nullptr;
        },
        command);
}

/// Turns events into what follows, in their order. `was` is the matter as it stands.
class Follows {
 public:
    Follows(Reader& reader, const Rectification* was) : reader_(reader), was_(was) {}

    void operator()(const ClockStarted& e) {
        WorkingDays days(reader_.state.calendar);
        const bool over = e.deadline <= reader_.now;
        add({{"kind", "deadline"},
             {"at", e.deadline.ms},
             {"was", was_ != nullptr ? was_->deadline.ms : 0},
             {"days_left", over ? 0 : days.between(reader_.now, e.deadline)}});
    }
    void operator()(const ClockStopped& e) { add({{"kind", "stands"}, {"used", e.consumed}}); }
    void operator()(const StepTaken& e) {
        add({{"kind", "step"}, {"step", e.step}, {"slip", name(e.slip)}});
    }
    void operator()(const DemandIssued& e) {
        add({{"kind", "demand"},
             {"demand", name(e.kind)},
             {"person", e.person.text},
             {"unit", e.unit.text},
             {"days", e.days}});
    }
    void operator()(const LeadOpened&) {
        if (reader_.sight.cases()) add({{"kind", "lead"}});
    }
    void operator()(const RectificationIssued& e) {
        add({{"kind", "order"},
             {"unit", e.unit.text},
             {"severity", name(e.severity)},
             {"budget", to_text(e.budget)}});
    }
    void operator()(const RectificationStepped& e) {
        if (e.verb == rectification::Verb::Verify) add({{"kind", "struck_off"}});
        if (e.verb == rectification::Verb::FallAway) add({{"kind", "fallen_away"}});
    }
    void operator()(const TaskReviewed& e) {
        if (e.pass) add({{"kind", "contest_until"}, {"at", e.contest_until.ms}});
    }
    /// A step of a case: the state that it enters.
    void operator()(const CaseStepped& e) {
        const Case& c = reader_.state.cases.at(e.id);
        add({{"kind", "case_state"}, {"what", name(after(cases::table, c.state, e.verb))}});
    }
    void operator()(const CaseAppealed&) {
        add({{"kind", "case_state"}, {"what", name(cases::State::AppealUnderWay)}});
    }
    void operator()(const CaseLimitSet& e) {
        if (e.limit == CaseLimitKind::None) return;
        add({{"kind", e.extended ? "case_extended" : "case_limit"},
             {"what", name(e.limit)},
             {"at", e.due.ms}});
    }
    void operator()(const CaseYearExtended&) { add({{"kind", "case_year"}}); }
    void operator()(const AssignmentIssued& e) {
        add({{"kind", "assignment"}, {"what", name(e.kind)}, {"at", e.due.ms}});
    }
    void operator()(const AssignmentStepped& e) {
        const Assignment& row = reader_.state.assignments.at(e.id);
        const auto state = after(assignment::table, row.state, e.verb);
        add({{"kind", "assignment_state"},
             {"number", short_number(row.year, row.number)},
             {"what", name(state)},
             {"at", e.due.ms}});
    }
    /// A limit that begins to run; the ladder's steps follow of its deadline.
    void operator()(const TimerSet& e) {
        switch (e.timer.kind) {
            case TimerKind::Verification:
            case TimerKind::ExtensionDecision:
            case TimerKind::SuspensionReview:
            case TimerKind::ReferralAccept:
            case TimerKind::ContestDecision:
            case TimerKind::DemandDue:
            case TimerKind::DeemService:
            case TimerKind::TaskFinal:
            case TimerKind::ProposalLapse:
                add({{"kind", "limit"}, {"what", name(e.timer.kind)}, {"at", e.timer.due.ms}});
                break;
            default:
                break;
        }
    }
    /// Who is told is the office's to know.
    void operator()(const NoticeQueued& e) {
        if (!reader_.sight.office()) return;
        add({{"kind", "told"}, {"to", e.to.text}, {"at", e.send_at.ms}});
    }
    void operator()(const Unreachable& e) {
        if (!reader_.sight.office()) return;
        add({{"kind", "unreachable"},
             {"role", name(e.role)},
             {"unit", e.unit.text},
             {"to", e.passed_to.text}});
    }
    template <class Other>
    void operator()(const Other&) {}

    void add(Json effect) {
        // Several things to tell one person at one moment are one message.
        if (std::find(effects_.begin(), effects_.end(), effect) == effects_.end()) {
            effects_.push_back(std::move(effect));
        }
    }
    Json take_effects() { return std::move(effects_); }

 private:
    Reader& reader_;
    const Rectification* was_;
    Json effects_ = Json::array();
};

/// What the unit asked for, said again to whoever decides on it.
void repeat_what_was_asked(Reader& reader, const Command& command, const Rectification* r,
                           Follows& follows) {
    const auto* decides = std::get_if<DecideExtension>(&command);
    if (!decides || !r || !r->extension.open) return;
    follows.add({{"kind", "asked"},
                 {"budget", to_text(r->extension.budget)},
                 {"text", reader.words.of(r->extension.reason, reader.sight.reads(*r))}});
    if (!decides->grant) follows.add({{"kind", "holds"}, {"at", r->deadline.ms}});
}

/// What the deadline would be if it were granted: an extension moves it by exactly what it is.
void what_it_would_give(const Reader& reader, const Command& command, const Rectification* r,
                        Follows& follows) {
    const auto* asks = std::get_if<RequestExtension>(&command);
    if (!asks || !r || r->deadline.ms == 0 || asks->budget.unit != TimeUnit::WorkingDays) return;
    const Moment granted =
        working_days_after(reader.state.calendar, r->deadline, asks->budget.amount);
    follows.add({{"kind", "if_granted"}, {"at", granted.ms}, {"was", r->deadline.ms}});
}

Json second_people(const Reader& reader, const Command& command) {
    Json all = Json::array();
    const auto gain = beneficiaries(reader.state, command, reader.sight.asker());
    for (const Seat& seat : seats(reader.state, reader.person, command)) {
        Json people = Json::array();
        for (const PersonId& each :
             who_may_fill(reader.state, seat, reader.person, gain, reader.now)) {
            people.push_back(each.text);
        }
        all.push_back(std::move(people));
    }
    return all;
}

}  // namespace

Json told(const Reader& reader, const Rejection& rejection) {
    const auto words = reader.lang == Lang::Zh ? in_chinese(rejection.said) : std::nullopt;
    if (words) return {{"what", words->what}, {"mend", words->mend}};
    return {{"what", rejection.what()}, {"mend", rejection.mend()}};
}

Result<Json> foresee(Reader& reader, const std::string& command_name, const Query& query) {
    Json args = json_from_outside<Json>(query.text("args"));
    if (query.has("args") && !args.is_object()) return in_param("args", says("args_no_object"));
    if (const auto taken = take_words(command_name, args); !taken) {
        return tl::unexpected<Error>(taken.error());
    }
    auto command = command_of(
        command_name, args, [&](MatterKind kind, std::int32_t year, std::int32_t number) {
            return id_by_number(reader.state, reader.sight, kind, year, number);
        });
    if (!command) return tl::unexpected<Error>(command.error());
    fill_in(reader.state, *command);
    Json out{{"refused", nullptr}, {"second", Json::array()}, {"effects", Json::array()}};
    const auto decision = decide(reader.state, reader.sight.asker(), *command);
    if (!decision) {
        if (decision.error().why != Why::BadInput) out["refused"] = told(reader, decision.error());
        return out;
    }
    out["second"] = second_people(reader, *command);
    const Rectification* was = rectification_of(reader.state, *command);
    Follows follows(reader, was);
    repeat_what_was_asked(reader, *command, was, follows);
    what_it_would_give(reader, *command, was, follows);
    for (const Event& event : decision->events) std::visit(follows, event.body);
    out["effects"] = follows.take_effects();
    return out;
}

}  // namespace dudao::console
