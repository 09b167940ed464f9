// What people of the play write about cases: made up, and marked so with ※.
#pragma once

#include <cstdint>
#include <string>

#include "messages/messages.h"

namespace dudao::drill {

enum class CaseSaying { Reason, Task, Report, Recusal, Lack, Defence, Appeal, Answer, Organ };

/// One of the sentences for the occasion, by a drawn number.
std::string case_phrase(CaseSaying saying, Lang lang, std::uint64_t drawn);

}  // namespace dudao::drill
