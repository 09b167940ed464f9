// A line of an official paper in both languages, under its code. A {hole} is filled with a fact of
// the record; both languages have the same holes.
#pragma once

#include <array>
#include <string_view>

namespace dudao::papers {

struct Line {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

}  // namespace dudao::papers
