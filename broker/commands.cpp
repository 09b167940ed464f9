// Handles a command: frame → sender's number → rule → answer. A frame enters at on_frame. A command
// continues through on_command (is this the next number?), carry_out, decide_call (who is the
// speaker, are they permitted, which events follow) and add.
#include <algorithm>
#include <exception>
#include <utility>

#include "broker/jurisdiction.h"
#include "broker/limits.h"
#include "domain/cases/about.h"
#include "domain/cases/hands.h"
#include "domain/decide.h"
#include "ensure.h"
#include "ledger/hash.h"
#include "outside/outside.h"
#include "refusals/says.h"
#include "wire/command_codec.h"
#include "wire/limits.h"

namespace dudao::broker {
namespace {

/// True for a command that keys of this kind send without a person.
bool is_said_by(KeyKind kind, std::string_view command) {
    const CommandDeclaration* declared = declaration_of(command);
    return declared != nullptr && (declared->right.process & bit(kind)) != 0;
}

std::vector<KeyId> revoked_by(const std::vector<EncodedEvent>& events) {
    std::vector<KeyId> keys;
    for (const EncodedEvent& each : events) {
        const auto* body = std::get_if<KeyRevocation>(&each.event.body);
        if (body) keys.push_back(body->key);
    }
    return keys;
}

}  // namespace

void Jurisdiction::on_frame(const Frame& frame, const wire::Message& said, Turn& turn) {
    if (!serving()) {
        turn.send(options_.j, frame.session, wire::Moved{});
        return;
    }
    if (!admits(KeyId{frame.user_id})) {
        turn.send(
            options_.j, frame.session,
            wire::Problem{std::string(wire::Problem::not_admitted), "an officer enrols keys"});
        return;
    }
    const bool asks = std::holds_alternative<wire::Hello>(said.body) ||
                      std::holds_alternative<wire::Query>(said.body);
    if (!asks || lease_.sure(turn.now.steady_ms)) return handle(frame, said, turn);
    // Another broker may own the log and have written to it, so our state may be outdated.
    if (waiting_.size() < waiting_max) {
        waiting_.push_back({frame, said, turn.now.steady_ms});
    } else {
        turn.send(options_.j, frame.session, wire::Moved{});
    }
}

void Jurisdiction::handle(const Frame& frame, const wire::Message& said, Turn& turn) {
    if (const auto* hello = std::get_if<wire::Hello>(&said.body)) {
        on_hello(frame, *hello, turn);
        return;
    }
    Peer* peer = sessions_.find(frame.session);
    if (!peer || peer->key.text != frame.user_id) {
        turn.send(options_.j, frame.session, wire::Moved{});  // greet first
        return;
    }
    peer->heard_ms = turn.now.steady_ms;
    health_.heard(state_.keys.at(peer->key), turn.now.moment);
    if (const auto* call = std::get_if<wire::CommandCall>(&said.body)) {
        on_command(frame, *peer, *call, turn);
    } else if (const auto* query = std::get_if<wire::Query>(&said.body)) {
        on_query(frame, *peer, *query, turn);
    } else if (const auto* chunk = std::get_if<wire::Chunk>(&said.body)) {
        on_chunk(frame, *peer, *chunk, turn);
    } else if (const auto* heartbeat = std::get_if<wire::Heartbeat>(&said.body)) {
        health_.told(state_.keys.at(peer->key), *heartbeat);
        turn.send(options_.j, frame.session, wire::Heartbeat{});
    } else {
        turn.send(
            options_.j, frame.session,
            wire::Problem{"that message is the broker's to send", "hello, command, query, chunk"});
    }
}

/// Answers requests that arrived before a successful call was sent: this process owned the lease
/// after they arrived, so no other broker had written.
void Jurisdiction::handle_waiting(Turn& turn) {
    while (!waiting_.empty() && (waiting_.front().since_ms <= lease_.last_good_ms() ||
                                 lease_.sure(turn.now.steady_ms))) {
        const Waiting first = std::move(waiting_.front());
        waiting_.pop_front();
        if (admits(KeyId{first.frame.user_id})) handle(first.frame, first.said, turn);
    }
}

void Jurisdiction::turn_waiting_away(Turn& turn) {
    for (const Waiting& each : std::exchange(waiting_, {})) {
        turn.send(options_.j, each.frame.session, wire::Moved{});
    }
}

/// The highest number of this sender in the state, in the current incarnation; 0 if none.
std::int64_t Jurisdiction::last_applied(const KeyRow& key) const {
    const auto session = state_.sessions.find(key.id);
    const bool known =
        session != state_.sessions.end() && session->second.incarnation == key.incarnation;
    return known ? session->second.last_n : 0;
}

/// The sender spoke to the broker of a later place, and can show it: a copy of this county was made
/// the real one.
bool Jurisdiction::is_taken_over(const wire::Hello& hello) const {
    return options_.prove_place && hello.place_number > options_.place_number &&
           hello.place_number <= wire::place_number_max &&
           hello.place_proof == options_.prove_place(options_.j, hello.place_number);
}

void Jurisdiction::on_hello(const Frame& frame, const wire::Hello& hello, Turn& turn) {
    if (sessions_.size() >= sessions_max && !sessions_.find(frame.session)) {
        turn.send(options_.j, frame.session, wire::Problem{"too many connections", "try later"});
        return;
    }
    if (hello.from > numbers_max) {
        turn.send(options_.j, frame.session,
                  wire::Problem{"a number is beyond any life's", "number from 1 on"});
        return;
    }
    if (is_taken_over(hello)) {
        return lease_.halt(
            "this county was taken over elsewhere, place " + std::to_string(hello.place_number),
            turn, hello.place_number);
    }
    const KeyRow& key = state_.keys.at(KeyId{frame.user_id});
    health_.greeted(key, hello.software);
    health_.heard(key, turn.now.moment);
    const std::int64_t applied = last_applied(key);
    std::int64_t expected = std::max(applied + 1, hello.from);
    const Peer* before = sessions_.find(frame.session);
    if (before && before->key == key.id && before->incarnation == hello.incarnation)
        expected = std::max(expected, before->expected_n);
    const Peer& peer = sessions_.greet(Peer{frame.session, key.id, hello.incarnation, expected,
                                            turn.now.steady_ms, hello.said, hello.bundles});
    // `applied` may rest on a batch still in flight. The sender discards commands up to it, so the
    // answer is held until that batch is committed.
    wire::Welcome welcome{key.incarnation,        applied,         wire::credit,
                          pipeline_.newest_seq(), turn.now.moment, state_.founding.demo_clock};
    if (hello.place_number >= 0 && options_.place_number > 0 && options_.prove_place) {
        welcome.place_number = options_.place_number;
        welcome.place_proof = options_.prove_place(options_.j, options_.place_number);
    }
    welcome.bundles = hello.bundles;
    send_when_committed(frame.session, std::move(welcome), turn);
    // A lower one was in force once: the welcome says which is now, as to a device restored from a
    // backup. Any other was never granted, and nothing said under it would be taken.
    if (hello.incarnation > key.incarnation || hello.incarnation < 1) {
        send_when_committed(
            frame.session,
            wire::Problem{"incarnation " + std::to_string(hello.incarnation) + " is not in force",
                          "number under incarnation " + std::to_string(key.incarnation) +
                              ", from 1 on; an officer grants the next one"},
            turn);
    }
    dispatcher_.on_greeting(peer, state_, turn);
}

void Jurisdiction::reject(const std::string& session, const wire::CommandCall& call,
                          const std::string& why, const Said& said, bool final, Turn& turn,
                          std::vector<std::string> possible) {
    RefusalWords words = in_english(said);
    wire::Answer answer{
        call.incarnation,   call.n, false, {}, why, std::move(words.what), std::move(words.mend),
        std::move(possible)};
    const Peer* peer = sessions_.find(session);
    if (peer && peer->reads_said) answer.said = said;
    if (final) {
        send_when_committed(session, std::move(answer), turn);
    } else {
        turn.send(options_.j, session, std::move(answer));
    }
}

/// The people who may speak through a device: those of its group or case team.
std::vector<PersonId> Jurisdiction::members_of(const KeyRow& device) const {
    const auto team = state_.teams.find(device.team);
    if (team != state_.teams.end()) return team->second.members;
    const auto group = state_.groups.find(device.group);
    return group == state_.groups.end() ? std::vector<PersonId>{} : group->second.members;
}

/// The key as it speaks for itself.
Context Jurisdiction::context_of(const KeyRow& key, const std::string& trace, Now now) const {
    Context context{std::max(now.moment, state_.last_at),
                    {},
                    key.id,
                    key.kind,
                    key.group,
                    trace,
                    &outside_of_rules};
    context.team = key.team;
    if (options_.case_key) context.case_key = &static_cast<const Hash&>(*options_.case_key);
    return context;
}

/// Determines the speaker: the person of a personal key, a member of the device's group, or a
/// person listed for the gateway. Returns std::nullopt if the key may not speak for `as`.
std::optional<Context> Jurisdiction::speaker(const KeyRow& key, const PersonId& as,
                                             const std::string& trace, Now now) const {
    Context context = context_of(key, trace, now);
    const auto listed = [&](const std::vector<PersonId>& people) {
        return std::find(people.begin(), people.end(), as) != people.end();
    };
    switch (key.kind) {
        case KeyKind::Person:
            if (as && as != key.person) return std::nullopt;
            context.actor = key.person;
            return context;
        case KeyKind::Device: {
            if (as && !listed(members_of(key))) return std::nullopt;
            context.actor = as;
            return context;
        }
        case KeyKind::Gateway:
            if (!as || !listed(key.speaks_for)) return std::nullopt;
            context.actor = as;
            return context;
        default:
            if (as) return std::nullopt;
            return context;
    }
}

/// The number is already applied: sends the stored answer again. A number without a stored answer
/// was refused (refusals are not logged but use up their number), or is too old to tell.
void Jurisdiction::answer_again(const Frame& frame, const wire::CommandCall& call,
                                const std::string& hash, Turn& turn) {
    const Session& session = state_.sessions.at(KeyId{frame.user_id});
    for (const Receipt& receipt : session.recent) {
        if (receipt.n != call.n) continue;
        if (receipt.body_hash != hash) {
            return reject(frame.session, call, "id_reused", says("number_used_already"), true,
                          turn);
        }
        return send_when_committed(
            frame.session,
            wire::Answer{call.incarnation, call.n, true, receipt.accepted, "", "", "", {}}, turn);
    }
    const bool all_kept =
        session.recent.size() < receipts_kept || call.n > session.recent.front().n;
    reject(frame.session, call, "forgotten",
           all_kept ? says("refusal_not_kept") : says("number_too_old"), true, turn);
}

void Jurisdiction::on_command(const Frame& frame, Peer& peer, const wire::CommandCall& call,
                              Turn& turn) {
    const KeyRow& key = state_.keys.at(peer.key);
    if (call.incarnation != key.incarnation || call.incarnation != peer.incarnation) {
        reject(frame.session, call, "unknown_session",
               says("incarnation_not_in_force", key.incarnation), true, turn);
        return;
    }
    if (call.n < 1) {
        reject(frame.session, call, "bad_input", says("number_out_of_order", peer.expected_n), true,
               turn);
        return;
    }
    if (call.n <= last_applied(key)) {
        answer_again(frame, call, to_bytes(sha256(call.name + call.args)), turn);
        return;
    }
    // The same connection greeted twice and sent the command twice: it was refused before, and that
    // refusal is in flight. Deciding it again could accept it while the sender keeps the refusal.
    if (call.n < peer.expected_n) {
        reject(frame.session, call, "forgotten", says("refused_on_this_link"), true, turn);
        return;
    }
    if (call.n > numbers_max) {
        reject(frame.session, call, "bad_input", says("number_too_large"), true, turn);
        return;
    }
    if (call.n > peer.expected_n) {
        reject(frame.session, call, "gap", says("number_out_of_order", peer.expected_n), false,
               turn);
        return;
    }
    const CommandId id{peer.key, call.incarnation, call.n};
    if (!pipeline_.has_room(id) || !lease_.sure(turn.now.steady_ms)) {
        reject(frame.session, call, "busy", says("not_done"), false, turn);
        return;
    }
    peer.expected_n = call.n + 1;
    carry_out(frame, peer, call, turn);
}

/// The result of deciding a command, before any of it is applied.
struct Jurisdiction::Decided {
    std::vector<EncodedEvent> events;
    Accepted accepted;
    PersonalValues values;
};

void Jurisdiction::refuse_broken(const Frame& frame, const wire::CommandCall& call,
                                 const std::string& why, Turn& turn) {
    turn.note(options_.j, Note::Level::Error, "rule.broken", {{"name", call.name}, {"why", why}},
              call.trace);
    reject(frame.session, call, "broken", says("rule_broken"), true, turn);
}

std::optional<Jurisdiction::Decided> Jurisdiction::decide_call(const Frame& frame, Peer& peer,
                                                               const wire::CommandCall& call,
                                                               Turn& turn) {
    const auto bad = [&](const Said& said) {
        reject(frame.session, call, "bad_input", said, true, turn);
        return std::nullopt;
    };
    if (call.trace.size() > wire::trace_bytes_max) return bad(says("trace_too_long"));
    const KeyRow& key = state_.keys.at(peer.key);
    auto context = speaker(key, call.as, call.trace, turn.now);
    if (!context && !call.as && is_said_by(key.kind, call.name)) {
        context = context_of(key, call.trace, turn.now);
    }
    if (!context) {
        reject(frame.session, call, "forbidden", says("may_not_speak_for_them"), true, turn);
        return std::nullopt;
    }
    auto command = decode_command(call.name, call.args);
    if (!command) return bad(command.error().said);
    auto values = put_aside(*command, options_.random);
    auto decision = decide(state_, *context, *command);
    if (!decision) {
        const Rejection& no = decision.error();
        if (no.why == Why::Stale || no.why == Why::TooEarly) repair_timer(*command, turn);
        reject(frame.session, call, std::string(name(no.why)), no.said, true, turn, no.possible);
        return std::nullopt;
    }
    if (const auto locked = lock_words(decision->events, *command, values); !locked) {
        if (locked.error().kind == Error::Kind::NotFound) {
            reject(frame.session, call, std::string(name(Why::NotNow)), says("case_erased"), true,
                   turn);
            return std::nullopt;
        }
        turn.note(options_.j, Note::Level::Error, "case.key_unwritten",
                  {{"why", locked.error().what}});
        peer.expected_n = call.n;  // the same number again, once the disk takes the key
        reject(frame.session, call, "busy", says("not_done"), false, turn);
        return std::nullopt;
    }
    auto events = encode(std::move(decision->events));
    for (const EncodedEvent& each : events) {
        if (each.bytes.size() > wire::event_bytes_max) {
            return bad(says("command_too_large"));
        }
        const auto* set = std::get_if<TimerSet>(&each.event.body);
        ensure(set == nullptr || (set->timer.due.ms >= 0 && set->timer.due.ms <= store::moment_max),
               "a rule set a timer that the store does not take");
    }
    return Decided{std::move(events), decision->accepted, std::move(values)};
}

/// Words of a case are stored under its key. NotFound: it is destroyed. Else: it could not be
/// written or read.
Result<void> Jurisdiction::lock_words(const std::vector<Event>& events, const Command& command,
                                      PersonalValues& values) const {
    if (!options_.lock_words || values.empty()) return {};
    const Case* known = case_of(state_, command);
    CaseId lead = known ? known->id : CaseId{};
    for (const Event& each : events) {
        if (!lead) lead = case_about(state_, each.body);
    }
    if (!lead) return {};
    for (auto& [ref, value] : values) {
        auto locked = options_.lock_words(options_.j, lead, value);
        if (!locked) return tl::unexpected<Error>(locked.error());
        value = std::move(*locked);
    }
    return {};
}

/// Told as soon as it holds, and not when it speaks next: it greets anew and hears why.
void Jurisdiction::turn_away(const KeyId& revoked, Turn& turn) {
    if (const Peer* peer = sessions_.of_key(revoked)) {
        send_when_committed(peer->session, wire::Moved{}, turn);
    }
}

/// An exception here is a fault in a rule or in a state older than a bound: only this command
/// fails. If its events could not be folded, the state is loaded again and the command is not
/// retried.
void Jurisdiction::carry_out(const Frame& frame, Peer& peer, const wire::CommandCall& call,
                             Turn& turn) {
    const CommandId id{peer.key, call.incarnation, call.n};
    if (pipeline_.is_broken(id)) {
        return refuse_broken(frame, call, "it was tried before", turn);
    }
    std::optional<Decided> decided;
    try {
        decided = decide_call(frame, peer, call, turn);
    } catch (const std::exception& fault) {
        return refuse_broken(frame, call, fault.what(), turn);
    }
    if (!decided) return;
    Accepted accepted = decided->accepted;
    accepted.commit = pipeline_.next_seq();
    const Bytes hash(to_bytes(sha256(call.name + call.args)));
    const auto revoked = revoked_by(decided->events);
    try {
        add(std::move(decided->events), Receipt{id.key, id.incarnation, id.n, hash, accepted},
            std::move(decided->values));
    } catch (const std::exception& fault) {
        pipeline_.remember_broken(id);
        turn.note(options_.j, Note::Level::Error, "rule.broken",
                  {{"name", call.name}, {"why", fault.what()}}, call.trace);
        return rebuild("a command could not be folded", turn);
    }
    send_when_committed(frame.session,
                        wire::Answer{call.incarnation, call.n, true, accepted, "", "", "", {}},
                        turn);
    for (const KeyId& key : revoked) turn_away(key, turn);
    turn.add(CommandDecided{options_.j, call.trace, call.name, id.key, call.n, accepted.commit});
    if (pipeline_.is_full() && pipeline_.ready()) pipeline_.close(lease_.tenure(), turn);
}

/// The timer index in Redis differs from the state. The state's pending timers are authoritative;
/// the index entry is corrected.
void Jurisdiction::repair_timer(const Command& command, Turn& turn) {
    const auto* fire = std::get_if<FireTimer>(&command);
    if (!fire) return;
    Fix fix{options_.j, lease_.tenure().token, {}, {}};
    const auto pending = state_.timers.find(fire->timer);
    if (pending == state_.timers.end()) {
        fix.off.push_back(due_key(fire->timer));
    } else {
        fix.on.emplace_back(due_key(fire->timer), pending->second.due.ms);
    }
    pipeline_.hold(std::move(fix), turn);
}

}  // namespace dudao::broker
