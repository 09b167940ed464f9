// Personal text is never stored in an event. Before `decide` runs, names and free text are replaced
// by a reference and a commitment; the values are stored beside the log in {j}:pd.
#pragma once

#include <string>
#include <string_view>

namespace dudao {

/// Stands in every name and text that is made up: a demo's have it, a real county's never.
inline constexpr std::string_view made_up_mark = "※";

/// Free text or a name. In a command from a client only `value` is set; in the log only `ref` and
/// `commitment`.
struct Text {
    std::string value;       // at most 4000 bytes of UTF-8; never in an event
    std::string ref;         // 16 random bytes: the field name in {j}:pd
    std::string commitment;  // T("pd", salt32, value): 32 bytes
    bool empty() const { return value.empty() && ref.empty(); }
    friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace dudao
