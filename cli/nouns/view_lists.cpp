#include "cli/nouns/view_lists.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/nouns/log_reader.h"
#include "cli/output.h"
#include "store/view_reader.h"
#include "wire/codec.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

template <class Row>
Json with_id(Json id, const Row& row) {
    Json out{{"id", std::move(id)}};
    out.update(json_of(encode(row)).value_or(Json::object()));
    return out;
}

constexpr std::string_view task_kind = "督字";
constexpr std::string_view rectification_kind = "改字";

/// As the broker answers them: what was found is the last of its versions.
Json with_facts(Json row) {
    Json facts = Json::object();
    for (const char* field : {"category", "severity", "unit"}) facts[field] = row[field];
    row["versions"] = Json::array({std::move(facts)});
    return row;
}

std::string number(std::string_view kind, std::int32_t year, std::int32_t n) {
    return std::string(kind) + "〔" + std::to_string(year) + "〕" + std::to_string(n) + "号";
}

Directory directory_of(const views::Rows& rows) {
    Directory directory;
    for (const auto& [id, row] : rows.units) directory.units[id.text] = {row.name_zh, row.name_en};
    for (const auto& [id, row] : rows.tasks) {
        directory.tasks[std::to_string(id.value)] = number(task_kind, row.year, row.number);
    }
    for (const auto& [id, row] : rows.ledger) {
        directory.rectifications[std::to_string(id.value)] =
            number(rectification_kind, row.year, row.number);
    }
    return directory;
}

Json finding_rows(const views::Rows& rows, bool open_only) {
    Json all = Json::array();
    for (const auto& [id, row] : rows.findings) {
        if (open_only && row.state != finding::State::Confirmed) continue;
        Json told = with_facts(with_id(id.text, row));
        told["task"] = number(task_kind, row.year, row.number);
        all.push_back(std::move(told));
    }
    return all;
}

Json ledger_rows(const views::Rows& rows, bool open_only) {
    Json all = Json::array();
    for (const auto& [id, row] : rows.ledger) {
        if (open_only && row.state == rectification::State::StruckOff) continue;
        Json told = with_id(id.value, row);
        told.erase("lead");  // a view's reader is not identified, so leads are omitted
        all.push_back(std::move(told));
    }
    return all;
}

}  // namespace

bool has_view(std::string_view noun) { return noun == "finding" || noun == "rectification"; }

Result<Json> rows_from_views(const Globals& globals, std::string_view noun, bool open_only,
                             Directory& directory) {
    const auto log = find_log(globals);
    if (!log) return tl::unexpected<Error>(log.error());
    auto connection = Connection::connect(log->redis);
    if (!connection) return tl::unexpected<Error>(connection.error());
    const auto read = read_views(*connection, log->j);
    if (!read) return tl::unexpected<Error>(read.error());
    if (read->seq == 0) {
        return fail(Error::Kind::Unreachable, "the views are not there yet",
                    "a worker keeps them: is one running?");
    }
    Json rows = noun == "finding" ? finding_rows(read->rows, open_only)
                                  : ledger_rows(read->rows, open_only);
    std::reverse(rows.begin(), rows.end());
    directory = directory_of(read->rows);
    return rows;
}

}  // namespace dudao
