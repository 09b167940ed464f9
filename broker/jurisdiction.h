// One jurisdiction at its owner: commands become events, events commits, commits answers and
// dispatches. Pure: time comes in, effects go out.
//
//   Lease       who owns the log; reads it; finds out what is unknown            lease.h
//   Pipeline    decided events → batches → commits; what is held for a commit    pipeline.h
//   Dispatcher  tasks to their groups' devices                                    dispatcher.h
//   Sessions    who speaks on which connection                                    sessions.h
//
// The parts do not know each other. What one says that concerns another goes through here
// (jurisdiction.cpp), and here is the folded state that they all read. The path of a command is
// commands.cpp: frame → sender's number → rule → answer.
//
// What always holds: nothing rests on what is not in the log. Every answer, refusal for good, query
// result and dispatch that saw a speculative state is held until the batch that it saw is
// committed and fsynced.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/dispatcher.h"
#include "broker/lease.h"
#include "broker/pipeline.h"
#include "broker/sessions.h"
#include "broker/turn.h"
#include "domain/draft.h"
#include "wire/personal.h"

namespace dudao::broker {

class Jurisdiction {
 public:
    struct Options {
        std::string j;
        Random random;        // tokens, references, salts
        Bytes own_key;        // the broker's CURVE public key, for what it says itself
        std::string clock{};  // "system" or "demo": a log of the other is refused; empty: any
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
    /// End of a turn: answers what waited, sends dispatches again, closes the open batch, renews
    /// the lease.
    void end_turn(Turn& turn);

    // For the shell.
    bool serving() const { return lease_.serving(); }
    bool admits(const KeyId& key) const;  // by the registry; false while not serving
    /// The id of the row of this very key, all 32 bytes compared; nothing when it may not enter.
    std::optional<KeyId> admitted(std::string_view public_key) const;
    std::uint64_t committed() const { return pipeline_.confirmed().seq; }
    const Hash& committed_head() const { return pipeline_.confirmed().head; }
    /// Nothing under way: no commit, no held answer, no dispatch unacknowledged by a live device.
    bool idle() const;
    std::int64_t next_due(std::int64_t steady_ms) const;
    const State& state() const { return state_; }  // speculative; committed when idle
    /// A copy of the committed state, only when nothing is speculative.
    std::optional<Replica> committed_replica() const;
    std::string token() const { return lease_.tenure().token; }

 private:
    // jurisdiction.cpp: what one part says and another must hear
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

    // commands.cpp: the path of a command
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
    /// Nothing: refused, and answered.
    std::optional<Decided> decide_call(const Frame& frame, Peer& peer,
                                       const wire::CommandCall& call, Turn& turn);
    void refuse_broken(const Frame& frame, const wire::CommandCall& call, const std::string& why,
                       Turn& turn);
    void reject(const std::string& session, const wire::CommandCall& call, const std::string& why,
                const Said& said, bool final, Turn& turn, std::vector<std::string> possible = {});
    std::optional<Context> speaker(const KeyRow& key, const PersonId& as, const std::string& trace,
                                   Now now) const;
    void repair_timer(const Command& command, Turn& turn);

    // questions.cpp: what is asked of the committed state, and pieces of evidence
    void on_query(const Frame& frame, const Peer& peer, const wire::Query& query, Turn& turn);
    void on_chunk(const Frame& frame, const Peer& peer, const wire::Chunk& chunk, Turn& turn);

    /// Now, or when the newest speculative batch is committed.
    void send_when_committed(const std::string& session, wire::Body body, Turn& turn);

    Options options_;
    State state_;  // with everything speculative
    Lease lease_;
    Pipeline pipeline_;
    Dispatcher dispatcher_;
    Sessions sessions_;

    struct Waiting {
        Frame frame;
        wire::Message said;
        std::int64_t since_ms = 0;
    };
    /// Greetings and questions that wait until the lease is known to be ours; waiting_max at most.
    std::deque<Waiting> waiting_;
    std::uint64_t snapshot_seq_ = 0;  // of the newest snapshot
};

}  // namespace dudao::broker
