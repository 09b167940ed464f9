// What a mail says of a notice. Mails leave the house: of a case, a lead or an assignment a mail
// says only that something waits (domain/notice_applies.h), without number, limit or kind.
#pragma once

#include <string>

#include "domain/state.h"

namespace dudao::workers {

enum class MailLang { Both, Zh, En };

struct Letter {
    std::string subject;  // in Chinese, or in English alone
    std::string text;     // in Chinese with the English beneath, or in one of them
};

Letter letter_of(const State& state, const Notice& notice, MailLang lang);

}  // namespace dudao::workers
