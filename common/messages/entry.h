// One text in both languages, side by side so that neither can be forgotten. {x} is filled by
// format().
#pragma once

#include <string_view>

namespace dudao::messages {

struct Entry {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
};

}  // namespace dudao::messages
