#include <array>
#include <string_view>

#include "store/store.h"

namespace dudao {
namespace {

struct Word {
    std::string_view word;
    Outcome outcome;
};

constexpr auto known_words = std::to_array<Word>({
    {"EPOCH", Outcome::Epoch},
    {"SEQ", Outcome::Seq},
    {"HELD", Outcome::Held},
    {"GENESIS", Outcome::Genesis},
    {"OOM", Outcome::NotExecuted},
    {"NOREPLICAS", Outcome::NotExecuted},
    {"MISCONF", Outcome::DiskFailed},
    {"BUSY", Outcome::NotExecuted},
    {"LOADING", Outcome::NotExecuted},
    {"CLUSTERDOWN", Outcome::NotExecuted},
    {"TRYAGAIN", Outcome::NotExecuted},
    {"ARGS", Outcome::NeverTaken},
    {"READONLY", Outcome::NotHere},
    {"MOVED", Outcome::NotHere},
    {"ASK", Outcome::NotHere},
    {"MASTERDOWN", Outcome::NotHere},
    {"UNBLOCKED", Outcome::NotHere},  // a blocked read when the master is demoted
});

}  // namespace

Verdict verdict_on(const Reply& reply) {
    if (!reply.is(Reply::Kind::Error)) return {Outcome::Done, {}};
    const std::string_view text = reply.text;
    // Sent to a new connection before it has made a call.
    if (text.starts_with("ERR max number of clients")) return {Outcome::NotExecuted, reply.text};
    const std::string_view first = text.substr(0, text.find(' '));
    for (const Word& known : known_words) {
        if (known.word == first) return {known.outcome, reply.text};
    }
    return {Outcome::Broken, reply.text};
}

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Done:
            return "done";
        case Outcome::Epoch:
            return "another owner";
        case Outcome::Seq:
            return "not the next place";
        case Outcome::Held:
            return "held by another";
        case Outcome::Genesis:
            return "no log";
        case Outcome::NotExecuted:
            return "not executed";
        case Outcome::DiskFailed:
            return "disk failed";
        case Outcome::NotHere:
            return "not here";
        case Outcome::NeverTaken:
            return "never taken";
        case Outcome::Broken:
            return "broken";
        case Outcome::Unknown:
            return "unknown";
    }
    return "?";
}

}  // namespace dudao
