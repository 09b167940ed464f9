#include "tests/insider/cast.h"

#include <memory>
#include <random>

#include "tests/property/surface.h"

namespace dudao::test {
namespace {

constexpr int lived_steps = 120;  // a few weeks: the plan still runs

Docket lived(std::uint64_t seed) {
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

    county.staff();
    add("the authority", county.authority, {Role::Authority});
    add("another authority", county.authority_2, {Role::Authority});
    add("the level above", county.superior, {Role::Superior});
    add("a case team's head", PersonId{"p-i1"}, {Role::Officer});
    add("a reviewing team's head", county.reviewer, {Role::Officer});
    add("an appeal team's head", county.appeals, {Role::Officer});
    add("the person concerned", county.subject, {Role::UnitOfficer});
    insiders.back().speaks.kind = KeyKind::Gateway;
    add_process("a team's device", KeyKind::Device);
    insiders.back().speaks = county.device_of(county.investigators);

    // Whoever holds the group's device speaks as any member of the group.
    add("a device for its head", county.head, {Role::GroupHead, Role::Inspector});
    insiders.back().speaks.kind = KeyKind::Device;
    insiders.back().speaks.via = KeyId{"dev1"};
    insiders.back().speaks.group = county.group;
    add_process("a device", KeyKind::Device);
    insiders.back().speaks.group = county.group;
    add_process("a worker", KeyKind::Worker);
    add_process("the engine", KeyKind::Engine);
    add_process("the broker", KeyKind::Broker);
    insiders.push_back({"a gateway", county.pages(), {}});
    county.invite(PersonId{"p-nobody"});
    stage();
    stage_cases();
    for (Insider& each : insiders) {
        each.speaks.now = county.now;
        each.speaks.case_key = &*county.case_key;
    }
}

Scene Cast::scene(const std::function<std::uint64_t()>& random) const {
    const auto new_key = [random](KeyKind kind) {
        const std::string name = "k" + std::to_string(random() % 1'000'000);
        KeyRow row = County::key(name, kind);
        if (kind == KeyKind::Engine) row.signing_key = Bytes(std::string(32, 's'));
        if (kind == KeyKind::Device) {
            row.sealing_key = Bytes((name + std::string(32, 'q')).substr(0, 32));
        }
        return row;
    };
    return {
        county.state,       county.now, county.v1, county.village, {county.head, county.inspector},
        Bytes(county.salt), new_key};
}

void Cast::stage() {
    KeyRow engine = County::key("engine", KeyKind::Engine);
    engine.signing_key = Bytes(std::string(32, 'e'));
    county.must_both(engine, county.leader, county.mayor);
    county.must_both(ConflictRow{county.inspector, county.v3, words("亲")}, county.inspector,
                     county.keeper);

    PlanDraft plan = county.state.plans.begin()->second.draft;
    plan.start = county.now + days(1);
    plan.end = county.now + days(20);
    plan.mandate.until = plan.end;
    county.must(plan, county.keeper);
    county.must(ProposePlan{PlanId{county.must(plan, county.keeper).id}}, county.keeper);

    county.released();
    county.must(AcceptTask{county.released()}, county.head);
    const TaskId on_site = county.on_site();
    county.recorded(on_site, Severity::Minor);
    county.must(AttachEvidence{on_site, {}, proof.front(), 10, "image/jpeg"}, county.head);
    county.must(AnswerItem{on_site, "F1", "n", {}}, county.head);
    const TaskId reported = county.on_site();
    county.recorded(reported);
    for (const char* item : {"F1", "F2"}) {
        county.must(AnswerItem{reported, item, item == std::string("F1") ? "y" : "3", {}},
                    county.head);
    }
    county.must(ReportTask{reported, true, words("总体"), {}}, county.head);
    const FindingId contested = county.confirmed();
    county.must(ContestFinding{contested, words("不实"), proof}, county.village);
    county.confirmed();

    county.issued();
    const auto in_progress = [&] { return county.in_progress(); };
    const auto asks = in_progress();
    county.must(RequestExtension{asks, {3, TimeUnit::WorkingDays}, words("雨")}, county.village);
    county.must(SubmitRectification{in_progress(), words("已修"), proof}, county.village);
    county.must(SuspendRectification{in_progress(), SuspendCode::Season, words("汛")},
                county.officer);
    county.must(ReferUp{in_progress(), words("权限外")}, county.officer);
    const auto off = in_progress();
    county.must(SubmitRectification{off, words("已修"), proof}, county.village);
    county.must(VerifyRectification{off, false, {}}, county.officer);
    county.must(ClimbByHand{in_progress(), 3, words("急")}, county.officer);
    county.must(ClimbByHand{in_progress(), 3, words("急")}, county.officer);
    for (const bool answered : {false, true}) {
        county.must(ClimbByHand{in_progress(), 3, words("急")}, county.officer);
        const DemandId demand = county.state.demands.rbegin()->first;
        county.must(AcknowledgeDemand{demand}, county.village);
        if (answered) county.must(AnswerDemand{demand, words("已说明")}, county.village);
    }
    county.must(OpenLead{LeadSource::Petition, county.v1, {}, words("信访")}, county.officer);

    // What waits: of one leader for another, of an officer for the group's head.
    county.must(WithdrawTask{county.released(), words("汛")}, county.leader);
    KeyRow device = County::key("dev2", KeyKind::Device);
    device.group = county.group;
    device.sealing_key = Bytes(std::string(32, 'y'));
    county.must(device, county.officer);

    // A worker has one notice in hand, and some deadlines have passed that nobody has come to say.
    for (const auto& [id, timer] : county.state.timers) {
        if (timer.kind != TimerKind::NoticeSend) continue;
        county.now = std::max(county.now, timer.due);
        county.must_as(FireTimer{id}, county.process(KeyKind::Worker));
        break;
    }
}

void Cast::stage_cases() {
    using assignment::Kind, assignment::Paper, cases::Track;
    const Track track = Track::Discipline;
    county.opened();
    county.verifying(track);
    county.issue_assignment(county.verifying(track), Kind::Verify, county.investigators);
    county.reported_assignment(county.verifying(track), Kind::Verify, county.investigators);
    const AssignmentId begun =
        county.issue_assignment(county.verifying(track), Kind::Verify, county.investigators);
    const PersonId hand{"p-i1"};
    county.must(StepAssignment{begun, assignment::Verb::Accept, {}, {}, {}}, hand);
    county.must(StepAssignment{begun, assignment::Verb::Begin, {hand, PersonId{"p-i2"}}, {}, {}},
                hand);
    county.done(county.verifying(track), Kind::Verify, county.investigators);
    county.done(county.filed(track), Kind::Serve, county.investigators, Paper::Filing);
    county.investigated(track);
    const CaseId heard = county.proposed(track);
    county.done(heard, Kind::Serve, county.investigators, Paper::Proposal);
    const CaseId defended = county.proposed(track);
    county.done(defended, Kind::Serve, county.investigators, Paper::Proposal);
    county.must_as(DefendCase{defended, false, words("申辩")}, county.on_pages(county.subject));
    county.in_force(track);
    county.appealed(track);
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
