// Does the door still close? A random key knocks at our own server; it must be turned away. At the
// start before anything is served, then each minute: without a working handler any key enters.
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
        Waiting,   // nothing new
        Refused,   // as it must be: serve
        Admitted,  // a stranger came in: stop the process
        Silent,    // nobody decided in time: do not begin to serve; if serving, say so and go on,
                   // since a handler that hangs lets nobody in
    };
    static constexpr std::int64_t period_ms = 60'000;
    static constexpr std::int64_t limit_ms = 10'000;

    /// `endpoint` as Router::endpoint() tells it. The loop must go on answering ZAP meanwhile.
    SelfTest(Loop& loop, int token, const std::string& endpoint, const PublicKey& server);

    /// Once a turn, with steady time; starts the test when its time has come. Never waits.
    Outcome step(std::int64_t now_ms);
    /// When step() has to be called again at the latest (steady milliseconds; 0 = now).
    std::int64_t next_due() const { return due_ms_; }
    /// Whether the last finished test was passed: false before the first.
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
    std::unique_ptr<Monitor> monitor_;  // ends before the socket it watches
    std::int64_t due_ms_ = 0;           // start of the next test, or end of the one under way
    bool passed_ = false;
};

}  // namespace dudao
