#include "console/commands/adoption.h"

#include <nlohmann/json.hpp>

#include "files/calendar_file.h"
#include "files/policy_file.h"
#include "files/policy_text.h"
#include "json_depth.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::console {
namespace {

constexpr const char* form = "{files: [{name, text}]}";

/// Names and texts; empty where there is none. At most `most`, else nothing.
std::vector<CalendarText> texts_of(const nlohmann::ordered_json& args, std::size_t most) {
    std::vector<CalendarText> texts;
    const auto files = args.find("files");
    if (files == args.end() || !files->is_array() || files->size() > most) return texts;
    for (const auto& each : *files) {
        texts.push_back({text_in(each, "name"), text_in(each, "text")});
    }
    return texts;
}

}  // namespace

bool names_files(const nlohmann::ordered_json& args) {
    return args.is_object() && args.contains("files");
}

Result<Calendar> calendar_with(const nlohmann::ordered_json& args, const Calendar& now) {
    std::vector<CalendarText> texts = texts_of(args, calendar_files_max);
    if (texts.empty()) return bad_input("files: one to four calendar files", form);
    for (const CalendarText& each : texts) {
        if (each.text.empty()) return bad_input("files: one has no text", form);
    }
    return with_years(now, std::move(texts));
}

Result<Policy> policy_from(const nlohmann::ordered_json& args, const Policy* now, Lang lang) {
    const std::vector<CalendarText> texts = texts_of(args, 1);
    if (texts.empty() || texts.front().text.empty()) return bad_input(says("policy_no_file", form));
    const std::string& name = texts.front().name;
    auto policy = files::load_policy(texts.front().text,
                                     name.empty() ? "policy.toml" : printable(name), lang);
    if (policy && now != nullptr && files::policy_changes(*now, *policy).empty()) {
        return bad_input(says("policy_in_force"));
    }
    return policy;
}

}  // namespace dudao::console
