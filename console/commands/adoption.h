// A calendar, a policy or checklists that are to be adopted, from the files that a page sends:
//   {files: [{name: "CN-2027.json", text}]}
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/calendar.h"
#include "domain/policy.h"
#include "domain/state.h"
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
/// The list in force; nullptr: the theme has none.
const ChecklistRow* checklist_now(const State& state, const std::string& theme);
/// The lists of the one file that are not in force as they are there. BadInput: as above.
Result<std::vector<ChecklistRow>> checklists_from(const nlohmann::ordered_json& args,
                                                  const State& state, Lang lang);
/// Of these the one whose theme the page names beside the file, as `theme`.
Result<ChecklistRow> checklist_from(const nlohmann::ordered_json& args, const State& state,
                                    Lang lang);

}  // namespace dudao::console
