// simulation: real cores, virtual time, every fault. See docs/simulation.md.
#include <chrono>
#include <cstdio>
#include <map>
#include <string>

#include "process/flags.h"
#include "tests/simulation/planted.h"
#include "tests/simulation/run.h"

namespace dudao::sim {
namespace {

struct Options {
    int seeds = 200;
    int first_seed = 1;
    int seconds = 60;
    bool verbose = false;
    bool statistics = false;
    std::string bug = "none";
};

int run_all(const Options& options) {
    const auto bug = parse_name<Bug>(options.bug);
    if (!bug) {
        std::fprintf(stderr, "--planted: %s\n", bug.error().text().c_str());
        return 2;
    }
    planted_bug = *bug;
    const auto begun = std::chrono::steady_clock::now();
    std::map<std::string, std::uint64_t> marks;
    std::uint64_t events = 0, commits = 0, commands = 0, fingerprint = 0;
    std::int64_t simulated_ms = 0;
    int failed = 0;
    for (int i = 0; i < options.seeds && failed == 0; ++i) {
        const auto seed = static_cast<std::uint64_t>(options.first_seed + i);
        const RunResult result = run({seed, options.seconds, options.verbose});
        for (const auto& [mark, count] : result.marks) marks[mark] += count;
        events += result.events;
        commits += result.commits;
        commands += result.commands;
        simulated_ms += result.simulated_ms;
        fingerprint = fingerprint * 31 + result.fingerprint;
        if (result.faults.empty()) continue;
        ++failed;
        for (const std::string& fault : result.faults)
            std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), fault.c_str());
        std::printf(
            "again: dudao_simulation --seeds 1 --first-seed %llu --seconds %d --verbose%s\n",
            static_cast<unsigned long long>(seed), options.seconds,
            *bug == Bug::None ? "" : (" --planted " + options.bug).c_str());
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const double days = static_cast<double>(simulated_ms) / 86'400'000.0;
    if (options.statistics) {
        for (const auto& [mark, count] : marks)
            std::printf("%10llu  %s\n", static_cast<unsigned long long>(count), mark.c_str());
    }
    std::printf(
        "%d seeds, %llu events, %llu commits, %llu commands, %.1f simulated years, %.1f s (%.4f s "
        "a day), fingerprint %016llx\n",
        options.seeds, static_cast<unsigned long long>(events),
        static_cast<unsigned long long>(commits), static_cast<unsigned long long>(commands),
        days / 365.25, seconds, seconds / days, static_cast<unsigned long long>(fingerprint));
    return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dudao::sim

int main(int argc, char** argv) {
    using namespace dudao::sim;
    Options options;
    dudao::Flags flags("dudao_simulation",
                       "The real cores through weeks of faults, one run a seed.");
    flags.add("--seeds", options.seeds, "how many")
        .add("--first-seed", options.first_seed, "the first of them")
        .add("--seconds", options.seconds, "steady seconds with faults, each run")
        .add_switch("--verbose", options.verbose, "tell everything that happens")
        .add_switch("--statistics", options.statistics, "what was reached, and how often")
        .add("--planted", options.bug, "a bug on purpose");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    return run_all(options);
}
