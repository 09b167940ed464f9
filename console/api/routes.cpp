#include "console/api/routes.h"

#include <array>
#include <exception>
#include <nlohmann/json.hpp>

#include "console/api/contact.h"
#include "console/api/filters.h"
#include "console/api/foresee.h"
#include "console/api/ledger.h"
#include "console/api/matters.h"
#include "console/api/notices.h"
#include "console/api/overview.h"
#include "console/api/people.h"
#include "console/api/proposals.h"
#include "console/api/registry.h"
#include "console/api/search.h"
#include "console/api/timeline.h"
#include "console/api/todo.h"
#include "console/api/verifiers.h"
#include "console/papers/paper.h"
#include "console/papers/report.h"

namespace dudao::console {
namespace {

constexpr std::string_view prefix = "/api/v1";

/// Where it stands in the log, by which clock, and what was asked for.
Answer snapshot(const Reader& reader, Result<Json> data) {
    if (data) return snapshot(reader, std::move(*data));
    if (data.error().kind == Error::Kind::NotFound) return problem(reader.lang, "not_found");
    return bad(reader.lang, data.error());
}

/// A page of a list: where the next one begins, and what has changed meanwhile.
Answer snapshot(const Reader& reader, Result<Listed> page) {
    if (!page) return bad(reader.lang, page.error());
    return plain({{"seq", reader.facts.replica.seq},
                  {"now", reader.now.ms},
                  {"data", std::move(page->data)},
                  {"next", std::move(page->next)},
                  {"again", std::move(page->again)}});
}

Answer page(const Reader& reader, std::optional<Json> data) {
    return data ? snapshot(reader, std::move(*data)) : problem(reader.lang, "not_found");
}

Answer rectifications(Reader& reader, const std::string&, const Query& query) {
    const auto filter = ledger_filter(reader, query);
    if (!filter) return bad(reader.lang, filter.error());
    const auto csv = switch_in(query, "csv");
    if (!csv) return bad(reader.lang, csv.error());
    if (*csv) return ledger_csv(reader, *filter);
    return snapshot(reader, Result<Listed>(ledger(reader, *filter, query)));
}

Answer reports(Reader& reader, const std::string&, const Query& query) {
    const auto period = period_in(query, reader);
    if (!period) return bad(reader.lang, period.error());
    const Report report = report_of(reader, *period);
    const std::string csv = query.text("csv");
    if (!csv.empty() && csv != "rows" && csv != "trend") {
        return bad(reader.lang, says("in_param", "csv",
                                     says("unknown_word", csv, words({}, {"rows", "trend"}))));
    }
    if (!csv.empty()) return report_csv(reader, report, csv == "trend");
    return snapshot(reader, report_json(reader, report));
}

Answer log(Reader& reader, const std::string&, const Query& query) {
    const auto filter = log_filter(query);
    if (!filter) return bad(reader.lang, filter.error());
    return snapshot(reader, log_page(reader, *filter));
}

using S = Special;
constexpr auto table = std::to_array<Route>({
    {"GET", "/demo", Access::Open, S::Demo},
    {"POST", "/login", Access::Open, S::Login},
    {"POST", "/invitation", Access::Open, S::ShowInvitation},
    {"POST", "/invitation/accept", Access::Open, S::AcceptInvitation},
    {"POST", "/devices/knock", Access::Open, S::Knock},
    {"GET", "/devices/waiting", Access::Register, S::FindDevice},
    {"GET", "/devices", Access::Register, S::ShowDevices},
    {"POST", "/logout", Access::SignedIn, S::Logout},
    {"GET", "/me", Access::SignedIn, S::Me},
    {"GET", "/sessions", Access::SignedIn, S::Sessions},
    {"POST", "/sessions/{id}", Access::SignedIn, S::EndSession},
    {"GET", "/account", Access::SignedIn, S::Account},
    {"POST", "/account", Access::SignedIn, S::ChangeAccount},
    {"GET", "/names", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, names(r)); }},
    {"GET", "/overview", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, overview_page(r)); }},
    {"GET", "/todo", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, todo_page(r)); }},
    {"GET", "/foresee/{id}", Access::SignedIn, S::None,
     [](Reader& r, const std::string& id, const Query& q) {
         return snapshot(r, foresee(r, id, q));
     }},
    {"GET", "/search", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, search(r, q)); }},
    {"GET", "/tasks", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, task_list(r, q)); }},
    {"GET", "/tasks/{id}", Access::SignedIn, S::None,
     [](Reader& r, const std::string& id, const Query&) { return page(r, task_page(r, id)); }},
    {"GET", "/findings", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, finding_list(r, q)); }},
    {"GET", "/findings/{id}", Access::SignedIn, S::None,
     [](Reader& r, const std::string& id, const Query&) { return page(r, finding_page(r, id)); }},
    {"GET", "/rectifications", Access::SignedIn, S::None, rectifications},
    {"GET", "/rectifications/{id}", Access::SignedIn, S::None,
     [](Reader& r, const std::string& id, const Query&) {
         return page(r, rectification_page(r, id));
     }},
    {"GET", "/verifiers", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query& q) {
         return snapshot(r, verifiers_for(r, q));
     }},
    {"GET", "/due", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, due(r, q)); }},
    {"GET", "/cases", Access::Cases, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, case_list(r, q)); }},
    {"GET", "/case-figures", Access::Counts, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, case_figures(r)); }},
    {"GET", "/own-cases", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, own_cases(r)); }},
    {"GET", "/own-papers/{id}", Access::SignedIn, S::None,
     [](Reader& r, const std::string& id, const Query&) { return page(r, own_paper_page(r, id)); }},
    {"GET", "/cases/{id}", Access::Cases, S::None,
     [](Reader& r, const std::string& id, const Query&) { return page(r, case_page(r, id)); }},
    {"GET", "/map", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, map_page(r)); }},
    {"GET", "/plans", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, plan_list(r)); }},
    {"GET", "/draws", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, draw_list(r, q)); }},
    {"GET", "/escalations", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, escalations(r)); }},
    {"GET", "/notices", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, notice_list(r, q)); }},
    {"GET", "/contact", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, contact_page(r, q)); }},
    {"GET", "/proposals", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, proposal_list(r)); }},
    {"GET", "/groups", Access::Field, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, group_list(r)); }},
    {"GET", "/people", Access::Register, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, people_list(r)); }},
    {"GET", "/conflicts", Access::Field, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, conflict_list(r)); }},
    {"GET", "/papers", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, paper_list(r, q)); }},
    {"GET", "/papers/check", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, paper_check(r, q)); }},
    {"GET", "/papers/{id}", Access::SignedIn, S::None,
     [](Reader& r, const std::string& id, const Query&) { return page(r, paper_page(r, id)); }},
    {"GET", "/reports", Access::SignedIn, S::None, reports},
    {"GET", "/log", Access::SignedIn, S::None, log},
    {"GET", "/calendar", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) {
         return snapshot(r, calendar_page(r, q));
     }},
    {"POST", "/calendar/check", Access::Office, S::CheckCalendar},
    {"GET", "/policy", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, policy_page(r)); }},
    {"POST", "/policy/check", Access::Office, S::CheckPolicy},
    {"GET", "/policy/file", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query&) { return policy_file(r); }},
    {"GET", "/checklists", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, checklist_list(r)); }},
    {"POST", "/checklists/check", Access::Office, S::CheckChecklists},
    {"GET", "/checklists/file", Access::Office, S::None,
     [](Reader& r, const std::string&, const Query&) { return checklists_file(r); }},
    {"GET", "/policy/simulate", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query& q) { return snapshot(r, simulation(r, q)); }},
    {"GET", "/system", Access::SignedIn, S::None,
     [](Reader& r, const std::string&, const Query&) { return snapshot(r, system_page(r)); }},
    {"POST", "/upkeep", Access::SignedIn, S::AskUpkeep},
    {"POST", "/commands/{id}", Access::SignedIn, S::Command},
    {"GET", "/events", Access::SignedIn, S::Events},
    {"POST", "/evidence/{id}", Access::SignedIn, S::TakePiece},
    {"GET", "/evidence/{id}", Access::SignedIn, S::ShowEvidence},
});

