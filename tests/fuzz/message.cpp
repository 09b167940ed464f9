#include "wire/message_codec.h"

#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(message) {
    std::string_view rest = bytes;
    std::size_t before = rest.size() + 1;
    while (!rest.empty()) {
        (void)wire::take_message(rest);
        hold(rest.size() < before, "each message that is taken makes the frame shorter");
        before = rest.size();
    }
    const auto message = wire::decode(bytes);
    if (!message) {
        refused_well(message.error());
        const wire::Problem problem{message.error().what, message.error().mend};
        const auto told = wire::decode(wire::encode({"j", problem}));
        hold(told.has_value(), "whoever sent it can read why it was refused");
        return;
    }
    const std::string once = wire::encode(*message);
    const auto again = wire::decode(once);
    hold(again && again->body.index() == message->body.index(), "what is written can be read");
    hold(wire::encode(*again) == once, "one message, one spelling");
}

}  // namespace dudao::fuzz
