#include "tests/simulation/run.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "ensure.h"
#include "tests/simulation/agent_node.h"
#include "tests/simulation/broker_node.h"
#include "tests/simulation/crowd.h"
#include "tests/simulation/engine_node.h"
#include "tests/simulation/worker_node.h"
#include "wire/codec.h"
#include "workers/views.h"

namespace dudao::sim {
namespace {

constexpr std::int64_t rest_ms = 10 * 60 * 1000;  // the longest that coming to rest may take
constexpr std::int64_t refusal_ms = 60 * 1000;    // the longest until a broker has looked
constexpr Span grace = seconds(30);  // what became due just now may still be on its way

/// What may happen in this run: a random part of all faults (swarm testing), at random rates.
struct Weather {
    bool broker_dies = false, broker_pauses = false, broker_dies_between = false;
    bool worker_dies = false, agent_dies = false, engine_dies = false, store_dies = false;
    bool links_break = false, clogs = false, cuts = false, store_cut = false, store_refuses = false,
         store_slow = false;
    bool silences = false, tails_cut = false, skew = false, outages = false, insider = false;
    bool disks_fail = false;

    /// `later` draws the faults that came after 2026-11, so that seeds of before play as they did
    /// without them.
    Weather(Rng& rng, Rng later, const std::set<std::string>& without) {
        for (const auto& [name, member] : table) {
            Rng& by = member == &Weather::disks_fail ? later : rng;
            this->*member = by.below(2) == 0;
            if (without.contains(std::string(name))) this->*member = false;
        }
    }

    struct Named {
        std::string_view name;
        bool Weather::*member;
    };
    static const std::array<Named, 19> table;
};

const std::array<Weather::Named, 19> Weather::table = {{
    {"broker_dies", &Weather::broker_dies},
    {"broker_pauses", &Weather::broker_pauses},
    {"broker_dies_between", &Weather::broker_dies_between},
    {"worker_dies", &Weather::worker_dies},
    {"agent_dies", &Weather::agent_dies},
    {"engine_dies", &Weather::engine_dies},
    {"store_dies", &Weather::store_dies},
    {"links_break", &Weather::links_break},
    {"clogs", &Weather::clogs},
    {"cuts", &Weather::cuts},
    {"store_cut", &Weather::store_cut},
    {"store_refuses", &Weather::store_refuses},
    {"store_slow", &Weather::store_slow},
    {"silences", &Weather::silences},
    {"tails_cut", &Weather::tails_cut},
    {"skew", &Weather::skew},
    {"outages", &Weather::outages},
    {"insider", &Weather::insider},
    {"disks_fail", &Weather::disks_fail},
}};

class Run {
 public:
    explicit Run(const RunOptions& options)
        : options_(options),
          rng_(options.seed),
          world_(options.seed, *parse_moment("2026-09-14T08:00:00+08:00")),
          checks_(world_),
          network_(world_, rng_.fork()),
          server_(world_, rng_.fork()),
          disk_rng_(~options.seed),
          weather_(rng_, disk_rng_.fork(), options.without) {
        seed_sodium(options.seed);
        world_.verbose = options.verbose;
        founded_ = found(server_.founding(), rng_, world_.start());
        server_.founded();
        for (const char* name : {"broker-1", "broker-2"}) {
            brokers_.push_back(std::make_unique<BrokerNode>(world_, network_, server_, checks_,
                                                            founded_, name, rng_.fork()));
        }
        int number = 0;
        for (const KeyId& key : founded_.workers) {
            workers_.push_back(std::make_unique<WorkerNode>(world_, network_, server_, checks_, key,
                                                            "worker-" + std::to_string(++number),
                                                            rng_.fork()));
        }
        for (const auto* crews : {&founded_.groups, &founded_.teams}) {
            for (const auto& crew : *crews) {
                agents_.push_back(std::make_unique<AgentNode>(world_, network_, server_, checks_,
                                                              founded_, crew, rng_.fork()));
            }
        }
        checks_.know_cases(founded_.case_key);
        engine_ =
            std::make_unique<EngineNode>(world_, network_, server_, checks_, founded_, rng_.fork());
        crowd_ = std::make_unique<Crowd>(world_, network_, server_, checks_, founded_, rng_.fork());
        server_.readers.push_back([this] { checks_.read(server_.durable()); });
        busy_with_cases_ = rng_.below(3) == 0;
        if (weather_.skew) skew();
        if (weather_.insider) crowd_->let_in_an_insider();
        if (weather_.disks_fail) give_disks();
    }

