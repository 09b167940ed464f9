#include "broker/encoded_event.h"

#include "wire/event_codec.h"

namespace dudao::broker {

std::vector<EncodedEvent> encode(std::vector<Event> events) {
    std::vector<EncodedEvent> encoded;
    encoded.reserve(events.size());
    for (Event& event : events) {
        EncodedEvent each{std::move(event), {}};
        if (auto* released = std::get_if<TaskReleased>(&each.event.body)) {
            for (Sealed& sealed : released->sealed) {
                each.mail.emplace_back(mail_key(released->id, sealed.device),
                                       std::exchange(sealed.blob, {}));
            }
        }
        each.bytes = encode_event(each.event);
        encoded.push_back(std::move(each));
    }
    return encoded;
}

std::string mail_key(TaskId task, const KeyId& device) {
    return std::to_string(task.value) + ":" + device.text;
}

}  // namespace dudao::broker
