// Who may sign in to the console at first. A demo's accounts are for everybody to try, with a
// made-up password that the console itself shows; a real county's file is empty and its
// administrator fills it.
#pragma once

#include "cli/init/county.h"
#include "cli/init/state_folder.h"
#include "result.h"

namespace dudao::init {

struct DemoAccount {
    std::string name;  // to sign in with
    Role role = Role::Leader;
    PersonId person;
    std::string zh;  // what to try it for
    std::string en;
};

/// One person of each role that a county has.
std::vector<DemoAccount> demo_accounts(const County& county);

/// Writes console/accounts.json, mode 0600.
Result<void> save_accounts(const County& county, const StateFolder& folder);

}  // namespace dudao::init
