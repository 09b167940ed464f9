// What a main makes of its options before its core can run: log, clock, keys, randomness.
#pragma once

#include <memory>
#include <string>

#include "clock.h"
#include "log.h"
#include "net/curve.h"
#include "net/dealer.h"
#include "process/flags.h"
#include "result.h"

namespace dudao {

struct Process {
    std::unique_ptr<Log> log;
    std::unique_ptr<Clock> clock;
    KeyPair keys;
};

/// BadInput or Unreachable with the flag to mend. `role`: to the timekeeper of a demo.
Result<Process> begin(const ProcessOptions& options, step::Role role);

/// What a Link to the broker needs of the options.
Result<Dealer::Options> dealer_options(const ProcessOptions& options, const KeyPair& keys);

/// n bytes of the system's secure source.
std::string secure_random(std::size_t n);

/// A random trace id: 8 hex digits.
std::string new_trace();

}  // namespace dudao
