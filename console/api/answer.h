// What a route comes to: a body and a status. Problems speak the reader's language.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "messages/refusals.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::console {

using Json = nlohmann::ordered_json;

class Reader;

struct Answer {
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    std::string body = {};
    std::string file = {};   // name of an attachment
    std::string fault = {};  // why it is a problem of ours: for the log and the system page
    /// What the body goes on with. A piece is made again once the words are there that it wanted.
    std::vector<std::function<std::string(Reader&)>> rest = {};
};

/// Bytes that are no UTF-8 become U+FFFD: an answer is always JSON.
std::string text_of(const Json& value);
Answer plain(const Json& value);

/// Problems the console makes itself: words of api/problems.h. `detail` is added to what was wrong.
Answer problem(Lang lang, std::string_view key, const std::string& detail = {});
/// What a reader of input found, with its path and mend.
Answer bad(Lang lang, const Error& error);
Answer bad(Lang lang, const Said& said);
/// What the broker refused.
Answer refused(Lang lang, const wire::Answer& answer);
/// {seq, id, number, proposal} of contract.ts; of an invitation its code too, which nobody else
/// has.
Answer done(const Accepted& accepted, const std::string& code = {});

}  // namespace dudao::console
