// Reads a time zone from the machine's zone database (TZif, RFC 8536).
#pragma once

#include <string>

#include "domain/zone.h"
#include "result.h"

namespace dudao {

/// Transitions from 1970 to 2099; what the file leaves to its closing rule is written out. Offsets
/// are whole minutes, which every zone has kept since 1972. BadInput: a name that is none;
/// NotFound: no such zone; Corrupt: not a TZif file, or a rule this reader does not know.
Result<Zone> load_zone(const std::string& name, const std::string& folder = "/usr/share/zoneinfo");

/// The bytes of a TZif file, version 2 or later.
Result<Zone> parse_zone(const std::string& name, const std::string& bytes);

}  // namespace dudao
