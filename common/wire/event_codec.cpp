#include "wire/event_codec.h"

#include "domain/apply.h"
#include "utf8.h"
#include "wire/command_codec.h"
#include "wire/variant_codec.h"

namespace dudao {
namespace {

constexpr std::size_t event_parts = 7;
constexpr int commit_format = 1;

struct TextsOf {
    const std::function<void(const Text&)>& visit;

    void operator()(const Text& text) const { visit(text); }
    template <class T>
    void operator()(const std::vector<T>& list) const {
        for (const auto& each : list) (*this)(each);
    }
    template <class T>
    void operator()(const std::deque<T>& list) const {
        for (const auto& each : list) (*this)(each);
    }
    template <class K, class T>
    void operator()(const std::map<K, T>& map) const {
        for (const auto& [key, each] : map) (*this)(each);
    }
    template <Record T>
    void operator()(const T& record) const {
        for_each_field(record, [this](std::string_view, const auto& member) { (*this)(member); });
    }
    template <class T>
    void operator()(const T&) const {}  // numbers, ids, words
};

Error corrupt(Error error) {
    error.kind = Error::Kind::Corrupt;
    return error;
}

constexpr std::size_t usual_bytes = 320;  // of an event: allocated once

// Of a batch, for its size: what they seldom exceed.
constexpr std::size_t receipt_bytes = 160;
constexpr std::size_t bin_head_bytes = 5;

}  // namespace

std::string encode_event(const Event& event) {
    std::string out;
    out.reserve(usual_bytes);
    Encoder encoder(out, Form::Log);
    encoder.pack.array(event.second ? event_parts + 1 : event_parts);
    encoder.put(event.v);
    encoder.pack.text(name(event.body));
    encoder.put(event.at);
    encoder.put(event.actor);
    encoder.put(event.via);
    encoder.put(event.trace);
    std::visit([&](const auto& body) { encoder.put(body); }, event.body);
    if (event.second) encoder.put(event.second);
    return out;
}

Result<Event> decode_event(std::string_view bytes) {
    auto document = Document::parse(bytes);
    if (!document) return tl::unexpected<Error>(corrupt(document.error()));
    const Value root = document->root();
    const bool parts = root.kind() == Value::Kind::Array &&
                       (root.size() == event_parts || root.size() == event_parts + 1);
    if (!parts || root.at(1).kind() != Value::Kind::Text) {
        return fail(Error::Kind::Corrupt, "not an event",
                    "[v, type, at, actor, via, trace, body, second]");
    }
    Event event;
    Decoder decoder(Form::Log);
    const bool head = decoder.get(root.at(0), event.v) && decoder.get(root.at(2), event.at) &&
                      decoder.get(root.at(3), event.actor) && decoder.get(root.at(4), event.via) &&
                      decoder.get(root.at(5), event.trace) &&
                      (root.size() == event_parts || decoder.get(root.at(7), event.second));
    if (!head) return tl::unexpected<Error>(corrupt(decoder.error()));
    auto body =
        decode_named<EventBody, EventBodies>(event_names, root.at(1).text(), root.at(6), Form::Log);
    if (!body) {
        return within("event " + excerpt(root.at(1).text(), 64), corrupt(body.error()));
    }
    event.body = std::move(*body);
    return event;
}

void for_each_text(const Event& event, const std::function<void(const Text&)>& visit) {
    std::visit(TextsOf{visit}, event.body);
    const auto* made = std::get_if<ProposalMade>(&event.body);
    if (made == nullptr) return;
    const auto command = decode_command(made->command, made->args, Form::Log);
    if (command) std::visit(TextsOf{visit}, *command);
}

std::string encode_commit(const Commit& commit) {
    std::string out;
    std::size_t bytes = receipt_bytes * (1 + commit.receipts.size());
    for (const std::string& event : commit.events) bytes += event.size() + bin_head_bytes;
    out.reserve(bytes);
    Encoder encoder(out, Form::Log);
    encoder.pack.array(4);
    encoder.pack.integer(commit_format);
    encoder.put(commit.first);
    encoder.pack.array(commit.events.size());
    for (const std::string& event : commit.events) encoder.pack.bytes(event);
    encoder.put(commit.receipts);
    return out;
}

Result<Commit> decode_commit(std::string_view bytes) {
    auto document = Document::parse(bytes);
    if (!document) return tl::unexpected<Error>(corrupt(document.error()));
    const Value root = document->root();
    if (root.kind() != Value::Kind::Array || root.size() != 4 ||
        root.at(0).kind() != Value::Kind::Natural || root.at(0).natural() != commit_format) {
        return fail(Error::Kind::Corrupt, "not a commit of format 1");
    }
    Commit commit;
    std::vector<Bytes> events;
    Decoder decoder(Form::Log);
    if (!decoder.get(root.at(1), commit.first) || !decoder.get(root.at(2), events) ||
        !decoder.get(root.at(3), commit.receipts)) {
        return tl::unexpected<Error>(corrupt(decoder.error()));
    }
    commit.events.assign(std::make_move_iterator(events.begin()),
                         std::make_move_iterator(events.end()));
    return commit;
}

Result<std::vector<Event>> fold(State& state, const Commit& commit) {
    if (commit.first != state.leaves) {
        return fail(Error::Kind::Corrupt, "a commit begins at event " +
                                              std::to_string(commit.first) + " where event " +
                                              std::to_string(state.leaves) + " is next");
    }
    std::vector<Event> events;
    events.reserve(commit.events.size());
    for (const std::string& bytes : commit.events) {
        auto event = decode_event(bytes);
        if (!event) return tl::unexpected<Error>(event.error());
        apply(state, *event);
        events.push_back(std::move(*event));
    }
    for (const Receipt& receipt : commit.receipts) apply(state, receipt);
    return events;
}

}  // namespace dudao
