// bench dispatch: full lifecycles a second of announced tasks (command in, committed with fsync,
// out to the agent, acknowledged, accepted, checked in, reported) and the time from command to
// agent, beside bare ZeroMQ with CURVE making the same hops and bare Redis Streams with the same
// fsync, in one run.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "bench/peers.h"
#include "bench/stand.h"
#include "client/link.h"
#include "net/steady.h"
#include "process/flags.h"

namespace dudao::bench {
namespace {

constexpr int window = 40;  // lifecycles under way, a group; below the credit of 64
constexpr std::size_t message_bytes = 220;

std::int64_t now_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// One keeper and the device of the group it sends to.
struct Lane {
    std::unique_ptr<Link> keeper;
    std::unique_ptr<Link> device;
    Sender head;
    int released = 0;
    int finished = 0;
    std::map<std::int64_t, int> stage;  // n of the report -> 1
    std::deque<std::int64_t> sent_us;   // of releases, in order: dispatches come in the same order
};

class Load {
 public:
    explicit Load(const Stand& stand) : stand_(stand) {
        int token = 1;
        for (int i = 0; i < Stand::groups; ++i) {
            Lane lane;
            const auto at = static_cast<std::size_t>(i);
            lane.keeper = link(stand.keepers[at], token++);
            lane.device = link(stand.devices[at], token++);
            lane.head = stand.devices[at];
            lanes_.push_back(std::move(lane));
        }
        for (bool all = false; !all;) {
            turn();
            all = std::all_of(lanes_.begin(), lanes_.end(), [](const Lane& lane) {
                return lane.keeper->uplink().welcomed() && lane.device->uplink().welcomed();
            });
        }
    }

    /// Lifecycles a second with the windows kept full.
    double throughput(int lifecycles) {
        const int share = lifecycles / Stand::groups;
        for (Lane& lane : lanes_) lane.released = lane.finished = 0;
        const std::int64_t begun = now_us();
        for (int done = 0; done < share * Stand::groups;) {
            for (Lane& lane : lanes_) {
                while (lane.released < share && lane.released - lane.finished < window)
                    release(lane);
            }
            turn();
            done = 0;
            for (const Lane& lane : lanes_) done += lane.finished;
        }
        return 1e6 * share * Stand::groups / static_cast<double>(now_us() - begun);
    }

    /// Microseconds from command to agent, open loop at `rate` a second, from the intended moment.
    std::vector<std::int64_t> latencies(int count, int rate) {
        latencies_.clear();
        for (Lane& lane : lanes_) lane.sent_us.clear();
        const std::int64_t begun = now_us();
        int sent = 0;
        while (static_cast<int>(latencies_.size()) < count) {
            const std::int64_t intended = begun + 1'000'000LL * sent / rate;
            if (sent < count && now_us() >= intended) {
                Lane& lane = lanes_[static_cast<std::size_t>(sent++ % Stand::groups)];
                lane.sent_us.push_back(intended);
                release(lane);
            }
            turn(1);
        }
        std::sort(latencies_.begin(), latencies_.end());
        return latencies_;
    }

    int refused() const { return refused_; }

 private:
    std::unique_ptr<Link> link(const Sender& sender, int token) {
        auto made = std::make_unique<Link>(
            loop_, token, Dealer::Options{sender.keys, stand_.broker.public_key, 50},
            std::vector<std::string>{stand_.endpoint}, Uplink::Options{"bench", "bench", 1, 0});
        made->set_online(true, steady_.now_ms());
        return made;
    }

    void command(Link& through, const Command& each, const PersonId& as) {
        through.uplink().offer(through.uplink().make(each, as, "bench"));
    }

    void release(Lane& lane) {
        ReleaseTask task;
        task.plan = stand_.plan;
        task.group = lane.head.group;
        task.kind = TaskKind::Announced;
        task.target = stand_.village;
        command(*lane.keeper, task, {});
        ++lane.released;
    }

    void on_dispatch(Lane& lane, TaskId task) {
        if (!lane.sent_us.empty()) {
            latencies_.push_back(now_us() - lane.sent_us.front());
            lane.sent_us.pop_front();
        }
        const PersonId& head = lane.head.person;
        command(*lane.device, AcknowledgeDelivery{task}, {});
        command(*lane.device, AcceptTask{task}, head);
        command(*lane.device, CheckIn{task, {}, stand_.village, {head}, {}}, head);
        auto report = lane.device->uplink().make(ReportTask{task, true, {}, {}}, head, "bench");
        lane.stage[report.n] = 1;
        lane.device->uplink().offer(std::move(report));
    }

