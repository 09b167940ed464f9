// Frames: [version, type, jurisdiction, body].
#pragma once

#include <string>
#include <string_view>

#include "result.h"
#include "wire/message.h"

namespace dudao::wire {

std::string encode(const Message& message);

/// Errors: BadInput with the place and the correction. Never throws because of what a peer sent.
Result<Message> decode(std::string_view frame);

/// "hello", "command" …
std::string_view name(const Body& body);

}  // namespace dudao::wire
