// One jurisdiction, as its owner runs it: commands become events, events become commits, and
// commits release answers and dispatches. Pure: it takes the time as an input and returns effects.
//
//    Lease       owns the log: acquires, loads, renews, resolves unknown outcomes lease.h
//    Pipeline    decided events → batches → commits; effects held for a commit    pipeline.h
//    Dispatcher  tasks to their groups' devices                                   dispatcher.h
//    Sessions    which key uses each connection                                   sessions.h
//
// The parts do not call each other. Jurisdiction passes results from one to the next
// (jurisdiction.cpp) and owns the folded state that they all read. commands.cpp handles a command:
// frame → sender's number → rule → answer.
//
// Invariant: nothing leaves that depends on uncommitted state. An answer, final refusal, query
// result or dispatch computed from speculative state is held until the batch it depends on is
// committed and fsynced.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/device_health.h"
#include "broker/dispatcher.h"
#include "broker/lease.h"
#include "broker/pipeline.h"
#include "broker/sessions.h"
#include "broker/turn.h"
#include "domain/draft.h"
#include "secret/secret.h"
#include "wire/personal.h"

namespace dudao::broker {

/// Locks what is stored of a case's words (seal/case_words.h). Errors: NotFound, its key is
/// destroyed; else the disk.
using LockWords =
    std::function<Result<std::string>(const std::string& j, CaseId, const std::string& value)>;
/// The other way round, for what is given out. Errors: NotFound, the key is destroyed or not here;
/// Corrupt.
using UnlockWords =
    std::function<Result<std::string>(const std::string& j, const std::string& stored)>;
/// Shows that this number was given to a place of the county (net/place_proof.h): 32 bytes.
using ProvePlace = std::function<Bytes(const std::string& j, std::int64_t number)>;

class Jurisdiction {
 public:
    struct Options {
        std::string j;
        Random random;  // tokens, references, salts
        Bytes own_key;  // the broker's CURVE public key, the sender of the broker's own commands
        /// "system" or "demo": refuse a log of the other clock; empty: accept any.
        std::string clock{};
        /// Marks the people whom cases are about; none: nobody can be named in a case.
        std::optional<Secret<32>> case_key{};
        LockWords lock_words{};         // empty: words of cases lie open
        UnlockWords unlock_words{};     // empty: only what lies open is given out
        std::int64_t place_number = 0;  // of the place where it runs
        ProvePlace prove_place{};       // empty: no place is asked for or told
    };

    explicit Jurisdiction(Options options);

    // Inputs; each may add effects.
    void on_frame(const Frame& frame, const wire::Message& said, Turn& turn);
    void on_session_gone(const std::string& session) { sessions_.forget(session); }
    void on_snapshot(SnapshotLoaded loaded, Turn& turn);
    void on_store_opened(Turn& turn) { lease_.on_store_opened(turn); }
    void on_store(const StoreReply& reply, Turn& turn);
    void on_chunk_written(const ChunkWritten& written, Turn& turn);
    void on_piece_read(const PieceRead& read, Turn& turn);
    /// Ends a turn: answers waiting requests, redelivers dispatches, closes the open batch, renews
    /// the lease.
    void end_turn(Turn& turn);

    // Read by the shell.
    bool serving() const { return lease_.serving(); }
    /// True if the registry admits the key; always false while not serving.
    bool admits(const KeyId& key) const;
    /// The id of the registry row with exactly this 32-byte public key, if it is admitted;
    /// otherwise std::nullopt.
    std::optional<KeyId> admitted(std::string_view public_key) const;
    std::uint64_t committed() const { return pipeline_.confirmed().seq; }
    const Hash& committed_head() const { return pipeline_.confirmed().head; }
    /// True when nothing is pending: no commit in flight, no held answer, and no dispatch that a
    /// connected device has not acknowledged.
    bool idle() const;
    /// True: read no further frames until a batch is committed.
    bool waits_for_commits(std::int64_t steady_ms) const;
    /// When the next turn is needed at the latest (steady ms).
    std::int64_t next_due(std::int64_t steady_ms) const;
    /// Includes speculative events; equal to the committed state when idle.
    const State& state() const { return state_; }
    /// A copy of the committed state; std::nullopt while any event is speculative, and until the
    /// state is loaded again after such events were discarded.
    std::optional<Replica> committed_replica() const;
    std::string token() const { return lease_.tenure().token; }

