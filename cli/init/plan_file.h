// plan.toml of a county folder: the first plan, and whether the county can carry it out.
#pragma once

#include <string>

#include "cli/init/county.h"

namespace dudao::init {

/// Units, people, groups and checklists are read already. `english`: of a demo, whose wording its
/// reader chooses.
void read_plan(const std::string& bytes, bool english, County& county, files::Faults& faults);

}  // namespace dudao::init
