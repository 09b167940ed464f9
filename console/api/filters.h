// The filters of a list, read from its query. What is not known is refused with what is: a list
// that is empty because of a slip of the pen would say that there is nothing.
#pragma once

#include <optional>

#include "console/api/query.h"
#include "domain/ids.h"
#include "domain/names.h"
#include "result.h"

namespace dudao::console {

/// A word of an enum; nothing when none is given.
template <NamedEnum E>
Result<std::optional<E>> word_in(const Query& query, std::string_view key) {
    const std::string given = query.text(key);
    if (given.empty()) return std::optional<E>{};
    auto parsed = parse_name<E>(given);
    if (!parsed) return within(std::string(key), parsed.error());
    return std::optional<E>(*parsed);
}

/// An id by its form alone, where who asks must not learn whether it is there.
template <class Code>
Result<Code> code_in(const Query& query, std::string_view key) {
    const std::string given = query.text(key);
    if (given.empty() || is_code(given)) return Code{given};
    return bad_input(std::string(key) + ": not an id", "1 to 64 characters A-Z a-z 0-9 . _ -");
}

/// The id of a row that everybody may know of: a unit, a group.
template <class Rows>
Result<typename Rows::key_type> row_in(const Query& query, std::string_view key, const Rows& rows) {
    using Code = typename Rows::key_type;
    constexpr std::size_t named_max = 12;
    auto given = code_in<Code>(query, key);
    if (!given || !*given || rows.contains(*given)) return given;
    std::string known;
    std::size_t named = 0;
    for (const auto& [id, row] : rows) {
        if (++named > named_max) break;
        known += (known.empty() ? "" : ", ") + id.text;
    }
    if (rows.size() > named_max) known += " …";
    return bad_input(std::string(key) + ": '" + given->text + "' is not known", "one of " + known);
}

}  // namespace dudao::console