    RunResult go() {
        for (auto& each : brokers_) each->start();
        for (Node* each : nodes()) each->start();
        world_.after(500, [this] { life(); });
        world_.after(700, [this] { leap(); });
        world_.after(1000, [this] { storm(); });
        const std::int64_t end_ms = options_.seconds * 1000;
        while (world_.faults().empty() && world_.step(end_ms)) {
        }
        const StoreModel behind = server_.durable();
        if (world_.faults().empty()) come_to_rest();
        if (world_.faults().empty() && !options_.without.contains("failover")) fail_over(behind);
        if (world_.faults().empty()) checks_.at_end(server_.durable(), world_.moment() - grace);
        return {world_.faults(),
                world_.fingerprint(),
                to_hex(server_.durable().head),
                world_.events(),
                server_.durable().seq,
                checks_.commands_applied(),
                (world_.moment() - world_.start()).ms,
                world_.marks()};
    }

 private:
    std::vector<Node*> nodes() {
        std::vector<Node*> all;
        for (auto& each : workers_) all.push_back(each.get());
        for (auto& each : agents_) all.push_back(each.get());
        all.push_back(engine_.get());
        all.push_back(crowd_.get());
        return all;
    }

    void skew() {
        for (auto& each : brokers_) each->skew_ms = rng_.between(-900, 900);
        for (auto& each : workers_) each->skew_ms = rng_.between(-5000, 5000);
    }

    /// People do things.
    void life() {
        if (calm_) return;
        if (busy_with_cases_ && rng_.below(3) != 0) {
            crowd_->act_on_a_case();
            agents_[founded_.groups.size() + rng_.below(founded_.teams.size())]->act();
        } else {
            crowd_->act();
            if (rng_.below(3) == 0) agents_[rng_.below(agents_.size())]->act();
        }
        world_.after(rng_.between(5, 120), [this] { life(); });
    }

    /// The rules' time leaps by hours; with outages by days.
    void leap() {
        if (calm_) return;
        Span span = minutes(rng_.between(1, 400));
        if (weather_.outages && rng_.below(30) == 0) {
            span = days(rng_.between(1, 12));
            world_.mark("days leapt at once");
        }
        world_.leap(span);
        world_.tell("leap " + std::to_string(span.ms));
        for (Node* each : nodes()) each->wake();
        world_.after(rng_.between(200, 2500), [this] { leap(); });
    }

    void again(Node& node, std::int64_t after_ms) {
        world_.after(after_ms, [&node] {
            if (!node.alive()) node.start();
        });
    }

    void storm() {
        if (calm_) return;
        const auto at_times = [this](bool on, std::uint64_t one_in) {
            return on && rng_.below(one_in) == 0;
        };
        BrokerNode& broker = *brokers_[rng_.below(brokers_.size())];
        if (at_times(weather_.broker_dies, 12)) broker.kill();
        if (at_times(weather_.broker_dies_between, 8) && broker.alive())
            broker.dies_after = rng_.below(40);
        if (at_times(weather_.broker_pauses, 12)) broker.pause(rng_.between(100, 8000));
        if (at_times(weather_.worker_dies, 12)) workers_[rng_.below(workers_.size())]->kill();
        if (at_times(weather_.agent_dies, 12)) agents_[rng_.below(agents_.size())]->kill();
        if (at_times(weather_.engine_dies, 15)) engine_->kill();
        if (at_times(weather_.store_dies, 20)) store_dies();
        if (at_times(weather_.links_break, 8))
            network_.break_some(static_cast<std::uint64_t>(rng_.between(50, 600)));
        if (at_times(weather_.clogs, 12)) clog();
        if (at_times(weather_.cuts, 20)) cut();
        if (at_times(weather_.store_cut, 15)) cut_from_store(broker);
        if (at_times(weather_.store_refuses, 15)) refuse();
        if (at_times(weather_.store_slow, 15)) slow();
        if (at_times(weather_.silences, 10)) silence();
        if (at_times(weather_.tails_cut, 12)) cut_tail();
        if (weather_.disks_fail && disk_rng_.below(5) == 0) disk_fails();
        restart_the_dead();
        world_.after(rng_.between(200, 2500), [this] { storm(); });
    }

