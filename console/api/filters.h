// The filters of a list, read from its query. What is not known is refused with what is: a list
// that is empty because of a slip of the pen would say that there is nothing.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "console/api/query.h"
#include "console/api/reader.h"
#include "console/limits.h"
#include "domain/ids.h"
#include "domain/names.h"
#include "refusals/says.h"
#include "result.h"

namespace dudao::console {

/// What is wrong with the value of a parameter.
inline tl::unexpected<Error> in_param(std::string_view key, const Said& said) {
    return bad_input(says("in_param", key, said));
}

/// A word of an enum; nothing when none is given.
template <NamedEnum E>
Result<std::optional<E>> word_in(const Query& query, std::string_view key) {
    const std::string given = query.text(key);
    if (given.empty()) return std::optional<E>{};
    auto parsed = parse_name<E>(given);
    if (!parsed) return in_param(key, parsed.error().said);
    return std::optional<E>(*parsed);
}

/// A switch: 1 or not given.
inline Result<bool> switch_in(const Query& query, std::string_view key) {
    const std::string given = query.text(key);
    if (given.empty() || given == "1") return given == "1";
    return in_param(key, says("unknown_word", given, words({}, {"1"})));
}

/// An id by its form alone, where who asks must not learn whether it is there.
template <class Code>
Result<Code> code_in(const Query& query, std::string_view key) {
    const std::string given = query.text(key);
    if (given.empty() || is_code(given)) return Code{given};
    return in_param(key, says("no_id"));
}

/// `7,12,31`; at most as many as a page has.
template <class Id>
Result<std::set<Id>> ids_in(const Query& query, std::string_view key) {
    std::set<Id> ids;
    const std::string given = query.text(key);
    for (std::size_t from = 0; from < given.size();) {
        const auto end = std::min(given.find(',', from), given.size());
        const std::uint64_t id = id_number(std::string_view(given).substr(from, end - from));
        if (id == 0 || ids.size() == ledger_page_max) return in_param(key, says("no_id"));
        ids.insert(Id{id});
        from = end + 1;
    }
    return ids;
}

/// The id of a row that everybody may know of: a unit, a group.
template <class Rows>
Result<typename Rows::key_type> row_in(const Query& query, std::string_view key, const Rows& rows) {
    using Code = typename Rows::key_type;
    constexpr std::size_t named_max = 12;
    auto given = code_in<Code>(query, key);
    if (!given || !*given || rows.contains(*given)) return given;
    std::vector<std::string> known;
    for (const auto& [id, row] : rows) {
        known.push_back(known.size() < named_max ? id.text : "…");
        if (known.size() > named_max) break;
    }
    return in_param(key, says("unknown_word", given->text, words({}, std::move(known))));
}

}  // namespace dudao::console
