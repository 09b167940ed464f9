// Which command a verb of the agent's local API becomes.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace dudao::drill {

inline constexpr auto device_verbs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"accept", "task.accept"},
    {"recuse", "task.recuse"},
    {"check_in", "task.check_in"},
    {"answer", "task.answer"},
    {"record", "finding.record"},
    {"amend", "finding.amend"},
    {"correct", "finding.correct"},
    {"attach", "evidence.attach"},
    {"report", "task.report"},
});

/// Empty for verbs that keep nothing.
inline std::string command_of(std::string_view verb) {
    for (const auto& [word, command] : device_verbs) {
        if (word == verb) return std::string(command);
    }
    return {};
}

}  // namespace dudao::drill
