// checklists.toml <-> the checklists of a county, a list a theme, and what differs between two of
// one theme: for a founding, and for whoever changes the lists in force.
#pragma once

#include <string>
#include <vector>

#include "domain/registry/types.h"
#include "files/faults.h"
#include "result.h"

namespace dudao::files {

/// Adds every fault found; the lists are to be used only when there is none. They have no hash yet:
/// that is of their encoded items.
std::vector<ChecklistRow> read_checklists(const std::string& bytes, const std::string& file,
                                          Faults& faults);

/// The same by itself. BadInput: every fault, a line each, in this language.
Result<std::vector<ChecklistRow>> load_checklists(const std::string& bytes, const std::string& file,
                                                  Lang lang = Lang::En);

/// A file that `load_checklists` reads as these lists. It has no comments.
std::string checklists_text(const std::vector<ChecklistRow>& lists);

/// An item that is added (`before` without id), removed (`after` without id) or changed.
struct ItemChange {
    ChecklistItem before;
    ChecklistItem after;
};

/// In the order of the new list; what is there no more comes last.
std::vector<ItemChange> item_changes(const ChecklistRow& before, const ChecklistRow& after);

}  // namespace dudao::files
