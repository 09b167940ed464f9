// A process that `dudao up` starts and watches: its output comes through a pipe, its end through a
// descriptor, so that the loop waits for both as for all else.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "result.h"

namespace dudao::up {

class Child {
 public:
    struct Start {
        std::vector<std::string> argv;  // argv[0]: a path, or a name looked up in PATH
        std::string error_log;          // file for its stderr, appended to; empty: ours
        int inherit = -1;               // a descriptor it may keep (the lock of the folder)
    };

    /// Signals are as by default in the child, nothing is blocked. When we die, however, it is sent
    /// SIGTERM: nobody is left behind to write in the folder of the next `up`.
    static Result<Child> start(const Start& start);

    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();  // kill -9 and wait, if it still runs

    pid_t pid() const { return pid_; }
    int output() const { return output_; }  // for the loop; -1 after its end
    int end() const { return pidfd_; }      // readable once it has ended

    /// Whole lines that have come since, without their ends; bounded. Closes output() at its end.
    std::vector<std::string> read_lines();

    /// Its exit code (128 + signal), once it has ended; does not wait.
    std::optional<int> exit_code();
    void signal(int number) const;

 private:
    Child() = default;
    void close_all();

    pid_t pid_ = -1;
    int pidfd_ = -1;
    int output_ = -1;
    std::optional<int> exit_;
    std::string unread_;
};

}  // namespace dudao::up
