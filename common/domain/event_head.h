// What every event carries besides its body: who, when, through what.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.h"
#include "domain/moment.h"

namespace dudao {

struct EventHead {
    std::int32_t v = 1;  // version of this event type's body
    Moment at;           // max(clock, last event's)
    PersonId actor;      // who; empty for a process
    KeyId via;           // through which key
    std::string trace;   // at most 32 characters, through all processes
    PersonId second{};   // who confirmed what `actor` proposed; else empty
};

}  // namespace dudao
