// The flags of a domain command, generated from its record, so that the command line and the rules
// cannot differ. A flag is the field's name with dashes. Values are encoded to MessagePack and
// checked by the ordinary decoder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/command.h"
#include "result.h"

namespace dudao {

enum class FieldKind {
    Number,  // and ids of the log
    Text,    // text, and ids of the registry
    YesOrNo,
    Word,    // one of `choices`
    List,    // a list of texts; may be repeated
    Budget,  // 10wd
    Moment,  // RFC 3339
    Hex,     // bytes in hex
    Json,    // a record or list of records: JSON, or @file
};

struct FormField {
    std::string name;
    FieldKind kind = FieldKind::Text;
    std::string choices;  // for a Word
    std::string flag() const;
    std::string hint() const;  // the form of a value, for the help
};

/// True if the command declares a help text. Commands of processes, and those given in files, have
/// none.
bool for_people(std::string_view command);

/// The fields of the command with this name on the wire, in the order of its record; empty: no such
/// command.
std::vector<FormField> form_of(std::string_view command);

/// Decodes pairs of digits 0-9 a-f; std::nullopt for anything else.
std::optional<std::vector<std::uint8_t>> bytes_from_hex(const std::string& text);

/// Builds a command. `given`: field -> values; `rest`: further fields as a JSON object, or empty.
/// BadInput names the field.
Result<Command> fill(std::string_view command,
                     const std::map<std::string, std::vector<std::string>>& given,
                     const std::string& rest = {});

}  // namespace dudao
