// Where a play takes place: what the options leave open is read from the state folder.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "cli/drill/drill.h"
#include "result.h"

namespace dudao::drill {

struct Place {
    std::string j;
    std::string redis;
    std::string redis_auth_file;
    std::string broker;
    std::string broker_key;
    std::string clock;                          // empty: the system's
    std::map<std::string, std::string> agents;  // device -> socket
    std::filesystem::path people;               // folder of the persons' keys
    std::filesystem::path pages;                // the key of a play's own gateway
    std::filesystem::path receipts;
    std::filesystem::path scratch;  // for the photos that are taken
    Moment start;
    Moment end;
};

Result<Place> find_place(const DrillOptions& options);

}  // namespace dudao::drill
