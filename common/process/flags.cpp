#include "process/flags.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <sstream>
#include <string_view>

#include "process/manual.h"

namespace dudao {

namespace {
constexpr int usage_error = 2;
constexpr int may_start = -1;

/// What stands before the comment of a line: a '#' between quotes begins none. Keys have such.
std::string without_comment(const std::string& line) {
    char quote = '\0';
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote == '\0' && c == '#') return line.substr(0, at);
        if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = '\0';
        }
    }
    return line;
}

/// The library takes every '#' for the beginning of a comment.
class Toml final : public CLI::ConfigTOML {
 public:
    Toml() { comment('\x01'); }
    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
        std::stringstream bare;
        for (std::string line; std::getline(input, line);) bare << without_comment(line) << '\n';
        return CLI::ConfigTOML::from_config(bare);
    }
};

}  // namespace

Flags::Flags(const std::string& program, const std::string& purpose)
    : app_(std::make_unique<CLI::App>(purpose, program)) {
    app_->config_formatter(std::make_shared<Toml>());
    app_->set_config("--config", "", "TOML file with the same names");
}
Flags::~Flags() = default;

Flags& Flags::add(const std::string& flag, std::string& value, const std::string& help) {
    app_->add_option(flag, value, help)->capture_default_str();
    return *this;
}
Flags& Flags::add(const std::string& flag, int& value, const std::string& help) {
    app_->add_option(flag, value, help)->capture_default_str();
    return *this;
}
Flags& Flags::add(const std::string& flag, std::vector<std::string>& values,
                  const std::string& help) {
    app_->add_option(flag, values, help);
    return *this;
}
Flags& Flags::add_switch(const std::string& flag, bool& value, const std::string& help) {
    app_->add_flag(flag, value, help);
    return *this;
}
Flags& Flags::required(const std::string& flag) {
    app_->get_option(flag)->required();
    return *this;
}

int Flags::parse(int argc, const char* const* argv) {
    // Alone, as packages are made with it; --help does not show it.
    if (argc == 2 && std::string_view(argv[1]) == "--manual") {
        std::cout << manual_of(*app_, manual_words_en(), "dudao(1)");
        return 0;
    }
    try {
        app_->parse(argc, argv);
        return may_start;
    } catch (const CLI::ParseError& stop) {
        return app_->exit(stop) == 0 ? 0 : usage_error;
    }
}

void add_to(Flags& flags, ProcessOptions& options) {
    flags.add("--jurisdiction", options.jurisdiction, "short id of the jurisdiction")
        .add("--redis", options.redis, "unix:/path or host:port")
        .add("--redis-auth-file", options.redis_auth_file,
             "file of mode 0600: user and password of Redis, a line each; none: it asks for none")
        .add("--broker", options.brokers, "tcp://host:port, several are tried in turn")
        .add("--broker-key", options.broker_key, "the broker's public key, Z85")
        .add("--key", options.key, "file of the own CURVE key, mode 0400")
        .add("--data", options.data, "folder of the process' own files")
        .add("--log", options.log, "log file; none: stderr")
        .add("--log-level", options.log_level, "debug, info, warning or error")
        .add("--clock", options.clock, "system, or the socket of a timekeeper (demo)")
        .add("--name", options.name, "of this process, for the timekeeper and the log");
}

}  // namespace dudao
