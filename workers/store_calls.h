// The connection to Redis for claims, views and audits, separate from the tail's. Every call gets
// an answer: Redis' reply, or no reply if the connection was lost or the call timed out.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/moment.h"
#include "net/watched.h"
#include "store/connection.h"
#include "store/views.h"

namespace dudao::workers {

class StoreCalls {
 public:
    enum class What { Claim, View, AuditPlace, AuditDue, Words };
    struct Call {
        What what = What::Claim;
        Moment asked;                // of a claim
        View view = View::Findings;  // of a view write
        NoticeId notice{};           // of words: where it goes
    };
    struct Answer {
        Call call;
        std::optional<Reply> reply;  // std::nullopt: unknown whether the call was executed
    };

    StoreCalls(Loop& loop, int token, Address address)
        : watched_(loop, token), address_(std::move(address)) {}

    /// Sends a call. If it cannot be sent, turn() returns it without a reply.
    void send(const Call& call, const std::vector<std::string>& args, std::int64_t now_ms);

    /// Reads replies, ends calls that timed out, and reconnects after a pause. Call once per turn.
    std::vector<Answer> turn(std::int64_t now_ms);
    bool up() const { return connection_ && !connection_->closed(); }
    long wait_ms(std::int64_t now_ms) const;
    /// Why the last connection ended; returned once.
    std::optional<std::string> ended() { return std::exchange(ended_, std::nullopt); }

 private:
    struct Sent {
        Call call;
        std::int64_t at_ms = 0;
    };
    bool refused(const Call& call, const Reply& reply) const;
    void give_up(const std::string& why, std::int64_t now_ms);

    Watched watched_;
    Address address_;
    std::optional<Connection> connection_;
    std::deque<Sent> sent_;
    std::vector<Answer> lost_;
    std::int64_t connect_at_ms_ = 0;
    std::optional<std::string> ended_;
};

}  // namespace dudao::workers
