#include "cli/up/progress.h"

namespace dudao::up {

bool Progress::take(const Look& look) {
    const bool starts = look.starting_ms && *look.starting_ms < starting_ms_max;
    // "0": the broker has let go of it.
    const bool holds = !look.lease_until.empty() && look.lease_until != "0";
    const bool prolonged = !look.starting_ms && holds && look.lease_until != lease_until_;
    if (holds) lease_until_ = look.lease_until;
    if (!starts && !prolonged) return false;
    last_ms_ = look.now_ms;
    return true;
}

}  // namespace dudao::up
