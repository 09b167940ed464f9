// The shell around the engine's core: log, link, database and clock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "ceremony/engine/database.h"
#include "ceremony/engine/engine.h"
#include "client/link.h"
#include "net/loop.h"
#include "net/steady.h"
#include "process/process.h"
#include "replica/follower.h"

namespace dudao::engine {

struct EngineOptions {
    ProcessOptions process;
    std::string signing_key;
    std::string seed;  // empty: use the system's secure source
};

class Shell {
 public:
    static Result<std::unique_ptr<Shell>> open(EngineOptions options, Process process);

    /// Runs until SIGTERM, SIGINT, or a fault that an operator must correct. Returns the exit code.
    int run();

 private:
    struct Parts {
        EngineOptions options;
        Process process;
        Address redis;
        Database database;
        Settings settings;
    };
    explicit Shell(Parts parts);

    void turn();
    void talk(std::int64_t now_ms);
    void follow(std::int64_t now_ms);
    void begin_to_serve(std::int64_t now_ms);
    bool may_serve();
    void work(Moment now);
    void hear(const Uplink::Event& event);
    void answered(const wire::Answer& answer);
    void write(const std::vector<Line>& lines) const;
    bool is_idle() const;
    long wait_ms() const;
    void stop(const std::string& event, const std::string& why);

    EngineOptions options_;
    Process process_;
    Database database_;
    Settings settings_;               // moved to the engine when it is made
    std::unique_ptr<Engine> engine_;  // set once the log has been read
    SystemSteady steady_;
    Loop loop_;
    Follower follower_;
    std::unique_ptr<Link> link_;  // set once the log has been read
    std::uint64_t told_seq_ = 0;  // the newest commit reported by the broker
    std::uint64_t activity_ = 0;
    bool failed_ = false;
};

}  // namespace dudao::engine
