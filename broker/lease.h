// Tracks who owns the log. Lease acquires the lease, has the log read to its end, renews the lease,
// and resolves calls whose outcome is unknown.
//
// Invariants:
// - Every acquire uses a new token. A call still buffered in an old socket carries an old token, so
//   the store refuses it when it runs.
// - After a call on a connection has failed with an unknown outcome, nothing more is sent on it:
//   `resolve` closes the connection, and the next acquire waits for `on_store_opened`.
// - `serving` becomes true when the folded state reaches the end of the log reported by acquire,
//   with the same head hash and event count, and the mail has been read.
// - A log that ends before the last head seen by this machine, or differs at that head, is not
//   served.
// - The lease does not make writes safe; the token checked inside each write does. The lease stops
//   a broker that was paused from answering from outdated state (`sure`).
//
// Inputs: a state from disk, an open connection, the store's replies, the end of a turn. All times
// are steady milliseconds. At most one acquire, one read and one renewal are in flight.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "broker/log_end.h"
#include "broker/turn.h"
#include "wire/personal.h"

namespace dudao::broker {

class Lease {
 public:
    struct Options {
        std::string j;
        Random random;  // tokens
        /// "system" or "demo": refuse a log of the other clock; empty: accept any.
        std::string clock{};
    };
    explicit Lease(Options options) : options_(std::move(options)) {}

    bool serving() const { return phase_ == Phase::Serving; }
    /// True if no other process can have written: a call sent less than `courtesy_ms` ago
    /// succeeded.
    bool sure(std::int64_t steady_ms) const;
    /// When the last successful call was sent (steady ms). A frame received no later was received
    /// while this process owned the lease.
    std::int64_t last_good_ms() const { return last_good_ms_; }
    const Tenure& tenure() const { return tenure_; }
    /// The latest time (steady ms) of the next turn.
    std::int64_t next_due(std::int64_t steady_ms) const;

    /// A state was loaded from disk. `seen` is the last log end recorded by this machine.
    void on_state(const LogEnd& seen, Turn& turn);
    void on_store_opened(Turn& turn);

    // Both return true when the folded state, which ends at `end`, has the whole log; then call
    // `agrees`. `apply_entry` folds one entry and returns the new end, or std::nullopt to stop
    // loading.
    using ApplyEntry = std::function<std::optional<LogEnd>(const Entry&)>;
    bool on_acquired(const Acquired& reply, const LogEnd& end, Turn& turn);
    bool on_log(const LogRead& reply, LogEnd end, const ApplyEntry& apply_entry, Turn& turn);
    /// Returns true if the end of the log matches the folded state; otherwise halts. `leaves` is
    /// the number of folded events; pass std::nullopt while some are not committed.
    bool agrees(const LogEnd& end, std::optional<std::uint64_t> leaves, Turn& turn);
    /// Requests the mail, the last step before serving.
    void read_mail(Turn& turn);
    /// Returns true when the mail was read; the jurisdiction is then serving.
    bool on_mail(const MailRead& reply, Turn& turn);

    /// Returns false if another process owns the log.
    bool on_renewed(const Renewed& reply, Turn& turn);
    /// A commit sent at `sent_ms` succeeded; a commit also renews the lease.
    void on_good_call(std::int64_t sent_ms);
    /// Call at the end of a turn. Readers may act on commits up to `confirmed`.
    void renew_when_due(std::uint64_t confirmed, Turn& turn);

    /// Resolves an unknown outcome: connects again, acquires with a new token and reads the log.
    void resolve(const std::string& why, Turn& turn);
    /// Discards the speculative state and loads a state from disk again.
    void begin_again(Turn& turn);
    /// Stops serving this jurisdiction for good; the process exits with the reason.
    /// `taken_over`: the number of the place that took over; 0: another reason.
    void halt(const std::string& why, Turn& turn, std::int64_t taken_over = 0);

 private:
    enum class Phase {
        WaitingForState,  // loading the state from disk
        Down,             // no connection to Redis
        Acquiring,        // lease requested
        Standby,          // another process holds the lease
        Loading,          // reading the log
        LoadingMail,
        Serving,
        Halted,
    };
    void acquire(Turn& turn);
    std::int64_t renew_due_ms() const;

    Options options_;
    Phase phase_ = Phase::WaitingForState;
    LogEnd seen_;
    Tenure tenure_;
    std::string asked_token_;  // of the acquire in flight
    /// Acquiring: when the acquire was sent; Standby: when to send the next.
    std::int64_t acquire_at_ms_ = 0;
    std::int64_t last_good_ms_ = 0;  // when the last successful call was sent
    std::int64_t renew_sent_ms_ = 0;
    bool renew_under_way_ = false;
    bool store_open_ = false;
};

}  // namespace dudao::broker
