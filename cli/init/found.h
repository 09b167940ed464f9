// dudao found: a folder for a county of one's own, from the template: complete, ready to be
// checked, and with the mark ※ on all that is to be replaced.
#pragma once

#include <filesystem>
#include <vector>

#include "cli/init/marks.h"
#include "cli/init/template.h"
#include "result.h"

namespace dudao::init {

struct Templates {
    std::filesystem::path own;     // deploy/template: tables, and a folder a language
    std::filesystem::path county;  // deploy/county: its policy and checklists
};

/// Refused: there is something at this path that is no empty folder.
Result<void> is_free(const std::filesystem::path& folder);

/// Writes the folder beside its place and gives it its name last: after any error, also a full
/// disk, there is nothing. Of two at once one wins. Returns what is to be replaced.
Result<std::vector<MarkedFile>> found_folder(const std::filesystem::path& folder,
                                             const Templates& templates, const Answers& answers,
                                             Day today, const Random& random);

}  // namespace dudao::init
