#include "tests/values/readers.h"

#include "agents/agent.h"
#include "broker/queries.h"
#include "ceremony/engine/engine.h"
#include "ledger/hash.h"
#include "wire/message_codec.h"
#include "workers/audit.h"
#include "workers/core.h"
#include "workers/notice_text.h"

namespace dudao::test {
namespace {

using Office = console::test::Office;

constexpr int engine_steps = 6;

/// From now on, and at the moments it asks for. The group is free, each tick draws, and it draws
/// the one village that there is.
void draw_for(const UnitId& village, const Office& office) {
    static const seal::SigningKeys signing = seal::generate_signing_keys();
    engine::Engine engine({"gqc", sha256("master"), signing}, {});
    State state = office.county.state;
    state.tasks.clear();
    std::erase_if(state.units, [&](const auto& each) {
        return each.second.level == Level::Village && each.first != village;
    });
    for (auto& [id, plan] : state.plans) {
        if (plan.draft.expected_visits == 0) plan.draft.expected_visits = 100'000;
    }
    Moment now = office.county.now;
    for (int i = 0; i < engine_steps; ++i) {
        engine.step(state, now);
        now = std::max(engine.next_due().value_or(now), now + hours(1));
    }
}

void run_engine(const Office& office) {
    draw_for(office.county.v1, office);
    const auto& last = *office.county.state.units.rbegin();  // the one that a command has made
    if (last.first != office.county.v3) draw_for(last.first, office);
}

void run_worker(const Office& office, const FoldedCommit& last) {
    workers::WorkerCore core(office.replica, KeyId{"k-worker"});
    workers::Effects effects;
    const Moment now = office.county.now;
    for (const workers::Input& input :
         {workers::Input{workers::Loaded{}},
          workers::Input{workers::Linked{true, office.replica.seq}},
          workers::Input{workers::StoreUp{true}}, workers::Input{workers::Folded{last.events}},
          workers::Input{workers::Confirmed{office.replica.seq}},
          workers::Input{workers::Tick{}}}) {
        core.step(input, now, effects);
    }
    const State& state = office.replica.state;
    for (const auto& [id, notice] : state.notices) workers::notice_line(state, notice, now);
    workers::differences(state, {}, now);
}

std::vector<std::string> some_ids(const State& state, std::string_view path) {
    std::vector<std::string> ids;
    const auto last = [&ids](const auto& map) {
        if (!map.empty()) ids.push_back(console::id_text(map.rbegin()->first));
    };
    if (path == "/tasks/{id}") last(state.tasks);
    if (path == "/rectifications/{id}") last(state.rectifications);
    if (path == "/cases/{id}") last(state.cases);
    if (path == "/findings/{id}" && !state.findings.empty()) {
        ids.push_back(state.findings.rbegin()->first.text);
    }
    return ids;
}

/// Every route for those who see most and for a unit. A fault that the route itself has caught, and
/// answered as one, counts as well.
std::string run_console(Office& office, Caught caught) {
    const County& c = office.county;
    for (const console::Route& route : console::routes()) {
        if (route.special != console::Special::None) continue;
        for (const PersonId& person : {c.officer, c.village}) {
            std::vector<std::string> ids = some_ids(office.county.state, route.path);
            if (route.path.find("{id}") == std::string_view::npos) ids = {""};
            for (const std::string& id : ids) {
                const std::string path(route.path.substr(0, route.path.find("{id}")));
                const console::Answer said = office.get(path + id, person);
                if (caught == Caught::Counts && said.status >= 500)
                    return std::string(route.path) + ": " + said.body;
            }
        }
    }
    return {};
}

void run_broker(const Office& office) {
    const State& state = office.county.state;
    for (const char* what : {"status", "me", "tasks", "findings", "rectifications", "demands",
                             "cases", "plans", "groups", "units", "checklists"}) {
        for (const PersonId& person : {office.county.officer, office.county.village}) {
            static_cast<void>(
                broker::answer(state, office.county.as(person), wire::Query{1, {}, what, "", ""})
                    .has_value());
        }
    }
}

/// A device that hears the office's answers to all it asks, and of each task.
void run_device(const Office& office) {
    const State& state = office.county.state;
    const auto random = [](std::size_t n) { return std::string(n, 'r'); };
    const auto unseal = [](const wire::Dispatch&, const GroupId&,
                           Moment) -> Result<seal::TaskBody> {
        return seal::TaskBody{Bytes(std::string(32, 's')), UnitId{"v1"}, "村", "V", {"F"}};
    };
    const auto unseal_assignment =
        [](const wire::AssignmentDispatch&) -> Result<seal::AssignmentBody> {
        return seal::AssignmentBody{Bytes(std::string(32, 's')), "王五※", "核实"};
    };
    agent::Stored stored;
    agent::Agent device({"gqc", "test"}, std::move(stored),
                        {random, {unseal, unseal_assignment}, ""});
    agent::Effects effects;
    const agent::Now now{office.county.now, 1000};
    device.receive(Uplink::Welcomed{wire::Welcome{1, 0, 64, 100, now.moment, true}}, now, effects);
    for (const auto& [id, task] : state.tasks) {
        device.receive(wire::Dispatch{id,
                                      task.year,
                                      task.number,
                                      task.accept_due,
                                      task.check_in_due,
                                      task.checklists,
                                      task.commitment,
                                      Bytes("blob"),
                                      {}},
                       now, effects);
    }
    Context as_device = office.county.process(KeyKind::Device);
    as_device.group = office.county.group;
    for (std::size_t i = 0; i < effects.questions.size() && i < 16; ++i) {
        const agent::Question ask = effects.questions[i];
        const auto said =
            broker::answer(state, as_device, wire::Query{ask.q, {}, ask.what, "", ""});
        if (!said) continue;
        device.receive(wire::QueryResult{ask.q, true, 100, Bytes(*said), "", ""}, now, effects);
    }
    device.request(1, {"1", agent::AskTasks{}}, now, effects);
    device.request(1, {"2", agent::AskStatus{}}, now, effects);
    device.request(1, {"3", agent::AskChecklists{}}, now, effects);
    device.tick(now, effects);
}

}  // namespace

std::string who_ends(Office& office, Caught caught) {
    std::string who = "the log";
    try {
        const FoldedCommit last = office.commit();
        who = "worker";
        run_worker(office, last);
        who = "engine";
        run_engine(office);
        who = "broker";
        run_broker(office);
        who = "device";
        run_device(office);
        who = "console";
        const std::string fault = run_console(office, caught);
        return fault.empty() ? fault : "console " + fault;
    } catch (const std::exception& ended) {
        return who + ": " + ended.what();
    }
}

}  // namespace dudao::test
