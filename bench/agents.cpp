// bench agents: how many devices one broker holds. For each step so many devices connect, each over
// a link of its own under its own key: the time until all are welcomed, and the memory that each
// costs the broker. After the last step the broker is killed and started again: the time until all
// are welcomed again.
//
// The devices run in child processes of this program, some hundred in each.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/process.h"
#include "bench/stand.h"
#include "client/link.h"
#include "net/steady.h"
#include "process/flags.h"

namespace dudao::bench {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

/// Each takes three to four of the 1,023 sockets of a context.
constexpr int devices_a_process = 250;
constexpr int patience_ms = 180'000;
constexpr int groups_most = 1000;              // that one county may have
constexpr int devices_most = 8 * groups_most;  // eight of each group
constexpr auto welcomed_all = "welcomed";
constexpr int pause_ms_least = 500;  // of a device's first pause, as dudao-agent has it
constexpr int pause_ms_most = 2000;

/// Spread evenly, as those of many devices are that each choose one by chance.
int pause_ms(std::size_t device) {
    return pause_ms_least +
           static_cast<int>(device) * (pause_ms_most - pause_ms_least) / devices_a_process;
}

double seconds_since(Steady::time_point begun) {
    return std::chrono::duration<double>(Steady::now() - begun).count();
}

/// The child: connects the devices whose secret keys it is given, and says each time when all of
/// them are welcomed. Ends with its standard input.
int run_devices(const std::string& endpoint, const std::string& server, const std::string& keys) {
    const auto broker = parse_z85(server);
    if (!broker) throw std::runtime_error(broker.error().text());
    std::ifstream file(keys);
    Loop loop;
    const SystemSteady steady;
    std::vector<std::unique_ptr<Link>> links;
    for (std::string path; std::getline(file, path);) {
        auto own = load_key(path);
        if (!own) throw std::runtime_error(own.error().text());
        links.push_back(std::make_unique<Link>(
            loop, 10 + static_cast<int>(links.size()),
            Dealer::Options{std::move(*own), *broker, pause_ms(links.size())},
            std::vector<std::string>{endpoint}, Uplink::Options{"bench", "bench", 1, 0}));
        links.back()->set_online(true, steady.now_ms());
    }
    loop.watch(STDIN_FILENO, 1);
    bool said = false;
    for (;;) {
        long wait = 1000;
        for (const auto& link : links) wait = std::min(wait, link->wait_ms(steady.now_ms()));
        for (const Ready& ready : loop.wait(wait)) {
            if (ready.token == 1) return 0;
        }
        for (const auto& link : links) (void)link->turn(steady.now_ms());
        const bool all = std::all_of(links.begin(), links.end(),
                                     [](const auto& link) { return link->uplink().welcomed(); });
        if (all && !said) std::cout << welcomed_all << std::endl;
        said = all;
    }
}

class Devices {
 public:
    Devices(const Stand& stand, std::string self) : stand_(stand), self_(std::move(self)) {
        for (std::size_t i = 0; i < stand.devices.size(); ++i) {
            const fs::path file = folder_ / ("d" + std::to_string(i) + ".key");
            if (auto saved = save_key(stand.devices[i].keys, file); !saved) {
                throw std::runtime_error(saved.error().text());
            }
            keys_.push_back(file);
        }
    }

    void grow_to(std::size_t count) {
        while (connected_ < count) {
            const std::size_t share = std::min<std::size_t>(devices_a_process, count - connected_);
            const fs::path list = folder_ / ("list" + std::to_string(connected_));
            std::ofstream file(list);
            for (std::size_t i = 0; i < share; ++i)
                file << keys_.at(connected_ + i).string() << "\n";
            file.close();
            auto child =
                test::Child::start({self_, "--devices", list.string(), "--endpoint",
                                    stand_.endpoint, "--server", to_z85(stand_.broker.public_key)});
            if (!child) throw std::runtime_error(child.error().text());
            children_.push_back(std::move(*child));
            fresh_.push_back(children_.size() - 1);
            connected_ += share;
        }
        for (const std::size_t each : fresh_) wait_for(children_[each]);
        fresh_.clear();
    }
    void wait_for_all() {
        for (test::Child& each : children_) wait_for(each);
    }

