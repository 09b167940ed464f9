#include "bench/peers.h"

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "net/curve.h"
#include "net/dealer.h"
#include "net/loop.h"
#include "net/router.h"
#include "net/steady.h"
#include "net/zap.h"

namespace dudao::bench {
namespace {

constexpr int clients = 4;  // pairs of a keeper and a device
constexpr int window =
    20;  // lifecycles under way, a pair: what they put in a queue stays below its mark
constexpr int commands_of_device = 4;
constexpr int pipelined = 320;

/// Answers every message; one from a keeper is passed on to its device as well.
void serve(const KeyPair& own, std::atomic<bool>& stop, std::string& endpoint,
           std::atomic<bool>& bound) {
    Loop loop;
    Zap zap(loop, 1, [](const PublicKey& key, std::string_view) { return key_id(key).text; });
    Router router(loop, 2, zap, own, "dudao");
    if (!router.bind("tcp://127.0.0.1:0")) return;
    endpoint = router.endpoint();
    bound = true;
    std::map<char, std::string> device;  // by the pair's letter
    std::deque<std::pair<std::string, std::string>>
        parked;  // a full queue loses nothing here either
    const auto deliver = [&](const std::string& session, const std::string& payload) {
        if (!parked.empty() || router.send(session, payload) == Sent::Parked) {
            parked.emplace_back(session, payload);
        }
    };
    while (!stop) {
        for (const Ready& ready : loop.wait(parked.empty() ? 50 : 1)) {
            if (ready.token == 1) zap.answer();
        }
        while (!parked.empty() &&
               router.send(parked.front().first, parked.front().second) != Sent::Parked) {
            parked.pop_front();
        }
        while (const auto in = router.receive()) {
            const char pair = in->payload[1];
            if (in->payload[0] == 'h') {
                device[pair] = in->session;
                deliver(in->session, in->payload);  // known from now on
                continue;
            }
            deliver(in->session, in->payload);
            if (in->payload[0] == 'k') deliver(device[pair], in->payload);
        }
    }
}

struct Pair {
    std::unique_ptr<Dealer> keeper;
    std::unique_ptr<Dealer> device;
    int started = 0;
    int answers = 0;
    int finished = 0;
};

}  // namespace

double bare_zmq(int lifecycles, std::size_t bytes) {
    const KeyPair server = generate_key_pair();
    std::atomic<bool> stop{false};
    std::atomic<bool> bound{false};
    std::string endpoint;
    std::thread thread([&] { serve(server, stop, endpoint, bound); });
    while (!bound) std::this_thread::yield();
    double rate = 0;
    {
        Loop loop;
        std::vector<Pair> pairs(clients);
        const auto connect = [&](int token) {
            auto dealer = std::make_unique<Dealer>(
                loop, token, Dealer::Options{generate_key_pair(), server.public_key, 50});
            if (!dealer->open(endpoint)) throw std::runtime_error("cannot connect");
            for (bool up = false; !up;) {
                loop.wait(100);
                while (const auto event = dealer->link_event())
                    up = up || *event == Dealer::Link::Up;
            }
            return dealer;
        };
        const int share = lifecycles / clients;
        for (int i = 0; i < clients; ++i) {
            Pair& pair = pairs[static_cast<std::size_t>(i)];
            pair.keeper = connect(10 + i);
            pair.device = connect(20 + i);
            (void)pair.device->send(std::string("h") + static_cast<char>('0' + i));
            while (!pair.device->receive()) loop.wait(10);
        }
        const SystemSteady steady;
        const auto begun = steady.now_ms();
        int done = 0;
        while (done < share * clients) {
            for (int i = 0; i < clients; ++i) {
                Pair& pair = pairs[static_cast<std::size_t>(i)];
                std::string message(bytes, static_cast<char>('0' + i));
                while (pair.started < share && pair.started - pair.finished < window) {
                    message[0] = 'k';
                    if (pair.keeper->send(message) != Sent::Sent) break;
                    ++pair.started;
                }
                while (pair.keeper->receive()) {
                }
                while (const auto in = pair.device->receive()) {
                    if ((*in)[0] == 'k') {
                        message[0] = 'd';
                        for (int n = 0; n < commands_of_device; ++n) {
                            while (pair.device->send(message) != Sent::Sent) loop.wait(1);
                        }
                    } else if (++pair.answers % commands_of_device == 0) {
                        ++pair.finished;
                        ++done;
                    }
                }
            }
            loop.wait(1);
        }
        rate =
            1000.0 * done / static_cast<double>(std::max<std::int64_t>(1, steady.now_ms() - begun));
        pairs.clear();
    }
    stop = true;
    thread.join();
    return rate;
}

double bare_streams(Connection connection, int lifecycles, std::size_t bytes) {
    const std::string payload(bytes, 'x');
    const int total = lifecycles * (1 + commands_of_device);
    const SystemSteady steady;
    const auto begun = steady.now_ms();
    Loop loop;
    int sent = 0;
    int answered = 0;
    while (answered < total) {
        while (sent < total && sent - answered < pipelined) {
            if (!connection.send({"XADD", "bench:stream", "*", "b", payload})) break;
            ++sent;
        }
        connection.flush();
        loop.watch(connection.fd(), 1, connection.wants_write() ? Want::ReadAndWrite : Want::Read);
        loop.wait(1000);
        answered += static_cast<int>(connection.pump().size());
        if (connection.closed()) throw std::runtime_error("redis went away");
    }
    return 1000.0 * lifecycles /
           static_cast<double>(std::max<std::int64_t>(1, steady.now_ms() - begun));
}

}  // namespace dudao::bench
