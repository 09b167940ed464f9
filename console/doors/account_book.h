// The accounts as they were last read from their file, and what is wrong with the file since. A
// file with faults changes nothing: whoever could sign in before still can.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "accounts/accounts.h"
#include "domain/state.h"

namespace dudao::console {

class AccountBook {
 public:
    /// What a reading of the file came to.
    struct Taken {
        std::set<std::string> ended;  // accounts whose sessions end
        bool refused = false;         // it has faults, and not those that were told last
        bool mended = false;          // it had faults, and has none now
    };
    Taken take(tl::expected<Accounts, AccountsFault> read);

    const Accounts& accounts() const { return accounts_; }
    /// nullptr if there is no account of this name.
    const Account* find(const std::string& name) const;
    /// A demo's account is everybody's: nobody may lock the others out.
    bool is_shared(const std::string& name) const;
    /// What its own person changed about an account; it stands in the file already.
    void change(Account account);
    /// Why the file as it is now is not used.
    const std::optional<AccountsFault>& fault() const { return fault_; }
    /// Nobody can sign in, because the file could not be used since the start.
    bool is_shut() const { return fault_ && accounts_.by_name.empty(); }

 private:
    Accounts accounts_;
    std::optional<AccountsFault> fault_;
};

/// Accounts whose person is not in the register: nobody can sign in with them. A sentence each; of
/// more than `account_faults_shown_max` the last says how many.
std::vector<Said> accounts_of_nobody(const Accounts& accounts, const State& state);

}  // namespace dudao::console
