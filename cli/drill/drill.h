// `dudao drill`: plays everybody of a county, groups, officers, units and leaders, by the public
// protocol alone, until the days are over; then counts from the log whether every promise was kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "domain/moment.h"
#include "messages/messages.h"

namespace dudao {

struct DrillOptions {
    std::filesystem::path state;     // the state folder: keys, endpoints, journals; must be given
    std::uint64_t seed = 1;          // which play
    int days = 60;                   // from the demo's start
    std::filesystem::path pictures;  // folder of what stands for photos; empty: bytes do
    Lang lang = Lang::Zh;            // of what is printed and of what people write
    std::filesystem::path report;    // file for the report as JSON; empty: none
    bool quiet = false;              // print the summary only
    bool verbose = false;            // tell every line of the story, not the first of each kind
    bool colour = false;             // of a terminal
    int progress_each_days = 0;      // a line that begins with \r each so many days; 0: none
    bool morning = false;            // go on to a working morning on which much is under way
    std::string log;                 // file; empty: stderr
    std::string log_level = "warning";

    // Where things are; what is empty is taken from run.json and jurisdiction.toml of the state
    // folder.
    std::string jurisdiction;
    std::string redis;                          // unix:/path or host:port
    std::string redis_auth_file;                // user and password of it
    std::string broker;                         // tcp://host:port
    std::string broker_key;                     // Z85
    std::string clock;                          // socket of the timekeeper
    std::map<std::string, std::string> agents;  // device -> socket of its local API
    Moment start;                               // the first moment of the play
};

/// Returns 0 when every promise was kept, 1 when one was broken or the play could not go on. Ended
/// by SIGTERM or SIGINT: 0, without a report.
int run_drill(const DrillOptions& options);

}  // namespace dudao
