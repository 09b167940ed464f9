// Lists and pages of the matters: tasks, findings, rectifications, cases, draws.
#pragma once

#include <optional>

#include "console/api/cursor.h"
#include "console/api/query.h"
#include "console/api/reader.h"
#include "result.h"

namespace dudao::console {

/// BadInput names the part of the query.
Result<Listed> task_list(const Reader& reader, const Query& query);
Result<Listed> finding_list(Reader& reader, const Query& query);
Result<Listed> case_list(const Reader& reader, const Query& query);
/// Of a plan, or all: a year has thousands.
Result<Listed> draw_list(const Reader& reader, const Query& query);

// Nothing: no such item, or not the reader's to see.
std::optional<Json> task_page(Reader& reader, const std::string& id);
std::optional<Json> finding_page(Reader& reader, const std::string& id);
std::optional<Json> rectification_page(Reader& reader, const std::string& id);
std::optional<Json> case_page(Reader& reader, const std::string& id);
/// What is known of a case without what could be done about it: its row, clock, hands, teams, what
/// the person concerned said.
Json case_facts(Reader& reader, const Case& lead);

/// How many cases there are, by track and state, how many of them are late, and how long a stage
/// took that was left: for leaders too, who see no row.
Json case_figures(const Reader& reader);
/// What the reader is owed as the person concerned: nothing before the filing.
Json own_cases(Reader& reader);

}  // namespace dudao::console
