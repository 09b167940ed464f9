// What somebody of the play writes, in the language that the play is in.
#pragma once

#include <string_view>

#include "messages/messages.h"

namespace dudao::drill {

struct Said {
    std::string_view zh;
    std::string_view en;

    std::string_view in(Lang lang) const { return lang == Lang::Zh ? zh : en; }
};

}  // namespace dudao::drill
