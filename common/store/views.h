// Views: what readers want ready-made, in Redis beside the log. Each is a hash from the id of a
// thing to its row (MessagePack of the records of domain/view_rows.h), and one field more: the
// commit it stands at.
// Rows and cursor move in one call; a view is derived from the log alone and made anew at will.
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

inline constexpr std::string_view view_cursor = "~cursor";  // the field with the commit
inline constexpr std::string_view only_row = "now";         // of the view `jurisdiction`

/// One step of a view. Written only if the view stands at `from`, or, with `anew`, in any case and
/// in place of all that stood there.
struct ViewWrite {
    View view = View::Findings;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool anew = false;
    std::vector<std::pair<std::string, std::string>> rows;  // id, MessagePack
};

namespace calls {
/// The reply is a number: the commit at which the view stands now.
Args view(std::string_view j, const ViewWrite& write);
}  // namespace calls

}  // namespace dudao
