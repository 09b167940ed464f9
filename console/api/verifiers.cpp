#include "console/api/verifiers.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "console/api/filters.h"
#include "domain/command.h"
#include "domain/decide.h"

namespace dudao::console {
namespace {

/// Everybody whose role could let them verify something. The rules decide about each matter.
std::set<PersonId> who_verify(const State& state) {
    const std::uint32_t roles = VerifyRectification::as_command.right.roles;
    std::set<PersonId> people;
    for (const auto& [id, post] : state.posts) {
        if ((roles & bit(post.role)) != 0) people.insert({post.holder, post.deputy});
    }
    for (const GrantRow& grant : state.grants) {
        if ((roles & bit(grant.role)) != 0) people.insert(grant.person);
    }
    people.erase(PersonId{});
    return people;
}

}  // namespace

Result<Json> verifiers_for(const Reader& reader, const Query& query) {
    const auto ids = ids_in<RectificationId>(query, "ids");
    if (!ids) return tl::unexpected<Error>(ids.error());
    std::vector<std::pair<PersonId, std::vector<std::string>>> able;
    for (const PersonId& person : who_verify(reader.state)) {
        std::vector<std::string> matters;
        for (const RectificationId id : *ids) {
            if (decide(reader.state, reader.sight.asker(), AssignVerifier{id, person})) {
                matters.push_back(id_text(id));
            }
        }
        if (!matters.empty()) able.emplace_back(person, std::move(matters));
    }
    std::stable_sort(able.begin(), able.end(), [](const auto& a, const auto& b) {
        return a.second.size() > b.second.size();
    });
    Json people = Json::array();
    for (const auto& [person, matters] : able) {
        people.push_back({{"person", person.text}, {"ids", matters}});
    }
    return Json{{"people", std::move(people)}};
}

}  // namespace dudao::console
