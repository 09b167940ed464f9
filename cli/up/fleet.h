// The processes of one `up`: started in order, watched, restarted when one dies, stopped in reverse
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
        std::string log;    // file for its stderr, and for stdout lines that `hear` does not take
        std::string ready;  // it is ready once a line of its output contains this
        int inherit = -1;
        bool restart = true;  // if it ends without being stopped
        /// True: `up` stops without it. False: it is left down if it ends too often, and tried
        /// again ever more seldom.
        bool vital = true;
        /// Called for every line of its stdout. Returns true if it took the line; otherwise the
        /// line is logged.
        std::function<bool(const std::string&)> hear = {};
    };

    /// How long a process that keeps ending is restarted, and how often one that was left down is
    /// tried again.
    struct Patience {
        std::int64_t first_pause_ms = 100;  // before a restart; doubles each time
        std::int64_t pause_ms_max = 5000;
        std::int64_t calm_ms = 60'000;  // after running this long the restarts are counted from 0
        int restarts_in_a_row_max = 8;
        std::int64_t first_rest_ms = 10'000;  // of one that was left down; doubles each time
        std::int64_t rest_ms_max = 60'000;
    };
    /// How long it is left alone before the next try; `last_ms`: before the try that failed, 0: it
    /// was left down just now.
    static std::int64_t rest_ms(const Patience& patience, std::int64_t last_ms);
    explicit Fleet(Lang lang) : Fleet(lang, Patience{}) {}
    Fleet(Lang lang, Patience patience);
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    Loop& loop() { return loop_; }
    const Steady& steady() const { return steady_; }
    /// Gives the timekeeper its turns; it must live until end_all() has returned.
    void serve(TimekeeperServer* timekeeper) { timekeeper_ = timekeeper; }
    static constexpr int timekeeper_token = 1;

    /// Starts a process; does not wait.
    Result<void> start(Member member);
    /// Runs turns until every member is ready or left down. Unreachable, with the reason and the
    /// log to read: a vital one ended, or was not ready in time. Other members are not waited for
    /// longer than the timeout.
    Result<void> wait_ready(std::int64_t timeout_ms);
    /// One turn of the loop: output, ended processes, restarts that are due.
    void turn();
    bool stop_asked() const { return loop_.stop_asked(); }

    /// The exit code of a member that is not restarted; std::nullopt while it runs.
    std::optional<int> ended(const std::string& name) const;
    /// Set if a vital member ended too often: its name, what it said, and what to do.
    const std::optional<Error>& hopeless() const { return hopeless_; }
    /// Members that ended too often and are not back yet, and what each said at last; the others
    /// continue without them.
    const std::map<std::string, std::string>& down() const { return down_; }
    std::map<std::string, int> pids() const;
    /// How long a vital member that is not ready has been starting, or has waited to be; none: all
    /// are ready.
    std::optional<std::int64_t> vital_starting_ms() const;
    int restarts() const { return restarts_; }
    /// Sets the argv for restarts of the member (the broker keeps its port).
    void set_argv(const std::string& name, std::vector<std::string> argv);
    /// To a member that runs.
    void signal(const std::string& name, int number);
    /// Of a member that is not restarted, once it has ended: its name may be started again.
    void forget(const std::string& name);
    /// Ends the member and starts it again with the argv that holds now; that counts as no fault.
    void start_anew(const std::string& name);
    /// Called after a member was restarted.
    void on_restart(std::function<void()> notify) { on_restart_ = std::move(notify); }
    /// Called when a member that is not vital was left down, or said another reason since, with
    /// what to do.
    void on_down(std::function<void(const std::string& name, const Error& what)> notify) {
        on_down_ = std::move(notify);
    }
    /// Called when one that was left down is ready after all.
    void on_back(std::function<void(const std::string& name)> notify) {
        on_back_ = std::move(notify);
    }

    /// Sends SIGTERM in reverse order and waits for each; then SIGKILL.
    void end_all();

 private:
    struct Running;
    Running* find(const std::string& name);
    Result<void> launch(Running& running);
    void hear(Running& running);
    void take_exit_code(Running& running);
    void give_up(Running& running, int code);
    void leave_down(Running& running, int code);
    void take_back_those_ready();
    Error what_to_do(const Running& running, int code) const;
    Result<void> ended_at_start() const;
    void restart_due();
    void unwatch(Running& running);
    static void bound_log(const Member& member);
    void bound_logs();
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
    std::function<void(const std::string&, const Error&)> on_down_;
    std::function<void(const std::string&)> on_back_;
    std::optional<Error> hopeless_;
    std::map<std::string, std::string> down_;
    int restarts_ = 0;
    std::int64_t next_bound_ms_ = 0;
    bool ending_ = false;
};

}  // namespace dudao::up
