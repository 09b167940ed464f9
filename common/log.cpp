#include "log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace dudao {
namespace {

constexpr std::size_t file_bytes_max = 16U << 20U;
constexpr std::size_t old_files_max = 3;

bool is_plain(unsigned char byte) {
    return byte > ' ' && byte != '"' && byte != '\\' && byte != '=' && byte != 0x7F;
}

void append_escaped(std::string& line, std::string_view value) {
    static constexpr std::string_view hex = "0123456789abcdef";
    if (!value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
            return is_plain(static_cast<unsigned char>(c));
        })) {
        line += value;
        return;
    }
    line += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            line += {'\\', c};
        } else if (c == '\n') {
            line += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            line += {'\\', 'x', hex[byte >> 4U], hex[byte & 0xFU]};
        } else {
            line += c;
        }
    }
    line += '"';
}

/// Cuts between characters.
void cut(std::string& line) {
    static constexpr std::string_view mark = "…";
    if (line.size() <= log_line_bytes_max) return;
    std::size_t end = log_line_bytes_max - mark.size();
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    line.resize(end);
    line += mark;
}

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::Debug:
            return spdlog::level::debug;
        case LogLevel::Info:
            return spdlog::level::info;
        case LogLevel::Warning:
            return spdlog::level::warn;
        case LogLevel::Error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

spdlog::sink_ptr make_sink(const std::string& path) {
    if (path.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
    return std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, file_bytes_max,
                                                                  old_files_max);
}

void write(spdlog::logger& logger, LogLevel level, std::string_view trace, std::string_view event,
           const LogFields& fields) {
    const auto at = spdlog_level(level);
    if (!logger.should_log(at)) return;
    const std::string text = log_text(trace, event, fields);
    logger.log(at, spdlog::string_view_t(text.data(), text.size()));
}

}  // namespace

std::string log_text(std::string_view trace, std::string_view event, const LogFields& fields) {
    std::string line = "trace=";
    append_escaped(line, trace.empty() ? "-" : trace);
    line += " event=";
    append_escaped(line, event);
    for (const auto& field : fields) {
        if (line.size() > log_line_bytes_max) break;
        line += ' ';
        line += field.key;
        line += '=';
        append_escaped(line, field.value);
    }
    cut(line);
    return line;
}

Log::Log(const std::string& process, const std::string& path, LogLevel level)
    : logger_(std::make_shared<spdlog::logger>(process, make_sink(path))) {
    logger_->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %n %l %v", spdlog::pattern_time_type::utc);
    logger_->set_level(spdlog_level(level));
    // The last lines before a crash are the most important.
    logger_->flush_on(spdlog::level::debug);
}

void Log::debug(std::string_view trace, std::string_view event, const LogFields& fields) const {
    write(*logger_, LogLevel::Debug, trace, event, fields);
}

void Log::info(std::string_view trace, std::string_view event, const LogFields& fields) const {
    write(*logger_, LogLevel::Info, trace, event, fields);
}

void Log::warning(std::string_view trace, std::string_view event, const LogFields& fields) const {
    write(*logger_, LogLevel::Warning, trace, event, fields);
}

void Log::gather() const { logger_->flush_on(spdlog::level::warn); }

void Log::flush() const { logger_->flush(); }

void Log::error(std::string_view trace, std::string_view event, const LogFields& fields) const {
    write(*logger_, LogLevel::Error, trace, event, fields);
}

}  // namespace dudao
