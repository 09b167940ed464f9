#include "process/process.h"

#include <sodium.h>

#include "hex.h"
#include "secret/process_memory.h"

namespace dudao {
namespace {

constexpr int reconnect_ms_least = 500;
constexpr int reconnect_ms_spread = 1500;
constexpr int reconnect_ms_demo = 50;

LogLevel level_of(const std::string& word) {
    if (word == "debug") return LogLevel::Debug;
    if (word == "warning") return LogLevel::Warning;
    if (word == "error") return LogLevel::Error;
    return LogLevel::Info;
}

}  // namespace

std::string secure_random(std::size_t n) {
    std::string bytes(n, '\0');
    randombytes_buf(bytes.data(), n);
    return bytes;
}

std::string new_trace() { return random_hex(secure_random(8)); }

Result<Process> begin(const ProcessOptions& options, step::Role role) {
    keep_memory_private();  // before any key is read
    if (sodium_init() < 0) return fail(Error::Kind::Unreachable, "libsodium cannot start");
    if (!is_code(options.jurisdiction)) {
        return bad_input("--jurisdiction is missing or not an id", "its short id, as in init");
    }
    Process process;
    process.log = std::make_unique<Log>(options.name, options.log, level_of(options.log_level));
    auto keys = load_key(options.key);
    if (!keys) return within("--key", keys.error());
    process.keys = *keys;
    if (options.clock == "system") {
        process.clock = std::make_unique<SystemClock>();
    } else {
        auto stepped = SteppedClock::connect(options.clock, options.name, role);
        if (!stepped) return within("--clock", stepped.error());
        process.clock = std::move(*stepped);
    }
    return process;
}

Result<Dealer::Options> dealer_options(const ProcessOptions& options, const KeyPair& keys) {
    auto server = parse_z85(options.broker_key);
    if (!server) return within("--broker-key", server.error());
    if (options.brokers.empty()) return bad_input("--broker is missing", "tcp://host:port");
    const int pause =
        options.clock == "system"
            ? reconnect_ms_least + static_cast<int>(randombytes_uniform(reconnect_ms_spread))
            : reconnect_ms_demo;
    return Dealer::Options{keys, *server, pause};
}

}  // namespace dudao
