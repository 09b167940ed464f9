// Plain text in a command lies in the log in clear and for ever. So none of it is free: each is
// from a list, or of a form that no sentence has; what people say in words of their own is a Text.
// The exceptions are the public papers: names of units and groups, checklists, plans, policy,
// calendar.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/registry/types.h"

namespace dudao {

/// What evidence may be. A type that is not listed is kept as the last one, so that no proof is
/// refused for its name.
inline constexpr auto evidence_types =
    std::to_array<std::string_view>({"image/jpeg", "image/png", "image/webp", "application/pdf",
                                     "video/mp4", "audio/mpeg", "application/octet-stream"});
std::string listed_type(std::string_view given);

/// How a group knew where it stood. A position never refuses a check-in: what is not listed is
/// kept as the last one.
inline constexpr auto position_sources =
    std::to_array<std::string_view>({"none", "gps", "network", "village-code", "other"});
std::string listed_source(std::string_view given);

/// What became of a notice, in the words of the channels: "file, webhook: answer 200". What is not
/// of that form is kept as "other".
std::string listed_outcome(std::string_view given);

/// What can be chosen for an item: listed in brackets in its English words, or the words are the
/// list; else empty. As the field page reads it (console/web/src/field/core/checklist.ts).
std::vector<std::string> choices_of(const ChecklistItem& item);

/// Whether a value is an answer to the item, by its kind (the last letter of `how`): Y and P yes or
/// no; N a number, or a part of a whole such as 3/5; S a choice; T said ("y") or "none". Empty is
/// an answer in words alone.
bool is_answer(const ChecklistItem& item, std::string_view value);

/// The rule that a finding names: an item of an adopted checklist, the check that it bears on, or a
/// short mark of letters and digits: R1, RES-2.
bool is_rule_mark(std::string_view text);
/// The checks that an item's rule names: "n:1o RES-2" has RES-2.
std::string_view check_of(const ChecklistItem& item);

/// jurisdiction ":" number.
bool is_draw_id(std::string_view text);
}  // namespace dudao
