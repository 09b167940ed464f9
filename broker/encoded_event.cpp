#include "broker/encoded_event.h"

#include "wire/event_codec.h"

namespace dudao::broker {

namespace {

/// Takes the sealed blobs out of the event that releases or issues something.
struct BlobsOf {
    std::vector<std::pair<std::string, std::string>>& mail;

    template <class Body>
    void operator()(Body& body) const {
        if constexpr (requires { body.sealed; }) {
            for (Sealed& sealed : body.sealed) {
                mail.emplace_back(mail_key(body.id, sealed.device), std::exchange(sealed.blob, {}));
            }
        }
    }
};

std::string key_of(std::uint64_t id, const KeyId& device) {
    return std::to_string(id) + ":" + device.text;
}

}  // namespace

std::vector<EncodedEvent> encode(std::vector<Event> events) {
    std::vector<EncodedEvent> encoded;
    encoded.reserve(events.size());
    for (Event& event : events) {
        EncodedEvent each{std::move(event), {}};
        std::visit(BlobsOf{each.mail}, static_cast<EventBodies&>(each.event.body));
        each.bytes = encode_event(each.event);
        encoded.push_back(std::move(each));
    }
    return encoded;
}

std::string mail_key(TaskId task, const KeyId& device) { return key_of(task.value, device); }
std::string mail_key(AssignmentId assignment, const KeyId& device) {
    return key_of(assignment.value, device);
}

}  // namespace dudao::broker
