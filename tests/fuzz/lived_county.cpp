#include "tests/fuzz/lived_county.h"

namespace dudao::fuzz {
namespace {

test::County make() {
    test::County county;
    const auto matter = county.in_progress(Severity::Minor);
    county.must(ClimbByHand{matter, 2, Text{"急", "ref", "c"}}, county.officer);
    county.issued(Severity::Serious);
    county.recorded(county.on_site());
    county.run_for(days(40));
    county.in_progress();
    county.recorded(county.on_site());
    county.released();
    return county;
}

}  // namespace

const test::County& lived_county() {
    static const test::County county = make();
    return county;
}

const std::vector<Context>& speakers() {
    static const std::vector<Context> all = [] {
        const test::County& c = lived_county();
        std::vector<Context> list;
        for (const PersonId& person :
             {c.leader, c.officer, c.keeper, c.head, c.village, c.township})
            list.push_back(c.as(person));
        for (const KeyKind kind : {KeyKind::Engine, KeyKind::Worker})
            list.push_back(c.process(kind));
        return list;
    }();
    return all;
}

}  // namespace dudao::fuzz
