// The shell around the worker's core: turns the log, the broker, Redis and the channels into
// inputs, and effects into calls.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "client/link.h"
#include "net/steady.h"
#include "process/process.h"
#include "replica/follower.h"
#include "workers/audit.h"
#include "workers/channels.h"
#include "workers/core.h"
#include "workers/options.h"
#include "workers/reach.h"
#include "workers/store_calls.h"

namespace dudao::workers {

class Shell {
 public:
    /// BadInput names the flag to correct.
    static Result<std::unique_ptr<Shell>> open(const Options& options, Process process);

    /// Runs until SIGTERM, then returns 0. Returns 1 if the log cannot be followed; the reason is
    /// logged.
    int run();

 private:
    struct Parts {
        Address redis;
        Dealer::Options dealer;
        std::unique_ptr<Loop> loop;
        Channels channels;
    };
    Shell(const Options& options, Process process, Parts parts);

    bool turn();
    bool follow(Effects& effects);
    void hear_broker(Effects& effects);
    void hear_store(Effects& effects);
    void hear_audit(const StoreCalls::Answer& answer);
    void start_audit();
    void perform(const Effects& effects);
    void send(const Command& command);
    void send_notice(NoticeId id, const std::optional<std::vector<std::string>>& values);
    Outgoing outgoing(const Notice& notice, const Reach& reach) const;
    void answer(const wire::Answer& answer, Effects& effects);
    void input(const Input& input, Effects& effects);
    bool drained();
    bool idle() const;
    long wait_ms() const;

    Options options_;
    Process process_;
    std::unique_ptr<Loop> loop_;
    SystemSteady steady_;
    Moment now_;
    std::int64_t now_ms_ = 0;
    Follower follower_;
    WorkerCore core_;
    StoreCalls store_;
    Link link_;
    Channels channels_;
    std::vector<Outgoing> outgoing_;            // to send at the end of this turn
    std::map<std::int64_t, Command> commands_;  // unanswered commands by number
    std::uint64_t activity_ = 0;
    bool store_was_up_ = false;
    bool was_welcomed_ = false;
    bool said_ready_ = false;
    std::optional<std::int64_t> stop_at_ms_;
    // One audit round reads the log's place, the index, and the place again. The result is valid if
    // no commit came in between.
    Audit audit_;
    std::int64_t audit_at_ms_ = 0;
    std::uint64_t audit_seq_ = 0;
    std::optional<Due> audit_due_;
};

}  // namespace dudao::workers
