// The shell around the core: sockets, Redis, disk and clock. `run` is the main loop.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "broker/broker.h"
#include "broker/evidence.h"
#include "broker/failpoint.h"
#include "broker/snapshot_desk.h"
#include "net/loop.h"
#include "net/router.h"
#include "net/self_test.h"
#include "net/steady.h"
#include "net/zap.h"
#include "process/process.h"
#include "store/known_head.h"
#include "store/redis_writer.h"

namespace dudao::broker {

struct BrokerOptions {
    ProcessOptions process;
    std::vector<std::string> jurisdictions;  // in addition to process.jurisdiction
    std::string listen = "tcp://127.0.0.1:0";
    std::string owner;
    /// Also serve a demo log on the system clock, for tests and inspection.
    bool accept_demo_log = false;
    std::string case_key_file;  // empty: nobody can be named in a case
    std::optional<Secret<32>> case_key;
    Failpoint failpoint;
    int place_number = 0;  // how often the county was taken over by a copy
};

class Shell {
 public:
    Shell(BrokerOptions options, Process process, Address redis);
    ~Shell();

    /// Runs until SIGTERM or SIGINT. Returns the exit code.
    int run();

 private:
    Now now() const;
    long wait_ms(Now now) const;
    void take_inputs(const std::vector<Ready>& ready, Now now);
    void perform(Effects effects);
    void perform(const Effect& effect);
    void perform(const WriteChunk& chunk);
    void perform(const ReadPiece& wanted);
    void send(const Send& message);
    void send_parked();
    void forget(const std::string& session);
    void step_frames(Turn& turn);
    void reopen_store(Now now);
    void start_to_serve(Now now);
    void note_known_heads();
    void report_idle();
    SnapshotLoaded load(const std::string& j) const;
    void finish();

    BrokerOptions options_;
    Process process_;
    Address redis_;
    SystemSteady steady_;
    Loop loop_;
    Zap zap_;
    Router router_;
    std::unique_ptr<SelfTest> self_test_;
    RedisWriter writer_;
    /// Has a thread, so it is created after signals are blocked.
    std::unique_ptr<EvidenceDesk> evidence_;
    std::unique_ptr<SnapshotDesk> snapshots_;  // has one too
    Broker broker_;
    std::deque<Input> inputs_;
    bool frames_left_ = false;  // more frames may be in the socket
    KnownHead known_head_;
    /// Messages that could not be sent because the client does not read, in order, by session.
    std::map<std::string, std::deque<std::string>> parked_;
    std::size_t parked_bytes_ = 0;
    int watched_redis_ = -1;
    int unreachable_ = 0;  // failed attempts to connect to Redis in a row
    std::int64_t reopen_at_ms_ = 0;
    bool listening_ = false;
    bool announced_ = false;
    int exit_code_ = 0;
    bool halted_ = false;
    bool commit_sent_ = false;   // during this turn
    bool commit_alone_ = false;  // … and the next reply of Redis is that commit's
    std::map<std::string, std::uint64_t> head_known_;
};

}  // namespace dudao::broker
