// What a process costs, out of /proc: whole, and by thread.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace dudao::bench {

/// Processor time of each thread so far, in seconds.
inline std::map<pid_t, double> cpu_of(pid_t pid) {
    std::map<pid_t, double> out;
    std::error_code gone;
    const std::filesystem::path tasks = "/proc/" + std::to_string(pid) + "/task";
    for (const auto& each : std::filesystem::directory_iterator(tasks, gone)) {
        std::ifstream in(each.path() / "stat");
        std::string line;
        std::getline(in, line);
        // The name may hold spaces; after it the state is field 3, utime and stime 14 and 15.
        std::istringstream fields(line.substr(std::min(line.size(), line.rfind(')') + 1)));
        std::string skipped;
        for (int i = 3; i < 14; ++i) fields >> skipped;
        double user = 0;
        double system = 0;
        fields >> user >> system;
        out[std::stoi(each.path().filename())] =
            (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    return out;
}

/// … of all its threads.
inline double cpu_s(pid_t pid) {
    double sum = 0;
    for (const auto& [thread, seconds] : cpu_of(pid)) sum += seconds;
    return sum;
}

/// Resident memory in bytes.
inline std::int64_t memory_of(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmRSS:")) return 1024 * std::stoll(line.substr(6));
    }
    return 0;
}

}  // namespace dudao::bench
