// What Redis answered, as plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dudao {

struct Reply {
    enum class Kind { Nil, Integer, Text, Status, Error, Array };
    Kind kind = Kind::Nil;
    std::int64_t integer = 0;  // Integer
    std::string text;          // Text, Status, Error: opaque bytes
    std::vector<Reply> items;  // Array

    bool is(Kind which) const { return kind == which; }
};

}  // namespace dudao
