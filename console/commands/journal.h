// What was sent to the broker and what it answered, on disk: a page's key is done once, also when
// the console dies between sending and answering.
//
// One append-only file, each line framed and hashed, a line synced before its command goes out. A
// database would do too; but there is one writer, no query but by key, and a file that is read
// whole at the start is the smallest thing that keeps the promise. A row without an answer goes out
// again after a restart under its old number, and the broker repeats what it came to.
// A torn last line is one that was never sent; it is cut off before anything is written behind it.
// When the disk takes nothing, begin says so and nothing is sent: only where the disk takes neither
// a line nor its removal can a refused command still go out at the next start. Answered rows drop
// their bytes (they hold people's words) when the file is rewritten, and the oldest go.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/uplink.h"
#include "domain/ids.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::console {

class Journal {
 public:
    struct Row {
        std::int64_t incarnation = 1;
        std::int64_t n = 0;
        PersonId person;
        std::string key;  // of the page
        Bytes hash;       // of name and args: another command under the same key is refused
        Bytes frame;      // as it goes out; empty once it is answered and the file was rewritten
        bool answered = false;
        wire::Answer answer;
        DUDAO_FIELDS(incarnation, n, person, key, hash, frame, answered, answer)
    };

    /// Reads what is there, cuts a torn end, rewrites. Refused: the file cannot be read or written.
    static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& file);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Null: this person has not used this key, or long ago.
    const Row* find(const PersonId& person, const std::string& key) const;
    /// On disk when it returns; only then may the frame go out. Refused: it is not on disk.
    Result<void> begin(Row row);
    /// Nothing happens for a number that is not ours. Refused: the answer is known here, and not on
    /// disk; after a restart the command is said again under its number.
    Result<void> finish(const wire::Answer& answer);

    /// In the order of n, for the uplink of a new life.
    std::vector<OutboxRow> unanswered() const;
    std::int64_t last_n() const { return last_n_; }
    std::int64_t incarnation() const { return incarnation_; }
    std::size_t size() const { return rows_.size(); }

 private:
    using Name = std::pair<PersonId, std::string>;
    explicit Journal(std::filesystem::path file) : file_(std::move(file)) {}
    Result<void> read();
    void keep(Row row);
    Result<void> append(const Row& row, bool sync);
    Result<void> cut();
    Result<void> rewrite();

    std::filesystem::path file_;
    int fd_ = -1;
    std::size_t lines_ = 0;   // in the file
    std::int64_t bytes_ = 0;  // of them
    bool torn_ = false;       // something stands behind them
    bool named_ = true;       // the file's name is synced
    std::map<Name, Row> rows_;
    std::map<std::int64_t, Name> by_n_;
    std::int64_t last_n_ = 0;
    std::int64_t incarnation_ = 1;
};

}  // namespace dudao::console
