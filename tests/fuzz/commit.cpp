// A commit read from the log is folded into a county in the midst of its work. What cannot have
// happened is a broken invariant or a refusal, and nothing else.
#include "ensure.h"
#include "tests/fuzz/lived_county.h"
#include "tests/fuzz/target.h"
#include "wire/event_codec.h"

namespace dudao::fuzz {
namespace {

void folded(Commit commit) {
    State state = lived_county().state;
    commit.first = state.leaves;  // else nothing would ever fit
    try {
        if (const auto done = fold(state, commit); !done) return refused_well(done.error());
    } catch (const BrokenInvariant&) {
        return;
    }
    const std::string once = encode_state(state);
    const auto again = decode_state(once);
    hold(again && encode_state(*again) == once, "the state after it can be kept and read");
}

}  // namespace

DUDAO_FUZZ_TARGET(commit) {
    const auto commit = decode_commit(bytes);
    if (!commit) return refused_well(commit.error());
    const std::string once = encode_commit(*commit);
    const auto again = decode_commit(once);
    hold(again && encode_commit(*again) == once, "one commit, one spelling");
    folded(*commit);
}

}  // namespace dudao::fuzz
