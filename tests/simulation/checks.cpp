#include "tests/simulation/checks.h"

#include <algorithm>
#include <charconv>

#include "domain/cases/about.h"
#include "domain/invariants.h"
#include "domain/sight.h"
#include "ledger/hash.h"
#include "outside/outside.h"
#include "tests/simulation/founding.h"
#include "tests/simulation/network.h"
#include "tests/simulation/planted.h"
#include "wire/message_codec.h"

namespace dudao::sim {
namespace {

constexpr int fires_max = 60;
constexpr Span clocks_apart = seconds(2);     // of broker and world, with skew
constexpr std::size_t invariants_every = 16;  // commits: they look at everything

std::string hash_of(const wire::CommandCall& call) {
    return to_bytes(sha256(call.name + call.args));
}

std::string hash_of(const OutboxRow& row) {
    const auto message = wire::decode(row.frame);
    const auto* call = message ? std::get_if<wire::CommandCall>(&message->body) : nullptr;
    return call ? hash_of(*call) : std::string();
}

std::int64_t incarnation_of(const OutboxRow& row) {
    const auto message = wire::decode(row.frame);
    const auto* call = message ? std::get_if<wire::CommandCall>(&message->body) : nullptr;
    return call ? call->incarnation : 1;
}

std::string words(const KeyId& key, std::int64_t n) {
    return "command " + std::to_string(n) + " of " + key.text;
}

}  // namespace

void Checks::said(const KeyId& key, const OutboxRow& row, const Command& command, Moment) {
    const Id id{key, incarnation_of(row), row.n};
    Sent sent{hash_of(row), 0, false, highest_answered_, false};
    sent_[id].push_back(std::move(sent));
    world_.tell("said " + key.text + " " + std::to_string(row.n) + " " +
                std::string(name(command)));
    if (const auto* named = std::get_if<NameSubject>(&command)) {
        cases_[named->lead].named.insert(named->person);
    }
    const auto* fire = std::get_if<FireTimer>(&command);
    if (fire && ++fires_[fire->timer] > fires_max)
        world_.broken("I14", "timer " + std::to_string(fire->timer.value) + " fired without end");
}

void Checks::kept(const KeyId& device, const agent::Row& row, Moment) {
    const OutboxRow frame{row.n, row.frame};
    Sent sent{hash_of(frame), 0, false, highest_answered_, true};
    sent_[Id{device, row.incarnation, row.n}].push_back(std::move(sent));
    world_.tell("kept " + device.text + " " + std::to_string(row.n) + " " + row.name);
}

void Checks::answered(const KeyId& key, const wire::Answer& answer) {
    const auto at = sent_.find(Id{key, answer.incarnation, answer.n});
    if (at == sent_.end()) return;  // a life before this one
    Sent& last = at->second.back();
    if (!answer.ok) {
        world_.tell("refused " + words(key, answer.n) + " " + answer.why);
        last.refused = true;
        return;
    }
    const std::uint64_t commit = answer.accepted.commit;
    last.ok = commit;
    world_.tell("answered " + words(key, answer.n) + " commit " + std::to_string(commit));
    // Never repeated answers: of these the commit is older than what was seen when it was said
    // again.
    if (at->second.size() == 1 && commit <= last.seen) {
        world_.broken("I5", words(key, answer.n) + " was said after commit " +
                                std::to_string(last.seen) + " was answered, and came before it");
    }
    highest_answered_ = std::max(highest_answered_, commit);
    answers_.push_back({key, answer.incarnation, answer.n, commit, "command"});
}

void Checks::sent(const std::string& session, const std::string& bytes, Network&,
                  const StoreModel& durable) {
    for (const auto& [task, salt] : salts_) {
        if (bytes.find(salt) == bytes.npos) continue;
        return world_.broken("I10", "a salt leaves the broker before the check-in");
    }
    std::string_view rest = bytes;
    std::size_t messages = 0;
    do {
        const auto message = wire::take_message(rest);
        if (!message) return world_.broken("I13", "a frame of ours that cannot be read");
        world_.tell("to " + session + " kind " + std::to_string(message->body.index()) + ", " +
                    std::to_string(bytes.size()) + " bytes");
        look_at(message->body, durable);
        ++messages;
    } while (!rest.empty());
    if (messages > 1) world_.mark("several messages in one frame");
}

void Checks::look_at(const wire::Body& body, const StoreModel& durable) {
    const auto shown = [&](std::uint64_t commit, const char* what) {
        // What we have read was durable once; a replica that took over may not have it.
        if (commit > std::max(durable.seq, replica_.seq)) {
            world_.broken("I13", std::string(what) + " shows commit " + std::to_string(commit) +
                                     ", durable is " + std::to_string(durable.seq));
        }
    };
    if (const auto* answer = std::get_if<wire::Answer>(&body))
        shown(answer->ok ? answer->accepted.commit : 0, "an answer");
    if (const auto* result = std::get_if<wire::QueryResult>(&body)) shown(result->head, "a result");
    if (const auto* welcome = std::get_if<wire::Welcome>(&body)) shown(welcome->head, "a welcome");
    if (const auto* dispatch = std::get_if<wire::Dispatch>(&body)) {
        read(durable);
        if (!replica_.state.tasks.contains(dispatch->task))
            world_.broken("I13", "a task is dispatched that is not in the log");
        return;
    }
    if (const auto* dispatch = std::get_if<wire::AssignmentDispatch>(&body)) {
        read(durable);
        world_.mark("assignment dispatched");
        if (!replica_.state.assignments.contains(dispatch->assignment))
            world_.broken("I13", "an assignment is dispatched that is not in the log");
    }
}

std::string Checks::with_a_salt(const std::string& bytes) const {
    return salts_.empty() ? bytes : bytes + salts_.begin()->second;
}

void Checks::opened(TaskId task, const std::string& salt, const KeyId&) {
    const auto known = replica_.state.tasks.find(task);
    const bool revealed = known != replica_.state.tasks.end() && known->second.target;
    if (!revealed && salt.size() == 32) salts_[task] = salt;
}

void Checks::log_line(const std::string& line) {
    for (const auto& [task, salt] : salts_) {
        if (line.find(salt) != line.npos)
            world_.broken("I10", "a salt in a log line before the check-in");
    }
}

void Checks::notice_sent(NoticeId id, const StoreModel& durable) {
    read(durable);
    if (++notices_[id] > 1)
        world_.broken("I12", "notice " + std::to_string(id.value) + " was sent twice");
    const auto at = replica_.state.notices.find(id);
    if (at != replica_.state.notices.end() && at->second.state == NoticeState::Waiting) {
        world_.broken("I12",
                      "notice " + std::to_string(id.value) + " was sent before it was attempted");
    }
    world_.mark("notice sent");
}

void Checks::follow(std::uint64_t committed, const Hash& head, const std::string& who) {
    if (committed == 0) return;
    const auto [at, fresh] = heads_.emplace(committed, head);
    if (!fresh && at->second != head)
        world_.broken("I3", who + " holds another commit " + std::to_string(committed));
}

void Checks::answer_early(const Batch& batch, Network& network) {
    const auto commit = decode_commit(batch.bytes);
    if (!commit) return;
    for (const Receipt& receipt : commit->receipts) {
        Accepted accepted = receipt.accepted;
        accepted.commit = batch.seq;
        network.send_to_key(
            receipt.sender.text,
            wire::encode(
                {jurisdiction,
                 wire::Answer{receipt.incarnation, receipt.n, true, accepted, "", "", "", {}}}));
    }
}

void Checks::check(const Commit& commit, std::uint64_t seq) {
    std::vector<Event> events;
    for (const std::string& bytes : commit.events) {
        const auto event = decode_event(bytes);
        if (!event)
            return world_.broken("I3",
                                 "an event that cannot be read in commit " + std::to_string(seq));
        world_.mark("event " + std::string(name(event->body)));
        if (event->at > world_.moment() + clocks_apart) {
            world_.broken("I6", "an event of a moment that has not come");
        }
        if (const auto* checked = std::get_if<TaskCheckedIn>(&event->body))
            salts_.erase(checked->id);
        for (const auto& [task, salt] : salts_) {
            if (bytes.find(salt) != bytes.npos)
                world_.broken("I10", "a salt in the log before the check-in");
        }
        check_case(*event, bytes);
        events.push_back(std::move(*event));
    }
    recount_.add(events, replica_.state);
    for (const Receipt& receipt : commit.receipts) {
        std::int64_t& last = last_n_[{receipt.sender, receipt.incarnation}];
        if (receipt.n <= last)  // a refused one leaves no trace but its number
            world_.broken(
                "I11", words(receipt.sender, receipt.n) + " comes after " + std::to_string(last));
        last = receipt.n;
        const Id id{receipt.sender, receipt.incarnation, receipt.n};
        if (!applied_.emplace(id, std::pair{seq, std::string(receipt.body_hash)}).second) {
            world_.broken("I2", words(receipt.sender, receipt.n) + " is in the log twice");
        }
    }
}

/// Of a case: nobody decides what they investigated or reviewed, an appeal is decided by others
/// than all before, and the person concerned stands in no event about it.
void Checks::check_case(const Event& event, const std::string& bytes) {
    const CaseId id = case_about(replica_.state, event.body);
    if (!id) return;
    Conduct& conduct = cases_[id];
    const PersonId subject = subject_of(id);
    if (subject && bytes.find(subject.text) != bytes.npos)
        world_.broken("I15", "the person concerned stands in " + std::string(name(event.body)));
    const auto among = [](const std::set<PersonId>& people, const PersonId& person) {
        return person && people.contains(person);
    };
    if (const auto* begun = std::get_if<AssignmentStepped>(&event.body)) {
        const Assignment& row = replica_.state.assignments.at(begun->id);
        using assignment::Kind;
        if (begun->verb != assignment::Verb::Begin) return;
        if (row.kind == Kind::Verify || row.kind == Kind::Talk || row.kind == Kind::ShowFacts ||
            row.kind == Kind::Hear) {
            conduct.investigated.insert(begun->hands.begin(), begun->hands.end());
        } else if (row.kind == Kind::Review && conduct.state == cases::State::Review) {
            conduct.reviewed.insert(begun->hands.begin(), begun->hands.end());
        } else if (row.kind == Kind::Review) {
            for (const PersonId& hand : begun->hands) {
                if (among(conduct.before_appeal, hand))
                    world_.broken("I15", "who worked in a case hears its appeal");
            }
        }
        return;
    }
    if (std::holds_alternative<CaseAppealed>(event.body)) {
        conduct.before_appeal = conduct.judged;
        for (const auto* each : {&conduct.investigated, &conduct.reviewed, &conduct.decided})
            conduct.before_appeal.insert(each->begin(), each->end());
        conduct.state = cases::State::AppealUnderWay;
        return;
    }
    const auto* step = std::get_if<CaseStepped>(&event.body);
    if (!step) return;
    world_.mark("case " + std::string(name(step->verb)));
    using V = cases::Verb;
    if (step->verb == V::Decide || step->verb == V::Exempt) {
        if (!event.second || event.second == event.actor)
            world_.broken("I15", "one person alone decided a case");
        if (among(conduct.investigated, event.second) || among(conduct.reviewed, event.second))
            world_.broken("I15", "who investigated or reviewed a case decided it");
        conduct.decided.insert(event.second);
    } else if (step->verb == V::Uphold || step->verb == V::Amend || step->verb == V::Revoke) {
        if (among(conduct.before_appeal, event.second) || among(conduct.before_appeal, event.actor))
            world_.broken("I15", "who worked in a case decided its appeal");
        conduct.decided.insert({event.second, event.actor});
    } else if (conduct.state == cases::State::Lead || conduct.state == cases::State::Inquiry) {
        if (!event.second || event.second == event.actor) {
            if (step->verb != V::Answer)
                world_.broken("I15", "one person alone disposed of a lead");
        }
        conduct.judged.insert({event.actor, event.second});
    } else if (conduct.state == cases::State::Review &&
               (step->verb == V::AcceptReview || step->verb == V::ReturnReview ||
                step->verb == V::ReturnAnew)) {
        if (among(conduct.investigated, event.actor))
            world_.broken("I15", "who investigated a case reviewed it");
        conduct.reviewed.insert(event.actor);
    }
    const auto* row = dudao::row(cases::table, conduct.state, step->verb);
    if (row) conduct.state = row->to;
}

PersonId Checks::subject_of(CaseId id) const {
    const auto lead = replica_.state.cases.find(id);
    const auto known = cases_.find(id);
    if (lead == replica_.state.cases.end() || known == cases_.end()) return {};
    const auto& named = known->second.named;
    const auto at = std::find_if(named.begin(), named.end(), [&](const PersonId& person) {
        return outside_of_rules.mark(case_key_, id, person) == lead->second.subject;
    });
    return at == named.end() ? PersonId{} : *at;
}

/// Before the filing the person concerned does not see the case, and never the register's row.
void Checks::check_sight() {
    Context reader;
    reader.now = replica_.state.last_at;
    reader.outside = &outside_of_rules;
    reader.case_key = &case_key_;
    for (const auto& [id, lead] : replica_.state.cases) {
        reader.actor = subject_of(id);
        if (reader.actor && Sight(replica_.state, reader).sees(lead))
            world_.broken("I15", "the person concerned sees the register's row");
    }
}

void Checks::read(const StoreModel& durable) {
    for (const Entry& entry : durable.read_log(replica_.seq + 1, durable.log.size())) {
        std::uint64_t epoch = 0;
        std::from_chars(entry.e.data(), entry.e.data() + entry.e.size(), epoch);
        if (epoch < last_epoch_)
            world_.broken("I4", "commit " + std::to_string(entry.seq) + " by an owner of before");
        last_epoch_ = std::max(last_epoch_, epoch);
        const auto commit = replica_.take_commit(entry);
        if (!commit) return world_.broken("I3", commit.error().text());
        check(commit->commit, entry.seq);
        follow(entry.seq, entry.h, "the log");
        if (entry.seq == durable.seq && replica_.state.leaves != durable.leaves) {
            world_.broken("I3", "the store counts other leaves than the log has");
        }
        if (entry.seq % invariants_every == 0) {
            check_sight();
            for (const std::string& fault : broken_invariants(replica_.state))
                world_.broken("I9", fault);
        }
    }
}

void Checks::after_crash(const StoreModel& durable) {
    if (durable.seq < highest_answered_) {
        world_.broken("I1", "commit " + std::to_string(highest_answered_) +
                                " was answered, the store has " + std::to_string(durable.seq));
    }
    if (durable.seq < replica_.seq) world_.broken("I3", "the log went back");
}

void Checks::at_end(const StoreModel& durable, Moment end) {
    read(durable);
    report::History history;
    for (const Entry& entry : durable.log) history.add(entry);
    const Report report = history.report(end, answers_);
    for (const std::string& promise : report.promises_broken) world_.broken("history", promise);
    for (const std::string& fault : broken_invariants(replica_.state)) world_.broken("I9", fault);
    State replayed;
    for (const Entry& entry : durable.log) {
        const auto commit = decode_commit(entry.b);
        if (!commit || !fold(replayed, *commit))
            return world_.broken("I8", "the log cannot be replayed");
    }
    if (encode_state(replayed) != encode_state(replica_.state))
        world_.broken("I8", "replay is another state");
    for (const auto& [id, attempts] : sent_) {
        const auto applied = applied_.find(id);
        const auto& [key, incarnation, n] = id;
        for (const Sent& sent : attempts) {
            const bool there = applied != applied_.end() && applied->second.second == sent.hash;
            if (sent.ok != 0 && (!there || applied->second.first != sent.ok))
                world_.broken("I1", words(key, n) + " was answered and is not there");
            // The same bytes may have been said again under the number that a refusal left free.
            const bool refused_each_time = std::all_of(
                attempts.begin(), attempts.end(),
                [&](const Sent& other) { return other.hash != sent.hash || other.refused; });
            if (refused_each_time && there)
                world_.broken("I2", words(key, n) + " was refused and is there");
            if (sent.must_arrive && !there && !sent.refused)
                world_.broken("L", words(key, n) + " was kept on a device and never arrived");
        }
    }
}

}  // namespace dudao::sim
