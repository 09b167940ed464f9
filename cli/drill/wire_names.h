// Which command a verb of the agent's local API becomes.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "domain/command.h"

namespace dudao::drill {

inline constexpr auto device_verbs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"accept", AcceptTask::as_command.name},
    {"recuse", RecuseTask::as_command.name},
    {"check_in", CheckIn::as_command.name},
    {"answer", AnswerItem::as_command.name},
    {"record", RecordFinding::as_command.name},
    {"amend", AmendFinding::as_command.name},
    {"correct", CorrectFinding::as_command.name},
    {"attach", AttachEvidence::as_command.name},
    {"report", ReportTask::as_command.name},
    {"step", StepAssignment::as_command.name},
});

/// Empty for verbs that keep nothing.
inline std::string command_of(std::string_view verb) {
    for (const auto& [word, command] : device_verbs) {
        if (word == verb) return std::string(command);
    }
    return {};
}

}  // namespace dudao::drill
