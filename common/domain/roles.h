// Which roles people hold for which units, how units are ordered, and whom a step of the ladder
// reaches.
#pragma once

#include <optional>
#include <vector>

#include "domain/state.h"

namespace dudao {

inline constexpr int unit_depth_max = 8;  // depth of the unit tree; bounds every traversal

/// True if `unit` is `top` or in its subtree.
bool is_within(const State& state, const UnitId& unit, const UnitId& top);

/// The unit whose subtree a role covers: for an officer, leader or keeper in a department, the
/// department's parent; for a unit officer and for any other unit, the unit itself.
UnitId scope_of(const State& state, Role role, const UnitId& unit);

/// True if the person has this role for `unit`: by a post (as holder or deputy) or a grant whose
/// scope contains it.
bool holds(const State& state, const PersonId& person, Role role, const UnitId& unit, Moment now);

/// True if the person has the role for any unit.
bool holds_anywhere(const State& state, const PersonId& person, Role role, Moment now);

/// The unit of this level at or above `unit`; otherwise the root.
UnitId ancestor(const State& state, const UnitId& unit, Level level);

/// True if the person belongs to the unit or holds a post in it.
bool belongs_to(const State& state, const PersonId& person, const UnitId& unit);

/// True if the person may be made responsible for a matter of the unit: a person of the unit, or a
/// unit officer above it, to whom the matters of a vacant post are passed.
bool may_answer_for(const State& state, const PersonId& person, const UnitId& unit, Moment now);

/// The group that the person heads or belongs to; nullptr if none.
const GroupRow* group_of(const State& state, const PersonId& person);

/// True if a member of the group has a conflict of interest with the village or its township.
bool has_conflict(const State& state, const GroupId& group, const UnitId& village);

/// The villages that no group can visit, because each group has a conflict of interest or no device
/// to receive a task. No draw selects them until that is corrected.
std::vector<UnitId> villages_without_group(const State& state);

/// The person on duty for a post: its holder, otherwise its deputy; std::nullopt if it is vacant.
std::optional<PersonId> on_duty(const State& state, const PostRow& post);

/// The people found for an addressee, and the posts found vacant.
struct Reached {
    std::vector<PersonId> people;
    std::vector<Unreachable> vacant;  // the caller sets matter and step
};

/// The people that a step addresses. A vacant post is passed one level up and reported.
Reached reach(const State& state, Addressee addressee, const UnitId& unit, const GroupId& group);

/// The people who hold this role for `unit`; one level up where it is vacant.
Reached reach_role(const State& state, Role role, const UnitId& unit);

}  // namespace dudao
