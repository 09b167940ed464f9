// A worker's pure core: fires every deadline, sends each notice once, and keeps the views up to
// date with the log. It takes the replica and the time and returns effects. It decides nothing: the
// broker decides what a deadline does. A worker may die at any point without losing anything.
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
    /// `me` is the id of the worker's own key. The shell owns the replica, which must outlive the
    /// core.
    WorkerCore(const Replica& replica, KeyId me)
        : replica_(replica), me_(me), notices_(std::move(me)) {}

    void step(const Input& input, Moment now, Effects& effects);

    /// When the next step is needed if no input arrives; std::nullopt: none.
    std::optional<Moment> next() const;
    /// True once the replica has reached the head that the broker reported at the first welcome.
    bool ready() const { return ready_; }
    /// True while a claim, command, notice or view write is in flight.
    bool busy() const;
    /// True while notices are being sent; a worker that is stopping waits for them.
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
