// The declaration of a command or an event, in its own struct beside its fields:
//
//     struct AcceptTask {
//         static constexpr CommandDeclaration as_command{.name = "task.accept", …};
//         TaskId task;
//         DUDAO_FIELDS(task)
//         task::Verb verb() const { return task::Verb::Accept; }  // the step it takes, if any
//     };
//     struct TaskAccepted {
//         static constexpr std::string_view as_event = "task.accepted";
//         …
//
// The lists of names, the rights, the catalogue, the help and the pages of docs/ are generated from
// these (command.h, event.h), so that a name cannot be assigned to another type.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/words.h"

namespace dudao {

constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
constexpr std::uint32_t bit(KeyKind kind) { return 1U << static_cast<unsigned>(kind); }

/// Who may send a command. *Where* a role counts (own group, own unit and below, not one's own
/// matter) is checked by the command's rule.
struct Right {
    std::uint32_t roles = 0;    // roles of the person, with any key that may speak for people
    std::uint32_t process = 0;  // kinds of keys that may send it without a person
    std::uint32_t confirm = 0;  // roles of the second person (confirm.h); 0: none needed
};

namespace rights {
inline constexpr std::uint32_t keeper = bit(Role::PlanKeeper);
inline constexpr std::uint32_t leader = bit(Role::Leader);
inline constexpr std::uint32_t officer = bit(Role::Officer);
inline constexpr std::uint32_t admin = bit(Role::Administrator);
inline constexpr std::uint32_t head = bit(Role::GroupHead);
inline constexpr std::uint32_t group = bit(Role::GroupHead) | bit(Role::Inspector);
inline constexpr std::uint32_t unit = bit(Role::UnitOfficer);
inline constexpr std::uint32_t authority = bit(Role::Authority);
inline constexpr std::uint32_t superior = bit(Role::Superior);
/// Any person in the registry; the command's rule checks who exactly.
inline constexpr std::uint32_t anybody = bit(Role::Superior) * 2 - 1;
inline constexpr std::uint32_t engine = bit(KeyKind::Engine);
inline constexpr std::uint32_t worker = bit(KeyKind::Worker);
inline constexpr std::uint32_t device = bit(KeyKind::Device);
inline constexpr std::uint32_t broker = bit(KeyKind::Broker);
inline constexpr std::uint32_t gateway = bit(KeyKind::Gateway);
}  // namespace rights

struct InBothLanguages {
    std::string_view zh;
    std::string_view en;
};

struct CommandDeclaration {
    std::string_view name;  // on the wire and in recorded proposals; must never change
    Right right = {};
    InBothLanguages title = {};  // its name in a refusal and in the catalogue
    /// One line of the command line's help; empty: not a command for people.
    InBothLanguages help = {};
};

/// True if no name occurs twice.
template <std::size_t N>
constexpr bool all_differ(const std::array<std::string_view, N>& names) {
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (names[i] == names[j]) return false;
        }
    }
    return true;
}

}  // namespace dudao
