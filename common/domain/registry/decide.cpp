// The rules of the registry (domain.md §1–2).
#include <algorithm>
#include <set>

#include "domain/bounds.h"
#include "domain/contact.h"
#include "domain/refuse.h"
#include "domain/rules.h"

namespace dudao {
namespace {

constexpr std::size_t grants_max = 10'000;
constexpr std::size_t items_max = 200;

Refusal bad_code(const char* what) {
    return refuse(Why::BadInput, "field_no_id", word("field", what));
}

bool is_person(const Draft& draft, const PersonId& person) {
    return draft.state().people.contains(person);
}

/// A demo's log accepts only names marked as invented, a real log only names that are not.
Refusal wrong_mark(const Draft& draft, const Text& name) {
    // Only a reference: it was checked when it was received.
    if (name.value.empty()) return std::nullopt;
    const bool marked = name.value.find(made_up_mark) != std::string::npos;
    if (marked == draft.state().founding.demo_clock) return std::nullopt;
    return marked ? refuse(Why::BadInput, "name_made_up")
                  : refuse(Why::BadInput, "name_not_marked");
}

bool holds_each_once(const std::vector<PersonId>& people) {
    const std::set<PersonId> once(people.begin(), people.end());
    return once.size() == people.size();
}

// Conflicts of interest --------------------------------------------------------------------------

Refusal not_your_conflict() { return refuse(Why::Forbidden, "conflicts_not_yours"); }

/// True for oneself, for one's own group as its head, and for anybody as a plan keeper or at the
/// founding.
bool speaks_for_conflicts_of(const Draft& draft, const PersonId& person) {
    const PersonId& actor = draft.context().actor;
    if (!actor || actor == person) return true;
    const State& state = draft.state();
    if (holds(state, actor, Role::PlanKeeper, state.founding.root, draft.now())) return true;
    const GroupRow* own = group_of(state, actor);
    return own != nullptr && own->head == actor &&
           std::find(own->members.begin(), own->members.end(), person) != own->members.end();
}

bool conflict_of(const Draft& draft, const PersonId& person, const UnitId& unit) {
    const auto rows = draft.state().conflicts.find(person);
    return rows != draft.state().conflicts.end() &&
           std::any_of(rows->second.begin(), rows->second.end(),
                       [&](const ConflictRow& row) { return row.unit == unit; });
}

Refusal fault_of_conflict(const Draft& draft, const PersonId& person, const UnitId& unit) {
    const auto at = draft.state().units.find(unit);
    if (!is_person(draft, person) || at == draft.state().units.end()) {
        return refuse(Why::BadInput, "no_such_person_or_unit");
    }
    const Level level = at->second.level;
    if (level != Level::Village && level != Level::Township) {
        return refuse(Why::BadInput, "conflict_with_no_village");
    }
    if (!speaks_for_conflicts_of(draft, person)) return not_your_conflict();
    return std::nullopt;
}

// Where notices go -------------------------------------------------------------------------------

/// True for oneself, for anybody as who may register people or administers, and at the founding. A
/// group's device is in many hands, so it sets nobody's.
bool may_set_contact_of(const Draft& draft, const PersonId& person) {
    const Context& who = draft.context();
    if (!who.actor) return true;
    if (who.kind == KeyKind::Device) return false;
    if (who.actor == person) return true;
    const State& state = draft.state();
    const auto holds_it = [&](Role role) {
        return holds(state, who.actor, role, state.founding.root, draft.now());
    };
    return holds_it(Role::PlanKeeper) || holds_it(Role::Administrator);
}

// Keys -------------------------------------------------------------------------------------------

/// Of the same group or case team.
std::size_t live_devices(const State& state, const KeyRow& key) {
    return static_cast<std::size_t>(
        std::count_if(state.keys.begin(), state.keys.end(), [&](const auto& each) {
            const KeyRow& row = each.second;
            return row.kind == KeyKind::Device && row.group == key.group && row.team == key.team &&
                   !row.revoked;
        }));
}

/// Checks for every key: the id matches the key, the key is new, and it is valid.
Refusal fault_of_key(const Draft& draft, const KeyRow& key) {
    const Outside* outside = draft.context().outside;
    if (key.public_key.size() != 32 || !outside || !outside->takes_box(key.public_key)) {
        return refuse(Why::BadInput, "no_curve_key");
    }
    if (key.id != outside->id_of_key(key.public_key)) {
        return refuse(Why::BadInput, "id_of_another_key");
    }
    for (const auto& [id, row] : draft.state().keys) {
        if (id == key.id || row.public_key == key.public_key) {
            return refuse(Why::BadInput, "key_enrolled_already");
        }
    }
    if (key.incarnation != 1 || key.revoked) {
        return refuse(Why::BadInput, "key_not_new");
    }
    return std::nullopt;
}

Refusal fault_of_device(const Draft& draft, const KeyRow& key) {
    const State& state = draft.state();
    const bool placed =
        key.team ? !key.group && state.teams.contains(key.team) : state.groups.contains(key.group);
    if (!placed || !draft.context().outside->takes_box(key.sealing_key)) {
        return refuse(Why::BadInput, "device_without_group_or_seal");
    }
    if (live_devices(state, key) >= bounds::devices_max) {
        return refuse(Why::Full, "too_many_devices");
    }
    for (const auto& [id, row] : state.keys) {
        if (row.sealing_key == key.sealing_key) {
            return refuse(Why::BadInput, "sealing_key_taken");
        }
    }
    return std::nullopt;
}

/// Checks the fields for this kind of key; fields of other kinds must be empty.
Refusal fault_of_use(const Draft& draft, const KeyRow& key) {
    const bool person = key.kind == KeyKind::Person;
    const bool device = key.kind == KeyKind::Device;
    const bool gateway = key.kind == KeyKind::Gateway;
    const bool engine = key.kind == KeyKind::Engine;
    if ((!person && key.person) ||
        (!device && (key.group || key.team || !key.sealing_key.empty())) ||
        (!gateway && !key.speaks_for.empty()) || (!engine && !key.signing_key.empty())) {
        return refuse(Why::BadInput, "field_of_another_kind");
    }
    if (person && !is_person(draft, key.person)) {
        return refuse(Why::BadInput, "no_such_person_of_key");
    }
    if (engine && key.signing_key.size() != 32) {
        return refuse(Why::BadInput, "engine_without_signing_key");
    }
    if (device) return fault_of_device(draft, key);
    for (const PersonId& each : key.speaks_for) {
        if (!is_person(draft, each)) {
            return refuse(Why::BadInput, "no_such_spoken_for", each.text);
        }
    }
    if (!holds_each_once(key.speaks_for)) {
        return refuse(Why::BadInput, "spoken_for_twice");
    }
    return std::nullopt;
}

}  // namespace

Refusal decide(Draft& draft, const UnitRow& command) {
    if (!is_code(command.id.text)) return bad_code("unit");
    const bool root = command.id == draft.state().founding.root;
    if (!root && (!draft.state().units.contains(command.parent) || command.parent == command.id)) {
        return refuse(Why::BadInput, "no_such_parent");
    }
    int depth = 1;
    for (UnitId at = command.parent; at; ++depth) {
        const auto found = draft.state().units.find(at);
        if (found == draft.state().units.end()) break;
        if (depth >= unit_depth_max || found->first == command.id) {
            return refuse(Why::BadInput, "unit_tree_broken");
        }
        at = found->second.parent;
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const PersonRow& command) {
    if (!is_code(command.id.text)) return bad_code("person");
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "no_such_unit_in_field");
    }
    if (command.name.empty()) return refuse(Why::BadInput, "name_empty");
    if (auto wrong = wrong_mark(draft, command.name)) return wrong;
    if (auto wrong = wrong_mark(draft, command.name_en)) return wrong;
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const PostRow& command) {
    if (!is_code(command.id.text)) return bad_code("post");
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "no_such_unit_in_field");
    }
    for (const PersonId& person : {command.holder, command.deputy}) {
        if (person && !is_person(draft, person)) {
            return refuse(Why::BadInput, "no_such_holder");
        }
    }
    if (command.holder && command.holder == command.deputy) {
        return refuse(Why::BadInput, "own_deputy");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const GiveGrant& command) {
    if (!is_person(draft, command.person)) return refuse(Why::BadInput, "no_such_person");
    if (!draft.state().units.contains(command.scope)) return refuse(Why::BadInput, "no_such_unit");
    const PersonId& giver = draft.context().actor;
    const PersonId& second = draft.context().second;
    if (giver == command.person || second == command.person || (second && giver == second)) {
        return refuse(Why::OwnMatter, "own_grant");
    }
    if (command.until <= draft.now()) return refuse(Why::BadInput, "grant_over_already");
    if (draft.state().grants.size() >= grants_max) return refuse(Why::Full, "too_many_grants");
    draft.add(GrantRow{command.person, command.role, command.scope, command.until, giver, second});
    return std::nullopt;
}

