// An event with its exact bytes. It is encoded once, when it is decided, and never again, so the
// log holds the same bytes that were checked.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/event.h"

namespace dudao::broker {

struct EncodedEvent {
    Event event;        // without the sealed blobs, which are in `mail`; their hashes stay
    std::string bytes;  // as written to the log
    /// The sealed blobs of a release or an assignment. They are written to {j}:mail in the same
    /// Redis call as the event.
    std::vector<std::pair<std::string, std::string>> mail{};
};

/// Encodes each event and moves its sealed blobs to `mail`.
std::vector<EncodedEvent> encode(std::vector<Event> events);

/// The field name of a device's blob in {j}:mail. Ids of tasks and assignments never meet: both are
/// the index of the event that made them.
std::string mail_key(TaskId task, const KeyId& device);
std::string mail_key(AssignmentId assignment, const KeyId& device);

}  // namespace dudao::broker
