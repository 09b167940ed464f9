// From decided events to commits. Events join the open batch. At the end of a turn the open batch
// is closed and sent, when fewer than four are under way; so batches grow with the load by
// themselves.
//
// What always holds:
// - Batches are numbered in order, and each names the hash of the one before it. The store takes
//   them in this order or not at all: after one is refused, those behind it refuse themselves.
// - What is held (`hold`) leaves when the newest batch of that moment is committed, in the order in
//   which it was held; it never leaves when that batch is lost.
// - A closed batch does not change: when the store refuses it for now, the same bytes go again.
// - A batch that the store can never take makes its commands suspects. A suspect has a batch to
//   itself. The one that is refused alone is broken, and is not tried again by this process.
//
// Inputs: encoded events with the receipt of their command, the store's answers, the time (steady
// milliseconds). Bounds (limits.h): batches under way; events, bytes and held effects of the open
// batch, at which has_room() refuses the next command (answers to questions are held all the same);
// suspects; broken commands.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
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

/// A command by its sender's number.
struct CommandId {
    KeyId key;
    std::int64_t incarnation = 0;
    std::int64_t n = 0;
    friend auto operator<=>(const CommandId&, const CommandId&) = default;
};

class Pipeline {
 public:
    explicit Pipeline(std::string j) : j_(std::move(j)) {}

    /// Forgets all that is speculative, and what is held for it.
    void forget();
    /// The fold stands here, with nothing speculative.
    void stand_at(const LogEnd& end);

    const LogEnd& confirmed() const { return confirmed_; }
    bool speculative() const { return !open_.empty() || !under_way_.empty(); }
    /// The number of the batch that the next event joins.
    std::uint64_t next_seq() const { return closed_.seq + 1; }
    /// The newest commit that an answer given now rests on.
    std::uint64_t newest_seq() const { return closed_.seq + (open_.empty() ? 0 : 1); }

    /// False: the command hears `busy`.
    bool has_room(const CommandId& id) const;
    bool is_broken(const CommandId& id) const;
    void remember_broken(CommandId id);
    /// `first`: the index of the first event in the log. `mail_out`: blobs that no device needs.
    void add(std::uint64_t first, std::vector<EncodedEvent> events,
             const std::vector<std::string>& mail_out, std::optional<Receipt> receipt,
             PersonalValues values);
    /// Done now, or when the newest speculative batch is committed.
    void hold(Effect effect, Turn& turn);

    /// There is a batch to close, and room for it under way.
    bool ready() const;
    /// Only while ready.
    void close(const Tenure& tenure, Turn& turn);
    void send_refused_again(const Tenure& tenure, Turn& turn);
    /// When a refused batch goes again; the end of time when none waits for that.
    std::int64_t next_due() const;

    /// What the caller does about an answer of the store.
    struct Next {
        enum class Do { Nothing, Settle, LoseLease, Resolve, Rebuild, Halt } what = Do::Nothing;
        std::string why{};
    };
    /// An answer of known outcome.
    Next on_committed(const Committed& reply, Turn& turn);
    /// Whether the oldest batch under way is the one with this hash.
    bool oldest_is(const Hash& head) const;
    /// The oldest batch is in the log: what was held for it is done. When it was sent.
    std::int64_t settle_oldest(Turn& turn);

 private:
    struct Open {
        std::uint64_t first = 0;
        std::vector<std::string> events;
        std::vector<Receipt> receipts;
        Batch batch;  // timers, values, mail; the rest when it is closed
        std::vector<Effect> held;
        std::size_t bytes = 0;
        bool alone = false;  // a suspect's: no other command joins it
        bool empty() const { return events.empty() && receipts.empty(); }
    };
    struct UnderWay {
        std::shared_ptr<const Batch> batch;
        std::vector<Effect> held;
        std::vector<CommandId> commands;
        std::int64_t sent_ms = 0;
    };
    /// The store refused the oldest batch for now: full, busy, loading. Nothing was done.
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
    LogEnd closed_;  // of the newest batch closed; = confirmed_ when none is under way
    Open open_;
    std::deque<UnderWay> under_way_;
    std::optional<Refused> refused_;
    std::set<CommandId> suspects_;
    std::deque<CommandId> broken_;
};

}  // namespace dudao::broker
