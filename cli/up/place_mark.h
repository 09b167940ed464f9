// Where a county's state folder lies: one county runs in one place. A folder that was copied, or
// put back from a backup, has the mark of another place, and is held until somebody says that the
// original does not run any more: two that go on from one record would both draw and both send.
//
// The mark is of the machine (/etc/machine-id, hashed) and of the folder (inode and moment of
// birth): a folder that is moved on its file system keeps it, a copy cannot have it. A clone of a
// whole machine has it too and is not noticed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "result.h"

namespace dudao::up {

struct PlaceMark {
    std::string machine;          // 16 hex digits; empty: the machine has no id
    std::string host;             // its name, for people
    std::uint64_t inode = 0;      // of the state folder
    std::int64_t born_ns = 0;     // of the state folder; 0: the file system does not know
    std::int64_t number = 0;      // how often a copy took over (net/place_proof.h)
    std::string broker = {};      // where its broker listened last: tcp://host:port
    std::int64_t taken_over = 0;  // the number of a later place that was heard of; 0: none
};

/// True if the two are not of one folder on one machine. The name is not looked at, and neither is
/// what one of them does not know.
bool is_another_place(const PlaceMark& before, const PlaceMark& now);

/// Errors: Refused if the folder cannot be looked at.
Result<PlaceMark> mark_of(const std::filesystem::path& folder);

/// Errors: NotFound: no mark yet. Corrupt: it cannot be read.
Result<PlaceMark> load_mark(const std::filesystem::path& file);
Result<void> save(const PlaceMark& mark, const std::filesystem::path& file);

}  // namespace dudao::up
