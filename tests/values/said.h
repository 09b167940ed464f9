// One good command of each kind, with who says it, in a county where each of them may be said.
#pragma once

#include <vector>

#include "tests/unit/console/office.h"

namespace dudao::test {

struct Said {
    Command command;
    Context context;
};

/// A county in which something stands in every state that a command starts from.
struct Lived {
    Lived();

    console::test::Office office;
    std::vector<Said> all;

 private:
    void field();
    void findings();
    void rectifications();
    void demands();
    void cases();
    void registry();
    void rest();
    void say(Command command, const PersonId& person);
    void say_as(Command command, KeyKind kind);

    const County& county() const { return office.county; }
};

/// By the rules themselves, as at a founding: who may say it is not asked. The refusal, or nothing
/// and its events are folded.
Refusal follow(console::test::Office& office, const Said& said);

/// What a command leads to by itself: a plan is proposed, approved and opens; under a new policy or
/// calendar a visit is made and put right; what is due within weeks fires.
void live_on(console::test::Office& office, const Command& after);

}  // namespace dudao::test
