// What `dudao doctor` finds, as values: a test asks it of folders that are made for that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/init/state_folder.h"
#include "domain/calendar.h"
#include "domain/moment.h"
#include "messages/messages.h"
#include "result.h"

namespace dudao::doctor {

enum class Health { Ok, Warn, Fault };

struct Finding {
    Health health = Health::Ok;
    std::string part;    // "store", "disk" …
    std::string says;    // what was found
    std::string remedy;  // what to do; empty when ok
};

/// Space that is free where the state folder lies: under 1 GiB is a fault, under 5 GiB or a tenth
/// of the disk a warning.
Finding disk(std::uint64_t free_bytes, std::uint64_t all_bytes, Lang lang);
/// Every key of the folder is the owner's alone to read, mode 0400 or 0600.
std::vector<Finding> keys(const StateFolder& folder, Lang lang);
/// Official or provisional, this year's and the next one's; a missing one is a fault, a provisional
/// one of this year a warning.
std::vector<Finding> calendars(const Calendar& calendar, Moment now, Lang lang);
/// There, the owner's alone, and without a fault: else a finding for each of them.
std::vector<Finding> accounts(const StateFolder& folder, Lang lang);
/// A finding for each process that `dudao up` left down: what it said last.
std::vector<Finding> left_down(const std::map<std::string, std::string>& down, Lang lang);
/// Our clock beside that of Redis, and after the last event of a log that is no demo's (0: none).
std::vector<Finding> clocks(Moment ours, Moment redis, Moment last_event, Lang lang);

}  // namespace dudao::doctor
