#include "tests/insider/cast.h"

#include <memory>
#include <random>

#include "tests/property/surface.h"

namespace dudao::test {
namespace {

constexpr int lived_steps = 500;

County lived(std::uint64_t seed) {
    auto random = std::make_shared<std::mt19937_64>(seed);
    Surface surface([random](std::uint64_t n) { return (*random)() % n; });
    for (int i = 0; i < lived_steps; ++i) surface.step();
    return surface.county;
}

}  // namespace

Cast::Cast(std::uint64_t seed) : county(lived(seed)) {
    const auto term = county.now + days(400);
    const auto post = [&](const std::string& id, const UnitId& unit, Role role,
                          const PersonId& who) {
        county.must_both(PostRow{PostId{id}, unit, role, who, {}}, county.keeper, county.leader);
    };
    const auto grant = [&](const PersonId& who, Role role, const UnitId& scope) {
        county.must_both(GiveGrant{who, role, scope, term}, county.leader, county.mayor);
    };
    add("a leader", county.leader, {Role::Leader});
    add("another leader", county.mayor, {Role::Leader});
    add("a township's leader", county.township_leader, {Role::Leader});
    add("an officer", county.officer, {Role::Officer});
    add("another officer", county.second, {Role::Officer});
    const PersonId local = newcomer("p-local", county.town);
    grant(local, Role::Officer, county.town);
    add("a township's officer", local, {Role::Officer});
    add("a plan keeper", county.keeper, {Role::PlanKeeper});
    const PersonId keeper2 = newcomer("p-keeper2", county.city);
    post("keeper-two", county.city, Role::PlanKeeper, keeper2);
    add("another plan keeper", keeper2, {Role::PlanKeeper});
    add("a group's head", county.head, {Role::GroupHead, Role::Inspector});
    add("an inspector", county.inspector, {Role::Inspector});
    const PersonId head2 = newcomer("p-head2", county.city);
    county.must_both(GroupRow{other_group, "二组", "Two", head2, {head2}, {}}, county.keeper,
                     county.leader);
    add("another group's head", head2, {Role::GroupHead, Role::Inspector});
    add("a unit's officer", county.village, {Role::UnitOfficer});
    const PersonId other = newcomer("p-v3", county.v3);
    county.must(PostRow{PostId{"v3-officer"}, county.v3, Role::UnitOfficer, other, {}},
                county.keeper);
    add("another unit's officer", other, {Role::UnitOfficer});
    const PersonId auditor = newcomer("p-auditor", county.city);
    grant(auditor, Role::Auditor, county.city);
    add("an auditor", auditor, {Role::Auditor});
    const PersonId admin = newcomer("p-admin", county.city);
    grant(admin, Role::Administrator, county.city);
    add("an administrator", admin, {Role::Administrator});
    add("somebody without a role", newcomer("p-nobody", county.city), {});

    // Whoever holds the group's device speaks as any member of the group.
    add("a device, for its head", county.head, {Role::GroupHead, Role::Inspector});
    insiders.back().speaks.kind = KeyKind::Device;
    insiders.back().speaks.via = KeyId{"dev1"};
    insiders.back().speaks.group = county.group;
    add_process("a device", KeyKind::Device);
    insiders.back().speaks.group = county.group;
    add_process("a worker", KeyKind::Worker);
    add_process("the engine", KeyKind::Engine);
    add_process("the broker", KeyKind::Broker);
    add_process("a gateway", KeyKind::Gateway);
    for (Insider& each : insiders) each.speaks.now = county.now;
}

PersonId Cast::newcomer(const std::string& id, const UnitId& unit) {
    county.must(PersonRow{PersonId{id}, words("癸※"), unit}, county.keeper);
    return PersonId{id};
}

void Cast::add(const std::string& name, const PersonId& person, std::set<Role> roles) {
    insiders.push_back({name, county.as(person), std::move(roles)});
}

void Cast::add_process(const std::string& name, KeyKind kind) {
    insiders.push_back({name, county.process(kind), {}});
}

}  // namespace dudao::test
