#include "console/doors/account_book.h"

#include <algorithm>

#include "refusals/says.h"

namespace dudao::console {

AccountBook::Taken AccountBook::take(tl::expected<Accounts, AccountsFault> read) {
    Taken taken;
    if (!read) {
        const auto in_words = [](const AccountsFault& fault) { return fault.lines(Lang::En); };
        taken.refused = !fault_ || in_words(*fault_) != in_words(read.error());
        fault_ = std::move(read.error());
        return taken;
    }
    taken.ended = ended_accounts(accounts_, *read);
    taken.mended = fault_.has_value();
    fault_.reset();
    accounts_ = std::move(*read);
    return taken;
}

const Account* AccountBook::find(const std::string& name) const {
    const auto at = accounts_.by_name.find(name);
    return at == accounts_.by_name.end() ? nullptr : &at->second;
}

bool AccountBook::is_shared(const std::string& name) const {
    return std::any_of(accounts_.demo.begin(), accounts_.demo.end(),
                       [&](const DemoLine& each) { return each.name == name; });
}

void AccountBook::change(Account account) {
    const std::string name = account.name;
    accounts_.by_name.insert_or_assign(name, std::move(account));
}

std::vector<Said> accounts_of_nobody(const Accounts& accounts, const State& state) {
    std::vector<Said> all;
    std::size_t count = 0;
    for (const auto& [name, account] : accounts.by_name) {
        if (state.people.contains(account.person)) continue;
        if (++count > account_faults_shown_max) continue;
        all.push_back(says("account_of_nobody", name, account.person.text));
    }
    if (count > all.size()) all.push_back(says("more_faults", count - all.size()));
    return all;
}

}  // namespace dudao::console
