// A client of one peer: plays the lifecycle of bench/dispatch on it. What all clients share: the
// flags, the turns of the window, and the talk with run.py, which takes the processor time of all
// processes between "ready" and "done".
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace dudao::bench {

constexpr std::size_t message_bytes = 220;
constexpr int commands_of_device = 4;  // acknowledge, accept, check in, report
constexpr std::chrono::seconds silent_max{60};

struct Options {
    std::string endpoint;
    std::string kind;  // of a server that has several, e.g. of queues
    int lifecycles = 2000;
    int groups = 4;
    int window = 40;  // lifecycles under way, a group
    int under_way() const { return groups * window; }
};

class Peer {
 public:
    virtual ~Peer() = default;
    /// Plays `share` lifecycles in each group and returns when every command of them is answered
    /// and everything that was queued is consumed. May be called again.
    virtual void play(int share) = 0;
    /// Looks on the server for what was answered since the start, `lifecycles` in all; returns how
    /// many entries it looked at, throws when one is missing.
    virtual long check(long lifecycles) = 0;
};

/// main() of a client. `make` connects.
int run_peer(int argc, char** argv, const std::string& name,
             const std::function<std::unique_ptr<Peer>(const Options&)>& make);

/// A message of the right length; its first byte says the group whose keeper released the task.
std::string message_of(int group);
int group_of(const std::string& message);

/// Lifecycles under way of each group in one call of play().
class Windows {
 public:
    Windows(const Options& options, int share)
        : window_(options.window),
          share_(share),
          lanes_(static_cast<std::size_t>(options.groups)) {}
    /// True, and counted, if the group's keeper may release one more now.
    bool release(int group);
    void finish(int group);
    bool all_finished() const { return finished_ == share_ * static_cast<int>(lanes_.size()); }
    /// Throws when nothing was finished for `silent_max`.
    void must_move();

 private:
    struct Lane {
        int released = 0;
        int finished = 0;
    };
    int window_;
    int share_;
    std::vector<Lane> lanes_;
    int finished_ = 0;
    int seen_ = 0;
    std::chrono::steady_clock::time_point moved_ = std::chrono::steady_clock::now();
};

/// Throws unless the server has as many of `what` as were answered; returns how many.
long as_many(const std::string& what, long there, long answered);

}  // namespace dudao::bench
