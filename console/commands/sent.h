// What was sent to the broker and what it answered, on disk: a page's key is done once, also when
// the console dies between sending and answering. A row without an answer goes out again after a
// restart under its old number, and the broker repeats what it came to.
//
// Of answered rows the bytes go, as they hold people's words; the oldest of more than 10,000 rows
// go altogether.
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
#include "disk/database.h"
#include "domain/ids.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::console {

class Sent {
 public:
    struct Row {
        std::int64_t incarnation = 1;
        std::int64_t n = 0;
        PersonId person;
        std::string key;  // of the page
        Bytes hash;       // of name and args: another command under the same key is refused
        Bytes frame;      // as it goes out; empty once it is answered
        bool answered = false;
        wire::Answer answer;
        DUDAO_FIELDS(incarnation, n, person, key, hash, frame, answered, answer)
    };

    /// `console.sqlite` of this folder. A `commands.journal`, as the release before kept the same
    /// rows, is taken in and goes. Busy, Refused or Corrupt: it cannot be read or written.
    static Result<std::unique_ptr<Sent>> open(const std::filesystem::path& folder);

    /// Null: this person has not used this key, or long ago.
    const Row* find(const PersonId& person, const std::string& key) const;
    /// On disk when it returns; only then may the frame go out. An error: it is not on disk.
    Result<void> begin(Row row);
    /// Nothing happens for a number that is not ours. An error: the answer is known here, and not
    /// on disk; after a restart the command is said again under its number.
    Result<void> finish(const wire::Answer& answer);

    /// In the order of n, for the uplink of a new life.
    std::vector<OutboxRow> unanswered() const;
    std::int64_t last_n() const { return last_n_; }
    std::int64_t incarnation() const { return incarnation_; }
    std::size_t size() const { return rows_.size(); }

 private:
    using Name = std::pair<PersonId, std::string>;
    using Place = std::pair<std::int64_t, std::int64_t>;  // incarnation, n
    explicit Sent(disk::Database database) : database_(std::move(database)) {}
    Result<void> load();
    Result<void> take_in(const std::filesystem::path& journal);
    void add(Row row);
    std::vector<Place> too_many() const;

    disk::Database database_;
    std::map<Name, Row> rows_;
    std::map<Place, Name> places_;  // the oldest first
    std::int64_t last_n_ = 0;
    std::int64_t incarnation_ = 1;
};

}  // namespace dudao::console
