// bench streams: from a command's commit (its answer from the broker) to the frame at every client
// of the console, with few clients, with many, and with few again, in one run.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "bench/console/crowd.h"
#include "bench/console/people.h"
#include "bench/process.h"
#include "process/flags.h"

namespace dudao::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr int opening_s_max = 300;
constexpr std::int64_t settling_us_max = 20'000'000;  // for the last frame to reach everybody

struct Options {
    std::string cast;
    std::string rows;
    std::string cookies;
    std::string console;  // host:port
    int pid = 0;
    int clients = 10'000;
    int few = 100;
    int commands = 200;
    int rate = 10;
    int since = 0;
};

struct Row {
    RectificationId id;
    PersonId officer;
};

struct Committed {
    std::uint64_t seq = 0;
    std::int64_t at_us = 0;
};

std::vector<Row> read_rows(const std::string& file) {
    std::vector<Row> rows;
    std::ifstream in(file);
    for (Row row; in >> row.id.value >> row.officer.text;) rows.push_back(row);
    if (rows.empty()) throw std::runtime_error("no rows in " + file);
    return rows;
}

/// Reports of progress at a steady rate, whatever the answers take; in a thread of its own, so
/// that the moment of an answer does not wait for ten thousand frames to be read.
class Commander {
 public:
    Commander(const Options& options, const Cast& cast, std::vector<Row> rows)
        : options_(options), people_(cast), rows_(std::move(rows)) {}

    void run() {
        committed_.clear();
        const std::int64_t begun = now_us();
        for (int sent = 0; sent < options_.commands || people_.unanswered() > 0;) {
            const std::int64_t intended = begun + 1'000'000LL * sent / options_.rate;
            const std::int64_t left_ms = (intended - now_us()) / 1000;
            if (sent < options_.commands && left_ms <= 0) {
                ++sent;
                const Row& row = rows_[next_++ % rows_.size()];
                const Text text{"已走访※", "", ""};
                people_.say(row.officer, ReportProgress{row.id, text},
                            [this](const Accepted& made) {
                                committed_.push_back({made.commit, now_us()});
                            });
            }
            people_.turn(std::clamp<long>(left_ms, 0, 20));
        }
        std::sort(committed_.begin(), committed_.end(),
                  [](const Committed& a, const Committed& b) { return a.seq < b.seq; });
    }
    const std::vector<Committed>& committed() const { return committed_; }

 private:
    const Options& options_;
    People people_;
    std::vector<Row> rows_;
    std::size_t next_ = 0;
    std::vector<Committed> committed_;
};

double ms(std::int64_t us) { return static_cast<double>(us) / 1000; }

Json percentiles(std::vector<std::int64_t> us) {
    if (us.empty()) return nullptr;
    std::sort(us.begin(), us.end());
    return {{"p50", ms(us[us.size() / 2])},
            {"p99", ms(us[us.size() * 99 / 100])},
            {"max", ms(us.back())}};
}

class Bench {
 public:
    explicit Bench(const Options& options)
        : options_(options),
          cast_(read_cast(options.cast)),
          commander_(options_, cast_, read_rows(options.rows)) {
        std::ifstream in(options_.cookies);
        std::string whose;
        for (std::string cookie; in >> whose >> cookie;) {
            (whose == "all" ? all_ : units_).push_back(cookie);
        }
        if (all_.empty()) throw std::runtime_error("no sessions in " + options_.cookies);
        const auto colon = options_.console.rfind(':');
        host_ = options_.console.substr(0, colon);
        port_ = static_cast<std::uint16_t>(std::stoi(options_.console.substr(colon + 1)));
    }

    Json run() {
        const auto few = static_cast<std::size_t>(options_.few);
        const auto many = static_cast<std::size_t>(options_.clients);
        Crowd units(host_, port_, many);  // people of units: each sees another part of the changes
        Crowd crowd(host_, port_, many + units_.size());
        auto since = static_cast<std::uint64_t>(options_.since);
        const auto open = [&](std::size_t upto) {
            std::vector<std::string> cookies;
            for (std::size_t i = crowd.clients().size(); i < upto; ++i) {
                cookies.push_back(all_[i % all_.size()]);
            }
            const std::int64_t begun = now_us();
            crowd.open(cookies, since, opening_s_max);
            return static_cast<double>(now_us() - begun) / 1e6;
        };
        const std::int64_t memory = memory_of(options_.pid);
        units.open(units_, since, opening_s_max);
        Json out{{"clients", many},
                 {"sessions", all_.size()},
                 {"streams_of_units", units_.size()},
                 {"commands", options_.commands},
                 {"commands_per_s", options_.rate}};
        open(few);
        std::vector<Json> rounds{measure(crowd, units)};
        // As pages do that have just fetched a snapshot: what they missed is another figure.
        since = std::max(since, commander_.committed().back().seq);
        const std::int64_t before = memory_of(options_.pid);
        const double opening_s = open(many);
        const std::int64_t after = memory_of(options_.pid);
        out["open_s"] = opening_s;
        out["memory_mb"] = {{"without", mb(memory)}, {"few", mb(before)}, {"many", mb(after)}};
        out["memory_kb_a_client"] = static_cast<double>(after - before) / 1024 /
                                    static_cast<double>(std::max(many - few, std::size_t{1}));
        rounds.push_back(measure(crowd, units));
        // All come back at once, as after a restart, and are told what they missed.
        crowd.keep(0);
        crowd.forget();
        const double again_s = open(many);
        out["come_back"] = {{"s", again_s},
                            {"commits_behind", commander_.committed().size()},
                            {"refused", crowd.counts().refused}};
        crowd.keep(few);
        rounds.push_back(measure(crowd, units));
        out["rounds"] = rounds;
        const auto ratio = [&](const char* p) {
            const double peer = rounds[0]["ms"][p].get<double>() + rounds[2]["ms"][p].get<double>();
            return 2 * rounds[1]["ms"][p].get<double>() / peer;
        };
        out["ratio"] = {{"p50", ratio("p50")}, {"p99", ratio("p99")}, {"max", ratio("max")}};
        return out;
    }

