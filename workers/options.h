// What a worker is told at its start.
#pragma once

#include <string>

#include "process/flags.h"

namespace dudao::workers {

struct Options {
    ProcessOptions process;
    std::string notice_file;
    std::string webhook;

    /// Nothing when the process may start (negative); else the exit code.
    int parse(int argc, const char* const* argv) {
        process.name = "worker-1";
        Flags flags("dudao-worker", "Keeps every deadline, sends notices, keeps the views.");
        add_to(flags, process);
        flags.add("--notice-file", notice_file, "file that gets a line of JSON a notice")
            .add("--webhook", webhook, "URL that gets a POST a notice");
        return flags.parse(argc, argv);
    }
};

}  // namespace dudao::workers
