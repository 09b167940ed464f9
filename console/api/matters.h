// Lists and pages of the matters: tasks, findings, rectifications, cases.
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

// Nothing: no such item, or not the reader's to see.
std::optional<Json> task_page(Reader& reader, const std::string& id);
std::optional<Json> finding_page(Reader& reader, const std::string& id);
std::optional<Json> rectification_page(Reader& reader, const std::string& id);
std::optional<Json> case_page(Reader& reader, const std::string& id);

}  // namespace dudao::console
