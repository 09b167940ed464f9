// What every list of `dudao` has: columns, filters, and the three forms of its output.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "cli/nouns/globals.h"
#include "cli/nouns/rows.h"
#include "result.h"

namespace dudao {

/// --columns, and a flag for each filter of the noun. What was typed is there when the command
/// runs.
std::shared_ptr<ListAsked> add_list_options(CLI::App& app, const Noun& noun);

/// The rows that were asked for, on stdout: a table, JSON with ISO times, or CSV. Nothing is
/// written when a filter or a column is wrong.
Result<void> print_list(const Globals& globals, const Noun& noun,
                        const nlohmann::ordered_json& rows, const ListAsked& asked,
                        const Directory& directory);

/// A table that is made already, as the flags say: for people or as CSV.
void print_table(const Globals& globals, const TextTable& table);

}  // namespace dudao
