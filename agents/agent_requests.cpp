// Handles the requests of local clients. Only what is certainly wrong is refused here; the office
// decides the rest.
#include <algorithm>

#include "agents/agent.h"
#include "agents/limits.h"
#include "refusals/says.h"

namespace dudao::agent {
namespace {

tl::unexpected<Error> no_such_task() {
    return fail(Error::Kind::NotFound, says("no_such_task_here"));
}
tl::unexpected<Error> no_such_assignment() {
    return fail(Error::Kind::NotFound, says("no_such_assignment_here"));
}

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

template <class Verb>
std::string step_of(Verb verb) {
    return std::string(name(verb));
}

}  // namespace

void Agent::request(ClientId client, const Request& request, Now now, Effects& effects) {
    std::visit([&](const auto& ask) { answer(client, request.id, ask, now, effects); },
               request.ask);
}

void Agent::client_gone(ClientId client) {
    std::erase_if(waiters_, [&](const Waiter& each) { return each.client == client; });
}

void Agent::answer(ClientId client, const std::string& id, const AskStatus&, Now,
                   Effects& effects) {
    const reply::Status status{settings_.online,
                               welcomed_,
                               refused_,
                               outbox_.unsent(),
                               uploads_.unfinished(),
                               head_,
                               settings_.incarnation,
                               settings_.held,
                               version_,
                               settings_.group.text,
                               settings_.team.text};
    effects.replies.push_back({client, id, reply::status(id, status)});
}

void Agent::answer(ClientId client, const std::string& id, const AskTasks&, Now, Effects& effects) {
    effects.replies.push_back({client, id, reply::tasks(id, tasks())});
}

void Agent::answer(ClientId client, const std::string& id, const AskAssignments&, Now,
                   Effects& effects) {
    effects.replies.push_back({client, id, reply::assignments(id, assignments())});
}

void Agent::answer(ClientId client, const std::string& id, const AskChecklists&, Now,
                   Effects& effects) {
    effects.replies.push_back({client, id, reply::checklists(id, checklists_)});
}

void Agent::answer(ClientId client, const std::string& id, const AskOutbox& ask, Now,
                   Effects& effects) {
    const auto shown = rows(ask.from, static_cast<std::size_t>(ask.limit));
    effects.replies.push_back({client, id, reply::outbox(id, shown, outbox_.rows().size())});
}

void Agent::answer(ClientId client, const std::string& id, const SetUplink& ask, Now,
                   Effects& effects) {
    effects.online = ask.online;
    if (settings_.online != ask.online) {
        settings_.online = ask.online;
        effects.writes.emplace_back(KeepSettings{settings_});
    } else if (ask.online && !settings_.held.empty()) {
        effects.new_link = true;  // an officer may have granted the next incarnation
    }
    if (!ask.online) link_lost();
    effects.replies.push_back({client, id, reply::done(id)});
}

void Agent::answer(ClientId client, const std::string& id, const WaitForRow& ask, Now,
                   Effects& effects) {
    const Row* row = outbox_.find(ask.n);
    if (row != nullptr && row->state != RowState::Saved) {
        effects.replies.push_back({client, id, reply::answered(id, *row)});
    } else if (row == nullptr) {
        const Error error = to_error(Error::Kind::NotFound, says("no_such_row", ask.n));
        effects.replies.push_back({client, id, reply::refused(id, error)});
    } else {
        wait({client, id, ask.n, 0}, effects);
    }
}

void Agent::answer(ClientId client, const std::string& id, const WaitForChange& ask, Now,
                   Effects& effects) {
    if (static_cast<std::uint64_t>(ask.since) != version_) {
        effects.replies.push_back({client, id, reply::changed(id, version_)});
    } else {
        wait({client, id, 0, version_}, effects);
    }
}

void Agent::wait(Waiter waiter, Effects& effects) {
    if (waiters_.size() < waiters_max) return waiters_.push_back(std::move(waiter));
    const Error error = to_error(Error::Kind::Busy, says("too_many_requests"));
    effects.replies.push_back({waiter.client, waiter.id, reply::refused(waiter.id, error)});
}

void Agent::answer(ClientId client, const std::string& id, const AttachFile&, Now,
                   Effects& effects) {
    const Error error = to_error(Error::Kind::Unknown, says("file_not_copied"));
    effects.replies.push_back({client, id, reply::refused(id, error)});
}

/// The stored result of a command with this key, even after its row was deleted.
std::optional<Agent::Kept> Agent::known(const std::string& key) const {
    const Keyed* keyed = key.empty() ? nullptr : outbox_.find_key(key);
    if (keyed == nullptr) return std::nullopt;
    Kept kept{keyed->n, keyed->state, {}};
    if (!keyed->made.empty()) {
        kept.more.emplace_back(is_ulid(keyed->made) ? "finding" : "hash", keyed->made);
    }
    return kept;
}

Result<std::optional<Agent::Kept>> Agent::may_attach(const AttachFile& ask) const {
    auto before = known(ask.key);
    if (before) return before;
    if (ask.assignment) {
        if (team_works_.find(ask.assignment) == nullptr) return no_such_assignment();
    } else if (visits_.find(ask.task) == nullptr) {
        return no_such_task();
    }
    return before;
}

Result<Agent::Kept> Agent::attach(const AttachFile& ask, const CopiedFile& file, Now now,
                                  Effects& effects) {
    if (auto before = known(ask.key)) return *before;
    const Command command =
        ask.assignment
            ? Command(AttachToAssignment{ask.assignment, file.hash, file.size, ask.mime})
            : Command(AttachEvidence{ask.task, ask.finding, file.hash, file.size, ask.mime});
    const auto held = uploads_.add({file.hash, file.size, ask.mime, false, 0, false}, effects);
    if (!held) return tl::unexpected<Error>(held.error());
    const auto n =
        keep(command, ask.as, {ask.task, {}, file.hash, ask.key, file.hash.text, ask.assignment},
             now, effects);
    if (!n) return tl::unexpected<Error>(n.error());
    return Kept{*n, RowState::Saved, {{"hash", file.hash.text}}};
}

void Agent::attach(ClientId client, const std::string& id, const AttachFile& ask,
                   const CopiedFile& file, Now now, Effects& effects) {
    const auto kept = attach(ask, file, now, effects);
    effects.replies.push_back(
        {client, id,
         kept ? reply::kept(id, kept->n, kept->more) : reply::refused(id, kept.error())});
}

Result<Agent::Kept> Agent::speak(const Speak& ask, Now now, Effects& effects) {
    if (auto before = known(ask.key)) return *before;
    Command command = ask.command;
    Outbox::About about;
    if (auto good = complete(command, about, now); !good) {
        return tl::unexpected<Error>(good.error());
    }
    Kept kept;
    if (const auto* record = std::get_if<RecordFinding>(&command)) {
        kept.more.emplace_back("finding", record->finding.text);
        about.made = record->finding.text;
    }
    about.key = ask.key;
    const auto n = keep(command, ask.as, about, now, effects);
    if (!n) return tl::unexpected<Error>(n.error());
    kept.n = *n;
    return kept;
}

void Agent::answer(ClientId client, const std::string& id, const Speak& ask, Now now,
                   Effects& effects) {
    const auto kept = speak(ask, now, effects);
    effects.replies.push_back(
        {client, id,
         kept ? reply::kept(id, kept->n, kept->more) : reply::refused(id, kept.error())});
}

void Agent::answer(ClientId client, const std::string& id, const AskPair& ask, Now now,
                   Effects& effects) {
    const auto refuse = [&](const Error& error) {
        effects.replies.push_back({client, id, reply::refused(id, error)});
    };
    if (door_.empty()) {
        return refuse(to_error(Error::Kind::Refused, says("no_page_for_phones")));
    }
    if (settings_.members.empty()) {
        return refuse(to_error(Error::Kind::Refused, says("members_not_known_yet")));
    }
    if (!may_be_member(ask.as)) {
        std::vector<std::string> known;
        known.reserve(settings_.members.size());
        for (const PersonId& each : settings_.members) known.push_back(each.text);
        return refuse(to_error(Error::Kind::NotFound, says("not_of_this_group", ask.as.text,
                                                           words({}, std::move(known)))));
    }
    const Phones::Offer offer = phones_.offer(ask.as, now);
    effects.replies.push_back(
        {client, id, reply::offered(id, offer.code, offer.expires_at, door_)});
}

void Agent::answer(ClientId client, const std::string& id, const AskPhones&, Now,
                   Effects& effects) {
    effects.replies.push_back({client, id, reply::phones(id, phones_.all())});
}

void Agent::answer(ClientId client, const std::string& id, const EndPairing& ask, Now,
                   Effects& effects) {
    const auto ended = phones_.unpair(ask.phone, effects);
    effects.replies.push_back(
        {client, id, ended ? reply::done(id) : reply::refused(id, ended.error())});
}

/// Adds the values that only the device knows, and records what the command is about.
Result<void> Agent::complete(Command& command, Outbox::About& about, Now now) {
    using task::Verb;
    std::visit(Overloaded{
                   [&](AcceptTask& c) {
                       about = {c.task, step_of(Verb::Accept), {}};
                   },
                   [&](RecuseTask& c) {
                       about = {c.task, step_of(Verb::Recuse), {}};
                   },
                   [&](CheckIn& c) {
                       about = {c.task, step_of(Verb::CheckIn), {}};
                   },
                   [&](LeaveVillage& c) {
                       about = {c.task, {}, {}};
                   },
                   [&](AnswerItem& c) {
                       about = {c.task, {}, {}};
                   },
                   [&](PickAnswer& c) {
                       about = {c.task, {}, {}};
                   },
                   [&](RecordFinding& c) {
                       about = {c.task, {}, {}};
                   },
                   [&](ReportTask& c) {
                       about = {c.task, c.final_report ? step_of(Verb::ReportFinal) : "", {}};
                   },
                   [&](StepAssignment& c) {
                       about.assignment = c.assignment;
                       about.step = step_of(c.how);
                   },
                   [&](auto&) {},  // its finding may belong to another device
               },
               command);
    const Visit* visit = about.task ? visits_.find(about.task) : nullptr;
    if (about.task && visit == nullptr) return no_such_task();
    if (about.assignment && team_works_.find(about.assignment) == nullptr) {
        return no_such_assignment();
    }
    if (auto* check_in = std::get_if<CheckIn>(&command)) {
        check_in->salt = visit->body.salt;
        check_in->target = visit->body.target;
    }
    if (auto* record = std::get_if<RecordFinding>(&command)) {
        if (!record->finding) record->finding = FindingId{ulids_.next(now.moment)};
        if (findings_.contains(record->finding) || knows_finding(record->finding)) {
            return fail(Error::Kind::Refused, says("finding_recorded_here"));
        }
    }
    return {};
}

/// Updates what `tasks` shows of work done on this device.
void Agent::remember(const Command& command, const PersonId& as, Effects& effects) {
    const auto changed = [&](TaskId task, auto change) {
        Visit visit = *visits_.find(task);
        change(visit);
        visits_.change(std::move(visit), effects);
    };
    if (const auto* said = std::get_if<CheckIn>(&command)) {
        changed(said->task, [&](Visit& visit) { visit.members = said->members; });
    } else if (const auto* answer = std::get_if<AnswerItem>(&command)) {
        changed(answer->task, [&](Visit& visit) {
            if (visit.answers.size() >= answers_max) visit.answers.erase(visit.answers.begin());
            visit.answers.push_back({answer->item, answer->value});
        });
    } else if (const auto* pick = std::get_if<PickAnswer>(&command)) {
        changed(pick->task, [&](Visit& visit) { visit.picked[pick->item] = pick->index; });
    } else if (const auto* record = std::get_if<RecordFinding>(&command)) {
        changed(record->task, [&](Visit& visit) {
            if (visit.findings.size() < answers_max) visit.findings.push_back(record->finding);
        });
        note({record->finding, record->task, record->facts, as}, effects);
    } else if (const auto* amend = std::get_if<AmendFinding>(&command)) {
        const auto before = findings_.find(amend->finding);
        const bool ours = before != findings_.end();
        note({amend->finding, ours ? before->second.task : TaskId{}, amend->facts, as}, effects);
    } else if (const auto* step = std::get_if<StepAssignment>(&command)) {
        if (step->how != assignment::Verb::Begin) return;
        TeamWork work = *team_works_.find(step->assignment);
        work.hands = step->hands;
        team_works_.change(std::move(work), effects);
    } else if (const auto* proof = std::get_if<AttachToAssignment>(&command)) {
        TeamWork work = *team_works_.find(proof->assignment);
        if (work.evidence.size() < answers_max) work.evidence.push_back(proof->hash);
        team_works_.change(std::move(work), effects);
    } else if (const auto* file = std::get_if<AttachEvidence>(&command)) {
        changed(file->task, [&](Visit& visit) {
            if (visit.evidence.size() < answers_max) visit.evidence.push_back(file->hash);
        });
    }
}

/// Keeps the latest text. The oldest findings are deleted first; ULIDs sort by time.
void Agent::note(FindingNote finding, Effects& effects) {
    effects.writes.emplace_back(KeepFinding{finding});
    const FindingId id = finding.id;
    findings_[id] = std::move(finding);
    if (findings_.size() <= findings_kept_max) return;
    effects.writes.emplace_back(DropFinding{findings_.begin()->first});
    findings_.erase(findings_.begin());
}

Result<std::int64_t> Agent::keep(const Command& command, const PersonId& as, Outbox::About about,
                                 Now now, Effects& effects) {
    auto n = outbox_.keep(command, as, std::move(about), now, effects);
    if (!n) return n;
    visits_.kept(*outbox_.find(*n));
    team_works_.kept(*outbox_.find(*n));
    remember(command, as, effects);
    return n;
}

}  // namespace dudao::agent
