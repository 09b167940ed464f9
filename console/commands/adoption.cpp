#include "console/commands/adoption.h"

#include <nlohmann/json.hpp>

#include "files/calendar_file.h"

namespace dudao::console {

bool names_files(const nlohmann::ordered_json& args) {
    return args.is_object() && args.contains("files");
}

Result<Calendar> calendar_with(const nlohmann::ordered_json& args, const Calendar& now) {
    constexpr const char* form = "{files: [{name, text}]}";
    const auto files = args.find("files");
    if (files == args.end() || !files->is_array() || files->size() > calendar_files_max) {
        return bad_input("files: one to four calendar files", form);
    }
    std::vector<CalendarText> texts;
    for (const auto& each : *files) {
        const auto text = [&](const char* key) {
            const auto at = each.is_object() ? each.find(key) : each.end();
            return at != each.end() && at->is_string() ? at->get<std::string>() : std::string();
        };
        texts.push_back({text("name"), text("text")});
        if (texts.back().text.empty()) return bad_input("files: one has no text", form);
    }
    return with_years(now, std::move(texts));
}

}  // namespace dudao::console
