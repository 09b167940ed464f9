// The owner's connection to Redis, for a single-threaded loop. Calls are pipelined on one
// connection; pump() returns their replies in the order of the calls.
//
//    writer.open(address);  writer.acquire(j, me, token);  …
//    writer.commit(j, token, epoch, batch);
//    loop: poll writer.fd() (also for writing while wants_write()), wake at next_due(),
//          then for (StoreReply& reply : writer.pump(now)) …
//
// Every call is answered exactly once. A call that could not be sent is answered NotExecuted. After
// a timeout or EOF the connection is closed and all pending calls are answered Unknown. The caller
// must then open again, acquire with a *new* token (a call left in the old socket may still run,
// but the new token makes the store refuse it), and read the log from the last confirmed commit:
// batches found there with the same hash are committed, the others never will be.
//
// The caller limits the batches in flight (at most 4, 1 MiB). Each names the hash of the one
// before, so the store refuses every batch after a failed one.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "result.h"
#include "store/connection.h"
#include "store/store.h"

namespace dudao {

class RedisWriter {
 public:
    struct Options {
        int lease_ms = store::lease_ms;
        std::int64_t call_ms = store::call_ms;
        Connection::Limits connection;
    };

    RedisWriter() : RedisWriter(Options{}) {}
    explicit RedisWriter(const Options& options) : options_(options) {}

    /// Connects, blocking until done or timed out. Calls still pending are answered Unknown.
    Result<void> open(const Address& address);
    /// Closes the connection; the next pump() answers pending calls Unknown.
    void close();

    int fd() const;  // -1 when closed
    bool wants_write() const;
    bool closed() const { return !connection_ || connection_->closed(); }
    std::size_t pending() const { return calls_.size(); }

    /// `token`: 32 hex digits of 128 random bits, new for every call.
    void acquire(const std::string& j, const std::string& me, const std::string& token);
    /// Renews the lease. Readers may act on commits up to `confirmed`.
    void renew(const std::string& j, const std::string& token, std::uint64_t confirmed);
    void release(const std::string& j, const std::string& token);
    void commit(const std::string& j, const std::string& token, std::uint64_t epoch,
                const Batch& batch);
    /// Corrects the timer index without an event; the state is authoritative.
    void fix(const std::string& j, const std::string& token,
             const std::vector<std::string>& timers_off,
             const std::vector<std::pair<std::string, std::int64_t>>& timers_on);
    /// Deletes archived entries up to `upto`, 1000 per call. `root` is the root of the archive
    /// segment.
    void trim(const std::string& j, const std::string& token, std::uint64_t upto, const Hash& root);
    /// Reads at most `count` commits from `from_seq`.
    void read_log(const std::string& j, std::uint64_t from_seq, int count);
    /// Reads all sealed blobs of {j}:mail.
    void read_mail(const std::string& j);
    /// Reads one personal value of {j}:pd; `ask` is returned with it.
    void read_value(const std::string& j, const std::string& ref, std::uint64_t ask);

    /// Sends queued calls now instead of at the next pump.
    void flush();

    /// Reads and writes what is possible, and closes the connection if the oldest call has timed
    /// out.
    std::vector<StoreReply> pump(std::int64_t now_steady_ms);

    /// When pump() must be called at the latest; 0: now; std::nullopt: no call is pending.
    std::optional<std::int64_t> next_due() const;

 private:
    struct Call {
        StoreReply answer;  // filled in from the reply
        bool sent = false;  // false: it could not be sent and has its answer already
        std::optional<std::int64_t> give_up{};  // the timeout; set by the first pump after the call
    };
    template <class Args>
    void call(StoreReply answer, const Args& args);
    void answer_unsent(std::vector<StoreReply>& answers);
    void answer_unknown(std::vector<StoreReply>& answers);

    Options options_;
    std::optional<Connection> connection_;
    std::deque<Call> calls_;
    std::size_t lost_ = 0;  // the first lost_ calls of calls_ were sent on an earlier connection
};

}  // namespace dudao
