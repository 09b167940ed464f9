// Who holds which role where, who stands above whom, and whom a step reaches.
#pragma once

#include <optional>
#include <vector>

#include "domain/state.h"

namespace dudao {

inline constexpr int unit_depth_max = 8;  // of the tree, guards every walk

/// True when `unit` lies in the subtree of `top` (or is it).
bool is_within(const State& state, const UnitId& unit, const UnitId& top);

/// How far a role reaches from a unit: an officer, leader or keeper in a department works for the
/// department's parent and all below it; a unit officer, and any other unit, for its own subtree.
UnitId scope_of(const State& state, Role role, const UnitId& unit);

/// True when the person holds (or deputises in) a post of this role, or has a grant of it, whose
/// scope contains `unit`.
bool holds(const State& state, const PersonId& person, Role role, const UnitId& unit, Moment now);

/// True when the person holds the role anywhere.
bool holds_anywhere(const State& state, const PersonId& person, Role role, Moment now);

/// The unit of this level at or above `unit`, or the root.
UnitId ancestor(const State& state, const UnitId& unit, Level level);

/// True when the person belongs to the unit or holds a post in it.
bool belongs_to(const State& state, const PersonId& person, const UnitId& unit);

/// Who may be made responsible for a unit's matter: somebody of the unit, or who answers for it
/// from above, as a vacant post passes it up.
bool may_answer_for(const State& state, const PersonId& person, const UnitId& unit, Moment now);

/// The group a person heads or is a member of, if any.
const GroupRow* group_of(const State& state, const PersonId& person);

/// True when a member of the group has a conflict of interest with the village or its township.
bool has_conflict(const State& state, const GroupId& group, const UnitId& village);

/// The villages that no group may visit: each has a conflict of interest, or no device to hear of a
/// task. No draw will choose them until that is mended.
std::vector<UnitId> villages_without_group(const State& state);

/// Who answers for a post right now: its holder, else its deputy; nobody when vacant.
std::optional<PersonId> on_duty(const State& state, const PostRow& post);

/// Where an addressee was looked for and whether somebody was there.
struct Reached {
    std::vector<PersonId> people;
    std::vector<Unreachable> vacant;  // matter and step are left to the caller
};

/// The people a step addresses; where a post is vacant it passes one level up, and says so.
Reached reach(const State& state, Addressee addressee, const UnitId& unit, const GroupId& group);

/// The people holding this role for `unit`, one level up where vacant.
Reached reach_role(const State& state, Role role, const UnitId& unit);

}  // namespace dudao
