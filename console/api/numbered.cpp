#include "console/api/numbered.h"

#include <algorithm>

namespace dudao::console {

std::uint64_t id_by_number(const State& state, const Sight& sight, MatterKind kind,
                           std::int32_t year, std::int32_t number) {
    const auto in = [&](const auto& rows) -> std::uint64_t {
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return row.second.year == year && row.second.number == number;
        });
        return at != rows.end() && sight.sees(at->second) ? at->first.value : 0;
    };
    switch (kind) {
        case MatterKind::Task:
            return in(state.tasks);
        case MatterKind::Rectification:
            return in(state.rectifications);
        case MatterKind::Case:
            return in(state.cases);
        case MatterKind::Assignment:
            return in(state.assignments);
        case MatterKind::Plan:
            return in(state.plans);
        case MatterKind::Proposal:
            return in(state.proposals);
        default:
            return 0;
    }
}

}  // namespace dudao::console
