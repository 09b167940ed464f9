// The keys of a new jurisdiction: made in memory, enrolled by the log, saved once, mode 0400.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/init/county.h"
#include "cli/init/state_folder.h"
#include "net/curve.h"
#include "seal/seal.h"

namespace dudao::init {

struct DeviceKeys {
    KeyPair link;
    seal::SealingKeys sealing;
};

struct Keys {
    KeyPair broker;
    KeyPair worker;
    KeyPair engine;
    KeyPair console;  // a gateway: in a demo it speaks for everybody below, else for nobody yet
    KeyPair play;     // another one, of a demo alone: by it the play speaks as at the pages
    seal::SigningKeys signing;
    std::map<std::string, DeviceKeys> devices;
    std::map<PersonId, KeyPair> people;  // of a demo alone: real people make their own
};

/// Everybody whose post, grant or group gives a right in Dudao: first secretaries and team members
/// have duties in a village and none here.
std::set<PersonId> people_with_a_right(const County& county);

/// Random keys for every process and device, and in a demo for each of these people.
Keys make_keys(const County& county);

/// The rows that enrol them.
std::vector<KeyRow> key_rows(const County& county, const Keys& keys);

/// Refused: a key file is there already.
Result<void> save(const Keys& keys, const County& county, const StateFolder& folder);

}  // namespace dudao::init
