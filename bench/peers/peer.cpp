#include "bench/peers/peer.h"

#include <algorithm>
#include <csignal>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "process/flags.h"

namespace dudao::bench {
namespace {

/// Says where the client stands and waits until run.py has looked at the processor times.
void tell(const char* state) {
    std::cout << state << std::endl;
    std::string line;
    if (!std::getline(std::cin, line)) throw std::runtime_error("nobody listens any more");
}

void run(Peer& peer, const Options& options) {
    using Clock = std::chrono::steady_clock;
    const int share = options.lifecycles / options.groups;
    const int warm = std::max(1, share / 4);
    peer.play(warm);
    tell("ready");
    const auto begun = Clock::now();
    peer.play(share);
    const std::chrono::duration<double> took = Clock::now() - begun;
    tell("done");
    const int played = share * options.groups;
    const long checked = peer.check(played + warm * options.groups);
    std::cout << nlohmann::json{{"lifecycles", played},
                                {"seconds", took.count()},
                                {"checked", checked}}
              << std::endl;
}

}  // namespace

int run_peer(int argc, char** argv, const std::string& name,
             const std::function<std::unique_ptr<Peer>(const Options&)>& make) {
    Options options;
    Flags flags("bench peers: " + name, "Plays the lifecycle of bench dispatch on " + name + ".");
    flags.add("--endpoint", options.endpoint, "where the server is")
        .required("--endpoint")
        .add("--kind", options.kind, "what of the server")
        .add("--lifecycles", options.lifecycles, "lifecycles that are timed")
        .add("--groups", options.groups, "pairs of a keeper and a device")
        .add("--window", options.window, "lifecycles under way, a group");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (options.groups < 1 || options.window < 1 || options.lifecycles < options.groups) {
            throw std::runtime_error("at least a group, a window of one and a lifecycle a group");
        }
        const auto peer = make(options);
        run(*peer, options);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << name << ": " << error.what() << "\n";
        return 1;
    }
}

std::string message_of(int group) {
    std::string message(message_bytes, 'x');
    message.replace(0, 4, std::to_string(1000 + group));
    return message;
}

int group_of(const std::string& message) { return std::stoi(message.substr(0, 4)) - 1000; }

bool Windows::release(int group) {
    Lane& lane = lanes_.at(static_cast<std::size_t>(group));
    if (lane.released == share_ || lane.released - lane.finished == window_) return false;
    ++lane.released;
    return true;
}

void Windows::finish(int group) {
    ++lanes_.at(static_cast<std::size_t>(group)).finished;
    ++finished_;
}

void Windows::must_move() {
    const auto now = std::chrono::steady_clock::now();
    if (finished_ != seen_) {
        seen_ = finished_;
        moved_ = now;
    }
    if (now - moved_ > silent_max) {
        throw std::runtime_error("nothing finished for a minute, after " +
                                 std::to_string(finished_) + " lifecycles");
    }
}

long as_many(const std::string& what, long there, long answered) {
    if (there == answered) return there;
    throw std::runtime_error(what + ": " + std::to_string(answered) + " answered, " +
                             std::to_string(there) + " there");
}

}  // namespace dudao::bench
