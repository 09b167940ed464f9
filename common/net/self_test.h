// Tests that access control works: a random key connects to our own server and must be refused.
// Runs before anything is served and then every minute, because without a working ZAP handler any
// key is admitted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "net/monitor.h"
#include "net/socket.h"

namespace dudao {

class SelfTest {
 public:
    enum class Outcome {
        Waiting,   // no new result
        Refused,   // as required: serve
        Admitted,  // an unknown key was admitted: stop the process
        /// No decision in time: do not start serving; if already serving, log it and continue,
        /// because a handler that hangs admits nobody.
        Silent,
    };
    static constexpr std::int64_t period_ms = 60'000;
    static constexpr std::int64_t limit_ms = 10'000;

    /// `endpoint` as returned by Router::endpoint(). The loop must keep answering ZAP requests
    /// during the test.
    SelfTest(Loop& loop, int token, const std::string& endpoint, const PublicKey& server);

    /// Call once per turn with steady time; starts the test when it is due. Never blocks.
    Outcome step(std::int64_t now_ms);
    /// When step() must be called again at the latest (steady milliseconds; 0: now).
    std::int64_t next_due() const { return due_ms_; }
    /// True if the last completed test passed; false before the first.
    bool passed() const { return passed_; }

 private:
    void knock();
    Outcome heard();
    Outcome finish(Outcome outcome, std::int64_t now_ms);

    Loop& loop_;
    int token_;
    std::string endpoint_;
    PublicKey server_;
    std::unique_ptr<Socket> stranger_;
    /// Declared after the socket it watches, so it is destroyed first.
    std::unique_ptr<Monitor> monitor_;
    std::int64_t due_ms_ = 0;  // start of the next test, or timeout of the current one
    bool passed_ = false;
};

}  // namespace dudao