 private:
    static void wait_for(test::Child& child) {
        const auto line = child.read_line(patience_ms);
        if (line != welcomed_all) {
            throw std::runtime_error("devices were not welcomed: " + child.transcript());
        }
    }

    const Stand& stand_;
    std::string self_;
    test::TempDir folder_;
    std::vector<fs::path> keys_;
    std::vector<test::Child> children_;
    std::vector<std::size_t> fresh_;  // children that did not say yet that they are welcomed
    std::size_t connected_ = 0;
};

int run(const std::vector<int>& steps, const std::string& self, const std::string& broker,
        const std::string& json_file) {
    const int most = *std::max_element(steps.begin(), steps.end());
    const int groups = std::min(most, groups_most);
    Stand stand(broker, groups, most - groups);
    Devices devices(stand, self);
    const std::int64_t before = memory_of(stand.broker_pid());
    nlohmann::json report = {{"broker_bytes_without", before}, {"steps", nlohmann::json::array()}};
    int already = 0;
    for (const int count : steps) {
        const auto begun = Steady::now();
        devices.grow_to(static_cast<std::size_t>(count));
        const double took = seconds_since(begun);
        const std::int64_t used = memory_of(stand.broker_pid()) - before;
        report["steps"].push_back(
            {{"devices", count},
             {"seconds_for_the_new_ones", took},
             {"new_ones", count - already},
             {"broker_kb_a_device", static_cast<double>(used) / 1024 / count}});
        std::cerr << count << " devices: " << took << " s, "
                  << static_cast<double>(used) / 1024 / count << " KB each\n";
        already = count;
    }
    const auto begun = Steady::now();
    stand.restart_broker();
    const double started = seconds_since(begun);
    devices.wait_for_all();
    report["after_a_kill"] = {
        {"devices", most}, {"broker_listens_s", started}, {"all_welcomed_s", seconds_since(begun)}};
    std::cout << report.dump(2) << "\n";
    if (!json_file.empty() && !(std::ofstream(json_file) << report.dump(2) << "\n")) {
        throw std::runtime_error("cannot write " + json_file);
    }
    return 0;
}

}  // namespace

/// Ascending counts. Throws when one is none.
static std::vector<int> steps_of(const std::vector<std::string>& words) {
    std::vector<int> steps;
    for (const std::string& word : words) {
        int count = 0;
        const auto read = std::from_chars(word.data(), word.data() + word.size(), count);
        if (read.ec != std::errc{} || read.ptr != word.data() + word.size() || count < 1 ||
            count > devices_most || (!steps.empty() && count <= steps.back())) {
            throw std::runtime_error("--steps " + word + ": ascending counts from 1 to " +
                                     std::to_string(devices_most));
        }
        steps.push_back(count);
    }
    return steps.empty() ? std::vector<int>{100, 1000, 3000} : steps;
}

}  // namespace dudao::bench

int main(int argc, char** argv) {
    std::vector<std::string> steps;
    std::string json_file;
    std::string broker = "build/bin/dudao-broker";
    std::string keys;
    std::string endpoint;
    std::string server;
    dudao::Flags flags("bench agents",
                       "Devices on one broker: memory of each, time until all are back.");
    flags
        .add("--steps", steps,
             "how many devices are connected, in turn; by default 100, 1,000 and 3,000")
        .add("--json", json_file, "write the figures to a file")
        .add("--broker", broker, "the broker to measure")
        .add("--devices", keys, "of a child process: a file of its key files")
        .add("--endpoint", endpoint, "of a child process: the broker's")
        .add("--server", server, "of a child process: the broker's key");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    try {
        if (!keys.empty()) return dudao::bench::run_devices(endpoint, server, keys);
        const std::string self = std::filesystem::read_symlink("/proc/self/exe");
        return dudao::bench::run(dudao::bench::steps_of(steps), self, broker, json_file);
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << "\n";
        return 1;
    }
}
