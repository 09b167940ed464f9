// The source of time of every process. The rules never see a clock: the moment is passed to them.
//
// Every process has one Clock and handles all kinds alike: it watches fd() if there is one, calls
// pump() first in each turn, reads now() once, works, and, if idle at the end of the turn, calls
// answer_if_asked(). Only the stepped clock uses these calls.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "domain/moment.h"
#include "result.h"
#include "step_message.h"

namespace dudao {

class Clock {
 public:
    virtual ~Clock() = default;
    virtual Moment now() const = 0;

    /// Real milliseconds that a loop may sleep if it next has work at `next` (std::nullopt: nothing
    /// is due). 0..60 000; 0 if `next` is in the past.
    virtual long wait_ms(std::optional<Moment> next) const;

    /// The descriptor to watch for reading, which never changes; -1: none.
    virtual int fd() const { return -1; }
    /// Reads what was received. Returns true if the time has changed.
    virtual bool pump() { return false; }
    /// Call at the end of each turn in which the process is idle: everything received is handled,
    /// no request of its own is unanswered, and nothing waits for the commit. `activity`: external
    /// inputs handled since the start (messages, tail entries, timer work; not heartbeats or the
    /// timekeeper's asks). `head`: the commit written or read up to. `next`: when to be woken; a
    /// value not after now() means not idle, and nothing is sent.
    virtual void answer_if_asked(std::uint64_t activity, std::optional<std::uint64_t> head,
                                 std::optional<Moment> next);
};

/// The system's real time.
class SystemClock final : public Clock {
 public:
    Moment now() const override;
};

/// For tests: changes only by set() and advance().
class ManualClock final : public Clock {
 public:
    explicit ManualClock(Moment start = {}) : now_(start) {}
    Moment now() const override { return now_; }
    void set(Moment now) { now_ = now; }
    void advance(Span span) { now_ = now_ + span; }

 private:
    Moment now_;
};

/// The time of `dudao up`'s timekeeper: it stands still until every process is idle, then jumps to
/// the next moment that one waits for. Demo only. One thread, but any thread may call now().
class SteppedClock final : public Clock {
 public:
    /// Connects and waits at most five seconds for the first time. `name` must satisfy is_code.
    /// While the timekeeper is unreachable the time stands still, and pump() reconnects every 200
    /// ms of real time.
    static Result<std::unique_ptr<SteppedClock>> connect(const std::string& path,
                                                         const std::string& name, step::Role role);
    ~SteppedClock() override;
    SteppedClock(const SteppedClock&) = delete;
    SteppedClock& operator=(const SteppedClock&) = delete;

    Moment now() const override { return {now_ms_.load(std::memory_order_relaxed)}; }
    long wait_ms(std::optional<Moment> next) const override;
    int fd() const override { return fd_; }
    bool pump() override;
    void answer_if_asked(std::uint64_t activity, std::optional<std::uint64_t> head,
                         std::optional<Moment> next) override;
    bool connected() const { return connected_; }

 private:
    SteppedClock(std::string path, step::Hello hello);
    Result<void> reconnect();
    void lose();
    void read_messages();
    bool read_message();
    void hear(const std::string& line);
    void move_to(Moment now);
    bool send(const std::string& line) const;

    std::string path_;
    step::Hello hello_;
    int fd_ = -1;  // the socket, or while disconnected a timer that triggers the next attempt
    bool connected_ = false;
    bool told_ = false;  // a time was received, on this connection or an earlier one
    std::optional<std::uint64_t> asked_;
    std::atomic<std::int64_t> now_ms_{0};
};

}  // namespace dudao
