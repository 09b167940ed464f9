#include "console/api/cursor.h"

#include <charconv>
#include <vector>

#include "console/api/filters.h"
#include "console/limits.h"
#include "ledger/hash.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

constexpr std::size_t tag_digits = 12;
constexpr std::size_t cursor_bytes_max = 600;

/// Of the list: the same filters in the same order.
std::string tag_of(const Query& query) {
    return to_hex(sha256(query.without({"after", "limit"}))).substr(0, tag_digits);
}

template <class Number>
bool read(const std::string& text, Number& into) {
    const char* end = text.data() + text.size();
    const auto [at, wrong] = std::from_chars(text.data(), end, into);
    return wrong == std::errc{} && at == end;
}

}  // namespace

std::string cursor_text(const Query& query, const Cursor& cursor) {
    // Texts that rows are sorted by are ids and words of enums: none has a '~'.
    return tag_of(query) + "~" + std::to_string(cursor.since) + "~" +
           std::to_string(cursor.last.number) + "~" + cursor.last.text + "~" + cursor.last.id;
}

Result<std::optional<Cursor>> cursor_in(const Reader& reader, const Query& query) {
    std::string left = query.text("after");
    if (left.empty()) return std::optional<Cursor>{};
    const auto wrong = [] { return in_param("after", says("no_cursor")); };
    if (left.size() > cursor_bytes_max) return wrong();
    std::vector<std::string> parts;
    for (auto dot = left.find('~'); dot != left.npos; dot = left.find('~')) {
        parts.push_back(left.substr(0, dot));
        left.erase(0, dot + 1);
    }
    parts.push_back(left);
    Cursor cursor;
    if (parts.size() != 5 || parts[0] != tag_of(query)) return wrong();
    if (!read(parts[1], cursor.since) || !read(parts[2], cursor.last.number)) return wrong();
    if (parts[4].empty() || cursor.since > reader.facts.replica.seq) return wrong();
    const Record& record = reader.record;
    if (record.end() - record.first_after(cursor.since) > cursor_looked_max) return wrong();
    cursor.last.text = parts[3];
    cursor.last.id = parts[4];
    return std::optional(std::move(cursor));
}

std::set<std::string> touched_since(const Record& record, std::string_view kind,
                                    std::uint64_t commit) {
    std::set<std::string> ids;
    const std::string prefix = std::string(kind) + ":";
    const auto add = [&](std::string_view matter) {
        if (matter.starts_with(prefix)) ids.emplace(matter.substr(prefix.size()));
    };
    for (std::uint64_t i = record.first_after(commit); i < record.end(); ++i) {
        const Record::Line line = record.line(i);
        add(line.matter);
        for (const std::string_view each : line.also) add(each);
    }
    return ids;
}

}  // namespace dudao::console
