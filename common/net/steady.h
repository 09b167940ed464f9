// Monotonic milliseconds that also count while the machine sleeps (CLOCK_BOOTTIME). For leases,
// heartbeats and retry pauses; the rules use Clock instead.
#pragma once

#include <cstdint>

namespace dudao {

class Steady {
 public:
    virtual ~Steady() = default;
    virtual std::int64_t now_ms() const = 0;
};

class SystemSteady final : public Steady {
 public:
    std::int64_t now_ms() const override;
};

class ManualSteady final : public Steady {
 public:
    explicit ManualSteady(std::int64_t start_ms = 0) : now_ms_(start_ms) {}
    std::int64_t now_ms() const override { return now_ms_; }
    void advance(std::int64_t ms) { now_ms_ += ms; }

 private:
    std::int64_t now_ms_;
};

}  // namespace dudao
