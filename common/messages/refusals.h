// What a refusal says, in the reader's language. Rules and wire speak English; its sentences are
// the keys of the tables in refusals/, which the pages' doors ask before they answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "messages/messages.h"

namespace dudao {

/// The Chinese of an English sentence with what was put into it, or nothing: a sentence that is not
/// in the tables, or holds a word that the catalogue lacks.
std::optional<std::string> in_chinese(std::string_view sentence);

struct RefusalWords {
    std::string what;
    std::string mend;
};

/// Both halves of a refusal. Where a Chinese reader's sentence is not known, or there is none, it
/// is that of the kind: `why` is the word for programs, such as "not_now". English stays as it is.
RefusalWords refusal_in(Lang lang, std::string_view why, const std::string& what,
                        const std::string& mend);

/// What `Accept-Language` asks for; Chinese unless it begins with English.
Lang lang_of(std::string_view accept_language);

}  // namespace dudao
