// bench peers: Redis by hand. Kind "groups": tasks in a stream a group and results in one stream,
// consumer groups, acknowledged; a function takes the task off its list in the same step in which
// the device's first command is written. Kind "bare": five XADD a lifecycle and nothing else, what
// a durable stream alone can do: it bounds, it does not compete. Both with one fsync for each
// batch that Redis finds (appendfsync always) and untrimmed.
#include <algorithm>
#include <deque>
#include <span>
#include <stdexcept>
#include <string_view>

#include "bench/peers/peer.h"
#include "net/loop.h"
#include "store/connection.h"

namespace dudao::bench {
namespace {

constexpr int call_ms = 10'000;
constexpr const char* results = "results";
constexpr const char* group_name = "g";
constexpr const char* function = R"(#!lua name=bench
redis.register_function('take', function(keys, args)
    redis.call('XACK', keys[1], 'g', args[1])
    return redis.call('XADD', keys[2], '*', 'b', args[2])
end))";

Connection connect(const std::string& endpoint) {
    const auto address = parse_address(endpoint);
    if (!address) throw std::runtime_error(address.error().text());
    auto connection = Connection::connect(*address);
    if (!connection) throw std::runtime_error(connection.error().text());
    return std::move(*connection);
}

const Reply& must(const Reply& reply) {
    if (reply.is(Reply::Kind::Error)) throw std::runtime_error("redis: " + reply.text);
    return reply;
}

Reply call(Connection& connection, const std::vector<std::string>& args) {
    auto reply = connection.call(args, call_ms);
    if (!reply) throw std::runtime_error("redis: " + reply.error().text());
    must(*reply);
    return std::move(*reply);
}

void send(Connection& connection, std::span<const std::string_view> args) {
    if (const auto sent = connection.send(args); !sent) {
        throw std::runtime_error("redis: " + sent.error().text());
    }
}

void send(Connection& connection, std::initializer_list<std::string_view> args) {
    send(connection, std::span(args.begin(), args.size()));
}

std::vector<Reply> pump(Connection& connection) {
    auto replies = connection.pump();
    if (connection.closed()) {
        throw std::runtime_error("redis went away: " + connection.why_closed());
    }
    return replies;
}

void watch(Loop& loop, Connection& connection, int token) {
    connection.flush();
    loop.watch(connection.fd(), token, connection.wants_write() ? Want::ReadAndWrite : Want::Read);
}

/// Entries of a reply to XREADGROUP of one stream: id and message.
std::vector<std::pair<std::string_view, std::string_view>> entries(const Reply& reply) {
    std::vector<std::pair<std::string_view, std::string_view>> all;
    for (const Reply& stream : reply.items) {
        for (const Reply& entry : stream.items.at(1).items) {
            all.emplace_back(entry.items.at(0).text, entry.items.at(1).items.at(1).text);
        }
    }
    return all;
}

class Bare : public Peer {
 public:
    explicit Bare(const Options& options)
        : options_(options), connection_(connect(options.endpoint)) {}

    void play(int share) override {
        const int total = share * options_.groups * (1 + commands_of_device);
        const std::string message = message_of(0);
        int sent = 0;
        int answered = 0;
        auto moved = std::chrono::steady_clock::now();
        while (answered < total) {
            for (; sent < total && sent - answered < 2 * options_.under_way(); ++sent) {
                send(connection_, {"XADD", "bare", "*", "b", message});
            }
            watch(loop_, connection_, 0);
            loop_.wait(1000);
            const auto replies = pump(connection_);
            for (const Reply& reply : replies) must(reply);
            answered += static_cast<int>(replies.size());
            const auto now = std::chrono::steady_clock::now();
            if (!replies.empty()) moved = now;
            if (now - moved > silent_max) throw std::runtime_error("redis is silent");
        }
    }

    long check(long lifecycles) override {
        return as_many("entries", static_cast<long>(call(connection_, {"XLEN", "bare"}).integer),
                       lifecycles * (1 + commands_of_device));
    }

 private:
    Options options_;
    Loop loop_;
    Connection connection_;
};

/// A reader keeps one blocking XREADGROUP under way on a connection of its own.
struct Reader {
    Reader(const std::string& endpoint, std::string from)
        : connection(connect(endpoint)), stream(std::move(from)) {}
    void ask(int count) {
        send(connection, {"XREADGROUP", "GROUP", group_name, "c", "COUNT", std::to_string(count),
                          "BLOCK", "0", "STREAMS", stream, ">"});
    }
    Connection connection;
    std::string stream;
};

class Groups : public Peer {
 public:
    explicit Groups(const Options& options)
        : options_(options),
          collector_(options.endpoint, results),
          acks_(connect(options.endpoint)) {
        Connection first = connect(options.endpoint);
        call(first, {"FUNCTION", "LOAD", "REPLACE", function});
        call(first, {"XGROUP", "CREATE", results, group_name, "$", "MKSTREAM"});
        for (int i = 0; i < options.groups; ++i) {
            call(first, {"XGROUP", "CREATE", tasks(i), group_name, "$", "MKSTREAM"});
            lanes_.push_back({connect(options.endpoint),
                              Reader(options.endpoint, tasks(i)),
                              connect(options.endpoint),
                              {}});
            lanes_.back().tasks.ask(options.window);
        }
        collector_.ask(commands_of_device * options.under_way());
    }

