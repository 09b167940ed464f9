// A process's log for operators: one line per event, key=value, for people and grep. A line never
// contains a name, a sealed target, a key or free text of a matter. docs/operations.md describes
// the form. A line's time is the system's; the domain's moment is in the field `at` where it
// matters.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace spdlog {
class logger;
}

namespace dudao {

enum class LogLevel { Debug, Info, Warning, Error };

struct LogField {
    std::string_view key;  // a name of our own: [a-z_]+
    std::string value;     // any text; escaped when written
};
using LogFields = std::vector<LogField>;

/// From `trace=` on; a longer line is cut and ends in `…`.
constexpr std::size_t log_line_bytes_max = 2048;

/// The part of a line from `trace=` on: `trace=ab12 event=commit seq=12 …`. One line, bounded.
std::string log_text(std::string_view trace, std::string_view event, const LogFields& fields);

/// The log of one process. Thread-safe. A log file is rotated: at most four parts of 16 MiB.
class Log {
 public:
    /// An empty path means standard error. Throws if the file cannot be opened, because a process
    /// that cannot log must not start.
    Log(const std::string& process, const std::string& path, LogLevel level);

    void debug(std::string_view trace, std::string_view event, const LogFields& fields = {}) const;
    void info(std::string_view trace, std::string_view event, const LogFields& fields = {}) const;
    void warning(std::string_view trace, std::string_view event,
                 const LogFields& fields = {}) const;
    /// From now on lines below a warning are written by flush(), or before the next warning: one
    /// call of the system for a turn's lines. Without it each line is written at once.
    void gather() const;
    void flush() const;
    void error(std::string_view trace, std::string_view event, const LogFields& fields = {}) const;

 private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace dudao
