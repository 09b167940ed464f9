// Days and moments as a test writes them.
#pragma once

#include <string>

#include "domain/moment.h"

namespace dudao {

inline Moment at(const std::string& text) { return parse_moment(text).value(); }
inline Day on(const std::string& text) { return parse_day(text).value(); }

}  // namespace dudao
