#include "cli/nouns/globals.h"

#include "cli/output.h"

namespace dudao {

Lang Globals::language() const { return parse_lang(lang).value_or(Lang::En); }

StateFolder Globals::folder() const {
    return StateFolder{state.empty() ? default_state_folder() : std::filesystem::path(state)};
}

}  // namespace dudao
