// One jurisdiction at its owner: turns commands into events, batches into commits, commits into
// answers and dispatches. Pure: time comes in, effects go out.
//
// Nothing rests on what is not in the log: every answer, refusal, query and dispatch that saw a
// speculative state is held until the batch it saw is committed and fsynced. When an outcome is
// unknown the owner never guesses: it acquires with a new token, reads the log, and knows
// (reliability, resolve).
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "broker/io.h"
#include "broker/sessions.h"
#include "broker/turn.h"
#include "domain/draft.h"
#include "wire/personal.h"

namespace dudao::broker {

class Jurisdiction {
 public:
    struct Options {
        std::string j;
        std::string owner;    // of the lease
        Random random;        // tokens, references, salts
        Bytes own_key;        // the broker's CURVE public key, for what it says itself
        std::string clock{};  // "system" or "demo": a log of the other is refused; empty: any
    };

    explicit Jurisdiction(Options options) : options_(std::move(options)) {}

    // Inputs; each may add effects.
    void on_frame(const Frame& frame, const wire::Message& message, Turn& turn);
    void on_session_gone(const std::string& session) { sessions_.forget(session); }
    void on_snapshot(SnapshotLoaded loaded, Turn& turn);
    void on_store_opened(Turn& turn);
    void on_store(const StoreReply& reply, Turn& turn);
    void on_chunk(const ChunkWritten& written, Turn& turn);
    void on_piece(const PieceRead& read, Turn& turn);
    /// End of a turn: closes the open batch, renews the lease, sends dispatches again.
    void end_turn(Turn& turn);

    // For the shell.
    bool serving() const { return phase_ == Phase::Serving; }
    bool admits(const KeyId& key) const;  // by the registry; false while not serving
    /// The id of the row of this very key, all 32 bytes compared; nothing when it may not enter.
    std::optional<KeyId> admitted(std::string_view public_key) const;
    std::uint64_t committed() const { return confirmed_seq_; }
    const Hash& committed_head() const { return confirmed_head_; }
    /// Nothing under way: no commit, no held answer, no dispatch unacknowledged by a live device.
    bool idle() const;
    std::int64_t next_due(std::int64_t steady_ms) const;
    const State& state() const { return state_; }  // speculative; committed when idle
    /// A copy of the committed state, only when nothing is speculative.
    std::optional<Replica> committed_replica() const;
    std::string token() const { return tenure_.token; }

 private:
    enum class Phase {
        WaitingForSnapshot,
        Down,       // no connection to Redis
        Acquiring,  // asked for the lease
        Standby,    // another holds it
        Loading,    // reads the log
        LoadingMail,
        Serving,
        Halted,
    };

    // tenure.cpp
    void acquire(Turn& turn);
    void on_acquired(const Acquired& reply, Turn& turn);
    void on_log(const LogRead& reply, Turn& turn);
    bool take_entry(const Entry& entry, Turn& turn);
    void after_log(Turn& turn);
    void on_mail(const MailRead& reply, Turn& turn);
    void lose_tenure(const std::string& why, Turn& turn);
    void rebuild(const std::string& why, Turn& turn);
    void resolve(const std::string& why, Turn& turn);
    void halt(const std::string& why, Turn& turn);
    void renew_when_due(Turn& turn);
    std::int64_t renew_due_ms() const;
    bool may_start(std::int64_t steady_ms) const;

    // batches.cpp
    struct TaskChanged {
        TaskId task;
        KeyId by;  // it knows
    };
    /// A command by its sender's number.
    struct CommandId {
        KeyId key;
        std::int64_t incarnation = 0;
        std::int64_t n = 0;
        friend auto operator<=>(const CommandId&, const CommandId&) = default;
    };
    struct Open {
        std::vector<std::string> events;
        std::vector<Receipt> receipts;
        Batch batch;  // timers, values, mail; the rest when it is closed
        std::vector<Effect> after;
        std::vector<TaskId> released;
        std::vector<TaskChanged> changed;
        std::size_t bytes = 0;
        std::uint64_t first = 0;
        bool alone = false;  // a suspect's: nothing else joins it
        bool empty() const { return events.empty() && receipts.empty(); }
    };
    struct UnderWay {
        Batch batch;  // whole: when the store refuses it for now, the same bytes go again
        std::vector<Effect> after;
        std::vector<TaskId> released;
        std::vector<TaskChanged> changed;
        std::int64_t sent_ms = 0;
        std::vector<CommandId> commands;  // in it
    };
    void add(std::vector<Event> events, std::optional<Receipt> receipt, PersonalValues values);
    void index(const Event& event);
    void close_batch(Turn& turn);
    bool may_close(std::int64_t steady_ms) const;
    void refused(const Committed& reply, Turn& turn);
    void send_refused_again(Turn& turn);
    void on_committed(const Committed& reply, Turn& turn);
    void never_taken(const std::string& why, Turn& turn);
    void remember_broken(CommandId id);
    void settle_first(Turn& turn);
    /// Sends now, or when the newest speculative batch is committed.
    void hold(Effect effect, Turn& turn);
    bool speculative() const { return !open_.empty() || !under_way_.empty(); }
    void send_again(Turn& turn);

