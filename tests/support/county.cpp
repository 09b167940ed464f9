#include "support/county.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/rules.h"
#include "files/calendar_file.h"
#include "wire/personal.h"

namespace dudao::test {
namespace {

/// The county's commitment is the target's name: rules need no cryptography to be tested.
bool opens(const std::string& commitment, const std::string& salt, const UnitId& target,
           const GroupId&) {
    return commitment.substr(0, 2) == target.text.substr(0, 2) && salt.size() == 32;
}

std::string padded(const std::string& name) { return (name + std::string(32, '.')).substr(0, 32); }

/// A key's id is what stands before the dots.
KeyId id_of_key(const Bytes& public_key) { return {public_key.substr(0, public_key.find('.'))}; }

const Outside outside{&opens,
                      &id_of_key,
                      outside_of_rules.takes_box,
                      outside_of_rules.hash_of_code,
                      outside_of_rules.pack,
                      outside_of_rules.unpack,
                      outside_of_rules.mark};

std::string commitment_to(const UnitId& target) { return padded(target.text); }

}  // namespace

std::string stored_words(const std::string& value) { return std::string(32, 'w') + value; }

Text words(const std::string& value) {
    return Text{value, "ref-" + value, open_value(stored_words(value)).commitment};
}

Moment at(const std::string& local) { return *parse_moment(local + ":00+08:00"); }

County::County() {
    now = at("2026-09-14T09:00");
    found();
}

void County::fold(std::vector<Event> events) {
    for (Event& event : events) {
        apply(state, event);
        log.push_back(std::move(event));
    }
}

void County::found() {
    Founding founding{"gqc", "县", "County", city, true, Bytes(std::string(32, 'k'))};
    Event first;
    first.at = now;
    first.body = founding;
    fold({first});
    const auto add = [this](const auto& row) {
        const Context context = process(KeyKind::Broker);
        Draft draft(state, context);
        const Refusal refusal = decide(draft, row);
        ASSERT_FALSE(refusal) << refusal->what();
        fold(draft.take_events());
    };
    add(UnitRow{city, {}, Level::City, "城", "City"});
    add(UnitRow{town, city, Level::Township, "镇", "Town"});
    for (const UnitId& id : {v1, v2, v3}) add(UnitRow{id, town, Level::Village, "村※", "Village※"});
    for (const PersonId& id : {leader, mayor, officer, second, keeper})
        add(PersonRow{id, words("甲※"), city});
    for (const PersonId& id : {township, township_leader}) add(PersonRow{id, words("乙※"), town});
    for (const PersonId& id : {head, inspector}) add(PersonRow{id, words("丙※"), city});
    add(PersonRow{village, words("丁※"), v1});
    add(PostRow{PostId{"lead-1"}, city, Role::Leader, leader, {}});
    add(PostRow{PostId{"lead-2"}, city, Role::Leader, mayor, {}});
    add(PostRow{PostId{"officer"}, city, Role::Officer, officer, second});
    add(PostRow{PostId{"keeper"}, city, Role::PlanKeeper, keeper, {}});
    add(PostRow{PostId{"town-leader"}, town, Role::Leader, township_leader, {}});
    add(PostRow{PostId{"town-officer"}, town, Role::UnitOfficer, township, {}});
    add(PostRow{PostId{"v1-officer"}, v1, Role::UnitOfficer, village, {}});
    add(GroupRow{group, "一组", "One", head, {head, inspector}, {}});
    add(CalendarAdoption{built_in_calendar()});
    add(PolicyAdoption{Bytes(std::string(32, 'p')), default_policy()});
    add(ChecklistRow{"F",
                     "帮扶",
                     "Help",
                     Bytes(std::string(32, 'f')),
                     {{"F1", "工作室", "workroom", "LY", "n:3o FOR-2", ""},
                      {"F2", "在村", "present", "CN", "<2:3o FOR-4", ""}}});
    KeyRow device = key("dev1", KeyKind::Device);
    device.group = group;
    device.sealing_key = Bytes(std::string(32, 'x'));
    add(device);
    PlanDraft plan;
    plan.title = "方案";
    plan.mandate = {"县政府", "1号", "c", at("2027-01-01T00:00")};
    plan.scope = city;
    plan.start = now;
    plan.end = at("2026-12-31T00:00");
    plan.themes = {"F"};
    plan.windows = {{480, 1080, true}};
    const PlanId id{must(plan, keeper).id};
    must(ProposePlan{id}, keeper);
    must(ApprovePlan{id}, leader);
    fire_due();
}

Context County::as(const PersonId& actor) const {
    Context context{now, actor, KeyId{"k-" + actor.text}, KeyKind::Person, {}, "", &outside};
    context.case_key = case_key ? &*case_key : nullptr;
    return context;
}

Context County::process(KeyKind kind) const {
    Context context{now, {}, KeyId{"k-process"}, kind, {}, "", &outside};
    context.case_key = case_key ? &*case_key : nullptr;
    return context;
}

Context County::pages() {
    const KeyId id{"pages"};
    if (!state.keys.contains(id)) must_both(key(id.text, KeyKind::Gateway), leader, mayor);
    Context context = process(KeyKind::Gateway);
    context.via = id;
    return context;
}

void County::invite(const PersonId& person) {
    must_both(InvitationRow{person, outside.hash_of_code(invitation_code), now + days(7)}, officer,
              leader);
}

Decision County::decide_only(const Command& command, const Context& context) const {
    return decide(state, context, command);
}

Accepted County::must_as(const Command& command, const Context& context) {
    auto decision = decide(state, context, command);
    if (!decision) {
        ADD_FAILURE() << name(command) << ": " << decision.error().what() << "; "
                      << decision.error().mend();
        return {};
    }
    fold(std::move(decision->events));
    return decision->accepted;
}

Accepted County::must_both(const Command& command, const PersonId& maker, const PersonId& checker) {
    return must(ConfirmProposal{must(command, maker).proposal}, checker);
}

Rejection County::refused_as(const Command& command, const Context& context) {
    auto decision = decide(state, context, command);
    if (decision) {
        ADD_FAILURE() << name(command) << " was accepted";
        return {};
    }
    ++refusals;
    return decision.error();
}

KeyRow County::key(const std::string& name, KeyKind kind) {
    KeyRow row;
    row.id = KeyId{name};
    row.public_key = Bytes(padded(name));
    row.kind = kind;
    return row;
}

Accepted County::must(const Command& command, const PersonId& actor) {
    return must_as(command, as(actor));
}

Rejection County::refused(const Command& command, const PersonId& actor) {
    return refused_as(command, as(actor));
}

int County::fire_due() {
    int acted = 0;
    for (bool more = true; more;) {
        more = false;
        for (const auto& [id, timer] : state.timers) {
            if (timer.due > now) continue;
            must_as(FireTimer{id}, process(KeyKind::Worker));
            ++acted;
            more = true;
            break;
        }
    }
    return acted;
}

void County::run_until(Moment moment) {
    for (;;) {
        Moment next = moment;
        for (const auto& [id, timer] : state.timers) next = std::min(next, timer.due);
        now = std::max(now, next);
        fire_due();
        if (now >= moment) return;
    }
}

void County::send_notices() {
    run_for(seconds(1));
    std::vector<NoticeId> out;
    for (const auto& [id, notice] : state.notices) {
        if (notice.state == NoticeState::Attempted) out.push_back(id);
    }
    for (const NoticeId id : out) {
        must_as(NoticeOutcome{id, NoticeState::Sent, "file"}, process(KeyKind::Worker));
    }
}

TaskId County::released() {
    const std::string draw = "gqc:" + std::to_string(state.draws.size() + 1);
    const PlanId plan = state.plans.begin()->first;
    const Bytes hash(std::string(32, 'h'));
    must_as(RecordDraw{draw, plan, hash, hash, hash}, process(KeyKind::Engine));
    ReleaseTask release;
    release.plan = plan;
    release.draw = draw;
    release.group = group;
    release.commitment = Bytes(commitment_to(v1));
    for (const auto& [id, each] : state.keys) {
        if (each.kind == KeyKind::Device && each.group == group) {
            release.sealed.push_back({id, hash, Bytes("blob of " + id.text)});
        }
    }
    release.checklists = {Bytes(std::string(32, 'f'))};
    return TaskId{must_as(release, process(KeyKind::Engine)).id};
}

TaskId County::on_site() {
    const TaskId task = released();
    must(AcceptTask{task}, head);
    must(CheckIn{task, Bytes(salt), v1, {head, inspector}, {}}, head);
    return task;
}

FindingId County::recorded(TaskId task, Severity severity) {
    std::string ulid = "01J8ZZZZZZ0000000000000000";
    const std::string tail = std::to_string(++ulids_);
    ulid.replace(ulid.size() - tail.size(), tail.size(), tail);
    FindingFacts facts;
    facts.severity = severity;
    facts.rule = "F1";
    facts.unit = v1;
    facts.text = words("工作室关着※");
    must(RecordFinding{task, FindingId{ulid}, facts}, inspector);
    return FindingId{ulid};
}

FindingId County::confirmed(Severity severity) {
    const TaskId task = on_site();
    FindingId finding = recorded(task, severity);
    must(AnswerItem{task, "F1", "n", {}}, head);
    must(AnswerItem{task, "F2", "1", {}}, head);
    must(ReportTask{task, true, words("总体"), {}}, head);
    must(ReviewTask{task, true, {}}, officer);
    return finding;
}

RectificationId County::issued(Severity severity) {
    IssueRectification order;
    order.finding = confirmed(severity);
    order.unit = v1;
    order.responsible = village;
    order.demand = words("打开工作室");
    order.test = words("能办公");
    return RectificationId{must(order, officer).id};
}

RectificationId County::in_progress(Severity severity) {
    const RectificationId id = issued(severity);
    must(AcknowledgeRectification{id}, village);
    return id;
}

std::vector<const Timer*> County::timers(Matter matter, TimerKind kind) const {
    std::vector<const Timer*> found;
    const auto of = state.timers_of.find(matter);
    if (of == state.timers_of.end()) return found;
    for (const TimerId id : of->second) {
        const Timer& timer = state.timers.at(id);
        if (timer.kind == kind) found.push_back(&timer);
    }
    std::sort(found.begin(), found.end(),
              [](const Timer* a, const Timer* b) { return a->step < b->step; });
    return found;
}

int County::count(std::string_view event_name) const {
    return static_cast<int>(std::count_if(log.begin(), log.end(), [&](const Event& event) {
        return name(event.body) == event_name;
    }));
}

const Notice& County::notice_to(const PersonId& person) const {
    const auto at = std::find_if(state.notices.begin(), state.notices.end(),
                                 [&](const auto& each) { return each.second.to == person; });
    if (at == state.notices.end()) throw std::runtime_error("no notice to " + person.text);
    return at->second;
}

bool County::was_told(const PersonId& person, std::string_view text) const {
    return std::any_of(log.begin(), log.end(), [&](const Event& event) {
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        return queued != nullptr && queued->to == person && queued->item.text == text;
    });
}

}  // namespace dudao::test
