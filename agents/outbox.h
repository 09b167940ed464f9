// The outbox: commands given on this device, in order, until each has its final answer. Pure:
// changes are added to the effects of a turn.
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
    /// `settings` belongs to the agent and must outlive the outbox, which takes command numbers
    /// from it.
    Outbox(Options options, Settings& settings, std::vector<Row> rows, std::vector<Keyed> keys,
           Random random);

    /// What is stored with a command besides its bytes.
    struct About {
        TaskId task;
        std::string step;
        EvidenceHash evidence;
        std::string key = {};   // a ULID made by the sender, or empty
        std::string made = {};  // a value made by the device; returned again for the same key
        AssignmentId assignment = {};
    };
    /// Stores a command. Returns the row's number; the row is durable once the turn's writes are.
    /// Busy: 100,000 rows are waiting.
    Result<std::int64_t> keep(const Command& command, const PersonId& as, About about, Now now,
                              Effects& effects);

    /// The office welcomed the device: sends all waiting rows again. If the office has numbers this
    /// device never sent, the device was restored from an old copy, and sending is held. A higher
    /// incarnation is adopted: waiting rows are renumbered and a new connection is opened.
    void welcomed(const wire::Welcome& welcome, Effects& effects);
    void link_lost() { offering_ = false; }
    bool offering() const { return offering_; }

    /// Records a final answer. Returns its row, or nullptr if it belongs to no row or caused the
    /// device to be held.
    const Row* answered(const wire::Answer& answer, Now now, Effects& effects);

    /// Stops sending, for a reason that an operator must investigate. Survives a restart.
    void hold(const std::string& why, Effects& effects);

    /// The row with this number in the present incarnation; nullptr if there is none.
    const Row* find(std::int64_t n) const;
    /// The result stored for a command key; nullptr if the key is unused.
    const Keyed* find_key(const std::string& key) const;
    const std::map<std::int64_t, Row>& rows() const { return rows_; }
    std::size_t unsent() const { return waiting_; }
    /// All numbers up to this one have their final answer; a new connection greets with the next.
    std::int64_t settled_n() const;
    /// Maps numbers of the previous incarnation to their present ones.
    const std::map<std::int64_t, std::int64_t>& renumbered() const { return renumbered_; }

    /// The source of random ids and trace ids.
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
    std::multimap<Moment, std::int64_t> answered_;  // time of the answer → n
    std::size_t waiting_ = 0;                       // number of rows in state Saved
    bool offering_ = false;
    std::int64_t given_ = 0;  // highest n sent on the present connection
};

}  // namespace dudao::agent
