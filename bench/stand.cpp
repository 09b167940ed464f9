#include "bench/stand.h"

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "cli/init/foundation.h"
#include "files/calendar_file.h"
#include "process/process.h"
#include "replica/replica.h"
#include "store/doctor.h"
#include "store/redis_store.h"

namespace dudao::bench {
namespace {

constexpr const char* j = "bench";
constexpr int started_ms = 20'000;

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().text());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

Text words(const std::string& value) { return Text{value, "", ""}; }

KeyRow row_of(const Sender& sender, KeyKind kind) {
    KeyRow row;
    row.id = key_id(sender.keys.public_key);
    row.public_key = Bytes(std::string(as_bytes(sender.keys.public_key)));
    row.kind = kind;
    if (kind == KeyKind::Person) row.person = sender.person;
    if (kind == KeyKind::Device) {
        row.group = sender.group;
        row.sealing_key = row.public_key;  // nothing is sealed for it; each device has its own
    }
    return row;
}

}  // namespace

Stand::Stand(std::string broker_program, int groups, int devices_more)
    : broker_program_(std::move(broker_program)), groups_(groups) {
    broker = generate_key_pair();
    for (int i = 0; i < groups_; ++i) {
        const std::string n = std::to_string(i);
        keepers.push_back({generate_key_pair(), PersonId{"keeper" + n}, {}});
        devices.push_back({generate_key_pair(), PersonId{"head" + n}, GroupId{"g" + n}});
    }
    for (int i = 0; i < devices_more; ++i) {
        const Sender& first = devices.at(static_cast<std::size_t>(i % groups_));
        devices.push_back({generate_key_pair(), first.person, first.group});
    }
    found();
    const auto key = folder_ / "broker.key";
    if (auto saved = save_key(broker, key); !saved) throw std::runtime_error(saved.error().text());
    start_broker("tcp://127.0.0.1:0");
}

void Stand::start_broker(const std::string& listen) {
    child_ = std::make_unique<test::Child>(must(test::Child::start(
        {broker_program_, "--jurisdiction", j, "--redis", "unix:" + redis_.socket(), "--key",
         (folder_ / "broker.key").string(), "--data", (folder_ / "broker").string(), "--listen",
         listen, "--log", (folder_ / "broker.log").string()})));
    if (!child_->read_until("listening ", started_ms)) {
        throw std::runtime_error("the broker did not start: " + child_->transcript());
    }
    const std::string& said = child_->transcript();
    const auto at = said.find("listening ") + 10;
    endpoint = said.substr(at, said.find_first_of("\r\n", at) - at);
}

void Stand::restart_broker() {
    child_->kill_9();
    start_broker(endpoint);
}

std::size_t Stand::tasks_reported() const {
    constexpr int page = 500;
    Connection connection = redis_.connect();
    Store store(connection);
    Replica replica;
    for (;;) {
        const auto entries = must(store.read_range(j, replica.seq + 1, page));
        if (entries.empty()) break;
        for (const Entry& entry : entries) must(replica.apply(entry));
    }
    const auto& tasks = replica.state.tasks;
    return static_cast<std::size_t>(std::count_if(tasks.begin(), tasks.end(), [](const auto& each) {
        return each.second.state == task::State::Reported;
    }));
}

void Stand::found() {
    const Moment now = SystemClock().now();
    init::Foundation foundation(now, secure_random);
    const UnitId root{"c"};
    foundation.found(Founding{j, "城", "City", root, false, Bytes(std::string(32, 'e'))});
    std::vector<Command> commands{UnitRow{root, {}, Level::City, "城", "City"},
                                  UnitRow{village, root, Level::Village, "村", "Village"}};
    for (int i = 0; i < groups_; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::string n = std::to_string(i);
        commands.emplace_back(PersonRow{keepers[at].person, words("甲"), root});
        commands.emplace_back(PersonRow{devices[at].person, words("乙"), root});
        commands.emplace_back(
            PostRow{PostId{"keeper" + n}, root, Role::PlanKeeper, keepers[at].person, {}});
        commands.emplace_back(GroupRow{
            devices[at].group, "组", "Group", devices[at].person, {devices[at].person}, {}});
    }
    commands.emplace_back(PersonRow{PersonId{"leader"}, words("丙"), root});
    commands.emplace_back(PostRow{PostId{"leader"}, root, Role::Leader, PersonId{"leader"}, {}});
    commands.emplace_back(CalendarAdoption{built_in_calendar()});
    commands.emplace_back(PolicyAdoption{Bytes(std::string(32, 'p')), default_policy()});
    commands.emplace_back(ChecklistRow{"F",
                                       "帮扶",
                                       "Help",
                                       Bytes(std::string(32, 'f')),
                                       {{"F1", "工作室", "workroom", "LY", "n:3o", ""}}});
    for (const Sender& each : keepers) commands.emplace_back(row_of(each, KeyKind::Person));
    for (const Sender& each : devices) commands.emplace_back(row_of(each, KeyKind::Device));
    PlanDraft draft;
    draft.title = "方案";
    draft.mandate = {"县政府", "1", "c", now + days(100)};
    draft.scope = root;
    draft.start = now;
    draft.end = now + days(30);
    draft.themes = {"F"};
    draft.windows = {{0, 1440, false}};
    commands.emplace_back(std::move(draft));
    for (const Command& command : commands) must(foundation.carry_out(command, keepers[0].person));
    plan = foundation.state().plans.begin()->first;
    must(foundation.carry_out(ProposePlan{plan}, keepers[0].person));
    must(foundation.carry_out(ApprovePlan{plan}, PersonId{"leader"}));
    for (const auto& [id, timer] : std::map(foundation.state().timers)) {
        if (timer.kind == TimerKind::PlanOpen) must(foundation.carry_out(FireTimer{id}));
    }
    Connection connection = redis_.connect();
    if (auto loaded = ensure_functions(connection); !loaded) {
        throw std::runtime_error(loaded.error().text());
    }
    Store store(connection);
    if (auto written = init::write(store, j, "system", foundation.pieces(), secure_random);
        !written) {
        throw std::runtime_error(written.error().text());
    }
}

}  // namespace dudao::bench
