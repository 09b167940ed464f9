// Encodes and decodes commands by their names on the wire.
#pragma once

#include <string>
#include <string_view>

#include "domain/command.h"
#include "result.h"
#include "wire/form.h"

namespace dudao {

/// Encodes the args of a CommandCall or, in the log's form, of a proposal.
std::string encode_args(const Command& command, Form form = Form::Wire);

/// Errors: BadInput names the command, the field and the correction.
Result<Command> decode_command(std::string_view name, std::string_view args,
                               Form form = Form::Wire);

/// Calls visit(text, context) for every personal text of a command, at any depth.
void for_each_text(Command& command, void (*visit)(Text&, void*), void* context);

}  // namespace dudao
