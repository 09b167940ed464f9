// Which case an event is about.
#pragma once

#include "domain/event.h"
#include "domain/state.h"

namespace dudao {

/// The case of the event, or of its assignment; 0 for events that are about none. Of a proposal
/// only its command's bytes would tell.
CaseId case_about(const State& state, const EventBody& body);

}  // namespace dudao
