// Follows a jurisdiction's log from a known commit and verifies every entry: it must have the next
// number, and its hash must extend the chain.
//
// XREAD silently skips entries that were trimmed or deleted, and returns nothing if the server was
// replaced. Each round therefore pipelines three calls: the owner's position (w), whether this
// server is a master, and a read that waits at most block_ms for entries.
//
// After a fault the tail is closed. Gap: read the archive; Fork: rebuild the state and raise an
// alarm; Unreachable: open again from seq() and head(). Entries are in the log but, with replicas,
// may not be confirmed yet: act on notices only up to confirmed().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result.h"
#include "store/connection.h"
#include "store/store.h"

namespace dudao {

struct TailFault {
    enum class Kind {
        Gap,          // entries are missing (trimmed or deleted), or there is no log
        Fork,         // another history: an entry was changed, or the log went back
        Unreachable,  // no master answers
    };
    Kind kind = Kind::Unreachable;
    std::string text;
};

struct Tailed {
    std::vector<Entry> entries;  // in order, verified
    std::optional<TailFault> fault;
};

class Tail {
 public:
    struct Options {
        int block_ms = 2000;
        int count = 500;  // entries per round; more would overflow Redis' output buffer
        std::int64_t silence_ms = 3000;  // time without a reply beyond block_ms before Unreachable
        Connection::Limits connection;
    };

    Tail() : Tail(Options{}) {}
    explicit Tail(const Options& options) : options_(options) {}

    /// Starts after commit `seq` with the hash `head` (0 and zeros: from the beginning). Blocks
    /// until connected or timed out. To reconnect, call open() again.
    Result<void> open(const Address& address, std::string j, std::uint64_t seq, const Hash& head);
    void close();

    int fd() const;  // -1 when closed
    bool wants_write() const;
    bool closed() const { return !connection_ || connection_->closed(); }

    /// Returns the entries received and requests more. An empty result means nothing happened.
    Tailed pump(std::int64_t now_steady_ms);

    /// When pump() must be called at the latest.
    std::optional<std::int64_t> next_due() const { return give_up_; }

    std::uint64_t seq() const { return seq_; }              // number of the last entry returned
    const Hash& head() const { return head_; }              // its hash
    std::uint64_t confirmed() const { return confirmed_; }  // as last reported by the owner

 private:
    void ask();
    std::optional<TailFault> read_reply(const Reply& reply, std::vector<Entry>& entries);
    std::optional<TailFault> take_place(const Reply& reply);
    std::optional<TailFault> take_role(const Reply& reply) const;
    std::optional<TailFault> take_entries(const Reply& reply, std::vector<Entry>& entries);

    Options options_;
    std::optional<Connection> connection_;
    std::string j_;
    std::uint64_t seq_ = 0;
    Hash head_{};
    std::uint64_t confirmed_ = 0;
    std::uint64_t owner_seq_ = 0;  // w.seq just before this round's read
    int step_ = 0;                 // next reply of the round: 0 place, 1 role, 2 entries
    std::optional<std::int64_t> give_up_;
};

}  // namespace dudao
