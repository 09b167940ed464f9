// Who owns the log. This process asks for the lease, reads the log to its end, renews the lease,
// and finds out what became of its calls when an outcome is unknown.
//
// What always holds:
// - Every acquire carries a new token. A call left in an old socket carries an old token; when it
//   runs at last, it is refused.
// - Nothing is asked on a connection that lost a call: `resolve` has it closed, and the next
//   acquire waits for `on_store_opened`.
// - `serving` begins when the fold stands at the end that acquire named, with its head and its
//   count of events, and the mail is read.
// - A log that ends before the last head this machine has seen, or differs there, is not served.
// - The lease does not make a write safe; the token inside the write does. The lease keeps a broker
//   that was asleep from answering out of the past (`sure`).
//
// Inputs: a state from disk, an open connection, the store's answers, the end of a turn. All times
// are steady milliseconds. One acquire, one read and one renewal are under way at most.
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
        Random random;        // tokens
        std::string clock{};  // "system" or "demo": a log of the other is refused; empty: any
    };
    explicit Lease(Options options) : options_(std::move(options)) {}

    bool serving() const { return phase_ == Phase::Serving; }
    /// Nobody else can have written: a call sent less than `courtesy_ms` ago has succeeded.
    bool sure(std::int64_t steady_ms) const;
    /// A frame that came no later than this has been followed by a call that succeeded.
    std::int64_t last_good_ms() const { return last_good_ms_; }
    const Tenure& tenure() const { return tenure_; }
    /// When it wants a turn at the latest.
    std::int64_t next_due(std::int64_t steady_ms) const;

    /// A state was read from disk. `seen`: the last end of the log that this machine has seen.
    void on_state(const LogEnd& seen, Turn& turn);
    void on_store_opened(Turn& turn);

    // Both return true when the fold, which stands at `end`, has all that the log holds; the caller
    // then asks `agrees`. `take` folds an entry and returns the new end, or nothing when the caller
    // gave up.
    using ApplyEntry = std::function<std::optional<LogEnd>(const Entry&)>;
    bool on_acquired(const Acquired& reply, const LogEnd& end, Turn& turn);
    bool on_log(const LogRead& reply, LogEnd end, const ApplyEntry& apply_entry, Turn& turn);
    /// Whether the log's own end is that of the fold; it halts otherwise. `leaves`: events in the
    /// fold; nothing while some of them are not committed.
    bool agrees(const LogEnd& end, std::optional<std::uint64_t> leaves, Turn& turn);
    void read_mail(Turn& turn);
    /// True: the mail is there, and serving begins.
    bool on_mail(const MailRead& reply, Turn& turn);

    /// False: another owns the log.
    bool on_renewed(const Renewed& reply, Turn& turn);
    /// A commit that was sent then has succeeded: it renewed the lease.
    void on_good_call(std::int64_t sent_ms);
    /// At the end of a turn. `confirmed`: readers may act on commits up to here.
    void renew_when_due(std::uint64_t confirmed, Turn& turn);

    /// An outcome is unknown: connect anew, acquire with a new token, read the log, and know.
    void resolve(const std::string& why, Turn& turn);
    /// What was speculative is lost: begins again with a state from disk.
    void begin_again(Turn& turn);
    void halt(const std::string& why, Turn& turn);

 private:
    enum class Phase {
        WaitingForState,  // from disk
        Down,             // no connection to Redis
        Acquiring,        // asked for the lease
        Standby,          // another holds it
        Loading,          // reads the log
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
    std::string asked_token_;         // of the acquire under way
    std::int64_t acquire_at_ms_ = 0;  // sent then; on standby: to be sent then
    std::int64_t last_good_ms_ = 0;   // when the last call that succeeded was sent
    std::int64_t renew_sent_ms_ = 0;
    bool renew_under_way_ = false;
    bool store_open_ = false;
};

}  // namespace dudao::broker
