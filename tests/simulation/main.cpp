// simulation: real cores, virtual time, every fault. See docs/simulation.md.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "process/flags.h"
#include "tests/simulation/planted.h"
#include "tests/simulation/run.h"
#include "tests/simulation/shrink.h"

namespace dudao::sim {
namespace {

struct Options {
    int seeds = 200;
    int first_seed = 1;
    int seconds = 60;
    bool verbose = false;
    bool statistics = false;
    bool twice = false;
    bool no_shrinking = false;
    std::string without;
    std::string bug = "none";
    std::string kept;
    std::string sometimes;
};

/// What all runs together came to.
struct Sum {
    std::map<std::string, std::uint64_t> marks;
    std::uint64_t runs = 0, events = 0, commits = 0, commands = 0, fingerprint = 0,
                  log_fingerprint = 0;
    std::int64_t simulated_ms = 0;

    void add(const RunResult& result) {
        for (const auto& [mark, count] : result.marks) marks[mark] += count;
        ++runs;
        events += result.events;
        commits += result.commits;
        commands += result.commands;
        simulated_ms += result.simulated_ms;
        fingerprint = fingerprint * 31 + result.fingerprint;
        log_fingerprint =
            log_fingerprint * 31 + std::stoull(result.log_head.substr(0, 16), nullptr, 16);
    }
};

std::set<std::string> words_of_list(const std::string& list) {
    std::set<std::string> words;
    std::istringstream in(list);
    for (std::string word; std::getline(in, word, ',');) words.insert(word);
    return words;
}

void tell_failure(const RunOptions& run, const RunResult& result, const Options& options) {
    for (const std::string& fault : result.faults)
        std::printf("seed %llu: %s\n", static_cast<unsigned long long>(run.seed), fault.c_str());
    const std::string planted = options.bug == "none" ? "" : " --planted " + options.bug;
    std::printf("again: dudao_simulation %s%s\n", arguments(run).c_str(), planted.c_str());
    if (options.no_shrinking) return;
    std::printf("smaller: dudao_simulation %s%s\n", arguments(shrink(run, result)).c_str(),
                planted.c_str());
}

/// False when it fails, or when a second run of the seed is not the first again.
bool passes(const RunOptions& run_options, const Options& options, Sum& sum) {
    const RunResult result = run(run_options);
    sum.add(result);
    if (!result.faults.empty()) {
        tell_failure(run_options, result, options);
        return false;
    }
    if (!options.twice || run(run_options).fingerprint == result.fingerprint) return true;
    std::printf("seed %llu: the second run is another\n",
                static_cast<unsigned long long>(run_options.seed));
    return false;
}

/// Runs that once failed, a line each: seed, seconds, faults left out or "-", what it was.
bool kept_pass(const Options& options, Sum& sum) {
    std::ifstream in(options.kept);
    if (!in) {
        std::fprintf(stderr, "--kept: %s cannot be read\n", options.kept.c_str());
        return false;
    }
    bool all = true;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        RunOptions one;
        std::string without;
        words >> one.seed >> one.seconds >> without;
        if (without != "-") one.without = words_of_list(without);
        all = passes(one, options, sum) && all;
    }
    return all;
}

/// What must have been reached in all these runs together; a line each.
bool all_reached(const std::string& file, const Sum& sum) {
    std::ifstream in(file);
    if (!in) {
        std::fprintf(stderr, "--sometimes: %s cannot be read\n", file.c_str());
        return false;
    }
    bool all = true;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#' || sum.marks.contains(line)) continue;
        std::printf("never reached: %s\n", line.c_str());
        all = false;
    }
    return all;
}

int run_all(const Options& options) {
    const auto bug = parse_name<Bug>(options.bug);
    if (!bug) {
        std::fprintf(stderr, "--planted: %s\n", bug.error().text().c_str());
        return 2;
    }
    planted_bug = *bug;
    const auto begun = std::chrono::steady_clock::now();
    Sum sum;
    bool well = options.kept.empty() || kept_pass(options, sum);
    for (int i = 0; i < options.seeds && well; ++i) {
        const auto seed = static_cast<std::uint64_t>(options.first_seed + i);
        well = passes({seed, options.seconds, options.verbose, words_of_list(options.without)},
                      options, sum);
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const double days = static_cast<double>(sum.simulated_ms) / 86'400'000.0;
    if (options.statistics) {
        for (const auto& [mark, count] : sum.marks)
            std::printf("%10llu  %s\n", static_cast<unsigned long long>(count), mark.c_str());
    }
    if (well && !options.sometimes.empty()) well = all_reached(options.sometimes, sum);
    std::printf(
        "%llu runs, %llu events, %llu commits, %llu commands, %.1f simulated years, %.1f s (%.4f s "
        "a day), fingerprint %016llx, of the logs %016llx\n",
        static_cast<unsigned long long>(sum.runs), static_cast<unsigned long long>(sum.events),
        static_cast<unsigned long long>(sum.commits), static_cast<unsigned long long>(sum.commands),
        days / 365.25, seconds, days > 0 ? seconds / days : 0.0,
        static_cast<unsigned long long>(sum.fingerprint),
        static_cast<unsigned long long>(sum.log_fingerprint));
    return well ? 0 : 1;
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
        .add("--without", options.without, "faults that do not happen: cuts,skew")
        .add("--kept", options.kept, "file of runs that once failed: they come first")
        .add("--sometimes", options.sometimes, "file of what must be reached in all runs together")
        .add_switch("--twice", options.twice, "each seed twice: both runs must be equal")
        .add_switch("--verbose", options.verbose, "tell everything that happens")
        .add_switch("--statistics", options.statistics, "what was reached, and how often")
        .add_switch("--no-shrinking", options.no_shrinking, "leave a failing run as it is")
        .add("--planted", options.bug, "a bug on purpose");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    return run_all(options);
}
