#include "cli/nouns/withheld.h"

#include <nlohmann/json.hpp>
#include <string>

#include "domain/words.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

/// Timers, notices and limits name their matter: {"kind":"case","id":12304}.
bool is_of_a_case(const Json& value) {
    if (value.is_object()) {
        const auto kind = value.find("kind");
        if (value.size() == 2 && value.contains("id") && kind != value.end() &&
            (*kind == name(MatterKind::Case) || *kind == name(MatterKind::Assignment))) {
            return true;
        }
    }
    if (!value.is_structured()) return false;
    for (const Json& each : value) {
        if (is_of_a_case(each)) return true;
    }
    return false;
}

/// By the name of an event, or of the command that a proposal is about.
bool is_about_a_case(std::string_view name) {
    return name.starts_with("lead.") || name.starts_with("case.") ||
           name.starts_with("assignment.");
}

void drop_suspicion(Json& value) {
    if (value.is_object()) value.erase("suspected_breach");
    if (!value.is_structured()) return;
    for (Json& each : value) drop_suspicion(each);
}

}  // namespace

Json without_leads(Json event) {
    const std::string type = event.value("type", std::string());
    if (is_about_a_case(type) || is_of_a_case(event["body"]) ||
        is_about_a_case(event["body"].value("command", std::string()))) {
        return {{"commit", event["commit"]},
                {"index", event["index"]},
                {"at", event["at"]},
                {"type", "withheld"},
                {"actor", ""},
                {"via", ""},
                {"trace", ""},
                {"v", event["v"]},
                {"body", Json::object()}};
    }
    drop_suspicion(event["body"]);
    return event;
}

}  // namespace dudao
