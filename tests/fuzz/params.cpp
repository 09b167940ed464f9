#include "draw/params.h"

#include "tests/fuzz/target.h"

namespace dudao::fuzz {

DUDAO_FUZZ_TARGET(params) {
    const auto read = draw::parse_params(bytes);
    if (!read) return refused_well(read.error());
    const auto text = draw::params_text(*read);
    hold(text.has_value(), "what was read can be written");
    const auto again = draw::parse_params(*text);
    hold(again && *again == *read, "the same rules");
    const auto second = draw::params_text(*again);
    hold(second && *second == *text, "one set of rules, one text");
}

}  // namespace dudao::fuzz
