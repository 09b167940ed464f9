// The rules of the registry: who and what a jurisdiction consists of (domain.md §1–2).
#include <algorithm>

#include "domain/rules.h"

namespace dudao {
namespace {

constexpr std::size_t members_max = 12;
constexpr std::size_t grants_max = 10'000;
constexpr std::size_t items_max = 200;

Refusal bad_code(const char* what) {
    return refuse(Why::BadInput, std::string(what) + " is not an id",
                  "1 to 64 characters of A-Z a-z 0-9 . _ -");
}

bool is_person(const Draft& draft, const PersonId& person) {
    return draft.state().people.contains(person);
}

/// A demo log takes only names marked as made up, a real one only names that are not.
Refusal wrong_mark(const Draft& draft, const Text& name) {
    if (name.value.empty()) return std::nullopt;  // only a reference: checked when it came in
    const bool marked = name.value.find("※") != std::string::npos;
    if (marked == draft.state().founding.demo_clock) return std::nullopt;
    return marked ? refuse(Why::BadInput, "a made-up name (※) in a real log")
                  : refuse(Why::BadInput, "a name without ※ in a demo log", "mark it as made up");
}

}  // namespace

Refusal decide(Draft& draft, const UnitRow& command) {
    if (!is_code(command.id.text)) return bad_code("unit");
    const bool root = command.id == draft.state().founding.root;
    if (!root && (!draft.state().units.contains(command.parent) || command.parent == command.id)) {
        return refuse(Why::BadInput, "parent: no such unit", "register the upper unit first");
    }
    int depth = 1;
    for (UnitId at = command.parent; at; ++depth) {
        const auto found = draft.state().units.find(at);
        if (found == draft.state().units.end()) break;
        if (depth >= unit_depth_max || found->first == command.id) {
            return refuse(Why::BadInput, "the tree is too deep or runs in a circle");
        }
        at = found->second.parent;
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const PersonRow& command) {
    if (!is_code(command.id.text)) return bad_code("person");
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "unit: no such unit");
    }
    if (command.name.empty()) return refuse(Why::BadInput, "name is empty");
    if (auto wrong = wrong_mark(draft, command.name)) return wrong;
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const PostRow& command) {
    if (!is_code(command.id.text)) return bad_code("post");
    if (!draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "unit: no such unit");
    }
    for (const PersonId& person : {command.holder, command.deputy}) {
        if (person && !is_person(draft, person)) {
            return refuse(Why::BadInput, "holder or deputy: no such person");
        }
    }
    if (command.holder && command.holder == command.deputy) {
        return refuse(Why::BadInput, "nobody deputises for themselves", "another person, or none");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const GrantRow& command) {
    if (!is_person(draft, command.person)) return refuse(Why::BadInput, "no such person");
    if (!draft.state().units.contains(command.scope)) return refuse(Why::BadInput, "no such unit");
    const bool two = is_person(draft, command.approver) && is_person(draft, command.second) &&
                     command.approver != command.second && command.approver != command.person &&
                     command.second != command.person;
    if (!two) {
        return refuse(Why::BadInput, "a grant takes two approvers other than the person",
                      "name both");
    }
    if (command.until <= draft.now()) return refuse(Why::BadInput, "until has passed", "a term");
    if (draft.state().grants.size() >= grants_max) return refuse(Why::Full, "10,000 grants");
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const GroupRow& command) {
    if (!is_code(command.id.text)) return bad_code("group");
    if (command.members.empty() || command.members.size() > members_max) {
        return refuse(Why::BadInput, "members: none or too many", "3 to 6 inspectors");
    }
    for (const PersonId& person : command.members) {
        if (!is_person(draft, person)) {
            return refuse(Why::BadInput, "members: no such person " + person.text);
        }
    }
    if (std::find(command.members.begin(), command.members.end(), command.head) ==
        command.members.end()) {
        return refuse(Why::BadInput, "the head is not a member", "list the head among members");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ConflictRow& command) {
    if (!is_person(draft, command.person) || !draft.state().units.contains(command.unit)) {
        return refuse(Why::BadInput, "no such person or unit");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const KeyRow& command) {
    if (!is_code(command.id.text) || command.public_key.size() != 32) {
        return refuse(Why::BadInput, "not a key", "a 32-byte CURVE public key and its id");
    }
    if (draft.state().keys.contains(command.id)) {
        return refuse(Why::BadInput, "this key is enrolled already", "a key is enrolled once");
    }
    if (command.kind == KeyKind::Person && !is_person(draft, command.person)) {
        return refuse(Why::BadInput, "person: no such person");
    }
    if (command.kind == KeyKind::Device &&
        (!draft.state().groups.contains(command.group) || command.sealing_key.size() != 32)) {
        return refuse(Why::BadInput, "a device belongs to a group and has a sealing key");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ChecklistRow& command) {
    if (command.theme.empty() || command.hash.size() != 32 || command.items.empty() ||
        command.items.size() > items_max) {
        return refuse(Why::BadInput, "not a checklist", "theme, hash and 1 to 200 items");
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const KeyRevocation& command) {
    const auto at = draft.state().keys.find(command.key);
    if (at == draft.state().keys.end()) return refuse(Why::NotFound, "no such key");
    if (!at->second.revoked) draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const IncarnationGrant& command) {
    const auto at = draft.state().keys.find(command.key);
    if (at == draft.state().keys.end()) return refuse(Why::NotFound, "no such key");
    if (command.incarnation != at->second.incarnation + 1) {
        return refuse(Why::BadInput, "not the next incarnation",
                      "the next is " + std::to_string(at->second.incarnation + 1));
    }
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const PolicyAdoption& command) {
    const auto wrong = faults(command.policy);
    if (!wrong.empty()) return refuse(Why::BadInput, wrong.front(), "the old policy stays");
    if (command.hash.size() != 32) return refuse(Why::BadInput, "hash is not 32 bytes");
    draft.add(command);
    return std::nullopt;
}

Refusal decide(Draft& draft, const CalendarAdoption& command) {
    if (command.calendar.revision.empty() || command.calendar.years.empty()) {
        return refuse(Why::BadInput, "a calendar without a revision or a year");
    }
    draft.add(command);
    return std::nullopt;
}

}  // namespace dudao
