// Where one notice goes: the words of its person's contact, read beside the log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/state.h"

namespace dudao::workers {

struct Reach {
    std::string mail;
    std::string phone;
    /// Where the person said last that notices go, if somebody else changed it: only of the notice
    /// that tells so.
    std::string mail_before;
    std::string phone_before;
    bool unread =
        false;  // an address is on record, but its words could not be read, or were altered
};

/// The references in {j}:pd that are needed for the notice; empty: no address is on record.
std::vector<std::string> references_of(const State& state, const Notice& notice);

/// From the stored values of those references, in their order; std::nullopt: none came. Words that
/// do not open their commitment are not used.
Reach reach_of(const State& state, const Notice& notice,
               const std::optional<std::vector<std::string>>& values);

}  // namespace dudao::workers
