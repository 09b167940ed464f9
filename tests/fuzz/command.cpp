// The name of a command, a line feed, its arguments. What can be read is also decided, by a county
// in the midst of its work: no number and no text may be more than the rules can bear.
#include "tests/fuzz/lived_county.h"
#include "tests/fuzz/target.h"
#include "wire/command_codec.h"
#include "wire/event_codec.h"
#include "wire/message_codec.h"
#include "wire/personal.h"

namespace dudao::fuzz {
namespace {

void refused(const Error& error) {
    refused_well(error);
    const wire::Answer answer{1, 1, false, {}, "bad_input", error.what, error.mend, {}};
    hold(wire::decode(wire::encode({"j", answer})).has_value(),
         "whoever sent it can read why it was refused");
}

void decided(Command command, const Context& context) {
    const test::County& county = lived_county();
    put_aside(command, [](std::size_t n) { return std::string(n, 'r'); });
    const Decision decision = decide(county.state, context, command);
    if (!decision) return hold(!decision.error().what().empty(), "a refusal says why");
    State state = county.state;
    for (const Event& event : decision->events) {
        const std::string written = encode_event(event);
        const auto read = decode_event(written);
        hold(read && encode_event(*read) == written, "what is decided can be written and read");
        apply(state, *read);
    }
}

}  // namespace

DUDAO_FUZZ_TARGET(command) {
    Pieces pieces(bytes);
    const auto name_given = pieces.until('\n');
    const auto command = decode_command(name_given, pieces.rest());
    if (!command) return refused(command.error());
    const std::string once = encode_args(*command);
    const auto again = decode_command(name(*command), once);
    hold(again && encode_args(*again) == once, "one command, one spelling");
    for (const Context& context : speakers()) decided(*command, context);
}

}  // namespace dudao::fuzz
