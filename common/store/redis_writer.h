// The owner's way to Redis, for one single-threaded loop: calls are pipelined on one connection,
// their answers come from pump() in the order of the calls.
//
//     writer.open(address);  writer.acquire(j, me, token);  …  writer.commit(j, token, epoch,
//     batch); loop: poll writer.fd() (also for writing while wants_write()), wake at next_due(),
//     then for (StoreReply& reply : writer.pump(now)) …
//
// Every call is answered, once. What could not be sent is NotExecuted. After a time limit or EOF
// the connection is closed and all that is pending is answered Unknown: open again, acquire with a
// *new* token first (a call left in the old socket still runs, the new token makes it harmless),
// then read the log from the last confirmed commit: what stands there with the same hash is
// committed, the rest never will be.
//
// How many batches are under way is the caller's choice (at most 4, 1 MiB): each names its
// predecessor's hash, so after one fails the later ones refuse themselves.
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

    /// Connects, blocking within the time limit. Whatever was pending is answered Unknown.
    Result<void> open(const Address& address);
    void close();

    int fd() const;  // -1 when closed
    bool wants_write() const;
    bool closed() const { return !connection_ || connection_->closed(); }
    std::size_t pending() const { return calls_.size(); }

    /// `token`: 32 hex digits of 128 random bits, new for every call.
    void acquire(const std::string& j, const std::string& me, const std::string& token);
    /// `confirmed`: readers may act on commits up to here.
    void renew(const std::string& j, const std::string& token, std::uint64_t confirmed);
    void release(const std::string& j, const std::string& token);
    void commit(const std::string& j, const std::string& token, std::uint64_t epoch,
                const Batch& batch);
    /// Moves timers without an event: the index is put right, the truth is in the state.
    void fix(const std::string& j, const std::string& token,
             const std::vector<std::string>& timers_off,
             const std::vector<std::pair<std::string, std::int64_t>>& timers_on);
    /// Drops archived entries up to `upto`, 1000 a call; `root` is the archive segment's.
    void trim(const std::string& j, const std::string& token, std::uint64_t upto, const Hash& root);
    void read_log(const std::string& j, std::uint64_t from_seq, int count);
    void read_mail(const std::string& j);

    /// Sends now what has been called, without waiting for the next pump.
    void flush();

    /// Reads, writes, and closes the connection when the oldest call is over its time limit.
    std::vector<StoreReply> pump(std::int64_t now_steady_ms);

    /// When pump wants to be called at the latest; 0: at once; nothing while no call is pending.
    std::optional<std::int64_t> next_due() const;

 private:
    struct Call {
        StoreReply answer;                      // filled by the reply
        bool sent = false;                      // else answered already: it could not be sent
        std::optional<std::int64_t> give_up{};  // set by the first pump that sees it
    };
    template <class Args>
    void call(StoreReply answer, const Args& args);
    void answer_unsent(std::vector<StoreReply>& answers);
    void answer_unknown(std::vector<StoreReply>& answers);

    Options options_;
    std::optional<Connection> connection_;
    std::deque<Call> calls_;
    std::size_t lost_ = 0;  // of calls_, the first so many went out on an older connection
};

}  // namespace dudao
