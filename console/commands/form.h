// A command from a page's JSON: the fields are those of the record that the rules take, so that the
// pages can neither fall behind nor go beyond it. What JSON lacks is written so: bytes as
// hexadecimal, ids of the log as text, budgets as 10wd, moments as milliseconds.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "domain/command.h"
#include "result.h"

namespace dudao::console {

/// BadInput names the field and what would be right.
Result<Command> command_of(std::string_view name, const nlohmann::ordered_json& args);

}  // namespace dudao::console
