// Where processes take their time from. Rules never see a clock: they are given the moment.
//
// Every process has one Clock and treats all kinds alike: it watches fd() where there is one, calls
// pump() first in each turn, reads now() once, works, and at the turn's end, if it is idle, calls
// answer_if_asked(). Only the stepped clock makes anything of it.
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

    /// Real milliseconds a loop may sleep when it next wants to do something at `next` (none: when
    /// nothing is due). 0..60 000; also 0 when `next` is past.
    virtual long wait_ms(std::optional<Moment> next) const;

    /// The descriptor to watch for reading, the same for the clock's life; -1: none.
    virtual int fd() const { return -1; }
    /// Reads what has come; true when time has moved.
    virtual bool pump() { return false; }
    /// To be called at the end of each turn in which the process is idle: nothing received is
    /// unhandled, no request of its own is unanswered, nothing waits for the commit.
    /// `activity`: external inputs handled since the start (messages, tail entries, timer work; not
    /// heartbeats, not these asks). `head`: commit written or read up to. `next`: when it wants to
    /// be woken; at or before now() means not idle, and nothing is said.
    virtual void answer_if_asked(std::uint64_t activity, std::optional<std::uint64_t> head,
                                 std::optional<Moment> next);
};

/// The machine's real time.
class SystemClock final : public Clock {
 public:
    Moment now() const override;
};

/// For tests: stands until told.
class ManualClock final : public Clock {
 public:
    explicit ManualClock(Moment start = {}) : now_(start) {}
    Moment now() const override { return now_; }
    void set(Moment now) { now_ = now; }
    void advance(Span span) { now_ = now_ + span; }

 private:
    Moment now_;
};

/// Time kept by the timekeeper of `dudao up`: it stands until every process is idle, then jumps to
/// the next moment that somebody waits for. Demo only. One thread; now() may be read by any.
class SteppedClock final : public Clock {
 public:
    /// Waits at most five seconds for the first word of the time. `name` as the timekeeper expects
    /// it (is_code). While the timekeeper is away time stands, and pump() looks for it again each
    /// 200 ms real time.
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
    int fd_ = -1;  // the socket, or while there is none a timer that says when to look again
    bool connected_ = false;
    bool told_ = false;  // the time, by this connection or an earlier one
    std::optional<std::uint64_t> asked_;
    std::atomic<std::int64_t> now_ms_{0};
};

}  // namespace dudao
