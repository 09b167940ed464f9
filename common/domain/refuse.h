// Makes a refusal: refuse(Why::NotFound, "no_such_task"), with the values of the sentence's
// placeholders.
#pragma once

#include "domain/rejection.h"
#include "refusals/says.h"

namespace dudao {

template <class... Args>
Rejection refuse(Why why, refusals::Code<std::type_identity_t<Args>...> code, const Args&... args) {
    return {why, says<Args...>(code, args...), {}};
}

}  // namespace dudao