    void turn(long wait = 20) {
        const auto now = steady_.now_ms();
        for (const Lane& lane : lanes_) {
            wait = std::min({wait, lane.keeper->wait_ms(now), lane.device->wait_ms(now)});
        }
        loop_.wait(wait);
        for (Lane& lane : lanes_) {
            for (const auto& event : lane.keeper->turn(steady_.now_ms())) count(event);
            for (const auto& event : lane.device->turn(steady_.now_ms())) {
                count(event);
                if (const auto* sent = std::get_if<wire::Dispatch>(&event))
                    on_dispatch(lane, sent->task);
                const auto* answered = std::get_if<Uplink::Answered>(&event);
                if (answered && lane.stage.erase(answered->answer.n) > 0) ++lane.finished;
            }
        }
    }

    void count(const Uplink::Event& event) {
        const auto* answered = std::get_if<Uplink::Answered>(&event);
        if (!answered || answered->answer.ok) return;
        if (refused_++ == 0) {
            std::cerr << "refused: " << answered->answer.what << "; " << answered->answer.mend
                      << "\n";
        }
    }

    const Stand& stand_;
    Loop loop_;
    SystemSteady steady_;
    std::vector<Lane> lanes_;
    std::vector<std::int64_t> latencies_;
    int refused_ = 0;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int run(int rounds, int lifecycles, const std::string& json_file, const std::string& broker) {
    std::vector<double> ours, zmq, streams;
    std::vector<std::int64_t> latencies;
    int refused = 0;
    {
        const Stand stand(broker);
        Load load(stand);
        load.throughput(lifecycles / 4);    // warm-up
        for (int i = 0; i < rounds; ++i) {  // A B C C B A: drift falls on all alike
            const auto dispatch = [&] { ours.push_back(load.throughput(lifecycles)); };
            const auto transport = [&] { zmq.push_back(bare_zmq(4 * lifecycles, message_bytes)); };
            const auto stream = [&] {
                streams.push_back(bare_streams(stand.redis().connect(), lifecycles, message_bytes));
            };
            if (i % 2 == 0) {
                dispatch();
                transport();
                stream();
            } else {
                stream();
                transport();
                dispatch();
            }
            std::cerr << "round " << i + 1 << "/" << rounds << ": dispatch " << ours.back()
                      << "/s, zmq+curve " << zmq.back() << "/s, streams " << streams.back()
                      << "/s\n";
        }
        latencies = load.latencies(1000, 100);
        refused = load.refused();
    }
    std::vector<double> to_zmq, to_streams;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        to_zmq.push_back(ours[i] / zmq[i]);
        to_streams.push_back(ours[i] / streams[i]);
    }
    const nlohmann::json report = {
        {"lifecycles_per_s", median(ours)},
        {"latency_us",
         {{"p50", latencies[latencies.size() / 2]},
          {"p99", latencies[latencies.size() * 99 / 100]}}},
        {"bare_zmq_curve_per_s", median(zmq)},
        {"bare_redis_streams_per_s", median(streams)},
        {"ratio_to_zmq_curve", median(to_zmq)},
        {"ratio_to_redis_streams", median(to_streams)},
        {"commands_a_lifecycle", 5},
        {"refused", refused},
        {"raw", {{"dispatch", ours}, {"zmq_curve", zmq}, {"redis_streams", streams}}}};
    std::cout << report.dump(2) << "\n";
    if (!json_file.empty()) std::ofstream(json_file) << report.dump(2) << "\n";
    return refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    int rounds = 5;
    int lifecycles = 2000;
    std::string json_file;
    std::string broker = "build/bin/dudao-broker";
    dudao::Flags flags("bench dispatch", "Dispatch beside bare ZeroMQ and bare Redis Streams.");
    flags.add("--rounds", rounds, "rounds, medians are quoted")
        .add("--lifecycles", lifecycles, "lifecycles a round")
        .add("--json", json_file, "write the figures to a file")
        .add("--broker", broker, "the broker to measure");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    try {
        return dudao::bench::run(rounds, lifecycles, json_file, broker);
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << "\n";
        return 1;
    }
}
