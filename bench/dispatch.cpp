// bench dispatch: full lifecycles a second of announced tasks (command in, committed with fsync,
// out to the agent, acknowledged, accepted, checked in, reported), the processor time of each, and
// the time from command to agent. bench/peers plays the same lifecycle on other systems.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "bench/process.h"
#include "bench/stand.h"
#include "client/link.h"
#include "net/steady.h"
#include "process/flags.h"

namespace dudao::bench {
namespace {

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
        for (int i = 0; i < static_cast<int>(stand.keepers.size()); ++i) {
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
        const int groups = static_cast<int>(lanes_.size());
        const int share = lifecycles / groups;
        for (Lane& lane : lanes_) lane.released = lane.finished = 0;
        const std::int64_t begun = now_us();
        for (int done = 0; done < share * groups;) {
            for (Lane& lane : lanes_) {
                while (lane.released < share && lane.released - lane.finished < window_)
                    release(lane);
            }
            turn();
            done = 0;
            for (const Lane& lane : lanes_) done += lane.finished;
        }
        return 1e6 * share * groups / static_cast<double>(now_us() - begun);
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
                Lane& lane =
                    lanes_[static_cast<std::size_t>(sent++ % static_cast<int>(lanes_.size()))];
                lane.sent_us.push_back(intended);
                release(lane);
            }
            turn(1);
        }
        while (finished_ < released_) turn();
        std::sort(latencies_.begin(), latencies_.end());
        return latencies_;
    }

    void set_window(int window) { window_ = window; }
    std::size_t finished() const { return finished_; }
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
        ++released_;
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
                if (answered && lane.stage.erase(answered->answer.n) > 0) {
                    ++lane.finished;
                    ++finished_;
                }
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
    int window_ = 1;            // lifecycles under way, a group
    std::size_t released_ = 0;  // of all rounds
    std::size_t finished_ = 0;
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

struct Used {
    double broker = 0, redis = 0, load = 0;
    static Used now(const Stand& stand) {
        return {cpu_s(stand.broker_pid()), cpu_s(stand.redis().pid()), cpu_s(getpid())};
    }
};

struct Options {
    int groups = 4;
    int window = 40;
    int rounds = 5;
    int lifecycles = 8000;
    int rate = 100;
    int samples = 1000;
    bool knee = false;
};

/// The windows of one group tried for the knee; the largest uses the credit of both connections.
constexpr std::array windows = {1, 2, 4, 8, 16, 32, 64};

/// Throughput by window, until a wider one brings less than 5 % more.
nlohmann::json knee(Load& load, const Options& options) {
    nlohmann::json steps = nlohmann::json::array();
    double before = 0;
    for (const int window : windows) {
        load.set_window(window);
        std::vector<double> rates;
        for (int i = 0; i < options.rounds; ++i)
            rates.push_back(load.throughput(options.lifecycles));
        const double rate = median(rates);
        steps.push_back({{"window", window}, {"lifecycles_per_s", rate}});
        std::cerr << "window " << window << ": " << rate << "/s\n";
        if (rate < 1.05 * before) break;
        before = rate;
    }
    return steps;
}

nlohmann::json measure(const Stand& stand, Load& load, const Options& options) {
    const nlohmann::json knee_found = options.knee ? knee(load, options) : nlohmann::json();
    load.set_window(options.window);
    load.throughput(options.lifecycles / 4);  // warm-up
    std::vector<double> rates;
    const Used before = Used::now(stand);
    const auto begun = now_us();
    for (int i = 0; i < options.rounds; ++i) {
        rates.push_back(load.throughput(options.lifecycles));
        std::cerr << "round " << i + 1 << "/" << options.rounds << ": " << rates.back() << "/s\n";
    }
    const double seconds = static_cast<double>(now_us() - begun) / 1e6;
    const Used after = Used::now(stand);
    const int played = options.rounds * (options.lifecycles / options.groups) * options.groups;
    const auto each_us = [&](double spent) { return 1e6 * spent / played; };
    const double used =
        after.broker - before.broker + after.redis - before.redis + after.load - before.load;
    const auto latencies = load.latencies(options.samples, options.rate);
    const auto at = [&](double part) {
        return latencies[static_cast<std::size_t>(part *
                                                  static_cast<double>(latencies.size() - 1))];
    };
    return {{"groups", options.groups},
            {"window", options.window},
            {"lifecycles_per_s", median(rates)},
            {"raw", rates},
            {"cpu_us_a_lifecycle",
             {{"broker", each_us(after.broker - before.broker)},
              {"redis", each_us(after.redis - before.redis)},
              {"load", each_us(after.load - before.load)}}},
            {"cores_used", used / seconds},
            {"latency_us_at_" + std::to_string(options.rate),
             {{"p50", at(0.5)}, {"p99", at(0.99)}, {"p999", at(0.999)}}},
            {"knee", knee_found}};
}

void in_range(const char* flag, int value, int least, int most) {
    if (value >= least && value <= most) return;
    throw std::runtime_error(std::string(flag) + " " + std::to_string(value) + ": from " +
                             std::to_string(least) + " to " + std::to_string(most));
}

int run(const Options& options, const std::string& json_file, const std::string& broker) {
    const Stand stand(broker, options.groups);
    Load load(stand);
    nlohmann::json report = measure(stand, load, options);
    // What was answered is in the log: as many tasks reported as lifecycles were finished.
    const std::size_t recorded = stand.tasks_reported();
    report["finished"] = load.finished();
    report["recorded"] = recorded;
    report["refused"] = load.refused();
    std::cout << report.dump(2) << "\n";
    if (!json_file.empty() && !(std::ofstream(json_file) << report.dump(2) << "\n")) {
        throw std::runtime_error("cannot write " + json_file);
    }
    if (recorded != load.finished()) {
        throw std::runtime_error(
            "answered, and not in the log: " + std::to_string(load.finished()) + " finished, " +
            std::to_string(recorded) + " recorded");
    }
    return load.refused() == 0 ? 0 : 1;
}

}  // namespace

/// Throws with the range when a flag is out of its own.
static void check(const Options& options) {
    in_range("--groups", options.groups, 1, 1000);
    in_range("--window", options.window, 1, windows.back());
    in_range("--rounds", options.rounds, 1, 1000);
    in_range("--lifecycles", options.lifecycles, options.groups, 10'000'000);
    in_range("--rate", options.rate, 1, 100'000);
    in_range("--samples", options.samples, 2, 10'000'000);
}

}  // namespace dudao::bench

int main(int argc, char** argv) {
    dudao::bench::Options options;
    std::string json_file;
    std::string broker = "build/bin/dudao-broker";
    dudao::Flags flags("bench dispatch",
                       "Full lifecycles of announced tasks through a real broker.");
    flags.add("--groups", options.groups, "groups, each with a keeper and a device of its own")
        .add("--window", options.window, "lifecycles under way in each group, 1 to 64")
        .add_switch("--knee", options.knee, "also find the window that brings no more")
        .add("--rounds", options.rounds, "rounds, medians are quoted")
        .add("--lifecycles", options.lifecycles, "lifecycles a round")
        .add("--rate", options.rate, "tasks a second while latency is measured")
        .add("--samples", options.samples, "tasks whose latency is measured")
        .add("--json", json_file, "write the figures to a file")
        .add("--broker", broker, "the broker to measure");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    try {
        dudao::bench::check(options);
        return dudao::bench::run(options, json_file, broker);
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << "\n";
        return 1;
    }
}
