#include "tests/values/said.h"

#include "domain/decide.h"
#include "seal/seal.h"

namespace dudao::test {
namespace {

std::string ulid(int n) {
    std::string id = "01J7ZZZZZZ0000000000000000";
    const std::string tail = std::to_string(n);
    return id.replace(id.size() - tail.size(), tail.size(), tail);
}

KeyRow device_key() {
    static const auto sealing = seal::generate_sealing_keys();
    KeyRow key = County::key("dev9", KeyKind::Device);
    key.group = GroupId{"g1"};
    key.sealing_key = std::string(sealing.public_key.begin(), sealing.public_key.end());
    return key;
}

KeyId first_device(const County& c) {
    for (const auto& [id, key] : c.state.keys) {
        if (key.kind == KeyKind::Device) return id;
    }
    return {};
}

/// Summer time begins tomorrow and ends in three days.
Calendar two_offsets(Moment now) {
    Calendar calendar;
    calendar.revision = "next";
    calendar.zone = {"Europe/Berlin", 60, {{now + days(1), 120}, {now + days(3), 60}}};
    calendar.years = {{2026,
                       true,
                       {{day_of({2026, 10, 1}).number, "国庆节"}},
                       {day_of({2026, 10, 10}).number},
                       0}};
    return calendar;
}

}  // namespace

Lived::Lived() {
    demands();  // first: time passes until they are made
    field();
    findings();
    rectifications();
    registry();
    cases();
    rest();
    office.commit();
}

void Lived::say(Command command, const PersonId& person) {
    all.push_back({std::move(command), county().as(person)});
}

void Lived::say_as(Command command, KeyKind kind) {
    all.push_back({std::move(command), county().process(kind)});
}

void Lived::demands() {
    County& c = office.county;
    for (int i = 0; i < 3; ++i) c.in_progress();
    while (c.state.demands.size() < 3) c.run_for(hours(6));
    auto at = c.state.demands.begin();
    const auto next = [&at] { return (at++)->second; };
    const Demand fresh = next();
    say(AcknowledgeDemand{fresh.id}, fresh.person);
    const Demand open = next();
    c.must(AcknowledgeDemand{open.id}, open.person);
    say(AnswerDemand{open.id, words("说明")}, open.person);
    const Demand answered = next();
    c.must(AcknowledgeDemand{answered.id}, answered.person);
    c.must(AnswerDemand{answered.id, words("说明")}, answered.person);
    say(DecideDemand{answered.id, true, words("可")}, c.officer);
}

void Lived::field() {
    County& c = office.county;
    const std::string draw = "gqc:900";
    const Bytes hash(std::string(32, 'h'));
    const PlanId plan = c.state.plans.begin()->first;
    say_as(RecordDraw{draw, plan, hash, hash, hash}, KeyKind::Engine);
    const TaskId released = c.released();
    const Task& task = c.state.tasks.at(released);
    ReleaseTask release;
    release.plan = plan;
    release.draw = task.draw;
    release.group = c.group;
    release.commitment = task.commitment;
    release.sealed = {{first_device(c), hash, Bytes("blob")}};
    release.checklists = task.checklists;
    say_as(release, KeyKind::Engine);
    Context device = c.process(KeyKind::Device);
    device.group = c.group;
    device.via = first_device(c);
    say_as(ResealTask{released, {{first_device(c), hash, Bytes("blob")}}}, KeyKind::Engine);
    all.push_back({AcknowledgeDelivery{released}, device});
    say(AcceptTask{released}, c.head);
    say(RecuseTask{released, words("亲属")}, c.head);
    say(WithdrawTask{released, words("重复")}, c.leader);
    const TaskId accepted = c.released();
    c.must(AcceptTask{accepted}, c.head);
    say(CheckIn{accepted, Bytes(c.salt), c.v1, {c.head, c.inspector}, {}}, c.head);
    const TaskId here = c.on_site();
    c.must(AnswerItem{here, "F1", "n", {}}, c.head);
    say(AnswerItem{here, "F2", "1", words("两人")}, c.head);
    say(LeaveVillage{here}, c.head);
    say(PickAnswer{here, "F1", 0}, c.head);
    say(AttachEvidence{here, {}, EvidenceHash{std::string(64, 'b')}, 10, "image/jpeg"}, c.head);
    say(ReportTask{here, true, words("总体"), {Gap{"F1", words("无")}, Gap{"F2", words("无")}}},
        c.head);
    c.must(AttachEvidence{here, {}, EvidenceHash{std::string(64, 'a')}, 10, "image/jpeg"}, c.head);
    say_as(EvidenceStored{EvidenceHash{std::string(64, 'a')}}, KeyKind::Broker);
}

void Lived::findings() {
    County& c = office.county;
    const TaskId here = c.on_site();
    FindingFacts facts;
    facts.rule = "F1";
    facts.unit = c.v1;
    facts.text = words("关门※");
    say(RecordFinding{here, FindingId{ulid(1)}, facts}, c.inspector);
    const FindingId minor = c.recorded(here, Severity::Minor);
    say(AmendFinding{minor, facts}, c.inspector);
    say(CorrectFinding{minor, words("当场"), {EvidenceHash{std::string(64, 'a')}}}, c.head);
    const FindingId confirmed = c.confirmed();
    say(DismissFinding{minor, words("不实")}, c.officer);
    say(ContestFinding{confirmed, words("不服"), {}}, c.village);
    say(IssueRectification{confirmed, c.v1, c.village, {c.v2}, words("改"), words("验")},
        c.officer);
    say(OpenLead{LeadSource::Petition, c.v1, confirmed, words("信")}, c.officer);
    const CaseId lead{c.must(OpenLead{LeadSource::Petition, c.v2, {}, words("信")}, c.officer).id};
    say(DisposeLead{lead, cases::Verb::CloseNoCase, {}, words("查无实据")}, c.officer);
    const FindingId contested = c.confirmed();
    c.must(ContestFinding{contested, words("不服"), {}}, c.village);
    say(DecideContest{contested, finding::Verb::Amend, Severity::Minor, words("改轻")}, c.officer);
    const TaskId reported = c.on_site();
    c.must(
        ReportTask{reported, true, words("总体"), {Gap{"F1", words("无")}, Gap{"F2", words("无")}}},
        c.head);
    say(ReviewTask{reported, true, {}}, c.officer);
}

void Lived::rectifications() {
    County& c = office.county;
    const RectificationId fresh = c.issued();
    say(AcknowledgeRectification{fresh}, c.village);
    say(ServeOnPaper{fresh, words("当面")}, c.officer);
    const RectificationId runs = c.in_progress();
    say(ReportProgress{runs, words("在改")}, c.village);
    say(SubmitRectification{runs, words("已改"), proof}, c.village);
    say(RequestExtension{runs, {5, TimeUnit::WorkingDays}, words("下雨")}, c.village);
    say(SuspendRectification{runs, SuspendCode::Season, words("汛期")}, c.officer);
    say(ReferUp{runs, words("权限")}, c.officer);
    say(TransferRectification{runs, c.v2, c.township, words("划转")}, c.officer);
    say(ClimbByHand{runs, 3, words("加急")}, c.officer);
    say(RemindRectification{runs, words("请抓紧")}, c.officer);
    say(AssignVerifier{runs, c.second}, c.officer);
    const RectificationId asked = c.in_progress();
    c.must(RequestExtension{asked, {5, TimeUnit::WorkingDays}, words("下雨")}, c.village);
    say(DecideExtension{asked, true, words("可")}, c.officer);
    const RectificationId handed = c.in_progress();
    c.must(SubmitRectification{handed, words("已改"), proof}, c.village);
    say(VerifyRectification{handed, true, words("属实")}, c.officer);
    say(ReturnRectification{handed, true, words("不实")}, c.officer);
    const RectificationId stands = c.in_progress();
    c.must(SuspendRectification{stands, SuspendCode::Season, words("汛期")}, c.officer);
    say(ResumeRectification{stands, words("雨停")}, c.officer);
    const RectificationId up = c.in_progress();
    c.must(ReferUp{up, words("权限")}, c.officer);
    say(TakeReferral{up}, c.township);
    const RectificationId off = c.in_progress();
    c.must(SubmitRectification{off, words("已改"), proof}, c.village);
    c.must(VerifyRectification{off, true, words("属实")}, c.officer);
    say(RecheckRectification{off, false, words("反弹")}, c.officer);
}

void Lived::cases() {
    using assignment::Kind, assignment::Outcome, assignment::Paper, dudao::cases::Track;
    using Verb = dudao::cases::Verb;
    using Step = assignment::Verb;
    Docket& c = office.county;
    c.staff();
    const auto track = Track::Discipline;
    say(TeamRow{TeamId{"t-new"}, "组", "Team", c.officer, {c.officer, c.second}}, c.officer);
    say(NameSubject{c.opened(), c.subject, Bytes(std::string(32, 's'))}, c.officer);
    const CaseId verifies = c.verifying(track);
    say(AssignTeam{verifies, Part::Verified, c.appeal_team}, c.officer);
    say(c.assignment_for(c.verifying(track), Kind::Verify, c.investigators), c.officer);
    const AssignmentId issued = c.issue_assignment(verifies, Kind::Verify, c.investigators);
    all.push_back({AcknowledgeAssignment{issued}, c.device_of(c.investigators)});
    say(StepAssignment{issued, Step::Recuse, {}, Outcome::None, words("亲属")}, PersonId{"p-i1"});
    const AssignmentId reported =
        c.reported_assignment(c.verifying(track), Kind::Verify, c.investigators);
    say(ReviewAssignment{reported, Step::Return, words("缺")}, c.officer);
    const AssignmentId begun =
        c.issue_assignment(c.verifying(track), Kind::Verify, c.investigators);
    c.must(StepAssignment{begun, Step::Accept, {}, {}, {}}, PersonId{"p-i1"});
    c.must(StepAssignment{begun, Step::Begin, {PersonId{"p-i1"}, PersonId{"p-i2"}}, {}, {}},
           PersonId{"p-i1"});
    say(AttachToAssignment{begun, EvidenceHash{std::string(64, 'd')}, 10, "image/jpeg"},
        PersonId{"p-i1"});
    const CaseId open = c.investigated(track);
    say(AuthoriseCase{open, Verb::Withdraw, words("不实")}, c.officer);
    say(StepCase{open, Verb::SendToReview, words("移")}, c.officer);
    say(ExtendCase{open, CaseLimitKind::Investigation, words("复杂")}, c.officer);
    say(RecuseFromCase{open, c.second, words("亲属")}, c.officer);
    say(LookAtCase{open}, c.officer);
    const CaseId told = c.proposed(track);
    c.done(told, Kind::Serve, c.investigators, Paper::Proposal);
    all.push_back({DefendCase{told, false, words("申辩")}, c.on_pages(c.subject)});
    const CaseId heard = c.proposed(track);
    c.done(heard, Kind::Serve, c.investigators, Paper::Proposal);
    c.must_as(DefendCase{heard, false, words("申辩")}, c.on_pages(c.subject));
    say(c.decision(heard, Verb::Decide), c.officer);
    all.push_back({AppealCase{c.in_force(track), words("不服")}, c.on_pages(c.subject)});
}

void Lived::registry() {
    County& c = office.county;
    say(UnitRow{UnitId{"v9"}, c.town, Level::Village, "九村※", "Village 9※"}, c.keeper);
    say(PersonRow{PersonId{"p-new"}, words("新※"), c.v1}, c.keeper);
    say(PostRow{PostId{"post-new"}, c.v2, Role::UnitOfficer, c.township, c.village}, c.keeper);
    say(GiveGrant{c.township, Role::Auditor, c.city, c.now + days(100)}, c.leader);
    follow(office,
           {GiveGrant{c.township, Role::Witness, c.city, c.now + days(100)}, c.as(c.leader)});
    say(InvitationRow{c.village, outside_of_rules.hash_of_code("B"), c.now + days(7)}, c.officer);
    c.invite(c.township);
    all.push_back({AcceptInvitation{c.township, invitation_code}, c.pages()});
    say(AccessEnd{c.township, words("调离")}, c.officer);
    say(GrantWithdrawal{c.township, Role::Witness, c.city, words("调离")}, c.leader);
    say(GroupRow{GroupId{"g1"}, "一组", "One", c.head, {c.head, c.inspector}, {"roads", "funds"}},
        c.keeper);
    say(ConflictRow{c.inspector, c.v3, words("亲属")}, c.inspector);
    follow(office, {ConflictRow{c.head, c.v2, words("亲属")}, c.as(c.head)});
    say(ConflictWithdrawal{c.head, c.v2, words("已了结")}, c.head);
    const ProposalId first =
        c.must(GiveGrant{c.village, Role::Auditor, c.city, c.now + days(50)}, c.leader).proposal;
    say(ConfirmProposal{first}, c.mayor);
    say(RefuseProposal{first, words("不妥")}, c.mayor);
    say(ContactRow{c.head, words("li@b.cn"), words("0791 110")}, c.head);
    say(TestNotices{}, c.inspector);
    say(device_key(), c.officer);
    say(ChecklistRow{"F",
                     "帮扶",
                     "Help",
                     Bytes(std::string(32, 'g')),
                     {{"F1", "工作室", "workroom", "LY", "n:3o FOR-2", "note"}}},
        c.keeper);
    say(KeyRevocation{first_device(c)}, c.officer);
    say(IncarnationGrant{first_device(c), 2}, c.officer);
    say(PolicyAdoption{Bytes(std::string(32, 'q')), default_policy()}, c.leader);
    say(CalendarAdoption{two_offsets(c.now)}, c.keeper);
}

void Lived::rest() {
    County& c = office.county;
    PlanDraft plan = c.state.plans.begin()->second.draft;
    plan.start = c.now + days(1);
    plan.end = c.now + days(60);
    plan.mandate.until = plan.end;
    say(plan, c.keeper);
    const PlanId drafted{c.must(plan, c.keeper).id};
    say(ProposePlan{drafted}, c.keeper);
    say(WithdrawPlan{drafted, words("不要")}, c.keeper);
    const PlanId proposed{c.must(plan, c.keeper).id};
    c.must(ProposePlan{proposed}, c.keeper);
    say(ApprovePlan{proposed}, c.leader);
    say(ClosePlan{c.state.plans.begin()->first, words("提前")}, c.leader);
    const auto waiting = c.state.notices.begin();
    ASSERT_NE(waiting, c.state.notices.end());
    for (const auto& [id, timer] : c.state.timers) {
        if (timer.kind != TimerKind::NoticeSend) continue;
        c.now = std::max(c.now, timer.due);
        c.must_as(FireTimer{id}, c.process(KeyKind::Worker));
        const NoticeId notice{timer.matter.id};
        say_as(NoticeOutcome{notice, NoticeState::Sent, "file"}, KeyKind::Worker);
        break;
    }
    for (const auto& [id, timer] : c.state.timers) {
        if (timer.due > c.now) continue;
        say_as(FireTimer{id}, KeyKind::Worker);
        break;
    }
    for (Said& each : all) each.context.now = c.now;
}

Refusal follow(console::test::Office& office, const Said& said) {
    Draft draft(office.county.state, said.context);
    Refusal refusal = run_rule(draft, said.command);
    if (refusal) return refusal;
    for (Event& event : draft.take_events()) {
        apply(office.county.state, event);
        office.county.log.push_back(std::move(event));
    }
    return std::nullopt;
}

void live_on(console::test::Office& office, const Command& after) {
    County& c = office.county;
    if (std::holds_alternative<PlanDraft>(after)) {
        const PlanId plan = c.state.plans.rbegin()->first;
        if (follow(office, {ProposePlan{plan}, c.as(c.keeper)})) return;
        if (follow(office, {ApprovePlan{plan}, c.as(c.leader)})) return;
    }
    if (std::holds_alternative<PolicyAdoption>(after) ||
        std::holds_alternative<CalendarAdoption>(after)) {
        for (const auto& [severity, word] : Names<Severity>::table) {
            const RectificationId id = c.in_progress(severity);
            RequestExtension more{id, {366, c.of(id).budget.unit}, words("延")};
            if (follow(office, {more, c.as(c.village)})) continue;
            follow(office, {DecideExtension{id, true, words("可")}, c.as(c.officer)});
        }
    }
    const Moment until = c.now + days(20);
    for (int fired = 0; fired < 40; ++fired) {
        const Timer* first = nullptr;
        for (const auto& [id, timer] : c.state.timers) {
            if (!first || timer.due < first->due) first = &timer;
        }
        if (!first || first->due > until) return;
        c.now = std::max(c.now, first->due);
        if (follow(office, {FireTimer{first->id}, c.process(KeyKind::Worker)})) return;
    }
}

}  // namespace dudao::test
