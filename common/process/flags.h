// Command-line flags of a process, one line each; help is generated from them, and --config reads a
// TOML file with the same names. A usage error is printed on stderr and gives exit code 2.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
}

namespace dudao {

class Flags {
 public:
    Flags(const std::string& program, const std::string& purpose);
    ~Flags();
    Flags(const Flags&) = delete;
    Flags& operator=(const Flags&) = delete;

    Flags& add(const std::string& flag, std::string& value, const std::string& help);
    Flags& add(const std::string& flag, int& value, const std::string& help);
    Flags& add(const std::string& flag, std::vector<std::string>& values, const std::string& help);
    Flags& add_switch(const std::string& flag, bool& value, const std::string& help);
    Flags& required(const std::string& flag);

    /// Returns a negative number if the process may start, otherwise the exit code (0 after
    /// --help).
    int parse(int argc, const char* const* argv);

 private:
    std::unique_ptr<CLI::App> app_;
};

/// Options common to all processes; each main adds its own.
struct ProcessOptions {
    std::string jurisdiction;
    std::string redis;                 // unix:/path or host:port
    std::string redis_auth_file;       // user and password of Redis' ACL; empty: none
    std::vector<std::string> brokers;  // tcp://host:port, tried in turn
    std::string broker_key;            // Z85 of the broker's public key
    std::string key;                   // file of the process's own CURVE key, mode 0400
    std::string data;                  // folder of its files
    std::string log;                   // file; empty: stderr
    std::string log_level = "info";
    std::string clock = "system";  // or the path of the timekeeper's socket in a demo
    std::string name;              // used by the timekeeper and in log lines
};

void add_to(Flags& flags, ProcessOptions& options);

}  // namespace dudao
