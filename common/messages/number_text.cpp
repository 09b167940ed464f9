#include "messages/number_text.h"

namespace dudao {

std::string number_text(Lang lang, MatterKind kind, std::int32_t year, std::int32_t number) {
    if (number == 0) return {};
    return format(lang, "number." + std::string(name(kind)),
                  {{"year", std::to_string(year)}, {"n", std::to_string(number)}});
}

}  // namespace dudao
