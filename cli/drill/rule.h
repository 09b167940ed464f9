// A checklist item's rule, as inspectors apply it: which answer becomes a finding, of which
// category and how severe. "n:1o RES-2": answer no, category 1, ordinary, bears on check RES-2 of
// the archive.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/registry/types.h"
#include "domain/words.h"

namespace dudao::drill {

struct Rule {
    std::string when;  // y, n, 2n, none, <2, ≥1, >20, <all, all 0
    Category category = Category::Help;
    Severity severity = Severity::Ordinary;
    std::string check;  // "RES-2", or empty
};

/// Nothing for items whose answer is only noted (no rule, `observe`, `warn`) or that cannot be
/// read.
std::optional<Rule> parse_rule(std::string_view text);

/// An answer of the item's type; `wrong`: one that its rule makes a finding of.
std::string answer_to(const ChecklistItem& item, bool wrong);

}  // namespace dudao::drill
