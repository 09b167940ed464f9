// Decodes a command from a page's JSON. The fields are those of the command's own record, so that
// pages and rules cannot differ. What JSON lacks is written as: bytes in hex, ids of the log as
// text, budgets as 10wd, moments in milliseconds.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "domain/command.h"
#include "result.h"

namespace dudao::console {

/// Errors: BadInput names the field and the correction.
Result<Command> command_of(std::string_view name, const nlohmann::ordered_json& args);

}  // namespace dudao::console
