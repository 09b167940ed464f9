// The devices of groups and case teams, as the pages show them.
#pragma once

#include "console/api/answer.h"
#include "console/api/reader.h"

namespace dudao::console {

/// Of a group: {key, revoked, waiting, last_heard}; `waiting`: open tasks that the device has not
/// fetched, as far as the reader may know of tasks.
Json devices_of(const Reader& reader, const GroupId& group);

/// All that are or were enrolled, those in use first: the above and {group, team, connected, heard,
/// software, unsent, disk_free, certificate_until}. `told` is the broker's answer to `devices`, or
/// null: then `connected` is null, and what only the broker hears is 0 or empty.
Json device_list(const Reader& reader, const Json& told);

}  // namespace dudao::console
