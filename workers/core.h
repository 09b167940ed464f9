// A worker's core: sees to it that no deadline passes unsaid, that notices go out once, and that
// the views follow the log. Pure: the replica and the moment come in, effects go out. It decides
// nothing: what a deadline does is the broker's decision, and a worker that dies at any point loses
// nothing.
#pragma once

#include <optional>

#include "replica/replica.h"
#include "workers/deadlines.h"
#include "workers/io.h"
#include "workers/notices.h"
#include "workers/views.h"

namespace dudao::workers {

class WorkerCore {
 public:
    /// `me`: the id of the worker's own key. The replica is the shell's and outlives the core.
    WorkerCore(const Replica& replica, KeyId me)
        : replica_(replica), me_(me), notices_(std::move(me)) {}

    void step(const Input& input, Moment now, Effects& effects);

    /// When a step is wanted though nothing came in.
    std::optional<Moment> next() const;
    /// The replica has come to where the broker was when it first welcomed us.
    bool ready() const { return ready_; }
    /// A claim, a command or a notice is under way, or a view's write.
    bool busy() const;
    /// Notices at the channels: a worker told to stop waits for them.
    bool sending() const { return notices_.sending() > 0; }
    void stop() { stopping_ = true; }

 private:
    void on(const Loaded&);
    void on(const Folded& input);
    void on(const Confirmed& input) { confirmed_ = input.seq; }
    void on(const Linked& input);
    void on(const StoreUp& input);
    void on(const ClaimAnswered& input, Effects& effects);
    void on(const Answered& input, Effects& effects);
    void proceed(Moment now, Effects& effects);

    const Replica& replica_;
    KeyId me_;
    Deadlines deadlines_;
    Notices notices_;
    Views views_;
    bool welcomed_ = false;
    bool store_up_ = false;
    bool stopping_ = false;
    std::optional<std::uint64_t> ready_at_;  // the broker's head at the first welcome
    bool ready_ = false;
    std::uint64_t confirmed_ = 0;
};

}  // namespace dudao::workers