    /// The store refused the oldest batch for now: full, busy, loading. Nothing was done, and those
    /// behind it refuse themselves.
    struct Refused {
        std::int64_t since_ms = 0;
        std::int64_t again_ms = 0;
        std::int64_t pause_ms = 0;
    };

    // commands.cpp
    void heed(const Frame& frame, const wire::Message& message, Turn& turn);
    void take_put_off(Turn& turn);
    void drop_put_off(Turn& turn);
    void on_hello(const Frame& frame, const wire::Hello& hello, Turn& turn);
    void on_command(const Frame& frame, Peer& peer, const wire::CommandCall& call, Turn& turn);
    void decide_and_add(const Frame& frame, Peer& peer, const wire::CommandCall& call, Turn& turn);
    struct Trial;
    /// Nothing: refused, and answered.
    std::optional<Trial> try_out(const Frame& frame, Peer& peer, const wire::CommandCall& call,
                                 Turn& turn);
    void refuse_broken(const Frame& frame, const wire::CommandCall& call, const std::string& why,
                       Turn& turn);
    bool must_wait(const CommandId& id) const;
    void on_query(const Frame& frame, const Peer& peer, const wire::Query& query, Turn& turn);
    void on_chunk_call(const Frame& frame, const Peer& peer, const wire::Chunk& chunk, Turn& turn);
    void repeat(const Frame& frame, const wire::CommandCall& call, const std::string& hash,
                Turn& turn);
    std::optional<Context> speaker(const KeyRow& key, const PersonId& as, const std::string& trace,
                                   Now now) const;
    void reject(const std::string& session, const wire::CommandCall& call, const std::string& why,
                const std::string& what, const std::string& mend, bool final, Turn& turn,
                std::vector<std::string> possible = {});
    void repair_timer(const Command& command, Turn& turn);

    // dispatch.cpp
    void note_released(TaskId id);
    void note_changed(TaskId id, const KeyId& by);
    void dispatch(const Task& task, const Peer& peer, Turn& turn);
    void dispatch_all(const Peer& peer, Turn& turn);
    void dispatch_changed(const TaskChanged& changed, Turn& turn);
    wire::Dispatch dispatch_of(const Task& task, const KeyId& device) const;
    void redispatch_when_due(Turn& turn);
    std::vector<KeyId> recipients(const Task& task) const;
    bool awaits_ack(const KeyId& device) const;

    Options options_;
    Phase phase_ = Phase::WaitingForSnapshot;

    State state_;                 // with everything speculative
    std::uint64_t last_seq_ = 0;  // of the last batch closed
    Hash last_head_{};
    std::uint64_t confirmed_seq_ = 0;
    Hash confirmed_head_{};
    std::uint64_t known_seq_ = 0;
    Hash known_head_{};
    std::uint64_t snapshot_seq_ = 0;

    Tenure tenure_;
    std::string asked_token_;  // of the acquire under way
    std::int64_t acquire_at_ms_ = 0;
    std::int64_t last_good_ms_ = 0;  // when the last call that succeeded was sent
    std::int64_t renew_sent_ms_ = 0;
    bool renew_under_way_ = false;
    bool store_open_ = false;

    Open open_;
    std::deque<CommandId> broken_;  // never to be tried again in this life of the process
    std::set<CommandId> suspects_;  // of a batch that the store can never take: each in its own
    std::deque<UnderWay> under_way_;
    std::optional<Refused> refused_;

    struct PutOff {
        Frame frame;
        wire::Message message;
        std::int64_t since_ms = 0;
    };
    std::deque<PutOff> put_off_;  // until the lease is known to be ours

    Sessions sessions_;
    std::map<std::string, std::string> mail_;  // "<task>:<device>" -> blob
    std::map<KeyId, std::set<TaskId>> undelivered_;
    struct Backoff {
        std::int64_t at_ms = 0;
        std::int64_t pause_ms = 0;
    };
    std::map<KeyId, Backoff> redispatch_;
};

}  // namespace dudao::broker
