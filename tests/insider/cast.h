// A county in which much has happened, and one insider of each kind in it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/insider/sample.h"
#include "tests/support/docket.h"

namespace dudao::test {

/// Somebody inside, and what they may be in the tests' own words: never asked of the product.
struct Insider {
    std::string name;  // as the table calls them
    Context speaks;
    std::set<Role> roles;
};

class Cast {
 public:
    explicit Cast(std::uint64_t seed);

    Scene scene(const std::function<std::uint64_t()>& random) const;

    Docket county;
    std::vector<Insider> insiders;
    const GroupId other_group{"g2"};

 private:
    /// One of each matter in each state that a command begins from.
    void stage();
    /// The same of cases and assignments.
    void stage_cases();
    void add(const std::string& name, const PersonId& person, std::set<Role> roles);
    void add_process(const std::string& name, KeyKind kind);
    PersonId newcomer(const std::string& id, const UnitId& unit);
};

}  // namespace dudao::test
