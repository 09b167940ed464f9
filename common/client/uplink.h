// The sender's side of the protocol, without sockets: numbering, credit, resending after a
// reconnect, heartbeats. Used by agents, the engine, workers and the command line.
//
// Every command is a row (n, bytes) that its owner has stored durably before it is offered here; a
// row is removed only after its final answer. Times are steady milliseconds, not the domain's
// clock.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/command.h"
#include "wire/message.h"

namespace dudao {

/// A command to send; kept until its final answer.
struct OutboxRow {
    std::int64_t n = 0;
    std::string frame;  // the encoded CommandCall message, sent unchanged each time
};

class Uplink {
 public:
    struct Options {
        std::string jurisdiction;
        std::string software;  // "dudao-agent 0.1.0"
        std::int64_t incarnation = 1;
        std::int64_t last_n = 0;  // highest n ever assigned
        /// True for a process that stores nothing between runs because it can derive its commands
        /// again: incarnation and last_n are taken from the first welcome, and rows may be made
        /// only after it.
        bool adopt = false;
        /// The latest place of the county that this sender spoke to, with its proof; -1: it keeps
        /// none.
        std::int64_t place_number = -1;
        Bytes place_proof = {};
    };

    /// The result of a received frame.
    struct Welcomed {
        wire::Welcome welcome;
    };
    struct Answered {
        wire::Answer answer;  // final: the row may be deleted
    };
    using Event =
        std::variant<Welcomed, Answered, wire::QueryResult, wire::Dispatch,
                     wire::AssignmentDispatch, wire::ChunkTaken, wire::Moved, wire::Problem>;

    explicit Uplink(Options options) : options_(std::move(options)), last_n_(options_.last_n) {}

    /// Makes the next row. The caller stores it durably and then offers it.
    OutboxRow make(const Command& command, const PersonId& as, const std::string& trace);
    /// Undoes make() for a row that could not be stored; its number will be used again. It must not
    /// have been offered.
    void take_back(const OutboxRow& row);
    /// Adds a row to send. Offer rows in ascending n, including those stored by an earlier run.
    void offer(OutboxRow row);
    /// Encodes a query. Queries and evidence have no numbers; a caller that gets no answer asks
    /// again.
    std::string query(std::int64_t q, const PersonId& as, const std::string& what,
                      const std::string& id = {}, const std::string& filter = {}) const;
    std::string chunk(const wire::Chunk& chunk) const;

    /// What this device's heartbeats say of it from now on.
    void tell(const wire::Heartbeat& health) { health_ = health; }

    /// The connection was established: greets at once.
    void connected(std::int64_t now_ms);
    /// The connection was lost: everything unanswered will be sent again.
    void disconnected();

    /// Decodes a frame, which may be a bundle. Returns what is for the caller, in order; messages
    /// that cannot be decoded are counted and discarded.
    std::vector<Event> receive(std::string_view frame, std::int64_t now_ms);

    /// The frames to send now, with at most `credit` commands unanswered: bundles, where the broker
    /// reads them. Call every turn.
    std::vector<std::string> to_send(std::int64_t now_ms);

    /// When to_send() must be called at the latest.
    std::int64_t next_due(std::int64_t now_ms) const;

    /// True after 8 s without a message: the socket's owner must reconnect.
    bool is_dead(std::int64_t now_ms) const;

    bool welcomed() const { return welcomed_; }
    std::size_t unanswered() const { return rows_.size(); }
    std::uint64_t unread() const { return unread_; }

 private:
    std::string frame(wire::Body body) const;
    std::optional<Event> take(wire::Body& body, std::int64_t now_ms);
    std::string greeting() const;
    /// Returns false if the greeting must be repeated with the incarnation just learned.
    bool adopted(const wire::Welcome& welcome);

    Options options_;
    std::int64_t last_n_ = 0;
    std::deque<OutboxRow> rows_;  // without a final answer, ascending by n
    std::size_t sent_ = 0;        // how many of rows_ were sent on this connection
    bool linked_ = false;
    bool greeted_ = false;
    bool welcomed_ = false;
    /// Which fields of later releases the greeting has; one step less each time a broker refuses.
    enum class Greets { Plainly, WithSaid, WithBundles } greets_ = Greets::WithBundles;
    bool bundles_ = false;  // the broker reads them
    wire::Heartbeat health_;
    bool tells_health_ = true;  // cleared when a broker of an earlier release refuses it
    std::int64_t credit_ = 0;
    std::int64_t heard_ms_ = 0;
    std::int64_t spoke_ms_ = 0;
    std::int64_t wait_until_ms_ = 0;  // pause after `busy`
    std::uint64_t unread_ = 0;
};

}  // namespace dudao
