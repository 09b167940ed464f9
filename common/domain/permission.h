// Who may send what, and who confirms it: one table for every command. What a role may do *where*
// (own group, own unit and below, not one's own matter) is asked by the command's guard; here
// stands who may ask at all. A command with an entry in `confirm` waits for a second person
// (confirm.h).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "domain/command.h"
#include "domain/draft.h"
#include "domain/words.h"

namespace dudao {

constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
constexpr std::uint32_t bit(KeyKind kind) { return 1U << static_cast<unsigned>(kind); }

struct Right {
    std::string_view command;
    std::uint32_t roles = 0;    // of the person who speaks, by any key that may speak for people
    std::uint32_t process = 0;  // kinds of keys that may send it without a person
    std::uint32_t confirm = 0;  // of the second person; 0: one person suffices
};

namespace rights {
inline constexpr std::uint32_t keeper = bit(Role::PlanKeeper);
inline constexpr std::uint32_t leader = bit(Role::Leader);
inline constexpr std::uint32_t officer = bit(Role::Officer);
inline constexpr std::uint32_t admin = bit(Role::Administrator);
inline constexpr std::uint32_t head = bit(Role::GroupHead);
inline constexpr std::uint32_t group = bit(Role::GroupHead) | bit(Role::Inspector);
inline constexpr std::uint32_t unit = bit(Role::UnitOfficer);
/// Every person of the registry; the command's guard asks whose turn it is.
inline constexpr std::uint32_t anybody = bit(Role::TeamMember) * 2 - 1;
inline constexpr std::uint32_t engine = bit(KeyKind::Engine);
inline constexpr std::uint32_t worker = bit(KeyKind::Worker);
inline constexpr std::uint32_t device = bit(KeyKind::Device);
inline constexpr std::uint32_t broker = bit(KeyKind::Broker);
}  // namespace rights

/// One row a command, in the order of Command.
inline constexpr auto permissions = std::to_array<Right>({
    {"unit.register", rights::keeper, 0, rights::leader},
    {"person.register", rights::keeper, 0, rights::leader},
    {"post.set", rights::keeper | rights::officer, 0, rights::leader},
    {"grant.give", rights::leader, 0, rights::leader},
    {"group.form", rights::keeper, 0, rights::leader},
    {"conflict.declare", rights::keeper | rights::group, 0, rights::keeper | rights::leader},
    {"key.enrol", rights::officer | rights::leader, 0,
     rights::leader | rights::admin | rights::head},
    {"checklist.adopt", rights::keeper, 0, rights::leader},
    {"key.revoke", rights::officer | rights::admin, 0, rights::leader},
    {"incarnation.grant", rights::officer, 0, rights::leader},
    {"policy.adopt", rights::leader, 0, rights::leader},
    {"calendar.adopt", rights::keeper, 0, rights::leader},
    {"conflict.withdraw", rights::keeper | rights::group, 0, rights::keeper | rights::leader},
    {"proposal.confirm", rights::anybody, 0},
    {"proposal.refuse", rights::anybody, 0},
    {"plan.draft", rights::keeper, 0},
    {"plan.propose", rights::keeper, 0},
    {"plan.approve", rights::leader, 0},
    {"plan.withdraw", rights::keeper | rights::leader, 0},
    {"plan.close", rights::leader, 0},
    {"draw.record", 0, rights::engine},
    {"task.release", rights::keeper, rights::engine},
    {"task.delivered", 0, rights::device},
    {"task.accept", rights::head, 0},
    {"task.recuse", rights::head, 0},
    {"task.check_in", rights::group, 0},
    {"task.answer", rights::group, 0},
    {"task.pick", rights::head, 0},
    {"evidence.attach", rights::group | rights::unit, 0},
    {"evidence.stored", 0, rights::broker},
    {"task.report", rights::head, 0},
    {"task.review", rights::officer | rights::leader, 0},
    {"task.withdraw", rights::leader, 0, rights::leader},
    {"finding.record", rights::group, 0},
    {"finding.amend", rights::group, 0},
    {"finding.correct", rights::group, 0},
    {"finding.dismiss", rights::officer, 0},
    {"finding.contest", rights::unit, 0},
    {"finding.decide", rights::officer, 0},
    {"rectification.issue", rights::officer, 0},
    {"rectification.acknowledge", rights::unit, 0},
    {"rectification.serve_on_paper", rights::officer, 0},
    {"rectification.progress", rights::unit, 0},
    {"rectification.submit", rights::unit, 0},
    {"rectification.verify", rights::officer, 0},
    {"rectification.return", rights::officer, 0},
    {"rectification.extend", rights::unit, 0},
    {"rectification.decide_extension", rights::officer | rights::leader, 0},
    {"rectification.suspend", rights::officer, 0},
    {"rectification.resume", rights::officer, 0},
    {"rectification.refer_up", rights::officer, 0},
    {"rectification.take_referral", rights::unit | rights::leader, 0},
    {"rectification.transfer", rights::officer, 0},
    {"rectification.recheck", rights::officer, 0},
    {"rectification.climb", rights::officer | rights::leader, 0},
    {"demand.acknowledge", rights::unit | rights::leader, 0},
    {"demand.answer", rights::unit | rights::leader, 0},
    {"demand.decide", rights::officer | rights::leader, 0},
    {"lead.open", rights::officer, 0},
    {"lead.dispose", rights::officer, 0, rights::officer},
    {"timer.fire", 0, rights::worker},
    {"notice.outcome", 0, rights::worker},
});
static_assert(permissions.size() == command_names.size());

constexpr bool permissions_follow_commands() {
    for (std::size_t i = 0; i < permissions.size(); ++i) {
        if (permissions[i].command != command_names[i]) return false;
    }
    return true;
}
static_assert(permissions_follow_commands());

/// True when the table lets this speaker send the command, where it is about.
bool may_send(const State& state, const Context& speaker, const Command& command);

}  // namespace dudao
