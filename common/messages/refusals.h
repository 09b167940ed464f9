// What a refusal says, in the reader's language. Rules and wire carry codes and arguments
// (said.h); the doors to people ask for the sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "messages/messages.h"
#include "result.h"
#include "said.h"

namespace dudao {

/// In Chinese, with the words of the catalogue; what it has no word for is shown as it is. Nothing
/// when this release has no such sentence, or the arguments do not fit it.
std::optional<RefusalWords> in_chinese(const Said& said);

/// Both halves of a refusal. Where a Chinese reader's sentence is not known, or says nothing of how
/// to mend it, that is told by its kind: `why` is the word for programs, such as "not_now".
RefusalWords refusal_in(Lang lang, std::string_view why, const Said& said, RefusalWords english);

/// An error in the reader's language as far as it has a sentence there: what was wrong, what would
/// be right.
std::string told(const Error& error, Lang lang);

/// What `Accept-Language` asks for: the first of ours in it; Chinese where none is.
Lang lang_of(std::string_view accept_language);

/// Set by `dudao --lang` for itself and the processes it starts.
inline constexpr const char* lang_variable = "DUDAO_LANG";
/// zh when DUDAO_LANG, LC_ALL, LC_MESSAGES or LANG (the first that is set) says so; else en.
Lang lang_of_environment();

}  // namespace dudao
