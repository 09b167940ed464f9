// From a frame to events: who speaks, which number, may they, what follows.
#include <algorithm>
#include <exception>
#include <utility>

#include "broker/jurisdiction.h"
#include "broker/limits.h"
#include "broker/queries.h"
#include "domain/decide.h"
#include "domain/evidence.h"
#include "ensure.h"
#include "ledger/key_id.h"
#include "outside/outside.h"
#include "store/chain.h"
#include "wire/command_codec.h"
#include "wire/message_codec.h"

namespace dudao::broker {
namespace {

constexpr std::int64_t store_moment_max = 999'999'999'999'999;  // functions.lua: 15 digits

/// A question that a row cannot answer is one question; what went wrong is in the answer.
Result<std::string> safely_answered(const State& state, const Context& asker,
                                    const wire::Query& query) {
    try {
        return answer(state, asker, query);
    } catch (const std::exception& fault) {
        return fail(Error::Kind::Corrupt, std::string("the answer cannot be made: ") + fault.what(),
                    "please report it, with the time");
    }
}

}  // namespace

bool Jurisdiction::admits(const KeyId& key) const {
    const auto at = state_.keys.find(key);
    return phase_ == Phase::Serving && at != state_.keys.end() && !at->second.revoked;
}

std::optional<KeyId> Jurisdiction::admitted(std::string_view public_key) const {
    const KeyRow* row = row_of_key(state_.keys, public_key);
    return row && admits(row->id) ? std::optional(row->id) : std::nullopt;
}

void Jurisdiction::on_frame(const Frame& frame, const wire::Message& said, Turn& turn) {
    if (phase_ != Phase::Serving) {
        turn.send(options_.j, frame.session, wire::Moved{});
        return;
    }
    if (!admits(KeyId{frame.user_id})) {
        turn.send(options_.j, frame.session,
                  wire::Problem{"this key may not speak here", "an officer enrols keys"});
        return;
    }
    const bool asks = std::holds_alternative<wire::Hello>(said.body) ||
                      std::holds_alternative<wire::Query>(said.body);
    if (!asks || may_start(turn.now.steady_ms)) return heed(frame, said, turn);
    // Another may own the log by now and have written on: what we know may be of the past.
    if (put_off_.size() < put_off_max) {
        put_off_.push_back({frame, said, turn.now.steady_ms});
    } else {
        turn.send(options_.j, frame.session, wire::Moved{});
    }
}

void Jurisdiction::heed(const Frame& frame, const wire::Message& said, Turn& turn) {
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
    if (const auto* call = std::get_if<wire::CommandCall>(&said.body)) {
        on_command(frame, *peer, *call, turn);
    } else if (const auto* query = std::get_if<wire::Query>(&said.body)) {
        on_query(frame, *peer, *query, turn);
    } else if (const auto* chunk = std::get_if<wire::Chunk>(&said.body)) {
        on_chunk_call(frame, *peer, *chunk, turn);
    } else if (std::holds_alternative<wire::Heartbeat>(said.body)) {
        turn.send(options_.j, frame.session, wire::Heartbeat{});
    } else {
        turn.send(
            options_.j, frame.session,
            wire::Problem{"that message is the broker's to send", "hello, command, query, chunk"});
    }
}

/// What came before a call that succeeded is answered: the lease was ours after it came, so that
/// nobody had written on.
void Jurisdiction::take_put_off(Turn& turn) {
    while (!put_off_.empty() &&
           (put_off_.front().since_ms <= last_good_ms_ || may_start(turn.now.steady_ms))) {
        const PutOff first = std::move(put_off_.front());
        put_off_.pop_front();
        if (admits(KeyId{first.frame.user_id})) heed(first.frame, first.message, turn);
    }
}

void Jurisdiction::drop_put_off(Turn& turn) {
    for (const PutOff& each : std::exchange(put_off_, {})) {
        turn.send(options_.j, each.frame.session, wire::Moved{});
    }
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
    const KeyRow& key = state_.keys.at(KeyId{frame.user_id});
    const auto session = state_.sessions.find(key.id);
    const bool known =
        session != state_.sessions.end() && session->second.incarnation == key.incarnation;
    const std::int64_t applied = known ? session->second.last_n : 0;
    std::int64_t expected = std::max(applied + 1, hello.from);
    const Peer* before = sessions_.find(frame.session);
    if (before && before->key == key.id && before->incarnation == hello.incarnation)
        expected = std::max(expected, before->expected_n);
    const Peer& peer = sessions_.greet(
        Peer{frame.session, key.id, hello.incarnation, expected, turn.now.steady_ms});
    // What is applied may still be under way: the sender drops it only when it is committed.
    hold(message(options_.j, frame.session,
                 wire::Welcome{key.incarnation, applied, wire::credit,
                               last_seq_ + (open_.empty() ? 0 : 1), turn.now.moment,
                               state_.founding.demo_clock}),
         turn);
    redispatch_[key.id] = {};
    dispatch_all(peer, turn);
}

void Jurisdiction::reject(const std::string& session, const wire::CommandCall& call,
                          const std::string& why, const std::string& what, const std::string& mend,
                          bool final, Turn& turn, std::vector<std::string> possible) {
    wire::Answer answer{call.incarnation, call.n, false, {}, why, what, mend, std::move(possible)};
    if (final) {
        hold(message(options_.j, session, std::move(answer)), turn);
    } else {
        turn.send(options_.j, session, std::move(answer));
    }
}

/// Who speaks: a person by an own key, or through a device of their group or a gateway that may.
std::optional<Context> Jurisdiction::speaker(const KeyRow& key, const PersonId& as,
                                             const std::string& trace, Now now) const {
    Context context{std::max(now.moment, state_.last_at),
                    {},
                    key.id,
                    key.kind,
                    key.group,
                    trace,
                    &outside_of_rules};
    const auto listed = [&](const std::vector<PersonId>& people) {
        return std::find(people.begin(), people.end(), as) != people.end();
    };
    switch (key.kind) {
        case KeyKind::Person:
            if (as && as != key.person) return std::nullopt;
            context.actor = key.person;
            return context;
        case KeyKind::Device: {
            const auto group = state_.groups.find(key.group);
            if (as && (group == state_.groups.end() || !listed(group->second.members))) {
                return std::nullopt;
            }
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

/// A number at or below what is applied: its answer again, from the log. One that is not there was
/// refused (refusals are not logged, and use up their number); of what is too old nobody can tell.
void Jurisdiction::repeat(const Frame& frame, const wire::CommandCall& call,
                          const std::string& hash, Turn& turn) {
    const Session& session = state_.sessions.at(KeyId{frame.user_id});
    for (const Receipt& receipt : session.recent) {
        if (receipt.n != call.n) continue;
        if (receipt.body_hash != hash) {
            return reject(frame.session, call, "id_reused",
                          "this number was used for another command",
                          "a restored device: an officer grants a new incarnation", true, turn);
        }
        return hold(
            message(options_.j, frame.session,
                    wire::Answer{call.incarnation, call.n, true, receipt.accepted, "", "", "", {}}),
            turn);
    }
    const bool all_kept =
        session.recent.size() < receipts_kept || call.n > session.recent.front().n;
    reject(frame.session, call, "forgotten",
           all_kept ? "it was refused; why is not kept" : "this number is too old to tell",
           "look at the matter, then say it again under a new number if it is still wanted", true,
           turn);
}

void Jurisdiction::on_command(const Frame& frame, Peer& peer, const wire::CommandCall& call,
                              Turn& turn) {
    const KeyRow& key = state_.keys.at(peer.key);
    if (call.incarnation != key.incarnation || call.incarnation != peer.incarnation) {
        reject(frame.session, call, "unknown_session", "this incarnation is not in force",
               "incarnation " + std::to_string(key.incarnation), true, turn);
        return;
    }
    const auto session = state_.sessions.find(key.id);
    const bool known =
        session != state_.sessions.end() && session->second.incarnation == call.incarnation;
    const std::int64_t applied = known ? session->second.last_n : 0;
    if (call.n <= applied) {
        repeat(frame, call, to_bytes(sha256(call.name + call.args)), turn);
        return;
    }
    // Greeted twice, said twice: it was refused on this connection, and the refusal is under way.
    // Decided again it might be accepted, and the sender would keep the refusal.
    if (call.n < peer.expected_n) {
        reject(frame.session, call, "forgotten", "it was refused on this connection",
               "say it again under a new number if it is still wanted", true, turn);
        return;
    }
    if (call.n > numbers_max) {
        reject(frame.session, call, "bad_input", "n is beyond any life's numbers",
               "number from 1 on", true, turn);
        return;
    }
    if (call.n > peer.expected_n) {
        reject(frame.session, call, "gap", "number " + std::to_string(peer.expected_n) + " is next",
               "send in order", false, turn);
        return;
    }
    const CommandId id{peer.key, call.incarnation, call.n};
    const bool full = must_wait(id) || open_.events.size() >= batch_events_max ||
                      open_.bytes >= batch_bytes_max || open_.after.size() >= held_max ||
                      refused_ || !may_start(turn.now.steady_ms);
    if (full) {
        reject(frame.session, call, "busy", "not done", "send it again", false, turn);
        return;
    }
    peer.expected_n = call.n + 1;
    decide_and_add(frame, peer, call, turn);
}

/// What a command would do, and nothing has been done yet.
struct Jurisdiction::Trial {
    std::vector<Event> events;
    Accepted accepted;
    PersonalValues values;
};

/// A suspect's batch holds it alone.
bool Jurisdiction::must_wait(const CommandId& id) const {
    return open_.alone || (suspects_.contains(id) && !open_.empty());
}

void Jurisdiction::refuse_broken(const Frame& frame, const wire::CommandCall& call,
                                 const std::string& why, Turn& turn) {
    turn.note(options_.j, Note::Level::Error, "rule.broken", {{"name", call.name}, {"why", why}},
              call.trace);
    reject(frame.session, call, "broken",
           "a rule of this release fails on this command; nothing was done",
           "please report it, with the time", true, turn);
}

std::optional<Jurisdiction::Trial> Jurisdiction::try_out(const Frame& frame, Peer& peer,
                                                         const wire::CommandCall& call,
                                                         Turn& turn) {
    const auto bad = [&](const Error& error) {
        reject(frame.session, call, "bad_input", error.what, error.mend, true, turn);
        return std::nullopt;
    };
    if (call.trace.size() > wire::trace_bytes_max)
        return bad({{}, "trace is over 32 bytes", "shorter"});
    const auto context = speaker(state_.keys.at(peer.key), call.as, call.trace, turn.now);
    if (!context) {
        reject(frame.session, call, "forbidden", "this key may not speak for that person",
               "leave `as` empty, or name a person the key speaks for", true, turn);
        return std::nullopt;
    }
    auto command = decode_command(call.name, call.args);
    if (!command) return bad(command.error());
    auto values = put_aside(*command, options_.random);
    auto decision = decide(state_, *context, *command);
    if (!decision) {
        const Rejection& no = decision.error();
        if (no.why == Why::Stale || no.why == Why::TooEarly) repair_timer(*command, turn);
        reject(frame.session, call, std::string(name(no.why)), no.what, no.mend, true, turn,
               no.possible);
        return std::nullopt;
    }
    for (const Event& event : decision->events) {
        if (encode_event(event).size() > wire::event_bytes_max) {
            return bad({{}, "the command is too large for one event", "at most 65,535 bytes"});
        }
        const auto* set = std::get_if<TimerSet>(&event.body);
        ensure(set == nullptr || (set->timer.due.ms >= 0 && set->timer.due.ms <= store_moment_max),
               "a rule set a timer that the store does not take");
    }
    return Trial{std::move(decision->events), decision->accepted, std::move(values)};
}

/// A fault of ours, or of a state from before a bound: the command does nothing, the rest goes on.
/// Where its events could not be folded the state is read anew, and the command is not tried again.
void Jurisdiction::decide_and_add(const Frame& frame, Peer& peer, const wire::CommandCall& call,
                                  Turn& turn) {
    const CommandId id{peer.key, call.incarnation, call.n};
    if (std::find(broken_.begin(), broken_.end(), id) != broken_.end()) {
        return refuse_broken(frame, call, "it was tried before", turn);
    }
    std::optional<Trial> trial;
    try {
        trial = try_out(frame, peer, call, turn);
    } catch (const std::exception& fault) {
        return refuse_broken(frame, call, fault.what(), turn);
    }
    if (!trial) return;
    Accepted accepted = trial->accepted;
    accepted.commit = last_seq_ + 1;
    const Bytes hash(to_bytes(sha256(call.name + call.args)));
    try {
        add(std::move(trial->events), Receipt{id.key, id.incarnation, id.n, hash, accepted},
            std::move(trial->values));
    } catch (const std::exception& fault) {
        remember_broken(id);
        turn.note(options_.j, Note::Level::Error, "rule.broken",
                  {{"name", call.name}, {"why", fault.what()}}, call.trace);
        return rebuild("a command could not be folded", turn);
    }
    open_.alone = suspects_.contains(id);
    hold(message(options_.j, frame.session,
                 wire::Answer{call.incarnation, call.n, true, accepted, "", "", "", {}}),
         turn);
    turn.note(options_.j, Note::Level::Info, "command",
              {{"name", call.name},
               {"key", id.key.text},
               {"n", std::to_string(call.n)},
               {"commit", std::to_string(accepted.commit)}},
              call.trace);
}

/// The index in Redis disagreed with the state: the truth is the pending set.
void Jurisdiction::repair_timer(const Command& command, Turn& turn) {
    const auto* fire = std::get_if<FireTimer>(&command);
    if (!fire) return;
    Fix fix{options_.j, tenure_.token, {}, {}};
    const auto pending = state_.timers.find(fire->timer);
    if (pending == state_.timers.end()) {
        fix.off.push_back(due_key(fire->timer));
    } else {
        fix.on.emplace_back(due_key(fire->timer), pending->second.due.ms);
    }
    hold(std::move(fix), turn);
}

void Jurisdiction::on_query(const Frame& frame, const Peer& peer, const wire::Query& query,
                            Turn& turn) {
    wire::QueryResult result{query.q, false, last_seq_ + (open_.empty() ? 0 : 1), {}, "", ""};
    const auto context = speaker(state_.keys.at(peer.key), query.as, "", turn.now);
    if (!context) {
        result.why = "forbidden";
        result.what = "this key may not speak for that person";
    } else if (query.what == "evidence") {
        const auto wanted = piece_of(state_, *context, query);
        if (wanted) {
            turn.add(ReadPiece{frame.session, options_.j, query.q, wanted->hash, wanted->offset});
            return;
        }
        result.why = why_not(wanted.error());
        result.what = wanted.error().text();
    } else if (auto answered = safely_answered(state_, *context, query)) {
        result.ok = answered->size() < wire::message_bytes_max - 1024;
        if (result.ok) result.result = Bytes(std::move(*answered));
        if (!result.ok) result.what = "the answer is over 1 MiB; ask with a filter";
    } else {
        result.why = why_not(answered.error());
        result.what = answered.error().text();
        if (answered.error().kind == Error::Kind::Corrupt) {
            turn.note(options_.j, Note::Level::Error, "query.broken",
                      {{"what", query.what}, {"why", answered.error().what}});
        }
    }
    hold(message(options_.j, frame.session, std::move(result)), turn);
}

void Jurisdiction::on_piece(const PieceRead& read, Turn& turn) {
    wire::QueryResult result{read.q, false, last_seq_, {}, "", ""};
    switch (read.fault) {
        case PieceRead::Fault::None:
            result.ok = true;
            result.result = Bytes(read.bytes);
            break;
        case PieceRead::Fault::Busy:
            result.why = "busy";
            result.what = "too much evidence is on its way; ask again";
            break;
        case PieceRead::Fault::Unreadable:
            result.why = "not_found";
            result.what = "the office's disk does not give it";
            turn.note(options_.j, Note::Level::Error, "evidence.unreadable",
                      {{"hash", read.hash.text}});
            break;
        case PieceRead::Fault::Altered:
            result.why = "altered";
            result.what = "what the office has is not what was attached: it was altered";
            turn.note(options_.j, Note::Level::Error, "evidence.altered",
                      {{"hash", read.hash.text}});
            break;
    }
    hold(message(options_.j, read.session, std::move(result)), turn);
}

namespace {

/// Of a piece for a file of this size; empty: it fits.
std::string fault_of(const wire::Chunk& chunk, std::int64_t size) {
    const auto bytes = static_cast<std::int64_t>(chunk.data.size());
    if (chunk.size != size || chunk.offset < 0 || chunk.offset > size - bytes)
        return "size is not the one attached, or the piece is not within it";
    if (chunk.data.size() > wire::chunk_bytes_max) return "a piece is over 256 KiB";
    const bool last = chunk.offset + bytes == size;
    if (bytes > 0 && !last && chunk.data.size() < wire::chunk_bytes_least)
        return "a piece is under 64 KiB and not the last";
    return {};
}

}  // namespace

void Jurisdiction::on_chunk_call(const Frame& frame, const Peer& peer, const wire::Chunk& chunk,
                                 Turn& turn) {
    const auto known = state_.evidence.find(chunk.hash);
    const auto who = speaker(state_.keys.at(peer.key), chunk.as, "", turn.now);
    wire::ChunkTaken taken{chunk.hash, 0, false, ""};
    // What is not there and what others attached is one answer.
    if (!who || known == state_.evidence.end() || !has_attached(state_, *who, known->second)) {
        taken.what = "no evidence with this hash was attached; send evidence.attach first";
    } else if (known->second.stored) {
        taken.have = known->second.size;
        taken.stored = true;
    } else if (!may_bring(state_, *who, known->second)) {
        taken.what = "another attached this file first, and brings its bytes";
    } else {
        taken.what = fault_of(chunk, known->second.size);
        if (taken.what.empty()) {
            turn.add(WriteChunk{frame.session, options_.j, chunk});
            return;
        }
    }
    hold(message(options_.j, frame.session, std::move(taken)), turn);
}

/// It is stored when that is in the log: a file that nobody recorded is sent again.
void Jurisdiction::on_chunk(const ChunkWritten& written, Turn& turn) {
    if (phase_ != Phase::Serving) {
        turn.send(options_.j, written.session, wire::Moved{});
        return;
    }
    wire::ChunkTaken taken = written.taken;
    if (!taken.what.empty()) {
        turn.note(options_.j, Note::Level::Warning, "evidence.not_taken",
                  {{"hash", taken.hash.text}, {"why", taken.what}});
    }
    if (taken.stored) {
        const KeyRow* own = row_of_key(state_.keys, options_.own_key);
        const KeyId own_key = own ? own->id : key_id(options_.own_key);
        const Context context{std::max(turn.now.moment, state_.last_at),
                              {},
                              own_key,
                              KeyKind::Broker,
                              {},
                              "",
                              &outside_of_rules};
        auto decision = decide(state_, context, EvidenceStored{taken.hash});
        if (!decision) {
            taken.stored = false;
            taken.what = decision.error().what;
        } else if (!decision->events.empty()) {
            add(std::move(decision->events), {}, {});
        }
    }
    hold(message(options_.j, written.session, std::move(taken)), turn);
}

void Jurisdiction::end_turn(Turn& turn) {
    if (phase_ == Phase::Serving) {
        sessions_.drop_silent(turn.now.steady_ms - silent_ms);
        take_put_off(turn);
        redispatch_when_due(turn);
        send_refused_again(turn);
        close_batch(turn);
    }
    renew_when_due(turn);
}

bool Jurisdiction::idle() const {
    if (phase_ != Phase::Serving || speculative() || !put_off_.empty()) return false;
    for (const auto& [device, tasks] : undelivered_) {
        if (const_cast<Sessions&>(sessions_).of_key(device)) return false;
    }
    return true;
}

std::int64_t Jurisdiction::next_due(std::int64_t steady_ms) const {
    if (phase_ == Phase::Standby) return acquire_at_ms_;
    if (phase_ != Phase::Serving) return steady_ms + 1000;
    if (may_close(steady_ms)) return steady_ms;
    // An answer to what is under way wakes us anyhow.
    const std::int64_t renew = renew_under_way_ ? steady_ms + 1000 : renew_due_ms();
    return refused_ && may_start(steady_ms) ? std::min(renew, refused_->again_ms) : renew;
}

std::optional<Replica> Jurisdiction::committed_replica() const {
    if (speculative()) return std::nullopt;
    return Replica{state_, confirmed_seq_, confirmed_head_};
}

}  // namespace dudao::broker
