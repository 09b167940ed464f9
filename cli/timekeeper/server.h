// The timekeeper on its unix socket: tells the core who has come, gone and answered, and sends what
// it says. Part of the loop of `dudao up`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/timekeeper/timekeeper.h"
#include "net/loop.h"
#include "net/steady.h"
#include "net/unix_listener.h"
#include "result.h"

namespace dudao {

class TimekeeperServer {
 public:
    static constexpr std::size_t connections_max = 256;

    /// Registers its descriptors with the loop under `token`; loop and steady must outlive it.
    TimekeeperServer(Loop& loop, int token, const Steady& steady, Timekeeper::Options options);
    ~TimekeeperServer();
    TimekeeperServer(const TimekeeperServer&) = delete;
    TimekeeperServer& operator=(const TimekeeperServer&) = delete;

    /// A socket file that nobody answers at is taken over; mode 0600.
    Result<void> listen(const std::string& path);

    /// Once a turn, with all that the loop reported: takes what is its own, and what is due.
    void turn(const std::vector<Ready>& ready);
    /// Real milliseconds the loop may sleep.
    long wait_ms() const;

    void pause() { keeper_.pause(); }
    void resume() { send(keeper_.resume(steady_.now_ms())); }
    void set_expected(std::set<std::string> names) {
        send(keeper_.set_expected(std::move(names), steady_.now_ms()));
    }
    void set_end(std::optional<Moment> end) { send(keeper_.set_end(end, steady_.now_ms())); }
    void set_speed(std::int64_t speed) { keeper_.set_speed(speed); }
    const Timekeeper& keeper() const { return keeper_; }

 private:
    void accept_all();
    void read(int fd);
    void hear(int fd, const std::string& line);
    void greet(int fd, const step::Hello& hello);
    void drop(int fd);
    void send(Timekeeper::Outgoings outgoings);

    Loop& loop_;
    int token_;
    const Steady& steady_;
    Timekeeper keeper_;
    UnixListener listener_;
    std::map<int, std::string> names_;  // each connection's participant; empty before its hello
    std::map<std::string, int> connections_;
};

}  // namespace dudao
