// dudao init: founds a jurisdiction from a county folder: reads and checks every file, makes the
// keys, writes the log. Once; a Redis or a state folder that holds one already is refused.
#pragma once

#include <filesystem>
#include <string>

#include "cli/init/county.h"
#include "cli/init/state_folder.h"
#include "domain/moment.h"
#include "result.h"
#include "store/connection.h"

namespace dudao::init {

struct Options {
    std::filesystem::path county;
    std::filesystem::path state;
    std::string redis;                 // unix:/path or host:port; not needed for a dry run
    bool dry_run = false;              // everything is checked, nothing is written anywhere
    Moment now;                        // of founding; a demo begins at its own start
    std::string redis_auth_file = {};  // user and password of Redis; empty: it asks for none
    bool same_names = false;  // villages of one name in a township are two, as somebody has said
    Lang lang = Lang::En;     // of the faults
};

struct Done {
    JurisdictionFile jurisdiction;
    std::size_t units = 0;
    std::size_t villages = 0;
    std::size_t people = 0;
    std::size_t posts = 0;
    std::size_t groups = 0;
    std::size_t devices = 0;
    std::size_t keys = 0;
    std::size_t checklists = 0;
    std::size_t invitations = 0;  // to be handed out: StateFolder::invitations
    std::size_t events = 0;
    std::size_t commits = 0;
    std::string plan;  // "draft" or "adopted"
};

/// BadInput: all faults of the files, or of the rules, a line each. Refused: founded already.
Result<Done> init(const Options& options);

}  // namespace dudao::init
