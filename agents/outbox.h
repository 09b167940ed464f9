// The outbox: what was said here, in order, until the office has answered for good. Pure: it puts
// its changes into the effects of a turn.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agents/effects.h"
#include "domain/command.h"
#include "result.h"
#include "wire/personal.h"

namespace dudao::agent {

class Outbox {
 public:
    struct Options {
        std::string jurisdiction;
        std::string software;
    };
    /// `settings` is the agent's one copy; the outbox numbers by it and outlives it nowhere.
    Outbox(Options options, Settings& settings, std::vector<Row> rows, std::vector<Keyed> keys,
           Random random);

    /// What is to be remembered of a command beside its bytes.
    struct About {
        TaskId task;
        std::string step;
        EvidenceHash evidence;
        std::string key = {};   // a ULID of the speaker's, or empty
        std::string made = {};  // what the device made of it, told again with the key
    };
    /// Busy when 100,000 rows wait; else the row's number, durable when the turn's writes are.
    Result<std::int64_t> keep(const Command& command, const PersonId& as, About about, Now now,
                              Effects& effects);

    /// The office greets: all that waits goes out again. Numbers that we never sent tell that this
    /// device was restored from an old copy: it is held. A higher incarnation is taken over: all
    /// that waits is numbered anew, on a new link.
    void welcomed(const wire::Welcome& welcome, Effects& effects);
    void link_lost() { offering_ = false; }
    bool offering() const { return offering_; }

    /// The row that a final answer belongs to, or nothing (held by it, or not ours).
    const Row* answered(const wire::Answer& answer, Now now, Effects& effects);

    /// Stops sending, for a reason an operator must look into; survives a restart.
    void hold(const std::string& why, Effects& effects);

    const Row* find(std::int64_t n) const;
    /// What a command with this key came to; nothing: nobody has used it.
    const Keyed* find_key(const std::string& key) const;
    const std::map<std::int64_t, Row>& rows() const { return rows_; }
    std::size_t unsent() const { return waiting_; }
    /// All up to this number have their final answer: a new link greets with the next.
    std::int64_t settled_n() const;
    /// A number given out under the last incarnation under its present one.
    const std::map<std::int64_t, std::int64_t>& renumbered() const { return renumbered_; }

    /// Ids, traces: as all that is random here.
    const Random& random() const { return random_; }

 private:
    void offer_waiting(Effects& effects);
    void settle(Row& row, Now now, Effects& effects);
    void keep_key(const Row& row, const std::string& made, Effects& effects);
    void adopt(std::int64_t incarnation, Effects& effects);
    void forget_old(Now now, Effects& effects);

    Options options_;
    Settings& settings_;
    Random random_;
    std::map<std::int64_t, Row> rows_;
    std::map<std::string, Keyed> keys_;
    std::map<std::int64_t, std::int64_t> renumbered_;
    std::multimap<Moment, std::int64_t> answered_;  // when, n
    std::size_t waiting_ = 0;                       // rows in Saved
    bool offering_ = false;
    std::int64_t given_ = 0;  // highest n the present link has
};

}  // namespace dudao::agent
