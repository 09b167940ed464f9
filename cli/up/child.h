// A process started and watched by `dudao up`. Its output comes through a pipe and its end is
// signalled by a descriptor, so that the loop can wait for both.
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
        std::vector<std::string> argv;  // argv[0]: a path, or a name to look up in PATH
        std::string error_log;          // file to which its stderr is appended; empty: our stderr
        int inherit = -1;               // a descriptor the child may keep (the folder's lock)
    };

    /// Starts the process with default signal handling and nothing blocked. If the parent dies, the
    /// child gets SIGTERM, so that it cannot write to the folder of the next `up`.
    static Result<Child> start(const Start& start);

    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();  // kills with SIGKILL and waits, if it still runs

    pid_t pid() const { return pid_; }
    int output() const { return output_; }  // for the loop; -1 after its end
    int end() const { return pidfd_; }      // readable once the process has ended

    /// The complete lines received, without newlines; bounded. Closes output() at end of file.
    std::vector<std::string> read_lines();

    /// The exit code (128 + signal) once the process has ended; otherwise std::nullopt. Does not
    /// wait.
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
