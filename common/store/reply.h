// A reply of Redis as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dudao {

struct Reply {
    enum class Kind { Nil, Integer, Text, Status, Error, Array };
    Kind kind = Kind::Nil;
    std::int64_t integer = 0;  // for Integer
    std::string text;          // for Text, Status and Error; opaque bytes
    std::vector<Reply> items;  // for Array

    bool is(Kind which) const { return kind == which; }
};

}  // namespace dudao
