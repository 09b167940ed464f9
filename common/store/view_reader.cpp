#include "store/view_reader.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

#include "store/keys.h"
#include "store/views.h"
#include "wire/codec.h"

namespace dudao {
namespace {

struct RawView {
    std::map<std::string, std::string> rows;
    std::uint64_t cursor = 0;
};

template <class Number>
Number number_of(const std::string& text) {
    Number number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<RawView> read_view(Connection& connection, const std::string& j, std::string_view view,
                          int timeout_ms) {
    const auto reply = connection.call({"HGETALL", keys::view(j, view)}, timeout_ms);
    if (!reply) return tl::unexpected<Error>(reply.error());
    if (!reply->is(Reply::Kind::Array)) {
        return fail(Error::Kind::Refused, "the view " + std::string(view) + ": " + reply->text,
                    "a user of Redis that may read it");
    }
    RawView raw;
    for (std::size_t i = 0; i + 1 < reply->items.size(); i += 2) {
        raw.rows.emplace(reply->items[i].text, reply->items[i + 1].text);
    }
    if (auto cursor = raw.rows.extract(std::string(view_cursor))) {
        raw.cursor = number_of<std::uint64_t>(cursor.mapped());
    }
    return raw;
}

UnitId id_of(const std::string& text, const UnitId&) { return UnitId{text}; }
FindingId id_of(const std::string& text, const FindingId&) { return FindingId{text}; }
template <class Id>
Id id_of(const std::string& text, const Id&) {
    Id id;
    id.value = number_of<decltype(id.value)>(text);
    return id;
}

template <class Id, class Row>
Result<void> decode_rows(const RawView& raw, std::map<Id, Row>& rows) {
    for (const auto& [id, bytes] : raw.rows) {
        auto row = decode<Row>(bytes);
        if (!row) return within("row " + id, row.error());
        rows.emplace(id_of(id, Id{}), std::move(*row));
    }
    return {};
}

Result<void> decode_into(View view, const RawView& raw, views::Rows& rows) {
    switch (view) {
        case View::Jurisdiction: {
            std::map<UnitId, views::JurisdictionRow> one;
            if (auto read = decode_rows(raw, one); !read) return read;
            if (!one.empty()) rows.jurisdiction = std::move(one.begin()->second);
            return {};
        }
        case View::Units:
            return decode_rows(raw, rows.units);
        case View::Tasks:
            return decode_rows(raw, rows.tasks);
        case View::Findings:
            return decode_rows(raw, rows.findings);
        case View::Ledger:
            return decode_rows(raw, rows.ledger);
    }
    return {};
}

}  // namespace

Result<ReadViews> read_views(Connection& connection, const std::string& j, int timeout_ms) {
    ReadViews all;
    all.seq = std::numeric_limits<std::uint64_t>::max();
    for (const auto& [view, word] : Names<View>::table) {
        const auto raw = read_view(connection, j, word, timeout_ms);
        if (!raw) return tl::unexpected<Error>(raw.error());
        if (auto read = decode_into(view, *raw, all.rows); !read) {
            auto error = within("the view " + std::string(word), read.error()).value();
            error.kind = Error::Kind::Corrupt;
            error.mend = "restart the worker: it makes the views anew";
            return tl::unexpected<Error>(std::move(error));
        }
        all.seq = std::min(all.seq, raw->cursor);
    }
    return all;
}

}  // namespace dudao
