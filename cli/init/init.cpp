#include "cli/init/init.h"

#include <sys/un.h>

#include <algorithm>

#include "cli/init/accounts.h"
#include "cli/init/authority.h"
#include "cli/init/disk_error.h"
#include "cli/init/foundation.h"
#include "cli/init/keys.h"
#include "cli/init/letters.h"
#include "files/faults.h"
#include "ledger/hash.h"
#include "process/process.h"
#include "refusals/says.h"
#include "store/access.h"
#include "store/doctor.h"
#include "store/redis_store.h"
#include "visible.h"
#include "wire/codec.h"

namespace dudao::init {
namespace {

/// Hands rows to the rules and gathers what they refuse.
class Founder {
 public:
    Founder(Foundation& foundation, files::Faults& faults)
        : foundation_(foundation), faults_(faults) {}

    template <class Row>
    void take_all(const std::vector<Placed<Row>>& rows) {
        for (const auto& each : rows) carry_out(each.row, each.place);
    }
    Accepted carry_out(const Command& command, const files::Place& place,
                       const PersonId& actor = {}, const PersonId& second = {}) {
        auto accepted = foundation_.carry_out(command, actor, second);
        if (accepted) return *accepted;
        faults_.add(place, accepted.error());
        return {};
    }

 private:
    Foundation& foundation_;
    files::Faults& faults_;
};

/// A demo begins with its plan adopted; a real one is adopted by people, through the broker.
void found_plan(Founder& founder, const County& county) {
    const Accepted drafted = founder.carry_out(county.plan, {"plan.toml"}, county.author);
    if (!county.demo || drafted.id == 0) return;
    const PlanId plan{drafted.id};
    founder.carry_out(ProposePlan{plan}, {"plan.toml", 0, 0, "author"}, county.author);
    founder.carry_out(ApprovePlan{plan}, {"plan.toml", 0, 0, "approver"}, county.approver);
}

Founding founding_of(const County& county, const Keys& keys) {
    return {county.id,
            county.name_zh,
            county.name_en,
            county.root,
            county.demo,
            Bytes(std::string(keys.signing.public_key.begin(), keys.signing.public_key.end()))};
}

/// A socket whose path is too long is found out when its process starts: too late.
void check_sockets(const County& county, const std::filesystem::path& state,
                   files::Faults& faults) {
    if (state.empty()) return;  // nothing is to be written
    constexpr std::size_t most = sizeof(sockaddr_un::sun_path) - 1;
    const StateFolder folder{std::filesystem::absolute(state)};
    const auto check = [&](const files::Place& place, const std::string& path) {
        if (path.size() > most) {
            faults.add(place, says("socket_path_too_long", path, path.size(), most));
        }
    };
    check({"--state"}, folder.redis_socket().string());
    for (const auto& [row, place] : county.devices) {
        check(place, folder.agent_socket(row.id).string());
    }
}

Result<void> found(const Options& options, const County& county, const Keys& keys,
                   const std::vector<Letter>& letters, Foundation& foundation) {
    files::Faults faults;
    check_sockets(county, options.state, faults);
    Founder founder(foundation, faults);
    foundation.found(founding_of(county, keys));
    founder.take_all(county.units);
    founder.take_all(county.people);
    founder.take_all(county.contacts);
    founder.take_all(county.posts);
    for (const auto& [row, place] : county.grants) {
        founder.carry_out(GiveGrant{row.person, row.role, row.scope, row.until}, place,
                          row.approver, row.second);
    }
    founder.take_all(county.groups);
    founder.take_all(county.teams);
    founder.take_all(county.conflicts);
    founder.carry_out(CalendarAdoption{county.calendar}, {"jurisdiction.toml", 0, 0, "calendar"});
    const Bytes hash(to_bytes(sha256(encode(county.policy, Form::Log))));
    founder.carry_out(PolicyAdoption{hash, county.policy}, {"policy.toml"});
    for (const ChecklistRow& each : county.checklists) {
        founder.carry_out(each, {"checklists.toml", 0, 0, each.theme});
    }
    for (const KeyRow& each : key_rows(county, keys)) {
        founder.carry_out(each, {"devices.csv", 0, 0, each.id.text});
    }
    for (const Letter& each : letters) founder.carry_out(each.invitation, {"people.csv"});
    found_plan(founder, county);
    if (faults.none()) return {};
    return tl::unexpected<Error>(faults.report(options.lang, says("nothing_founded")));
}

JurisdictionFile jurisdiction_of(const County& county, const Keys& keys) {
    JurisdictionFile file{county.id,   county.name_zh,    county.name_en,
                          county.demo, county.time_zone,  to_z85(keys.broker.public_key),
                          {},          county.demo_start, {}};
    file.engine_key = to_hex(keys.signing.public_key);
    for (const auto& device : county.devices) file.devices.push_back(device.row.id);
    return file;
}

Result<void> check_state(const StateFolder& folder) {
    std::error_code closed;  // into a folder that cannot be looked into nothing is written either
    if (std::filesystem::exists(folder.jurisdiction(), closed)) {
        return fail(Error::Kind::Refused, says("founded_already", printable(folder.root.string())));
    }
    if (std::filesystem::exists(folder.signing_key(), closed)) {
        return fail(Error::Kind::Refused, says("init_cut_short", printable(folder.root.string())));
    }
    return {};
}

/// Keys first, then the log, and last the file that says that all of it is there.
Result<void> write_all(const Options& options, const County& county, const Keys& keys,
                       const std::vector<Letter>& letters, const Foundation& foundation) {
    const StateFolder folder{options.state};
    auto address = redis_address(options.redis, options.redis_auth_file);
    if (!address) return tl::unexpected<Error>(address.error());
    auto connection = Connection::connect(*address);
    if (!connection) return within("--redis", connection.error());
    if (auto checked = check_server(*connection); !checked) {
        return tl::unexpected<Error>(checked.error());
    }
    if (auto loaded = ensure_functions(*connection); !loaded) return loaded;
    Store store(*connection);
    if (store.place(county.id)) {
        return fail(Error::Kind::Refused, says("redis_holds_it", county.id));
    }
    const std::string root = folder.root.string();
    if (auto made = folder.make(); !made) return of_disk(root, made.error());
    if (auto saved = save(keys, county, folder); !saved) return of_disk(root, saved.error());
    if (auto saved = save_accounts(county, folder); !saved) return of_disk(root, saved.error());
    if (auto saved = save(letters, county, folder); !saved) return of_disk(root, saved.error());
    if (auto made = ensure_authority(folder, county.id, options.now); !made) {
        return of_disk(root, made.error());
    }
    const std::string clock = county.demo ? "demo" : "system";
    auto written = write(store, county.id, clock, foundation.pieces(), secure_random);
    if (!written) return written;
    return save(jurisdiction_of(county, keys), folder);
}

Done summary(const County& county, const Keys& keys, const Foundation& foundation) {
    const State& state = foundation.state();
    Done done;
    done.jurisdiction = jurisdiction_of(county, keys);
    done.units = state.units.size();
    done.villages = static_cast<std::size_t>(
        std::count_if(state.units.begin(), state.units.end(),
                      [](const auto& each) { return each.second.level == Level::Village; }));
    done.people = state.people.size();
    done.posts = state.posts.size();
    done.groups = state.groups.size();
    done.devices = county.devices.size();
    done.keys = state.keys.size();
    done.checklists = state.checklist_now.size();
    done.invitations = state.invitations.size();
    done.events = state.leaves;
    done.commits = foundation.pieces().size();
    for (const auto& [id, plan] : state.plans) done.plan = name(plan.state);
    return done;
}

}  // namespace

Result<Done> init(const Options& options) {
    if (!options.dry_run) {
        if (auto checked = check_state({options.state}); !checked) {
            return tl::unexpected<Error>(checked.error());
        }
    }
    auto county = read_county(options.county, {options.now, options.same_names, options.lang});
    if (!county) return tl::unexpected<Error>(county.error());
    const Keys keys = make_keys(*county);
    const Moment now = county->demo ? county->demo_start : options.now;
    const auto letters = make_letters(*county, now, secure_random);
    Foundation foundation(now, secure_random);
    if (auto founded = found(options, *county, keys, letters, foundation); !founded) {
        return tl::unexpected<Error>(founded.error());
    }
    if (!options.dry_run) {
        auto written = write_all(options, *county, keys, letters, foundation);
        if (!written) return tl::unexpected<Error>(written.error());
    }
    return summary(*county, keys, foundation);
}

}  // namespace dudao::init
