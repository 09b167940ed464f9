// A reader that follows a jurisdiction's log from a place it knows, and believes nothing unproved:
// every entry must be the next one and its hash must extend the chain.
//
// XREAD jumps over what was trimmed or removed without a word, and says nothing at all when the
// machine behind it was replaced. So each round asks three things in a line: where the owner is
// (w), whether this is a master, and for the entries, waiting at most block_ms for them.
//
// After a fault the tail is closed. Gap: read the archive; Fork: rebuild, alarm; Unreachable: open
// again from seq() and head(). Entries seen are in the log but, with replicas, perhaps not yet
// confirmed: notices wait for confirmed().
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
        Gap,          // entries are missing: trimmed, removed, or no log is there
        Fork,         // another history: a changed entry, or the log went back
        Unreachable,  // no master answers
    };
    Kind kind = Kind::Unreachable;
    std::string text;
};

struct Tailed {
    std::vector<Entry> entries;  // in order, proved
    std::optional<TailFault> fault;
};

class Tail {
 public:
    struct Options {
        int block_ms = 2000;
        int count = 500;                 // entries a round: more would fill Redis' output buffer
        std::int64_t silence_ms = 3000;  // beyond block_ms, then Unreachable
        Connection::Limits connection;
    };

    Tail() : Tail(Options{}) {}
    explicit Tail(const Options& options) : options_(options) {}

    /// Starts after commit `seq`, whose hash is `head` (0 and zeros: from the beginning).
    /// Connects, blocking within the time limit; reconnecting is opening again.
    Result<void> open(const Address& address, std::string j, std::uint64_t seq, const Hash& head);
    void close();

    int fd() const;  // -1 when closed
    bool wants_write() const;
    bool closed() const { return !connection_ || connection_->closed(); }

    /// Takes what has come and asks for more. Nothing to report: no entries, no fault.
    Tailed pump(std::int64_t now_steady_ms);

    /// When pump wants to be called at the latest.
    std::optional<std::int64_t> next_due() const { return give_up_; }

    std::uint64_t seq() const { return seq_; }              // the last entry yielded
    const Hash& head() const { return head_; }              // its hash
    std::uint64_t confirmed() const { return confirmed_; }  // as the owner last said

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
    int step_ = 0;                 // the round's next reply: 0 place, 1 role, 2 entries
    std::optional<std::int64_t> give_up_;
};

}  // namespace dudao
