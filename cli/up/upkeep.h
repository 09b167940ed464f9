// What an administrator asks for on the page "System": this machine examined (`dudao doctor`), the
// record verified (`dudao log verify`), all of it backed up (`dudao backup`); and the backup of
// each night. One at a time, each as a process of its own, which is ended after two hours.
//
// The page chooses none of the paths: a backup goes where dudao.toml says, under a name made here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/init/state_folder.h"
#include "cli/up/fleet.h"
#include "cli/up/settings.h"
#include "disk/file_watch.h"
#include "domain/moment.h"
#include "upkeep/asked.h"

namespace dudao::up {

/// Where backups go: the folder of dudao.toml, or beside the state folder.
std::filesystem::path backup_folder(const StateFolder& state, const BackupSettings& settings);
/// "gqc-20261201-023000", by the clock of the county.
std::string backup_name(const std::string& jurisdiction, Moment now);
/// Of the names in a folder those of backups that are more than `keep`, the oldest first, and what
/// a backup that was broken off left behind. Other names are nobody's here to remove.
std::vector<std::string> to_remove(std::vector<std::string> names, const std::string& jurisdiction,
                                   std::int32_t keep);
/// Whether the minute of the night has come since the last backup, made or tried.
bool night_has_come(std::optional<std::int32_t> minute, Moment last, Moment now);

class Upkeep {
 public:
    /// The fleet must outlive it.
    Upkeep(Fleet& fleet, StateFolder state, JurisdictionFile jurisdiction);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

    /// What an earlier `dudao up` began and did not end is said to be broken off. Errors: Refused
    /// if the folder cannot be written; the rest goes on without it.
    Result<void> open();
    /// After each turn of the fleet. `settings`: as dudao.toml has them now.
    void turn(Moment now, const BackupSettings& settings);

 private:
    struct Running {
        upkeep::Asked asked;
        std::int64_t began_ms = 0;
        std::int64_t log_from = 0;  // where the log of errors stood
        std::string said;           // what it printed, bounded
        bool too_long = false;
    };

    std::filesystem::path folder() const { return state_.root / "upkeep"; }
    void hear(Moment now);
    void take(const BackupSettings& settings);
    void begin(const upkeep::Asked& asked, Moment now);
    Result<std::vector<std::string>> command(const upkeep::Asked& asked, Moment now) const;
    void end(int code);
    void make_room(const std::filesystem::path& folder) const;
    /// Writes down what came of it.
    void file(const upkeep::Asked& asked, const nlohmann::ordered_json& came);
    void list_backups();
    void look_at_night(Moment now);
    void save();
    void save_late();

    Fleet& fleet_;
    StateFolder state_;
    JurisdictionFile jurisdiction_;
    BackupSettings settings_;
    std::unique_ptr<nlohmann::ordered_json> done_;  // what done.json has
    std::optional<Running> running_;
    std::optional<disk::FileWatch> watch_;
    bool unheard_ = true;            // asked.json may hold what was not read yet
    std::int64_t night_due_ms_ = 0;  // when the clock is looked at again
    bool unsaved_ = false;           // done.json is behind
    std::int64_t save_due_ms_ = 0;
};

}  // namespace dudao::up
