// Reads personal values from {j}:pd on a connection of its own. Every request is answered: with
// values, or as failed if the connection was lost or it timed out. A value that is missing or does
// not match its commitment is logged as an error and passed on as such.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "console/api/words.h"
#include "log.h"
#include "net/watched.h"
#include "result.h"
#include "seal/case_words.h"
#include "store/connection.h"

namespace dudao::console {

class Personal {
 public:
    struct Answer {
        std::uint64_t ask = 0;
        bool good = false;
        std::vector<std::pair<std::string, WordsKept::Kept>> words;  // by reference
    };

    /// `keys`: of the words of cases; without them such words are not shown.
    Personal(Loop& loop, int token, Address redis, std::string j, const Log& log,
             std::optional<seal::CaseKeys> keys)
        : watched_(loop, token),
          redis_(std::move(redis)),
          j_(std::move(j)),
          log_(log),
          keys_(std::move(keys)) {}

    /// Requests values; `ask` identifies the answer that turn() will return.
    void send(std::uint64_t ask, WordsWanted wanted, std::int64_t now_ms);
    /// Reads replies and fails requests that timed out. Call once per turn.
    std::vector<Answer> turn(std::int64_t now_ms);
    bool busy() const { return !sent_.empty() || !lost_.empty(); }
    long wait_ms(std::int64_t now_ms) const;

 private:
    struct Sent {
        std::uint64_t ask = 0;
        WordsWanted wanted;
        std::int64_t at_ms = 0;
    };
    WordsKept::Kept opened(const std::string& ref, const std::string& commitment,
                           const Reply& reply) const;
    Result<std::string> unlocked(const std::string& stored) const;
    void give_up(const std::string& why);

    Watched watched_;
    Address redis_;
    std::string j_;
    const Log& log_;
    std::optional<seal::CaseKeys> keys_;
    std::optional<Connection> connection_;
    std::deque<Sent> sent_;
    std::vector<Answer> lost_;
};

}  // namespace dudao::console
