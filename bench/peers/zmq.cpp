// bench peers: what transport alone can do, ZeroMQ with CURVE. The same messages through a ROUTER
// (5 in, 6 out a lifecycle), nothing done with them: it bounds, it does not compete. With --serve
// it is that ROUTER, a process of its own as the broker is.
#include <cstring>
#include <deque>
#include <iostream>
#include <map>
#include <stdexcept>

#include "bench/peers/peer.h"
#include "net/curve.h"
#include "net/dealer.h"
#include "net/loop.h"
#include "net/router.h"
#include "net/zap.h"

namespace dudao::bench {
namespace {

constexpr int zap_token = 1;
constexpr int router_token = 2;
constexpr int stop_token = 3;
constexpr int of_keepers = 10;  // tokens
constexpr int of_devices = 10'000;
constexpr long connect_turns_max = 600;  // of at most 100 ms

constexpr std::size_t sort_at = 4;  // behind the group: h(ello), k(eeper's) or d(evice's)

std::string of_sort(char sort, int group) {
    std::string message = message_of(group);
    message[sort_at] = sort;
    return message;
}

/// Answers every message; one from a keeper is passed on to its device as well.
int serve() {
    Loop loop;
    loop.catch_signals(stop_token);
    Zap zap(loop, zap_token,
            [](const PublicKey& key, std::string_view) { return key_id(key).text; });
    const KeyPair own = generate_key_pair();
    Router router(loop, router_token, zap, own, "dudao");
    if (const auto bound = router.bind("tcp://127.0.0.1:0"); !bound) {
        std::cerr << "zmq: " << bound.error().text() << "\n";
        return 1;
    }
    std::cout << router.endpoint() << "#" << to_z85(own.public_key) << std::endl;
    std::map<int, std::string> devices;                      // sessions by group
    std::deque<std::pair<std::string, std::string>> parked;  // a full queue loses nothing
    const auto deliver = [&](const std::string& session, const std::string& payload) {
        if (!parked.empty() || router.send(session, payload) == Sent::Parked) {
            parked.emplace_back(session, payload);
        }
    };
    while (!loop.stop_asked()) {
        for (const Ready& ready : loop.wait(parked.empty() ? 1000 : 1)) {
            if (ready.token == zap_token) zap.answer();
        }
        while (!parked.empty() &&
               router.send(parked.front().first, parked.front().second) != Sent::Parked) {
            parked.pop_front();
        }
        while (const auto in = router.receive()) {
            const char sort = in->payload.at(sort_at);
            const int group = group_of(in->payload);
            if (sort == 'h') devices[group] = in->session;  // known from now on
            deliver(in->session, in->payload);
            if (sort == 'k') deliver(devices[group], in->payload);
        }
    }
    return 0;
}

class Zmq : public Peer {
 public:
    explicit Zmq(const Options& options) : options_(options) {
        const auto at = options.endpoint.find('#');
        const auto key = parse_z85(options.endpoint.substr(at + 1));
        if (at == std::string::npos || !key) throw std::runtime_error("endpoint: tcp://…#KEY");
        server_ = *key;
        const std::string place = options.endpoint.substr(0, at);
        for (int i = 0; i < options.groups; ++i) {
            Pair pair;
            pair.keeper = connect(place, of_keepers + i);
            pair.device = connect(place, of_devices + i);
            (void)pair.device->send(of_sort('h', i));
            while (!pair.device->receive()) loop_.wait(10);
            pairs_.push_back(std::move(pair));
        }
    }

    void play(int share) override {
        Windows windows(options_, share);
        while (!windows.all_finished()) {
            for (int i = 0; i < options_.groups; ++i) turn(windows, i);
            loop_.wait(1);
            windows.must_move();
        }
    }

    /// Nothing is kept: what was answered is all there is.
    long check(long lifecycles) override {
        return as_many("answers to devices", answers_, lifecycles * commands_of_device);
    }

 private:
    struct Pair {
        std::unique_ptr<Dealer> keeper;
        std::unique_ptr<Dealer> device;
        int owed = 0;  // commands that the device has yet to send
        int answers = 0;
    };

    std::unique_ptr<Dealer> connect(const std::string& place, int token) {
        auto dealer = std::make_unique<Dealer>(loop_, token,
                                               Dealer::Options{generate_key_pair(), server_, 50});
        if (!dealer->open(place)) throw std::runtime_error("cannot connect to " + place);
        for (long turns = 0; turns < connect_turns_max; ++turns) {
            while (const auto event = dealer->link_event()) {
                if (*event == Dealer::Link::Up) return dealer;
            }
            loop_.wait(100);
        }
        throw std::runtime_error("no connection to " + place);
    }

    void turn(Windows& windows, int group) {
        Pair& pair = pairs_[static_cast<std::size_t>(group)];
        while (windows.release(group)) {
            while (pair.keeper->send(of_sort('k', group)) != Sent::Sent) loop_.wait(1);
        }
        while (pair.keeper->receive()) {
        }
        while (const auto in = pair.device->receive()) {
            if (in->at(sort_at) == 'k') {
                pair.owed += commands_of_device;
            } else if (++answers_, ++pair.answers % commands_of_device == 0) {
                windows.finish(group);
            }
        }
        const std::string command = of_sort('d', group);
        while (pair.owed > 0 && pair.device->send(command) == Sent::Sent) --pair.owed;
    }

    Options options_;
    PublicKey server_{};
    Loop loop_;
    std::vector<Pair> pairs_;
    long answers_ = 0;
};

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    using namespace dudao::bench;
    if (argc == 2 && std::strcmp(argv[1], "--serve") == 0) return serve();
    return run_peer(argc, argv, "zmq",
                    [](const Options& options) { return std::make_unique<Zmq>(options); });
}