 private:
    static double mb(std::int64_t bytes) { return static_cast<double>(bytes) / (1024 * 1024); }

    Json measure(Crowd& crowd, Crowd& units) {
        std::cerr << "streams: " << crowd.clients().size() << " clients\n";
        crowd.forget();
        units.forget();
        const auto console = cpu_of(options_.pid);
        const auto own = cpu_of(::getpid());
        const std::int64_t begun = now_us();
        std::atomic<bool> done{false};
        std::exception_ptr wrong;
        std::thread thread([&] {
            try {
                commander_.run();
            } catch (...) {
                wrong = std::current_exception();  // said by the thread that waits
            }
            done = true;
        });
        std::int64_t last = 0;
        while (!done || (now_us() < last && !has_all(crowd))) {
            crowd.read(10);
            units.read(0);
            if (!done) last = now_us() + settling_us_max;
        }
        const double s = static_cast<double>(now_us() - begun) / 1e6;
        thread.join();
        if (wrong) std::rethrow_exception(wrong);
        Json out = delays(crowd);
        out["cut"] = crowd.counts().cut + units.counts().cut;
        out["resyncs"] = crowd.counts().resyncs + units.counts().resyncs;
        out["frames"] = crowd.counts().changes;
        out["mb_per_s"] = mb(static_cast<std::int64_t>(crowd.counts().bytes)) / s;
        // The console's first thread answers and makes the frames; another writes them.
        double whole = 0;
        double first = 0;
        for (const auto& [tid, used] : cpu_of(options_.pid)) {
            const double more = used - (console.contains(tid) ? console.at(tid) : 0);
            whole += more;
            if (tid == options_.pid) first = more;
        }
        double ours = 0;
        for (const auto& [tid, used] : cpu_of(::getpid())) {
            ours += used - (own.contains(tid) ? own.at(tid) : 0);
        }
        out["cores"] = {{"console", whole / s},
                        {"console_frames", first / s},
                        {"console_http", (whole - first) / s},
                        {"clients", ours / s}};
        out["memory_mb"] = mb(memory_of(options_.pid));
        return out;
    }

    bool has_all(const Crowd& crowd) const {
        const std::uint64_t last = commander_.committed().back().seq;
        return std::all_of(
            crowd.clients().begin(), crowd.clients().end(), [&](const Crowd::Client& client) {
                return client.fd < 0 ||
                       (!client.arrivals.empty() && client.arrivals.back().seq >= last);
            });
    }

    /// Of each commit at each client; and of each commit how long after the first client the last.
    Json delays(const Crowd& crowd) const {
        std::vector<std::int64_t> all;
        std::uint64_t missing = 0;
        std::uint64_t behind = 0;  // clients that were not told all
        const auto& committed = commander_.committed();
        std::vector<std::pair<std::int64_t, std::int64_t>> ends(committed.size(), {INT64_MAX, 0});
        all.reserve(committed.size() * crowd.clients().size());
        for (const Crowd::Client& client : crowd.clients()) {
            auto at = client.arrivals.begin();
            const bool told =
                !client.arrivals.empty() && client.arrivals.back().seq >= committed.back().seq;
            behind += told ? 0 : 1;
            for (std::size_t i = 0; i < committed.size(); ++i) {
                while (at != client.arrivals.end() && at->seq < committed[i].seq) ++at;
                if (at == client.arrivals.end()) {
                    ++missing;
                    continue;
                }
                all.push_back(at->at_us - committed[i].at_us);
                ends[i].first = std::min(ends[i].first, at->at_us);
                ends[i].second = std::max(ends[i].second, at->at_us);
            }
        }
        std::vector<std::int64_t> spread;
        for (const auto& [first, last] : ends) {
            if (last > 0) spread.push_back(last - first);
        }
        return {{"clients", crowd.clients().size()},
                {"ms", percentiles(std::move(all))},
                {"first_to_last_client_ms", percentiles(std::move(spread))},
                {"missing", missing},
                {"clients_behind", behind}};
    }

    const Options options_;
    const Cast cast_;
    Commander commander_;
    std::vector<std::string> all_;
    std::vector<std::string> units_;
    std::string host_;
    std::uint16_t port_ = 0;
};

}  // namespace
}  // namespace dudao::bench

int main(int argc, char** argv) {
    dudao::bench::Options options;
    dudao::Flags flags("bench streams", "From a commit to the frames of the console's clients.");
    flags.add("--cast", options.cast, "who does what")
        .required("--cast")
        .add("--rows", options.rows, "rectifications to report progress of, and by whom")
        .required("--rows")
        .add("--cookies", options.cookies, "a line each: all or unit, and a session's cookie")
        .required("--cookies")
        .add("--console", options.console, "host:port")
        .required("--console")
        .add("--pid", options.pid, "of the console")
        .required("--pid")
        .add("--clients", options.clients, "streams")
        .add("--few", options.few, "streams of the peer")
        .add("--commands", options.commands, "of each round")
        .add("--rate", options.rate, "commands a second")
        .add("--since", options.since, "the commit the clients stand at");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    try {
        std::cout << dudao::bench::Bench(options).run().dump() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "bench streams: " << error.what() << "\n";
        return 1;
    }
    return 0;
}
