// What main() builds from the options before the core starts: log, clock, keys, randomness.
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

/// Errors: BadInput or Unreachable with the flag to correct. `role`: the role reported to a demo's
/// timekeeper.
Result<Process> begin(const ProcessOptions& options, step::Role role);

/// The settings for a Link to the broker.
Result<Dealer::Options> dealer_options(const ProcessOptions& options, const KeyPair& keys);

/// n bytes from the system's secure source.
std::string secure_random(std::size_t n);

/// A random trace id: 8 hex digits.
std::string new_trace();

}  // namespace dudao
