#include "broker/turn.h"

#include "wire/message_codec.h"

namespace dudao::broker {

Send message(const std::string& j, const std::string& session, wire::Body body, bool joins) {
    return {session, wire::encode(wire::Message{j, std::move(body)}), joins};
}

void Turn::send(const std::string& j, const std::string& session, wire::Body body, bool joins) {
    add(message(j, session, std::move(body), joins));
}

void Turn::note(const std::string& j, Note::Level level, std::string event,
                std::vector<std::pair<std::string, std::string>> fields, std::string trace) {
    fields.insert(fields.begin(), {"j", j});
    add(Note{level, std::move(trace), std::move(event), std::move(fields)});
}

}  // namespace dudao::broker
