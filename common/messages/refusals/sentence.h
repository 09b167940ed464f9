// A sentence of a refusal: the English of the source is the key, as the rules know one language
// only; the Chinese stands beside it. A {hole} stands for what the source puts in, once on each
// side; its name, without digits, says how it is told (refusals.cpp).
#pragma once

#include <string_view>

namespace dudao::messages {

struct Sentence {
    std::string_view en;
    std::string_view zh;
};

}  // namespace dudao::messages
