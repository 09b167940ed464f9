// One request of a new device to the county's pages.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "result.h"

namespace dudao::join {

inline constexpr long post_seconds_max = 40;  // longer than the pages hold an answer back
inline constexpr std::size_t answer_bytes_max = 65'536;

struct Posted {
    long status = 0;
    std::string body;
};
/// Sends JSON and waits for the answer. The server's certificate is not looked at: what is sent is
/// public, and the code that people compare tells whether it arrived as it was. Errors: BadInput:
/// no address of http or https; Unreachable: no answer, with what libcurl says.
Result<Posted> post(const std::string& url, const nlohmann::ordered_json& body,
                    const std::string& language);

}  // namespace dudao::join
