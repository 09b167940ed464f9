#include "console/commands/issue.h"

#include <nlohmann/json.hpp>

#include "refusals/says.h"

namespace dudao::console {

Result<std::optional<AssignmentWords>> take_words(std::string_view command,
                                                  nlohmann::ordered_json& args) {
    if (command != IssueAssignment::as_command.name || !args.is_object()) return std::nullopt;
    AssignmentWords words;
    for (const auto& [field, kept] :
         {std::pair<const char*, std::string*>{"whom", &words.whom}, {"text", &words.text}}) {
        const auto at = args.find(field);
        if (at == args.end()) continue;
        if (!at->is_string()) return bad_input(says("args_no_object"));
        *kept = at->get<std::string>();
        args.erase(at);
    }
    args["commitment"] = "";
    args["sealed"] = nlohmann::ordered_json::array();
    return words;
}

}  // namespace dudao::console
