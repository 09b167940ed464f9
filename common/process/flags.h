// The flags of a process: one line each, help made of them, a TOML file with the same names under
// --config. A usage error is said on stderr and ends with exit code 2.
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

    /// Nothing when the process may start; else the exit code (0 after --help).
    int parse(int argc, const char* const* argv);

 private:
    std::unique_ptr<CLI::App> app_;
};

/// What every process of the platform is told; each main adds its own.
struct ProcessOptions {
    std::string jurisdiction;
    std::string redis;                 // unix:/path or host:port
    std::string redis_auth_file;       // user and password of its ACL; empty: it asks for none
    std::vector<std::string> brokers;  // tcp://host:port, tried in turn
    std::string broker_key;            // Z85 of the broker's public key
    std::string key;                   // file of the process' own CURVE key, mode 0400
    std::string data;                  // folder of its own files
    std::string log;                   // file; empty: stderr
    std::string log_level = "info";
    std::string clock = "system";  // or the path of a timekeeper's socket (demo)
    std::string name;              // to the timekeeper and in log lines
};

void add_to(Flags& flags, ProcessOptions& options);

}  // namespace dudao
