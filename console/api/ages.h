// How old a rectification is, in classes that the ledger and the overview count by.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

#include "console/api/duties.h"
#include "console/api/reader.h"

namespace dudao::console {

/// Classes of age, by working days since the issue; the last one has no end.
struct AgeClass {
    std::string_view label;
    int up_to;
};
inline constexpr auto ages = std::to_array<AgeClass>({{"0-3", 3},
                                                      {"4-7", 7},
                                                      {"8-15", 15},
                                                      {"16-30", 30},
                                                      {"30+", std::numeric_limits<int>::max()}});

/// Which class a row is of, by the moment it was issued. Working days only grow with time, so that
/// each class ends at a moment: it is looked for once a question.
class Ages {
 public:
    explicit Ages(const Reader& reader) {
        WorkingDays days(reader.state.calendar);
        const auto is_older = [&](Moment issued, int than) {
            return days.between(issued, reader.now) > than;
        };
        Moment from = reader.now;
        for (const DutyRow& row : reader.record.duties().rows()) from = std::min(from, row.issued);
        for (std::size_t i = 0; i < older_.size(); ++i) {
            const int most = ages.at(i).up_to;
            if (!is_older(from, most)) continue;
            Moment old = from;
            Moment young = reader.now;
            while (young.ms - old.ms > 1) {
                const Moment middle{old.ms + (young.ms - old.ms) / 2};
                (is_older(middle, most) ? old : young) = middle;
            }
            older_.at(i) = old;
        }
    }

    std::size_t of(const DutyRow& row) const {
        const auto at = std::find_if(older_.begin(), older_.end(),
                                     [&](const auto& old) { return !old || row.issued > *old; });
        return static_cast<std::size_t>(at - older_.begin());
    }

 private:
    /// The latest issue that is older than the class; none: no row is.
    std::array<std::optional<Moment>, ages.size() - 1> older_;
};

}  // namespace dudao::console
