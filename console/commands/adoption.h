// A calendar or a policy that is to be adopted, from the files that a page sends:
//   {files: [{name: "CN-2027.json", text}]}
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/calendar.h"
#include "domain/policy.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao::console {

inline constexpr std::size_t calendar_files_max = 4;  // a notice changes two years at most

/// True for args that name files, instead of being the command's own fields.
bool names_files(const nlohmann::ordered_json& args);
/// The calendar in force with the files' years. BadInput: what is wrong with them.
Result<Calendar> calendar_with(const nlohmann::ordered_json& args, const Calendar& now);
/// The policy of the one file. `now` is the one in force; nullptr: none. BadInput: every fault of
/// the file, a line each, in this language; or nothing would change.
Result<Policy> policy_from(const nlohmann::ordered_json& args, const Policy* now, Lang lang);

}  // namespace dudao::console
