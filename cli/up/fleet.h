// The processes of one `up`: started in order, watched, restarted when one dies, ended in reverse
// order. One loop waits for their output, their ends, signals and the timekeeper.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/up/child.h"
#include "messages/messages.h"
#include "net/loop.h"
#include "net/steady.h"
#include "result.h"

namespace dudao {
class TimekeeperServer;
}

namespace dudao::up {

class Fleet {
 public:
    struct Member {
        std::string name;
        std::vector<std::string> argv;
        std::string log;    // file for its stderr, and for its stdout when `say` does not take it
        std::string ready;  // it serves once a line of its output contains this
        int inherit = -1;
        bool restart = true;  // when it ends unasked
        /// Every line of its stdout; true: taken, else it goes to the log.
        std::function<bool(const std::string&)> hear = {};
    };

    explicit Fleet(Lang lang);
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    Loop& loop() { return loop_; }
    const Steady& steady() const { return steady_; }
    /// The timekeeper gets its turns; it must live until end_all() is over.
    void serve(TimekeeperServer* timekeeper) { timekeeper_ = timekeeper; }
    static constexpr int timekeeper_token = 1;

    /// Starts it; does not wait.
    Result<void> start(Member member);
    /// Turns until all are ready. Unreachable: one ended or time is over, with the log to look at.
    Result<void> wait_ready(std::int64_t timeout_ms);
    /// One turn of the loop: output, ends, restarts that are due.
    void turn();
    bool stop_asked() const { return loop_.stop_asked(); }

    /// The exit code of a member that is not restarted, once it has ended.
    std::optional<int> ended(const std::string& name) const;
    /// Too many restarts of one: the whole is not well, and why.
    const std::string& hopeless() const { return hopeless_; }
    std::map<std::string, int> pids() const;
    int restarts() const { return restarts_; }
    /// From now on this argv serves a restart of the member (the broker keeps its port).
    void set_argv(const std::string& name, std::vector<std::string> argv);
    /// Called after a member was started again.
    void on_restart(std::function<void()> notify) { on_restart_ = std::move(notify); }

    /// SIGTERM in reverse order, each waited for, then SIGKILL.
    void end_all();

 private:
    struct Running;
    Running* find(const std::string& name);
    Result<void> launch(Running& running);
    void hear(Running& running);
    void bury(Running& running);
    void restart_due();
    void unwatch(Running& running);
    long wait_ms() const;

    static constexpr int child_token = 2;
    static constexpr int signal_token = 3;

    Lang lang_;
    SystemSteady steady_;
    Loop loop_;
    TimekeeperServer* timekeeper_ = nullptr;
    std::deque<std::unique_ptr<Running>> running_;
    std::function<void()> on_restart_;
    std::string hopeless_;
    int restarts_ = 0;
    bool ending_ = false;
};

}  // namespace dudao::up