 private:
    // jurisdiction.cpp: passes results from one part to another
    void on_committed(const Committed& reply, Turn& turn);
    void settle_oldest(Turn& turn);
    std::optional<LogEnd> take_entry(const Entry& entry, Turn& turn);
    void on_log_end(Turn& turn);
    void on_mail(const MailRead& reply, Turn& turn);
    void lose_lease(const std::string& why, Turn& turn);
    void rebuild(const std::string& why, Turn& turn);
    void tell_all_to_greet_again(Turn& turn);
    void add(std::vector<EncodedEvent> events, std::optional<Receipt> receipt,
             PersonalValues values);

    // commands.cpp: handles a command
    bool is_taken_over(const wire::Hello& hello) const;
    void handle(const Frame& frame, const wire::Message& said, Turn& turn);
    void handle_waiting(Turn& turn);
    void turn_waiting_away(Turn& turn);
    void on_hello(const Frame& frame, const wire::Hello& hello, Turn& turn);
    void on_command(const Frame& frame, Peer& peer, const wire::CommandCall& call, Turn& turn);
    std::int64_t last_applied(const KeyRow& key) const;
    void answer_again(const Frame& frame, const wire::CommandCall& call, const std::string& hash,
                      Turn& turn);
    void carry_out(const Frame& frame, Peer& peer, const wire::CommandCall& call, Turn& turn);
    struct Decided;
    /// Returns std::nullopt when the command was refused; the refusal is then already sent or held.
    std::optional<Decided> decide_call(const Frame& frame, Peer& peer,
                                       const wire::CommandCall& call, Turn& turn);
    /// 0: evidence of no case.
    CaseId case_of_evidence(const EvidenceHash& hash) const;
    Result<void> lock_words(const std::vector<Event>& events, const Command& command,
                            PersonalValues& values) const;
    void refuse_broken(const Frame& frame, const wire::CommandCall& call, const std::string& why,
                       Turn& turn);
    void reject(const std::string& session, const wire::CommandCall& call, const std::string& why,
                const Said& said, bool final, Turn& turn, std::vector<std::string> possible = {});
    std::vector<PersonId> members_of(const KeyRow& device) const;
    Context context_of(const KeyRow& key, const std::string& trace, Now now) const;
    std::optional<Context> speaker(const KeyRow& key, const PersonId& as, const std::string& trace,
                                   Now now) const;
    void repair_timer(const Command& command, Turn& turn);

    // questions.cpp: queries on the committed state, and pieces of evidence
    Result<std::string> devices_seen(const Context& asker) const;
    void on_query(const Frame& frame, const Peer& peer, const wire::Query& query, Turn& turn);
    void on_chunk(const Frame& frame, const Peer& peer, const wire::Chunk& chunk, Turn& turn);
    /// Reads the words of a case for a question, once what they rest on is committed.
    void ask_value(const std::string& session, std::int64_t q, const Text& words, Turn& turn);
    void on_value(const ValueRead& read, Turn& turn);
    wire::QueryResult given(std::int64_t q, const Text& words, const ValueRead& read,
                            Turn& turn) const;

    /// Tells the key's connection that it is no longer admitted, once that is committed.
    void turn_away(const KeyId& revoked, Turn& turn);
    /// Sends now, or when the newest speculative batch is committed.
    void send_when_committed(const std::string& session, wire::Body body, Turn& turn);

    Options options_;
    State state_;  // includes all speculative events
    Lease lease_;
    Pipeline pipeline_;
    Dispatcher dispatcher_;
    Sessions sessions_;
    DeviceHealth health_;

    struct Waiting {
        Frame frame;
        wire::Message said;
        std::int64_t since_ms = 0;
    };
    /// A question that waits for a personal value.
    struct ValueAsked {
        std::string session;
        std::int64_t q = 0;
        Text words;
    };
    std::map<std::uint64_t, ValueAsked> values_asked_;  // at most values_asked_max
    std::uint64_t last_value_asked_ = 0;
    /// Greetings and queries held until the lease is confirmed; at most waiting_max.
    std::deque<Waiting> waiting_;
    std::uint64_t snapshot_seq_ = 0;  // sequence number of the newest snapshot
    bool holds_uncommitted_ = false;  // discarded events are in `state_` until it is loaded again
};

}  // namespace dudao::broker
