// The command-line options of a worker.
#pragma once

#include <string>

#include "process/flags.h"

namespace dudao::workers {

struct Options {
    ProcessOptions process;
    std::string notice_file;
    std::string webhook;

    /// Returns a negative number if the process may start, otherwise the exit code.
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
