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

Json finding_rows(const views::Rows& rows, bool open_only) {
    Json all = Json::array();
    for (const auto& [id, row] : rows.findings) {
        if (open_only && row.state != finding::State::Confirmed) continue;
        all.push_back(with_id(id.text, row));
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

Result<Json> rows_from_views(const Globals& globals, std::string_view noun, bool open_only) {
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
    return rows;
}

}  // namespace dudao
