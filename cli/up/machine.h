// The steps of one `up` on a folder: Redis, founding, clock, processes, drill; and run.json, which
// tells how to reach them.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "cli/timekeeper/server.h"
#include "cli/up/fleet.h"
#include "cli/up/folder.h"
#include "cli/up/pages.h"
#include "cli/up/place_mark.h"
#include "cli/up/programs.h"
#include "cli/up/run_file.h"
#include "cli/up/settings.h"
#include "cli/up/up.h"
#include "disk/file_watch.h"
#include "result.h"
#include "store/connection.h"

namespace dudao::up {

class Machine {
 public:
    Machine(const UpOptions& options, const WorkFolder& work);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// Starts everything up to the agents; returns when all are ready.
    Result<void> start();
    Result<void> start_drill();
    /// Starts Redis alone and founds in it.
    Result<init::Done> found(init::Options options);

    /// Issues the pages' certificate anew when it is due. Call once per turn.
    void look_at_certificates();
    /// Takes dudao.toml anew if it was changed. Call once per turn.
    void look_at_settings();

    Fleet& fleet() { return fleet_; }
    /// Set once a copy of this county was made the real one: nothing goes on here.
    const std::optional<Error>& given_way() const { return given_way_; }
    const JurisdictionFile& jurisdiction() const { return jurisdiction_; }
    const RunFile& run() const { return run_; }
    /// As dudao.toml had them when it was last without a fault.
    const BackupSettings& backup_settings() const { return settings_.backup; }
    const StateFolder& state() const { return folder_; }
    /// Stops demo time.
    void stop_time();
    /// After the play: demo time goes on for so long, with what falls due in it; nobody is played.
    void let_run(Span span);

    /// Where its Redis is reached, with the password.
    Result<Address> redis_at() const;

 private:
    Result<void> write_redis_users(const Address& address) const;
    Result<void> start_redis();
    Result<void> found_if_missing();
    /// Refused: the folder is a copy, or was put back, and nobody has said that it takes over.
    Result<void> hold_a_copy();
    void tell_original(const std::string& host) const;
    bool give_way(const std::string& number);
    /// How many deadlines have passed that nobody has acted on.
    Result<std::int64_t> overdue() const;
    Result<void> start_clock();
    Result<void> start_broker();
    Result<void> start_clients();
    Result<void> start_agent(const std::string& device, const std::string& listen);
    Result<void> start_console();
    /// The certificate of the pages, issued anew when it is due; nothing if they need none of the
    /// county's.
    Result<void> ensure_certificate_of_pages() const;
    bool hear_of_certificate(const std::string& line) const;
    std::set<std::string> expected() const;
    void go_on_without(const std::string& name, const Error& what);
    void take_back(const std::string& name);
    void keep_address_of_console();
    /// Says all that is wrong with the file of accounts; nothing if it is right by now.
    /// `shut`: none was read before, so that nobody can sign in.
    void tell_accounts_refused(bool shut) const;
    /// What the console says of the accounts; false if the line is not about them.
    bool hear_of_accounts(const std::string& line) const;
    void read_notices(bool at_start);
    bool has_console() const;
    bool is_elsewhere(const std::string& device) const;
    Result<std::string> field_host() const;
    Result<void> keep_field_ports();
    Result<Moment> last_moment() const;
    Result<void> write_run();

    const UpOptions& options_;
    const WorkFolder& work_;
    StateFolder folder_;
    Fleet fleet_;
    std::unique_ptr<TimekeeperServer> timekeeper_;
    PlaceMark mark_;                  // of a real county
    std::optional<Error> given_way_;  // a copy took over while this one ran
    std::unique_ptr<Programs> programs_;
    JurisdictionFile jurisdiction_;
    RunFile run_;
    PagesDoor pages_;
    Settings settings_;
    std::int64_t certificates_due_ms_ = 0;           // when those of the county are looked at again
    std::optional<disk::FileWatch> settings_watch_;  // none: the system has no watch left
    std::string settings_fault_;                     // in one line; empty: none
};

}  // namespace dudao::up
