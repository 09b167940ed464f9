// Plain text of a command is stored unencrypted in the log for ever, so it is never free text: each
// value is from a list, or of a form that no sentence has. People's own words are a Text.
// Exceptions are public documents: names of units and groups, checklists, plans, policy, calendar.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/registry/types.h"

namespace dudao {

/// The types of evidence. A type that is not listed is stored as the last one, so that no evidence
/// is refused because of its type.
inline constexpr auto evidence_types =
    std::to_array<std::string_view>({"image/jpeg", "image/png", "image/webp", "application/pdf",
                                     "video/mp4", "audio/mpeg", "application/octet-stream"});
std::string listed_type(std::string_view given);

/// How a group's position was determined. A position never causes a refusal: a source that is not
/// listed is stored as the last one.
inline constexpr auto position_sources =
    std::to_array<std::string_view>({"none", "gps", "network", "village-code", "other"});
std::string listed_source(std::string_view given);

/// The outcome of a notice in the channels' words: "file, webhook: answer 200". Any other text is
/// stored as "other".
std::string listed_outcome(std::string_view given);

/// The choices of an item: listed in brackets in its English text, or the text is the list;
/// otherwise empty. The field page reads them the same way
/// (console/web/src/field/core/checklist.ts).
std::vector<std::string> choices_of(const ChecklistItem& item);

/// True if `value` is a valid answer for the item's kind (the last letter of `how`): Y and P yes or
/// no; N a number, or a part of a whole such as 3/5; S a choice; T "y" if text was given, or
/// "none". Empty means the answer is only in words.
bool is_answer(const ChecklistItem& item, std::string_view value);

/// True for the rule named by a finding: an item of an adopted checklist, the check it concerns, or
/// a short mark of letters and digits: R1, RES-2.
bool is_rule_mark(std::string_view text);
/// The check named in an item's rule: for "n:1o RES-2" it is RES-2.
std::string_view check_of(const ChecklistItem& item);

/// jurisdiction ":" number.
bool is_draw_id(std::string_view text);
}  // namespace dudao