Refusal decide(Draft& draft, const GrantWithdrawal& command) {
    const auto& grants = draft.state().grants;
    const bool in_force = std::any_of(grants.begin(), grants.end(), [&](const GrantRow& row) {
        return command.ends(row) && draft.now() < row.until;
    });
    if (!in_force) {
        return refuse(Why::NotFound, "grant_not_in_force");
    }
    if (command.reason.empty()) {
        return refuse(Why::BadInput, "no_reason_to_take_back");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const GroupRow& command) {
    if (!is_code(command.id.text)) return bad_code("group");
    if (command.members.empty() || command.members.size() > bounds::members_max) {
        return refuse(Why::BadInput, "members_out_of_bounds");
    }
    for (const PersonId& person : command.members) {
        if (!is_person(draft, person)) {
            return refuse(Why::BadInput, "no_such_member", person.text);
        }
    }
    if (!holds_each_once(command.members)) {
        return refuse(Why::BadInput, "member_named_twice");
    }
    if (std::find(command.members.begin(), command.members.end(), command.head) ==
        command.members.end()) {
        return refuse(Why::BadInput, "head_no_member");
    }
    for (const std::string& skill : command.skills) {
        if (!is_code(skill)) return bad_code("skill");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ConflictRow& command) {
    if (auto fault = fault_of_conflict(draft, command.person, command.unit)) return fault;
    if (conflict_of(draft, command.person, command.unit)) {
        return refuse(Why::NotNow, "conflict_on_record");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ConflictWithdrawal& command) {
    if (!speaks_for_conflicts_of(draft, command.person)) return not_your_conflict();
    if (!conflict_of(draft, command.person, command.unit)) {
        return refuse(Why::NotFound, "no_such_conflict");
    }
    if (command.reason.empty()) {
        return refuse(Why::BadInput, "no_reason_why_over");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ContactRow& command) {
    if (!is_person(draft, command.person)) return refuse(Why::BadInput, "no_such_person");
    if (!may_set_contact_of(draft, command.person)) {
        return refuse(Why::Forbidden, "contact_not_yours");
    }
    // Only a reference: it was checked when it was received.
    const std::string& mail = command.mail.value;
    const std::string& phone = command.phone.value;
    if (!mail.empty() && !is_mail_address(mail)) return refuse(Why::BadInput, "no_mail_address");
    if (!phone.empty() && !is_phone_number(phone)) return refuse(Why::BadInput, "no_phone_number");
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const KeyRow& command) {
    if (auto fault = fault_of_key(draft, command)) return fault;
    if (auto fault = fault_of_use(draft, command)) return fault;
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ChecklistRow& command) {
    if (!is_code(command.theme) || command.hash.size() != 32 || command.items.empty() ||
        command.items.size() > items_max) {
        return refuse(Why::BadInput, "no_checklist");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const KeyRevocation& command) {
    const auto at = draft.state().keys.find(command.key);
    if (at == draft.state().keys.end()) return refuse(Why::NotFound, "no_such_key");
    if (!at->second.revoked) draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const IncarnationGrant& command) {
    const auto at = draft.state().keys.find(command.key);
    if (at == draft.state().keys.end()) return refuse(Why::NotFound, "no_such_key");
    if (at->second.incarnation >= bounds::incarnations_max) {
        return refuse(Why::Full, "too_many_incarnations");
    }
    if (command.incarnation != at->second.incarnation + 1) {
        return refuse(Why::BadInput, "not_next_incarnation", at->second.incarnation + 1);
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const PolicyAdoption& command) {
    const auto wrong = faults(command.policy);
    if (!wrong.empty()) return refuse(Why::BadInput, "policy_not_adopted", wrong.front());
    if (command.hash.size() != 32) return refuse(Why::BadInput, "no_policy_hash");
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const CalendarAdoption& command) {
    if (command.calendar.revision.empty() || command.calendar.years.empty()) {
        return refuse(Why::BadInput, "calendar_empty");
    }
    draft.add(command);
    return std::nullopt;
}

}  // namespace dudao
