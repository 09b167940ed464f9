// Views: precomputed rows for readers, stored in Redis beside the log. Each view is a hash from an
// id to its row (MessagePack of the records in domain/view_rows.h), with one more field for the
// commit it has reached. Rows and cursor change in one call. A view is derived only from the log
// and can be rebuilt at any time.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/names.h"
#include "store/calls.h"

namespace dudao {

enum class View { Findings, Jurisdiction, Ledger, Tasks, Units };
template <>
struct Names<View> {
    static constexpr auto table = std::to_array<Named<View>>({{View::Findings, "findings"},
                                                              {View::Jurisdiction, "jurisdiction"},
                                                              {View::Ledger, "ledger"},
                                                              {View::Tasks, "tasks"},
                                                              {View::Units, "units"}});
};

inline constexpr std::string_view view_cursor = "~cursor";  // the field that holds the commit
inline constexpr std::string_view only_row = "now";         // row of the view `jurisdiction`

/// One write of a view. It is applied only if the view is at `from`, or, with `anew`, always,
/// replacing the whole view.
struct ViewWrite {
    View view = View::Findings;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool anew = false;
    std::vector<std::pair<std::string, std::string>> rows;  // id, MessagePack
};

namespace calls {
/// The reply is the commit that the view is at after the call.
Args view(std::string_view j, const ViewWrite& write);
}  // namespace calls

}  // namespace dudao
