// Lists in pages. A page goes on behind the last row of the one before, by what the rows are sorted
// by and their id: rows that come or go meanwhile shift nothing. A row that has changed since the
// first page may have moved from what is still to come to what was seen already: it comes again
// beside the page, and whoever keeps rows by their id has each of them, once.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "console/api/query.h"
#include "console/api/reader.h"
#include "console/api/row_json.h"
#include "result.h"

namespace dudao::console {

/// Where a row stands in a list. Equal ones stand in the order of their ids.
struct Place {
    std::int64_t number = 0;
    std::string text;
    std::string id;
    friend auto operator<=>(const Place&, const Place&) = default;
};

/// The end of a page: `next` of its answer, `after` of the question for the page behind it.
struct Cursor {
    std::uint64_t since = 0;  // commit at which the first page was made
    Place last;
};

/// One page.
struct Listed {
    Json data;
    std::string next;            // empty: nothing is left
    Json again = Json::array();  // rows of former pages, or to be seen there now, as they are
};

/// `after` of the query; nothing where it has none. BadInput: it is no place in this list (another
/// filter or sort makes another list), or more has happened since than is looked through.
Result<std::optional<Cursor>> cursor_in(const Reader& reader, const Query& query);
std::string cursor_text(const Query& query, const Cursor& cursor);

/// Ids of the matters of a kind ("task") that an event was about after the commit.
std::set<std::string> touched_since(const Record& record, std::string_view kind,
                                    std::uint64_t commit);

}  // namespace dudao::console
