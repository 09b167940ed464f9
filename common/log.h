// What a process writes for its operators: one line an event, key=value, readable by people and by
// grep. A line never holds a name, a sealed target, a key or free text of a matter; those live
// elsewhere. The form is documented in docs/operations.md. The time of a line is the machine's; the
// moment of a rule stands in the field `at` where it matters.
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
    std::string_view key;  // a word of our own: [a-z_]+
    std::string value;     // anything; escaped when written
};
using LogFields = std::vector<LogField>;

constexpr std::size_t log_line_bytes_max = 2048;  // from `trace=` on; longer is cut and ends in `…`

/// `trace=ab12 event=commit seq=12 …`: the part of a line that we compose. One line, bounded.
std::string log_text(std::string_view trace, std::string_view event, const LogFields& fields);

/// One process's log. Safe to use from several threads; a file is kept in four parts of 16 MiB at
/// most.
class Log {
 public:
    /// An empty path means the standard error output. Throws when the file cannot be opened: a
    /// process that cannot say what it does must not start.
    Log(const std::string& process, const std::string& path, LogLevel level);

    void debug(std::string_view trace, std::string_view event, const LogFields& fields = {}) const;
    void info(std::string_view trace, std::string_view event, const LogFields& fields = {}) const;
    void warning(std::string_view trace, std::string_view event,
                 const LogFields& fields = {}) const;
    void error(std::string_view trace, std::string_view event, const LogFields& fields = {}) const;

 private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace dudao
