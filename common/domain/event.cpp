#include "domain/event.h"

#include "domain/made_here.h"

namespace dudao {

template struct OneOf<EventBodies>;

namespace {

static_assert(all_differ(event_names));

[[gnu::used]] const auto all_event_makers = makers(static_cast<const EventBodies*>(nullptr));

}  // namespace

}  // namespace dudao
