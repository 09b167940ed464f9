// A backup of a county's state folder, made while `dudao up` runs, and its way back.
//
// What has to agree: whoever sends commands (engine, devices, console) keeps them in a database,
// and the log keeps what was made of them. So all databases are copied and then the log to its end,
// and this is done again until nobody wrote a database meanwhile: then all of it is of one moment,
// as after a power cut, which every process is made for. The broker's mark of the last head is
// copied before the log, which is never behind it. Files that never change once they are there
// (evidence, keys) come last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "cli/init/state_folder.h"
#include "domain/moment.h"
#include "result.h"

namespace dudao::backup {

struct Done {
    std::size_t files = 0;
    std::int64_t bytes = 0;
    bool demo = false;  // which is nobody's work, and is not held
    /// False: somebody wrote at every try. The log then has commands that the copied database of
    /// their sender does not know; a device with such a database asks for its next incarnation.
    bool of_one_moment = true;
};

/// Writes the folder `to`, mode 0700, under another name until it is whole and synced. Errors:
/// Refused: it is there already, or lies in the state folder; NotFound: nothing is founded. After
/// an error nothing is left.
Result<Done> back_up(const StateFolder& folder, const std::filesystem::path& to, Moment now);

/// Lays a backup out as a state folder, which must be empty or absent; every file is held against
/// its hash. The folder has the mark of another place. Errors: Corrupt: a file is not as it was
/// backed up; BadInput: no backup, or of a newer form; Refused: the folder is not empty; Busy: no
/// room. After an error nothing is left.
Result<Done> restore(const std::filesystem::path& from, const StateFolder& folder);

}  // namespace dudao::backup
