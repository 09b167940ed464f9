#include "domain/names.h"

#include "refusals/says.h"

namespace dudao {

Error not_known(std::string_view text, const Argument& choices) {
    return to_error(Error::Kind::BadInput, says("unknown_word", text.substr(0, 64), choices));
}

}  // namespace dudao
