// A command's flags, made of its record: what the rules take is what the command line offers, and
// neither can fall behind the other. A flag is the field's name with dashes; values become
// MessagePack that the ordinary decoder checks.
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
    Number,  // also ids of the log
    Text,    // words, ids of the registry
    YesOrNo,
    Word,    // one of `choices`
    List,    // of texts; may be repeated
    Budget,  // 10wd
    Moment,  // RFC 3339
    Hex,     // bytes
    Json,    // a record or a list of records: JSON, or @file
};

struct FormField {
    std::string name;
    FieldKind kind = FieldKind::Text;
    std::string choices;  // of a Word
    std::string flag() const;
    std::string hint() const;  // what a value looks like, for the help
};

/// True when it declares a help: what only processes say, and what comes in files of its own, has
/// none.
bool for_people(std::string_view command);

/// The fields of a command by its wire name, in the order of its record; empty: no such command.
std::vector<FormField> form_of(std::string_view command);

/// Pairs of digits 0-9 a-f; nothing when it is something else.
std::optional<std::vector<std::uint8_t>> bytes_from_hex(const std::string& text);

/// `given`: field -> values; `rest`: further fields as a JSON object, or empty. BadInput names the
/// field.
Result<Command> fill(std::string_view command,
                     const std::map<std::string, std::vector<std::string>>& given,
                     const std::string& rest = {});

}  // namespace dudao
