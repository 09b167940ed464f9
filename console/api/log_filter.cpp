// The filters of GET /api/v1/log.
#include <algorithm>
#include <array>
#include <set>

#include "console/api/filters.h"
#include "console/api/timeline.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

/// As record.cpp names them: with an id, and those that stand for themselves.
constexpr auto kinds = std::to_array<std::string_view>(
    {"task", "finding", "rectification", "demand", "case", "plan", "draw", "notice", "unit",
     "person", "post", "grant", "group", "conflict", "key", "access", "checklist"});
constexpr auto single = std::to_array<std::string_view>({"founding", "policy", "calendar"});
constexpr std::size_t id_bytes_max = 80;

template <class List>
bool has(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view first_word(std::string_view type) { return type.substr(0, type.find('.')); }

tl::unexpected<Error> unknown(std::string_view key, const std::string& given,
                              std::vector<std::string> known) {
    return in_param(key, says("unknown_word", given.substr(0, 32), words({}, std::move(known))));
}

Result<std::string> type_in(const Query& query) {
    std::string given = query.text("type");
    std::set<std::string_view> known;
    for (const std::string_view each : event_names) known.insert(first_word(each));
    if (given.empty() || has(event_names, given) || known.contains(given)) return given;
    return unknown("type", given, {known.begin(), known.end()});
}

}  // namespace

Result<std::string> matter_in(const Query& query) {
    std::string given = query.text("matter");
    const std::string_view kind = std::string_view(given).substr(0, given.find(':'));
    const bool named = given.size() > kind.size() + 1 && given.size() <= id_bytes_max;
    if (given.empty() || has(single, given) || (named && has(kinds, kind))) return given;
    std::vector<std::string> known;
    for (const std::string_view each : kinds) known.push_back(std::string(each) + ":ID");
    known.insert(known.end(), single.begin(), single.end());
    return unknown("matter", given, std::move(known));
}

Result<LogFilter> log_filter(const Query& query) {
    const auto before = query.number("before", 0);
    const auto limit = query.number("limit", 100);
    if (!before || !limit) {
        return bad_input(says("no_log_page"));
    }
    const auto actor = code_in<PersonId>(query, "actor");
    const auto type = type_in(query);
    const auto matter = matter_in(query);
    if (!actor) return tl::unexpected<Error>(actor.error());
    if (!type) return tl::unexpected<Error>(type.error());
    if (!matter) return tl::unexpected<Error>(matter.error());
    const auto news = switch_in(query, "news");
    const auto deeds = switch_in(query, "deeds");
    if (!news) return tl::unexpected<Error>(news.error());
    if (!deeds) return tl::unexpected<Error>(deeds.error());
    LogFilter filter;
    filter.before = static_cast<std::uint64_t>(*before);
    filter.limit = static_cast<std::size_t>(*limit);
    filter.actor = actor->text;
    filter.type = *type;
    filter.matter = *matter;
    filter.news = *news;
    filter.deeds = *deeds;
    return filter;
}

}  // namespace dudao::console
