// Messages: [version, type, jurisdiction, body]. Frames: one message, or a bundle of several.
#pragma once

#include <string>
#include <string_view>

#include "result.h"
#include "wire/message.h"

namespace dudao::wire {

std::string encode(const Message& message);

/// Errors: BadInput with the place and the correction. Never throws because of what a peer sent.
Result<Message> decode(std::string_view message);

/// Decodes the first message of a frame and takes its bytes off. Errors: as of decode; then the
/// rest of the frame is taken off too, since nobody knows where its next message begins.
Result<Message> take_message(std::string_view& frame);

/// A frame of several messages, for who reads them.
class Bundle {
 public:
    explicit Bundle(std::string first) : bytes_(std::move(first)) {}
    /// Returns false, and changes nothing, if a bound of wire/limits.h forbids it.
    bool add(std::string_view message);
    std::string take() { return std::move(bytes_); }

 private:
    std::string bytes_;
    std::size_t messages_ = 1;
};

/// "hello", "command" …
std::string_view name(const Body& body);

}  // namespace dudao::wire
