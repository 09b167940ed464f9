#include "step_message.h"

#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(step) {
    const auto message = step::parse(bytes);
    if (!message) return refused_well(message.error());
    const auto text_of = [](const auto& each) { return step::to_text(each); };
    const std::string once = std::visit(text_of, *message);
    hold(once.size() <= step::message_bytes_max, "it fits a message");
    const auto again = step::parse(once);
    hold(again && std::visit(text_of, *again) == once, "one message, one spelling");
}

}  // namespace dudao::fuzz
