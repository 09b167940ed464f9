// The commands sent to the broker and their answers, on disk. It makes a page's key idempotent,
// even if the console dies between sending and answering: after a restart a row without an answer
// is sent again with its old number, and the broker returns the stored answer.
//
// The bytes of answered rows are deleted, because they contain personal text. An answered row is
// kept for a week; above the bound of rows the oldest answered ones go before. A row without an
// answer stays. SQLite uses the room of deleted rows again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/outbox.h"
#include "client/uplink.h"
#include "console/limits.h"
#include "disk/database.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::console {

class Sent {
 public:
    struct Row {
        std::int64_t incarnation = 1;
        std::int64_t n = 0;
        PersonId person;
        std::string key;  // made by the page
        Bytes hash;       // of name and args; another command with the same key is refused
        Bytes frame;      // as sent; empty once answered
        bool answered = false;
        wire::Answer answer;
        Moment answered_at = {};  // in the database; not in the previous release's journal
        DUDAO_FIELDS(incarnation, n, person, key, hash, frame, answered, answer)
    };

    struct Bounds {
        std::size_t rows = keys_kept_max;
        Span kept = days(keys_kept_days);
        std::size_t at_once = keys_dropped_at_once;
    };

    /// Opens `console.sqlite` in this folder. A `commands.journal` of the previous release is
    /// imported and deleted. What an earlier release kept without the time of its answer counts as
    /// answered `now`. Busy, Refused or Corrupt: it cannot be read or written.
    static Result<std::unique_ptr<Sent>> open(const std::filesystem::path& folder, Moment now,
                                              const Bounds& bounds);
    static Result<std::unique_ptr<Sent>> open(const std::filesystem::path& folder, Moment now) {
        return open(folder, now, Bounds());
    }

    /// nullptr if this person has not used this key, or used it too long ago.
    const Row* find(const PersonId& person, const std::string& key) const;
    /// Stores a command; its frame may be sent only after success. After an error it is not on
    /// disk. With as many rows as the bound, the oldest answered ones go in the same transaction.
    Result<void> begin(Row row);
    /// Stores an answer; does nothing for an unknown number. After an error the answer is only in
    /// memory; after a restart the command is sent again with its number.
    Result<void> finish(const wire::Answer& answer, Moment now);
    /// Deletes rows that were answered long enough ago, a bounded number at a time.
    Result<void> let_go(Moment now);

    /// In ascending n, for the uplink of a new run.
    std::vector<OutboxRow> unanswered() const;
    std::int64_t last_n() const { return last_n_; }
    std::int64_t incarnation() const { return incarnation_; }
    std::size_t size() const { return rows_.size(); }

 private:
    using Name = std::pair<PersonId, std::string>;
    using Place = std::pair<std::int64_t, std::int64_t>;  // incarnation, n
    Sent(disk::Database database, const Bounds& bounds)
        : database_(std::move(database)), bounds_(bounds) {}
    Result<void> load(Moment now);
    Result<void> take_in(const std::filesystem::path& journal, Moment now);
    void add(Row row);
    /// The oldest answered rows that `goes` names, up to the first that it does not.
    template <class Goes>
    std::vector<Place> oldest(const Goes& goes) const;
    Result<void> drop(const std::vector<Place>& places) const;  // within a transaction
    void forget(const std::vector<Place>& places);

    disk::Database database_;
    Bounds bounds_;
    std::map<Name, Row> rows_;
    std::map<Place, Name> places_;  // the oldest first
    std::int64_t last_n_ = 0;
    std::int64_t incarnation_ = 1;
};

}  // namespace dudao::console
