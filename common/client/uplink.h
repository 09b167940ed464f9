// A sender's side of the protocol, without sockets: numbering, credit, resend after reconnect,
// heartbeats. Agents, the engine, workers and the command line all speak through it.
//
// Every command is a row (n, bytes) that its owner has made durable before it is offered here; a
// row is dropped only when its final answer has come. Times are steady milliseconds, not the
// domain's clock.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/command.h"
#include "wire/message.h"

namespace dudao {

/// A command as it goes out; kept until answered for good.
struct OutboxRow {
    std::int64_t n = 0;
    std::string frame;  // the encoded CommandCall message: the same bytes each time
};

class Uplink {
 public:
    struct Options {
        std::string jurisdiction;
        std::string software;  // "dudao-agent 0.1.0"
        std::int64_t incarnation = 1;
        std::int64_t last_n = 0;  // highest n ever given out
        /// Nothing is kept from an earlier life: incarnation and last_n are learnt from the first
        /// welcome, and rows are made only after it. For processes that can derive all they send
        /// anew.
        bool adopt = false;
    };

    /// What a frame or the passing of time came to.
    struct Welcomed {
        wire::Welcome welcome;
    };
    struct Answered {
        wire::Answer answer;  // final: the row may go
    };
    using Event = std::variant<Welcomed, Answered, wire::QueryResult, wire::Dispatch,
                               wire::ChunkTaken, wire::Moved, wire::Problem>;

    explicit Uplink(Options options) : options_(std::move(options)), last_n_(options_.last_n) {}

    /// Makes the next row; the caller stores it durably, then offers it.
    OutboxRow make(const Command& command, const PersonId& as, const std::string& trace);
    /// The row just made could not be stored: its number is given out again. Nothing was sent.
    void take_back(const OutboxRow& row);
    /// Rows come in the order of n; those of an earlier life of the process too.
    void offer(OutboxRow row);
    /// Queries and evidence are not numbered: they are asked again by whoever wants the answer.
    std::string query(std::int64_t q, const PersonId& as, const std::string& what,
                      const std::string& id = {}, const std::string& filter = {}) const;
    std::string chunk(const wire::Chunk& chunk) const;

    /// The link is there (again): greets at once.
    void connected(std::int64_t now_ms);
    void disconnected();

    /// Reads one frame. Frames that cannot be read are dropped and counted.
    std::optional<Event> receive(const std::string& frame, std::int64_t now_ms);

    /// Frames to send now, at most `credit` commands unanswered. Call each turn.
    std::vector<std::string> to_send(std::int64_t now_ms);

    /// When to_send wants to be called at the latest.
    std::int64_t next_due(std::int64_t now_ms) const;

    /// Silent for 8 s: the owner of the socket reconnects.
    bool is_dead(std::int64_t now_ms) const;

    bool welcomed() const { return welcomed_; }
    std::size_t unanswered() const { return rows_.size(); }
    std::uint64_t unread() const { return unread_; }

 private:
    std::string frame(wire::Body body) const;
    /// False when the greeting must be repeated under the incarnation learnt.
    bool adopted(const wire::Welcome& welcome);

    Options options_;
    std::int64_t last_n_ = 0;
    std::deque<OutboxRow> rows_;  // not finally answered, ascending n
    std::size_t sent_ = 0;        // of rows_, on this link
    bool linked_ = false;
    bool greeted_ = false;
    bool welcomed_ = false;
    bool asks_said_ = true;  // until a broker of an earlier release refuses the field
    std::int64_t credit_ = 0;
    std::int64_t heard_ms_ = 0;
    std::int64_t spoke_ms_ = 0;
    std::int64_t wait_until_ms_ = 0;  // after `busy`
    std::uint64_t unread_ = 0;
};

}  // namespace dudao
