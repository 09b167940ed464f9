// An event with its exact bytes: it is encoded once, when it is decided, and never again.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/event.h"

namespace dudao::broker {

struct EncodedEvent {
    Event event;        // without sealed blobs: their hashes stay
    std::string bytes;  // as they lie in the log
    /// The blobs of a release: they go to {j}:mail in the same call as the event.
    std::vector<std::pair<std::string, std::string>> mail{};
};

std::vector<EncodedEvent> encode(std::vector<Event> events);

/// The name of a device's blob in {j}:mail.
std::string mail_key(TaskId task, const KeyId& device);

}  // namespace dudao::broker
