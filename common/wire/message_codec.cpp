#include "wire/message_codec.h"

#include "utf8.h"
#include "wire/variant_codec.h"

namespace dudao::wire {
namespace {

constexpr auto names = std::to_array<std::string_view>(
    {"hello", "command", "query", "chunk", "heartbeat", "welcome", "answer", "result", "dispatch",
     "chunk.taken", "moved", "problem", "assignment"});
static_assert(names.size() == std::variant_size_v<Body>);

constexpr std::size_t usual_bytes = 256;  // of a command or an answer: allocated once

}  // namespace

std::string_view name(const Body& body) { return names[body.index()]; }

std::string encode(const Message& message) {
    std::string out;
    out.reserve(usual_bytes);
    Encoder encoder(out, Form::Wire);
    encoder.pack.array(4);
    encoder.pack.integer(protocol_version);
    encoder.pack.text(name(message.body));
    encoder.pack.text(message.jurisdiction);
    std::visit([&](const auto& body) { encoder.put(body); }, message.body);
    return out;
}

static Result<Message> read(const Value root) {
    if (root.kind() != Value::Kind::Array || root.size() != 4) {
        return bad_input("not a message", "an array [version, type, jurisdiction, body]");
    }
    const Value version = root.at(0);
    if (version.kind() != Value::Kind::Natural || version.natural() != protocol_version) {
        return bad_input("unknown protocol version", "version 1");
    }
    if (root.at(1).kind() != Value::Kind::Text || root.at(2).kind() != Value::Kind::Text ||
        !is_code(root.at(2).text())) {
        return bad_input("type or jurisdiction is not text", "two words, as in docs/protocol.md");
    }
    auto body = decode_named<Body>(names, root.at(1).text(), root.at(3), Form::Wire);
    if (!body) return within("message " + excerpt(root.at(1).text(), 32), body.error());
    return Message{std::string(root.at(2).text()), std::move(*body)};
}

Result<Message> decode(std::string_view message) {
    const auto document = Document::parse(message);
    if (!document) return tl::unexpected<Error>(document.error());
    return read(document->root());
}

Result<Message> take_message(std::string_view& frame) {
    const auto document = Document::take(frame);
    if (!document) return tl::unexpected<Error>(document.error());
    auto message = read(document->root());
    if (!message) frame = {};
    return message;
}

bool Bundle::add(std::string_view message) {
    if (messages_ == bundle_messages_max || bytes_.size() + message.size() > bundle_bytes_max) {
        return false;
    }
    bytes_.append(message);
    ++messages_;
    return true;
}

}  // namespace dudao::wire
