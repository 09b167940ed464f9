// A broker, a Redis and channels, as small as can be, around real worker cores: the rules decide,
// the log is real, claims and views behave as the store's functions do.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/chain.h"
#include "tests/support/county.h"
#include "workers/core.h"
#include "workers/limits.h"

namespace dudao::workers::test {

struct Model {
    dudao::test::County county;
    std::vector<Entry> log;
    Hash head{};
    std::size_t logged = 0;
    std::map<std::string, std::int64_t> due{{"~", INT64_MAX}};
    struct Stored {
        std::uint64_t cursor = 0;
        std::map<std::string, std::string> rows;
    };
    std::map<View, Stored> views;
    std::vector<NoticeId> sent;
    std::map<NoticeId, int> outcomes;

    Model() { commit(); }

    Moment now() const { return county.now; }
    std::uint64_t seq() const { return log.size(); }

    /// What the county did since the last commit becomes one, and the index follows.
    void commit() {
        Commit made;
        made.first = logged;
        for (; logged < county.log.size(); ++logged) {
            const Event& event = county.log[logged];
            made.events.push_back(encode_event(event));
            if (const auto* set = std::get_if<TimerSet>(&event.body)) {
                due[due_key(set->timer.id)] = set->timer.due.ms;
            } else if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
                due.erase(due_key(ended->id));
            } else if (const auto* outcome = std::get_if<NoticeOutcome>(&event.body)) {
                if (outcome->state != NoticeState::Overtaken) ++outcomes[outcome->id];
            }
        }
        if (made.events.empty()) return;
        Entry entry{seq() + 1, "1:aaaaaaaa", encode_commit(made), {}};
        entry.h = head = chain_hash(head, entry.seq, entry.e, entry.b);
        log.push_back(std::move(entry));
    }

    Answered handle(const Command& command, const KeyId& via) {
        Context context = county.process(KeyKind::Worker);
        context.via = via;
        if (const auto no = county.decide_only(command, context); !no) {
            const auto* fire = std::get_if<FireTimer>(&command);
            if (fire && no.error().why == Why::Stale) due.erase(due_key(fire->timer));
            return {command, false, {}, std::string(name(no.error().why))};
        }
        Accepted accepted = county.must_as(command, context);
        commit();
        accepted.commit = seq();
        return {command, true, accepted, ""};
    }

    std::vector<Claimed> claim(Moment at, int n) {
        std::multimap<std::int64_t, std::string> order;
        for (const auto& [key, score] : due) order.emplace(score, key);
        std::vector<Claimed> timers;
        for (const auto& [score, key] : order) {
            if (score > at.ms || timers.size() >= static_cast<std::size_t>(n)) break;
            timers.push_back({key, score});
            due[key] = (at + claim_lease).ms;
        }
        return timers;
    }

    std::uint64_t write(const ViewWrite& write) {
        Stored& view = views[write.view];
        if (write.anew) {
            view = {};
        } else if (view.cursor != write.from) {
            return view.cursor;
        }
        for (const auto& [id, row] : write.rows) view.rows[id] = row;
        return view.cursor = write.to;
    }
};

/// A worker in the model. What it wants done stands in a queue until it is performed, so that a
/// test can let it die in between.
struct Player {
    Model& model;
    KeyId key;
    Replica replica;
    WorkerCore core;
    std::deque<Effect> queue;
    std::vector<Note> notes;

    Player(Model& of, std::string id, Replica from = {})
        : model(of), key{std::move(id)}, replica(std::move(from)), core(replica, key) {
        step(Loaded{});
        step(Linked{true, model.seq()});
        step(StoreUp{true});
    }
    Player(const Player&) = delete;

    void step(const Input& input) {
        Effects effects;
        core.step(input, model.now(), effects);
        for (Effect& each : effects) queue.push_back(std::move(each));
    }
    void follow() {
        while (replica.seq < model.seq()) {
            const auto folded = replica.take_commit(model.log[replica.seq]);
            ASSERT_TRUE(folded) << folded.error().text();
            step(Folded{folded->events});
        }
        step(Confirmed{replica.seq});
    }
    /// One turn of its shell: the log is read, the queue grows.
    void turn() {
        follow();
        step(Tick{});
    }
    /// Performs the first effect that waits; false when none does.
    bool perform() {
        if (queue.empty()) return false;
        const Effect effect = std::move(queue.front());
        queue.pop_front();
        if (const auto* claim = std::get_if<Claim>(&effect)) {
            step(ClaimAnswered{claim->now, model.claim(claim->now, claim->n)});
        } else if (const auto* send = std::get_if<Send>(&effect)) {
            step(model.handle(send->command, key));
        } else if (const auto* notice = std::get_if<SendNotice>(&effect)) {
            model.sent.push_back(notice->id);
            step(NoticeDone{{notice->id, NoticeState::Sent, "file"}});
        } else if (const auto* write = std::get_if<WriteView>(&effect)) {
            step(ViewAnswered{write->write.view, model.write(write->write)});
        } else {
            notes.push_back(std::get<Note>(effect));
        }
        return true;
    }
    /// Until nothing is to be done at this moment.
    void settle() {
        for (int i = 0; i < 10'000; ++i) {
            turn();
            if (!perform()) return;
        }
        FAIL() << "does not come to rest";
    }
    template <class E>
    int waiting() const {
        int count = 0;
        for (const Effect& each : queue) count += std::holds_alternative<E>(each) ? 1 : 0;
        return count;
    }
};

/// Views made anew from the whole state: what every kept view must equal.
inline std::map<View, std::map<std::string, std::string>> rebuilt(const State& state) {
    Views views;
    views.load(1);
    std::map<View, std::map<std::string, std::string>> all;
    for (const auto& [view, word] : Names<View>::table) all[view] = {};
    for (ViewWrite& write : views.writes(state, 1)) {
        for (auto& [id, row] : write.rows) all[write.view][id] = row;
    }
    return all;
}

}  // namespace dudao::workers::test
