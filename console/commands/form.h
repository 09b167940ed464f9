// Decodes a command from a page's JSON. The fields are those of the command's own record, so that
// pages and rules cannot differ. What JSON lacks is written as: bytes in hex, ids of the log as
// text, budgets as 10wd, moments in milliseconds. Where a matter's id belongs, its number is taken
// too, in every spelling.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "domain/command.h"
#include "domain/words.h"
#include "result.h"

namespace dudao::console {

/// The id of the matter with this number; 0: there is none, or it is not the speaker's to see.
using FindNumbered = std::function<std::uint64_t(MatterKind, std::int32_t, std::int32_t)>;

/// Errors: BadInput names the field and the correction.
Result<Command> command_of(std::string_view name, const nlohmann::ordered_json& args,
                           const FindNumbered& find);

}  // namespace dudao::console
