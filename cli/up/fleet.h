// The processes of one `up`: started in order, watched, restarted when one dies, ended in reverse
// order. One loop waits for their output, their ends, signals and the timekeeper.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
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
        /// Without it nothing runs; what is not vital is given up when it ends too often.
        bool vital = true;
        /// Every line of its stdout; true: taken, else it goes to the log.
        std::function<bool(const std::string&)> hear = {};
    };

    /// How long one that ends again and again is started again.
    struct Patience {
        std::int64_t first_pause_ms = 100;  // before a restart; doubles
        std::int64_t pause_ms_max = 5000;
        std::int64_t calm_ms =
            60'000;  // after this long without an end the restarts are counted anew
        int restarts_in_a_row_max = 8;
    };
    explicit Fleet(Lang lang) : Fleet(lang, Patience{}) {}
    Fleet(Lang lang, Patience patience);
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
    /// Turns until all are ready or given up. Unreachable: a vital one ended, or is not ready in
    /// time, with the log to look at. Of the others one that takes longer is waited for no more.
    Result<void> wait_ready(std::int64_t timeout_ms);
    /// One turn of the loop: output, ends, restarts that are due.
    void turn();
    bool stop_asked() const { return loop_.stop_asked(); }

    /// The exit code of a member that is not restarted, once it has ended.
    std::optional<int> ended(const std::string& name) const;
    /// A vital one ended too often: which, what it ended with, and what to do.
    const std::optional<Error>& hopeless() const { return hopeless_; }
    /// Others that ended too often; the rest runs without them.
    const std::set<std::string>& given_up() const { return given_up_; }
    std::map<std::string, int> pids() const;
    int restarts() const { return restarts_; }
    /// From now on this argv serves a restart of the member (the broker keeps its port).
    void set_argv(const std::string& name, std::vector<std::string> argv);
    /// Called after a member was started again.
    void on_restart(std::function<void()> notify) { on_restart_ = std::move(notify); }
    /// Called when one that is not vital was given up, with what to do.
    void on_given_up(std::function<void(const std::string& name, const Error& what)> notify) {
        on_given_up_ = std::move(notify);
    }

    /// SIGTERM in reverse order, each waited for, then SIGKILL.
    void end_all();

 private:
    struct Running;
    Running* find(const std::string& name);
    Result<void> launch(Running& running);
    void hear(Running& running);
    void take_exit_code(Running& running);
    void give_up(Running& running, int code);
    Error what_to_do(const Running& running, int code) const;
    Result<void> ended_at_start() const;
    void restart_due();
    void unwatch(Running& running);
    long wait_ms() const;

    static constexpr int child_token = 2;
    static constexpr int signal_token = 3;

    Lang lang_;
    Patience patience_;
    SystemSteady steady_;
    Loop loop_;
    TimekeeperServer* timekeeper_ = nullptr;
    std::deque<std::unique_ptr<Running>> running_;
    std::function<void()> on_restart_;
    std::function<void(const std::string&, const Error&)> on_given_up_;
    std::optional<Error> hopeless_;
    std::set<std::string> given_up_;
    int restarts_ = 0;
    bool ending_ = false;
};

}  // namespace dudao::up
