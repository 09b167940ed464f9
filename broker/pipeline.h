// Turns decided events into commits. Events join the open batch. When it is full, and at the end of
// a turn, the open batch is closed and sent if fewer than four batches are in flight, so batches
// grow with the load.
//
// Invariants:
// - Batches have consecutive numbers, and each contains the hash of the one before. The store
//   accepts them only in this order: after it refuses one, it also refuses those after it.
// - A held effect (`hold`) is released when the batch that was newest at the time is committed, in
//   the order in which the effects were held. If that batch is lost, the effect is discarded.
// - A closed batch never changes: if the store refuses it temporarily, the same bytes are sent
//   again.
// - If the store can never accept a batch, its commands become suspects, and each suspect is
//   retried in a batch of its own. A command that is refused alone is broken and is not retried by
//   this process.
//
// Inputs: encoded events with the receipt of their command, the store's replies, the time (steady
// milliseconds). Bounds (limits.h): batches in flight; events, bytes and held effects of the open
// batch, above which has_room() refuses the next command (answers to queries are still held);
// suspects; broken commands.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "broker/encoded_event.h"
#include "broker/log_end.h"
#include "broker/turn.h"
#include "domain/state.h"
#include "wire/personal.h"

namespace dudao::broker {

/// Identifies a command by its sender and the sender's number.
struct CommandId {
    KeyId key;
    std::int64_t incarnation = 0;
    std::int64_t n = 0;
    friend auto operator<=>(const CommandId&, const CommandId&) = default;
};

class Pipeline {
 public:
    explicit Pipeline(std::string j) : j_(std::move(j)) {}

    /// Discards everything speculative and the effects held for it.
    void forget();
    /// Sets the confirmed end of the log. The state at `end` must have nothing speculative.
    void stand_at(const LogEnd& end);

    const LogEnd& confirmed() const { return confirmed_; }
    bool speculative() const { return !open_.empty() || !under_way_.empty(); }
    /// The sequence number of the batch that the next event joins.
    std::uint64_t next_seq() const { return closed_.seq + 1; }
    /// The newest batch that an answer given now depends on.
    std::uint64_t newest_seq() const { return closed_.seq + (open_.empty() ? 0 : 1); }

    /// True: close the open batch now, or take no commands until a batch is committed.
    bool is_full() const;
    /// True: it is full, and as many batches are in flight as may be.
    bool waits_for_commits() const;
    /// False: refuse the command with `busy`.
    bool has_room(const CommandId& id) const;
    /// Commands that failed and are not retried by this process; at most broken_max are remembered.
    bool is_broken(const CommandId& id) const;
    void remember_broken(CommandId id);
    /// `first`: index of the first event in the log. `mail_out`: blobs to delete.
    void add(std::uint64_t first, std::vector<EncodedEvent> events,
             const std::vector<std::string>& mail_out, std::optional<Receipt> receipt,
             PersonalValues values);
    /// Performs the effect now, or when the newest speculative batch is committed.
    void hold(Effect effect, Turn& turn);

    /// True if there is a batch to close and fewer than the maximum are in flight.
    bool ready() const;
    /// Precondition: ready().
    void close(const Tenure& tenure, Turn& turn);
    /// Sends all batches in flight again if the pause after a refusal is over.
    void send_refused_again(const Tenure& tenure, Turn& turn);
    /// When a refused batch is retried (steady ms); the maximum value if none is waiting.
    std::int64_t next_due() const;

    /// What the caller must do after a reply of the store.
    struct Next {
        enum class Do { Nothing, Settle, LoseLease, Resolve, Rebuild, Halt } what = Do::Nothing;
        std::string why{};
    };
    /// Handles the store's reply to a commit.
    Next on_committed(const Committed& reply, Turn& turn);
    /// True if the oldest batch in flight has this hash.
    bool oldest_is(const Hash& head) const;
    /// The oldest batch is in the log: releases the effects held for it. Returns when the batch was
    /// sent.
    std::int64_t settle_oldest(Turn& turn);

 private:
    struct Open {
        std::uint64_t first = 0;
        std::vector<std::string> events;
        std::vector<Receipt> receipts;
        Batch batch;  // values, mail; the other fields are set on closing
        std::map<TimerId, Moment> timers_on;
        std::vector<TimerId> timers_off;
        std::vector<Effect> held;
        std::size_t bytes = 0;
        bool alone = false;  // holds a suspect: no other command may join
        bool empty() const { return events.empty() && receipts.empty(); }
    };
    struct UnderWay {
        std::shared_ptr<const Batch> batch;
        std::vector<Effect> held;
        std::vector<CommandId> commands;
        std::int64_t sent_ms = 0;
    };
    /// The store refused the oldest batch temporarily (full, busy, loading) and wrote nothing.
    struct Refused {
        std::int64_t since_ms = 0;
        std::int64_t again_ms = 0;
        std::int64_t pause_ms = 0;
    };
    void index(const EncodedEvent& event);
    Next on_refused(const Committed& reply, Turn& turn);
    Next on_never_taken(const std::string& why, Turn& turn);

    std::string j_;
    LogEnd confirmed_;
    LogEnd closed_;  // end of the newest closed batch; equal to confirmed_ when none is in flight
    Open open_;
    std::deque<UnderWay> under_way_;
    std::optional<Refused> refused_;
    std::set<CommandId> suspects_;
    std::deque<CommandId> broken_;
};

}  // namespace dudao::broker
