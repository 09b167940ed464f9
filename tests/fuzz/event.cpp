#include "tests/fuzz/target.h"
#include "wire/event_codec.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(event) {
    const auto event = decode_event(bytes);
    if (!event) return refused_well(event.error());
    const std::string once = encode_event(*event);
    const auto again = decode_event(once);
    hold(again && encode_event(*again) == once, "one event, one spelling");
}

}  // namespace dudao::fuzz