/// Nothing when the path is another one; else what stands for {id}.
std::optional<std::string> fits(std::string_view pattern, std::string_view path) {
    const auto hole = pattern.find("{id}");
    if (hole == pattern.npos) {
        if (pattern == path) return std::string();
        return std::nullopt;
    }
    if (!path.starts_with(pattern.substr(0, hole))) return std::nullopt;
    const std::string id = decode_percent(path.substr(hole));
    if (id.empty() || id.size() > 96 || id.find('/') != id.npos) return std::nullopt;
    return id;
}

}  // namespace

std::span<const Route> routes() { return table; }

Matched match(std::string_view method, std::string_view path) {
    Matched matched;
    if (!path.starts_with(prefix)) return matched;
    path.remove_prefix(prefix.size());
    const std::string_view asked = method == "HEAD" ? "GET" : method;
    // A literal path stands before one with a hole: /policy/simulate is no policy's id.
    for (const Route& route : table) {
        const auto id = fits(route.path, path);
        if (!id) continue;
        if (route.method != asked) {
            matched.other_method = true;
            continue;
        }
        matched.route = &route;
        matched.id = *id;
        return matched;
    }
    return matched;
}

Answer snapshot(const Reader& reader, Json data) {
    return plain(
        {{"seq", reader.facts.replica.seq}, {"now", reader.now.ms}, {"data", std::move(data)}});
}

bool may_ask(const Reader& reader, Access access) {
    switch (access) {
        case Access::Open:
        case Access::SignedIn:
            return true;
        case Access::Office:
            return reader.sight.office();
        case Access::Register:
            return reader.sight.reads_register();
        case Access::Field:
            return reader.sight.office() || reader.has(Role::Administrator) ||
                   static_cast<bool>(reader.sight.group());
        case Access::Cases:
            return reader.sight.cases();
        case Access::Counts:
            return reader.sight.counts_cases();
    }
    return false;
}

Answer answer(const Route& route, Reader& reader, const std::string& id, const Query& query) {
    if (!may_ask(reader, route.access)) return problem(reader.lang, "forbidden");
    try {
        return route.answer(reader, id, query);
    } catch (const std::exception& fault) {  // one page, not all of them
        Answer said = problem(reader.lang, "broken");
        said.fault = fault.what();
        return said;
    }
}

}  // namespace dudao::console
