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
Result<Number> number_of(const std::string& text) {
    Number number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, wrong] = std::from_chars(text.data(), end, number);
    if (wrong == std::errc() && stopped == end && !text.empty()) return number;
    return bad_input('"' + text + "\" is not a number", "the decimal number that a worker writes");
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
    return raw;
}

Result<UnitId> id_of(const std::string& text, const UnitId&) { return UnitId{text}; }
Result<FindingId> id_of(const std::string& text, const FindingId&) { return FindingId{text}; }
template <class Id>
Result<Id> id_of(const std::string& text, const Id&) {
    const auto value = number_of<decltype(Id::value)>(text);
    if (!value) return tl::unexpected<Error>(value.error());
    return Id{*value};
}

template <class Id, class Row>
Result<void> decode_rows(const RawView& raw, std::map<Id, Row>& rows) {
    for (const auto& [text, bytes] : raw.rows) {
        auto id = id_of(text, Id{});
        if (!id) return within("row " + text, id.error());
        auto row = decode<Row>(bytes);
        if (!row) return within("row " + text, row.error());
        rows.emplace(std::move(*id), std::move(*row));
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

tl::unexpected<Error> corrupt(std::string_view view, Error error) {
    error = within("the view " + std::string(view), std::move(error)).value();
    error.kind = Error::Kind::Corrupt;
    error.mend = "restart the worker: it makes the views anew";
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace

Result<ReadViews> read_views(Connection& connection, const std::string& j, int timeout_ms) {
    ReadViews all;
    all.seq = std::numeric_limits<std::uint64_t>::max();
    for (const auto& [view, word] : Names<View>::table) {
        auto raw = read_view(connection, j, word, timeout_ms);
        if (!raw) return tl::unexpected<Error>(raw.error());
        if (auto cursor = raw->rows.extract(std::string(view_cursor))) {
            const auto at = number_of<std::uint64_t>(cursor.mapped());
            if (!at) return corrupt(word, within("the cursor", at.error()).value());
            raw->cursor = *at;
        }
        if (auto read = decode_into(view, *raw, all.rows); !read) {
            return corrupt(word, std::move(read.error()));
        }
        all.seq = std::min(all.seq, raw->cursor);
    }
    return all;
}

}  // namespace dudao
