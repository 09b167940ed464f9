// Where the pages listen, and whether over TLS: what other machines reach goes over nothing else.
#pragma once

#include <string>
#include <vector>

#include "cli/init/state_folder.h"
#include "cli/up/up.h"
#include "result.h"

namespace dudao::up {

struct PagesDoor {
    std::string listen;  // as the console takes it: host:port, "+" behind it: or one after it
    bool tls = false;
    bool of_the_county = false;  // its certificate is issued by the county's authority
    std::string certificate;     // files; empty without TLS
    std::string key;
};

/// Errors: BadInput names the flag.
Result<PagesDoor> pages_door(const UpOptions& options, const StateFolder& folder);

/// As people open it: `listening`, the address that the console printed, by a name or address that
/// other machines can reach.
std::string address_to_open(const std::string& listening, const UpOptions& options,
                            const std::vector<std::string>& own_addresses);

}  // namespace dudao::up
