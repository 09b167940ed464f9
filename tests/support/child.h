// A process started by a test: its output is read, it is killed by its own id, waiting is bounded.
#pragma once

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "result.h"

namespace dudao::test {

class Child {
 public:
    struct Options {
        std::map<std::string, std::string> environment;  // added to the test's own
        bool separate_errors = false;  // stderr to the test's stderr, else into the same pipe
    };

    /// Starts argv[0] (looked up in PATH). Signals are as by default in the child.
    static Result<Child> start(const std::vector<std::string>& argv, const Options& options);
    static Result<Child> start(const std::vector<std::string>& argv) { return start(argv, {}); }

    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();  // kill -9 and wait

    pid_t pid() const { return pid_; }
    bool running();
    void signal(int number) const;
    void kill_9();  // and waits: afterwards the process is gone
    void pause();   // SIGSTOP, and waits: afterwards it executes nothing
    void resume() const;

    /// Its exit code (128 + signal if killed), or nothing after the time limit.
    std::optional<int> wait(int timeout_ms);

    /// The next line of output without its end, or nothing after the time limit or at its end.
    std::optional<std::string> read_line(int timeout_ms);
    /// Reads lines until one contains `text`; false after the time limit or at the output's end.
    bool read_until(const std::string& text, int timeout_ms);
    /// All output up to its end (the process closed it), or what came within the time limit.
    std::string read_all(int timeout_ms);
    /// What has been read so far, for a failing test's message.
    const std::string& transcript() const { return transcript_; }

    void write(const std::string& text) const;  // to its standard input
    void close_input();

 private:
    Child() = default;
    bool fill(int timeout_ms);  // false: time limit or end
    void close_all();

    pid_t pid_ = -1;
    int pidfd_ = -1;
    int input_ = -1;
    int output_ = -1;
    std::optional<int> exit_;
    std::string unread_;
    std::string transcript_;
};

}  // namespace dudao::test
