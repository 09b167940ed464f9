// Personal data never stands in an event: names and free text are replaced by a reference and a
// commitment before `decide` sees them; the values lie beside the log in {j}:pd.
#pragma once

#include <string>

namespace dudao {

/// Free text or a name. On the way in only `value` is set; in the log only `ref` and `commitment`.
struct Text {
    std::string value;       // at most 4000 bytes of UTF-8; never in an event
    std::string ref;         // 16 random bytes: the field in {j}:pd
    std::string commitment;  // T("pd", salt32, value): 32 bytes
    bool empty() const { return value.empty() && ref.empty(); }
    friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace dudao
