// The part common to all events: who, when, with which key.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.h"
#include "domain/moment.h"

namespace dudao {

struct EventHead {
    std::int32_t v = 1;  // version of this event type's body
    Moment at;           // the later of the clock and the last event's time
    PersonId actor;      // the person; empty for a process
    KeyId via;           // the key used
    std::string trace;   // at most 32 characters; passed on by all processes
    PersonId second{};   // the person who confirmed the proposal of `actor`, or empty
};

}  // namespace dudao
