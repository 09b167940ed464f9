// The snapshot's body, in a file of its own because it instantiates the codec for every stored
// record.
#include "wire/codec.h"
#include "wire/event_codec.h"

namespace dudao {

std::string encode_state(const State& state) { return encode(state, Form::Log); }

Result<State> decode_state(std::string_view bytes) {
    auto document = Document::parse_large(bytes);
    if (!document) return tl::unexpected<Error>(document.error());
    return decode_value<State>(document->root(), Form::Log);
}

}  // namespace dudao