    void restart_the_dead() {
        for (auto& each : brokers_) {
            if (each->alive() || rng_.below(4) != 0) continue;
            each->start();
        }
        for (Node* each : nodes()) {
            if (!each->alive() && rng_.below(4) == 0) each->start();
        }
        if (!server_.up() && rng_.below(3) == 0) store_returns();
    }

    void store_dies() {
        if (!server_.up()) return;
        world_.tell("store killed");
        world_.mark("store killed");
        server_.kill();
        checks_.after_crash(server_.durable());
    }
    void store_returns() {
        world_.tell("store is back");
        server_.restart();
    }
    void clog() {
        world_.mark("network clogged");
        network_.clog_ms = rng_.between(10, 3000);
        world_.after(rng_.between(500, 5000), [this] { network_.clog_ms = 0; });
    }
    void cut() {
        world_.mark("network cut one way");
        (rng_.below(2) == 0 ? network_.cut_down : network_.cut_up) = true;
        world_.after(rng_.between(500, 12'000), [this] { mend_cut(); });
    }
    void mend_cut() {
        if (!network_.cut_down && !network_.cut_up) return;
        network_.cut_down = network_.cut_up = false;
        network_.break_some(1000);  // what was swallowed is never delivered: the links are dead
    }
    void cut_from_store(BrokerNode& broker) {
        world_.mark("broker cut from store");
        broker.store().cut(true);
        world_.after(rng_.between(100, 6000), [&broker] { broker.store().cut(false); });
    }
    void refuse() {
        constexpr auto moods =
            std::to_array({Mood::NoMemory, Mood::Busy, Mood::Replica, Mood::CutOffReplica});
        constexpr auto words = std::to_array<const char*>(
            {"store out of memory", "store busy", "store demoted", "store a cut-off replica"});
        const std::uint64_t which = rng_.below(moods.size());
        world_.mark(words[which]);
        world_.tell(words[which]);
        server_.mood = moods[which];
        world_.after(rng_.between(100, 3000), [this] { store_well(); });
    }
    void store_well() {
        server_.mood = Mood::Well;
        for (const auto& reader : server_.readers) reader();
    }
    void slow() {
        server_.slow_ms = rng_.between(10, 400);
        world_.after(rng_.between(200, 4000), [this] { server_.slow_ms = 0; });
    }
    void silence() {
        AgentNode& agent = *agents_[rng_.below(agents_.size())];
        if (!agent.alive() || !agent.online()) return;
        world_.mark("group without network");
        agent.set_online(false);
        world_.after(rng_.between(1000, 15'000), [&agent] { agent.set_online(true); });
    }
    void give_disks() {
        for (auto& each : agents_) each->use_disk(disk_rng_.fork());
        engine_->use_disk(disk_rng_.fork());
    }
    /// Of a device or of the engine: no room for a while, a call that fails, or no power.
    void disk_fails() {
        const std::uint64_t which = disk_rng_.below(agents_.size() + 1);
        SimDisk& disk = which < agents_.size() ? *agents_[which]->disk() : *engine_->disk();
        switch (disk_rng_.below(4)) {
            case 0:
                disk.full = true;
                return world_.after(disk_rng_.between(100, 5000), [&disk] { disk.full = false; });
            case 1:
                return disk.fail_after(disk_rng_.below(20));
            case 2:
                return disk.stop_after(disk_rng_.below(20));
            default:
                if (which == agents_.size()) return engine_->lose_power();
                agents_[which]->lose_power();
        }
    }
    void cut_tail() {
        const auto all = nodes();
        Node& node = *all[rng_.below(all.size())];
        world_.mark("reader cut off");
        node.tail_cut = true;
        world_.after(rng_.between(100, 8000), [&node] {
            node.tail_cut = false;
            node.wake();
        });
    }

    void mend_disks() {
        for (auto& each : agents_) each->disk()->revive();
        engine_->disk()->revive();
    }

    /// Liveness: no fault from now on, nobody begins anything; everything under way ends.
    void come_to_rest() {
        calm_ = true;
        world_.tell("calm");
        mend_cut();
        network_.clog_ms = 0;
        if (!server_.up()) store_returns();
        store_well();
        server_.slow_ms = 0;
        for (auto& each : brokers_) {
            each->dies_after.reset();
            each->store().cut(false);
            each->life()->paused_until_ms = 0;
            if (!each->alive()) each->start();
        }
        for (Node* each : nodes()) {
            each->tail_cut = false;
            if (!each->alive()) each->start();
        }
        if (weather_.disks_fail) mend_disks();
        for (auto& each : agents_) each->set_online(true);
        const std::int64_t until_ms = world_.now_ms() + rest_ms;
        std::int64_t look_ms = world_.now_ms();
        while (world_.faults().empty() && world_.now_ms() < until_ms) {
            world_.step(until_ms);
            if (world_.now_ms() < look_ms) continue;
            look_ms = world_.now_ms() + 1000;
            restart_those_that_died();
            if (what_is_left().empty()) return;
        }
        if (world_.faults().empty())
            world_.broken("L", "after ten minutes of calm: " + what_is_left());
    }
    /// A replica that is behind takes the master's place. Nobody serves what has lost answered
    /// commits; when the master is back, nothing has been lost.
    void fail_over(const StoreModel& behind) {
        BrokerNode& seer = **std::max_element(
            brokers_.begin(), brokers_.end(),
            [](const auto& a, const auto& b) { return a->known_seq() < b->known_seq(); });
        if (behind.seq >= seer.known_seq()) return;
        world_.tell("a replica takes over");
        world_.mark("failed over to a replica behind");
        const StoreModel master = server_.durable();
        const auto readers = std::exchange(server_.readers, {});
        for (auto& each : brokers_) {
            if (each.get() != &seer) each->kill();  // its disk may not know better
        }
        server_.replace(behind);
        for (const bool anew : {false, true}) {
            seer.refusal = "";
            if (anew) seer.start();
            const std::int64_t until_ms = world_.now_ms() + refusal_ms;
            while (seer.alive() && world_.now_ms() < until_ms) world_.step(until_ms);
            if (seer.alive()) world_.broken("I1", seer.name() + " serves a log that was set back");
        }
        if (server_.durable().seq != behind.seq)
            world_.broken("I1", "commits follow on a log that was set back");
        world_.tell("the master is back");
        seer.refusal.reset();
        server_.readers = readers;
        server_.replace(master);
        if (world_.faults().empty()) come_to_rest();
    }

    void restart_those_that_died() {  // a crash between two steps may still come from before
        for (auto& each : brokers_) {
            if (!each->alive()) each->start();
        }
        for (auto& each : agents_) {  // it died before its disk knew that it is on line again
            if (each->alive()) continue;
            each->start();
            each->set_online(true);
        }
        for (Node* each : nodes()) {
            if (!each->alive()) each->start();
        }
    }

    std::string what_is_left() {
        const auto serving = std::count_if(brokers_.begin(), brokers_.end(),
                                           [](const auto& each) { return each->serving(); });
        if (serving == 0) return "no broker serves";
        if (!crowd_->calm()) return "somebody waits for an answer";
        for (const auto& each : agents_) {
            if (!each->calm())
                return each->name() + " has " + std::to_string(each->unsent()) + " rows unanswered";
        }
        if (!engine_->calm()) return "the engine waits for an answer";
        for (const auto& each : workers_) {
            if (each->replica().seq != server_.durable().seq)
                return each->name() + " is behind the log";
        }
        if (checks_.replica().seq != server_.durable().seq) return "the reader is behind the log";
        for (const auto& [id, timer] : checks_.state().timers) {
            if (timer.due < world_.moment() - grace) {
                return "timer " + std::to_string(id.value) + " (" + std::string(name(timer.kind)) +
                       ") is overdue";
            }
        }
        for (const auto& [id, task] : checks_.state().tasks) {
            const bool waits =
                task.state == task::State::Released && task.kind == TaskKind::Unannounced;
            if (waits && task.delivered.empty())
                return "task " + std::to_string(id.value) + " has not arrived";
            for (const auto& each : agents_) {
                if (each->lost(task))
                    return each->name() + " has lost task " + std::to_string(id.value);
            }
        }
        for (const auto& [id, row] : checks_.state().assignments) {
            if (assignment::is_open(row.state) && row.delivered.empty())
                return "assignment " + std::to_string(id.value) + " has not arrived";
            for (const auto& each : agents_) {
                if (each->lost(row))
                    return each->name() + " has lost assignment " + std::to_string(id.value);
            }
        }
        if (const std::string index = index_left(); !index.empty()) return index;
        return views_left();
    }

    /// A1 of the auditor: the index in Redis is the pending set.
    std::string index_left() {
        const auto& due = server_.durable().due;
        const auto& timers = checks_.state().timers;
        const bool same = due.size() == timers.size() &&
                          std::all_of(timers.begin(), timers.end(), [&](const auto& each) {
                              return due.contains(due_key(each.first));
                          });
        return same ? std::string() : "the index of deadlines differs from the pending ones";
    }

    std::string views_left() {
        for (const auto& [view, word] : Names<View>::table) {
            const auto& views = server_.durable().views;
            const auto at = views.find(view);
            const std::string cursor =
                at == views.end() ? "0" : at->second.at(std::string(view_cursor));
            if (cursor != std::to_string(server_.durable().seq))
                return "view " + std::string(word) + " stands at " + cursor;
        }
        return rows_left();
    }

    /// Rows that were kept up to date, step by step, are those that are made anew from the state.
    std::string rows_left() {
        workers::Views anew;
        anew.load(1);
        for (const ViewWrite& write : anew.writes(checks_.state(), 1)) {
            std::map<std::string, std::string> rows = server_.durable().views.at(write.view);
            rows.erase(std::string(view_cursor));
            const std::map<std::string, std::string> wanted(write.rows.begin(), write.rows.end());
            if (rows != wanted)
                return "view " + std::string(name(write.view)) + " has other rows than the log";
        }
        return {};
    }

    RunOptions options_;
    Rng rng_;
    World world_;
    Checks checks_;
    Network network_;
    StoreServer server_;
    Rng disk_rng_;  // its own: runs without failing disks play as they did before there were any
    Weather weather_;
    Founded founded_;
    std::vector<std::unique_ptr<BrokerNode>> brokers_;
    std::vector<std::unique_ptr<WorkerNode>> workers_;
    std::vector<std::unique_ptr<AgentNode>> agents_;
    std::unique_ptr<EngineNode> engine_;
    std::unique_ptr<Crowd> crowd_;
    bool busy_with_cases_ = false;  // in a third of the runs, so that some cases come to their end
    bool calm_ = false;
};

}  // namespace

std::vector<std::string> fault_names() {
    std::vector<std::string> names;
    for (const auto& each : Weather::table) names.emplace_back(each.name);
    names.emplace_back("failover");
    return names;
}

RunResult run(const RunOptions& options) {
    auto run = std::make_unique<Run>(options);
    try {
        return run->go();
    } catch (const std::exception& broken) {
        RunResult result;
        result.faults.push_back(std::string("exception: ") + broken.what());
        return result;
    }
}

}  // namespace dudao::sim