    void play(int share) override {
        Windows windows(options_, share);
        const long collected_then = collected_ + 1L * share * options_.groups * commands_of_device;
        while (!windows.all_finished() || collected_ < collected_then || acks_.pending() > 0) {
            for (int i = 0; i < options_.groups; ++i) release(windows, i);
            watch_all();
            for (const Ready& ready : loop_.wait(1000)) {
                if (ready.token == of_collector) {
                    collect();
                } else if (ready.token == of_acks) {
                    for (const Reply& reply : pump(acks_)) must(reply);
                } else {
                    turn(windows, ready.token / tokens_a_lane, ready.token % tokens_a_lane);
                }
            }
            windows.must_move();
        }
    }

    long check(long lifecycles) override {
        Connection connection = connect(options_.endpoint);
        const auto length = [&](const std::string& stream) {
            const Reply open = call(connection, {"XPENDING", stream, group_name});
            as_many(stream + ", unacknowledged", static_cast<long>(open.items.at(0).integer), 0);
            return static_cast<long>(call(connection, {"XLEN", stream}).integer);
        };
        long queued = 0;
        for (int i = 0; i < options_.groups; ++i) queued += length(tasks(i));
        return as_many("tasks", queued, lifecycles) +
               as_many("results", length(results), lifecycles * commands_of_device);
    }

 private:
    struct Lane {
        Connection keeper;
        Reader tasks;
        Connection device;
        std::deque<int> awaited;  // of each command under way: 1 if a lifecycle ends with it
    };

    static std::string tasks(int group) { return "tasks" + std::to_string(group); }

    // Tokens: those of lane n begin at 3 n.
    static constexpr int of_keeper = 0;
    static constexpr int of_tasks = 1;
    static constexpr int of_device = 2;
    static constexpr int tokens_a_lane = 3;
    static constexpr int of_collector = 1'000'000;
    static constexpr int of_acks = 1'000'001;

    void watch_all() {
        int token = 0;
        for (Lane& lane : lanes_) {
            watch(loop_, lane.keeper, token + of_keeper);
            watch(loop_, lane.tasks.connection, token + of_tasks);
            watch(loop_, lane.device, token + of_device);
            token += tokens_a_lane;
        }
        watch(loop_, collector_.connection, of_collector);
        watch(loop_, acks_, of_acks);
    }

    void release(Windows& windows, int group) {
        Connection& keeper = lanes_[static_cast<std::size_t>(group)].keeper;
        while (windows.release(group)) {
            send(keeper, {"XADD", tasks(group), "*", "b", message_of(group)});
        }
    }

    void turn(Windows& windows, int group, int what) {
        Lane& lane = lanes_[static_cast<std::size_t>(group)];
        if (what == of_keeper) {
            for (const Reply& reply : pump(lane.keeper)) must(reply);
        } else if (what == of_tasks) {
            for (const Reply& reply : pump(lane.tasks.connection)) work(lane, group, must(reply));
        } else {
            for (const Reply& reply : pump(lane.device)) {
                must(reply);
                if (lane.awaited.front() == 1) windows.finish(group);
                lane.awaited.pop_front();
            }
        }
    }

    void work(Lane& lane, int group, const Reply& read) const {
        for (const auto& [id, task] : entries(read)) {
            send(lane.device, {"FCALL", "take", "2", tasks(group), results, id, task});
            lane.awaited.push_back(0);
            for (int n = 1; n < commands_of_device; ++n) {
                send(lane.device, {"XADD", results, "*", "b", task});
                lane.awaited.push_back(n + 1 == commands_of_device ? 1 : 0);
            }
        }
        lane.tasks.ask(options_.window);
    }

    void collect() {
        for (const Reply& reply : pump(collector_.connection)) {
            std::vector<std::string_view> ack{"XACK", results, group_name};
            const auto read = entries(must(reply));
            for (const auto& entry : read) ack.push_back(entry.first);
            collected_ += static_cast<long>(ack.size()) - 3;
            send(acks_, ack);
            collector_.ask(commands_of_device * options_.under_way());
        }
    }

    Options options_;
    Loop loop_;
    std::vector<Lane> lanes_;
    Reader collector_;
    Connection acks_;
    long collected_ = 0;
};

std::unique_ptr<Peer> make(const Options& options) {
    if (options.kind == "bare") return std::make_unique<Bare>(options);
    if (options.kind == "groups") return std::make_unique<Groups>(options);
    throw std::runtime_error("--kind: bare or groups");
}

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    return dudao::bench::run_peer(argc, argv, "redis", dudao::bench::make);
}
