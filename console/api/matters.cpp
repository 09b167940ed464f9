#include "console/api/matters.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ranges>

#include "console/api/filters.h"
#include "console/api/may.h"
#include "console/api/pauses.h"
#include "console/api/rows.h"
#include "console/api/timeline.h"
#include "console/limits.h"
#include "domain/roles.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

void merge(Json& page, Json more) {
    for (auto& [key, value] : more.items()) page[key] = std::move(value);
}

std::string hex_of(const Bytes& bytes) {
    const auto hash = hash_from_bytes(bytes);
    return hash ? to_hex(*hash) : std::string();
}

Json people_of(const std::vector<PersonId>& people) {
    Json list = Json::array();
    for (const PersonId& each : people) list.push_back(each.text);
    return list;
}

/// The answer the head picked, else the last one given.
const dudao::Answer* answer_to(const Task& task, const std::string& item) {
    const auto* answers = row_of(task.answers, item);
    if (!answers || answers->empty()) return nullptr;
    const auto* picked = row_of(task.picked, item);
    const auto index = picked ? static_cast<std::size_t>(*picked) : answers->size() - 1;
    return &answers->at(std::min(index, answers->size() - 1));
}

Json checklists_of(const State& state, const Task& task) {
    Json lists = Json::array();
    for (const Bytes& hash : task.checklists) {
        const ChecklistRow* list = row_of(state.checklists, hash);
        if (!list) continue;
        Json items = Json::array();
        for (const ChecklistItem& item : list->items) {
            const dudao::Answer* answer = answer_to(task, item.id);
            items.push_back({{"id", item.id},
                             {"zh", item.zh},
                             {"en", item.en},
                             {"answer", answer ? answer->value : ""},
                             {"by", answer ? answer->by.text : ""},
                             {"at", answer ? answer->at.ms : 0}});
        }
        lists.push_back({{"theme", list->theme},
                         {"zh", list->zh},
                         {"en", list->en},
                         {"items", std::move(items)}});
    }
    return lists;
}

TaskId replaced_by(const State& state, TaskId id) {
    for (const auto& [other, task] : state.tasks) {
        if (task.replaces == id) return other;
    }
    return {};
}

std::vector<EvidenceHash> evidence_of(const State& state, TaskId task, const FindingId& finding) {
    std::vector<EvidenceHash> hashes;
    for (const auto& [hash, evidence] : state.evidence) {
        const auto names = [&](const auto& matter) {
            return finding ? matter.finding == finding : matter.task == task;
        };
        const bool fits =
            names(evidence) || std::any_of(evidence.also.begin(), evidence.also.end(), names);
        if (fits) hashes.push_back(hash);
    }
    return hashes;
}

/// A page of rows that stand newest first, by their places.
template <class Row, class PlaceOf, class Make>
Result<Listed> page_of(const Reader& reader, const Query& query, std::string_view kind,
                       const std::vector<const Row*>& rows, PlaceOf place_of, Make make) {
    const auto limit = query.number("limit", static_cast<std::int64_t>(tasks_shown_max));
    if (!limit || *limit < 1) return in_param("limit", says("want_natural"));
    const auto after = cursor_in(reader, query);
    if (!after) return tl::unexpected<Error>(after.error());
    Listed page{Json::array(), {}};
    std::size_t from = 0;
    if (*after) {
        const auto later = std::partition_point(rows.begin(), rows.end(), [&](const Row* row) {
            return place_of(*row) >= (*after)->last;
        });
        from = static_cast<std::size_t>(later - rows.begin());
        const auto touched = touched_since(reader.record, kind, (*after)->since);
        for (std::size_t i = 0; i < from && !touched.empty(); ++i) {
            if (touched.contains(place_of(*rows[i]).id)) page.again.push_back(make(*rows[i]));
        }
    }
    const std::size_t most = std::min(static_cast<std::size_t>(*limit), tasks_shown_max);
    const std::size_t to = std::min(rows.size(), from + most);
    for (std::size_t i = from; i < to; ++i) page.data.push_back(make(*rows[i]));
    if (to < rows.size()) {
        const std::uint64_t since = *after ? (*after)->since : reader.facts.replica.seq;
        page.next = cursor_text(query, {since, place_of(*rows[to - 1])});
    }
    return page;
}

}  // namespace

Result<Listed> task_list(const Reader& reader, const Query& query) {
    const auto state = word_in<task::State>(query, "state");
    if (!state) return tl::unexpected<Error>(state.error());
    const auto span = query.number("days", 0);
    if (!span || *span > 36'500) return bad_input(says("no_days"));
    const auto group = row_in(query, "group", reader.state.groups);
    if (!group) return tl::unexpected<Error>(group.error());
    const Moment since = *span == 0 ? Moment{} : reader.now - days(*span);
    const auto& tasks = reader.state.tasks;
    std::vector<const Task*> found;
    for (const auto& [id, task] : std::views::reverse(tasks)) {
        if (!reader.sight.sees(task)) continue;
        if (task.released_at < since && !is_open(task.state)) continue;
        if (*state && task.state != **state) continue;
        if (*group && task.group != *group) continue;
        found.push_back(&task);
    }
    return page_of(
        reader, query, "task", found,
        [](const Task& task) {
            return Place{static_cast<std::int64_t>(task.id.value), {}, id_text(task.id)};
        },
        [&](const Task& task) { return task_row(reader, task); });
}

std::optional<Json> task_page(Reader& reader, const std::string& id) {
    const Task* task = row_of(reader.state.tasks, TaskId{id_number(id)});
    if (!task || !reader.sight.sees(*task)) return std::nullopt;
    const State& state = reader.state;
    Json found = Json::array();
    for (const FindingId& each : task->findings) {
        const Finding& finding = state.findings.at(each);
        if (reader.sight.sees(finding)) found.push_back(finding_row(reader, finding));
    }
    Json page = task_row(reader, *task);
    merge(page, {{"plan", id_text(task->plan)},
                 {"draw", task->draw},
                 {"replaces", id_text(task->replaces)},
                 {"replaced_by", id_text(replaced_by(state, task->id))},
                 {"commitment", hex_of(task->commitment)},
                 {"single_witness", task->single_witness},
                 {"people", people_of(task->members)},
                 {"checklists", checklists_of(state, *task)},
                 {"found", std::move(found)},
                 {"evidence", evidence_rows(reader, evidence_of(state, task->id, {}))},
                 {"timeline", timeline(reader, matter_text("task", task->id.value))},
                 {"pauses", pauses(reader, *task)},
                 {"may", may(reader, *task)}});
    return page;
}

Result<Listed> finding_list(Reader& reader, const Query& query) {
    const auto state = word_in<finding::State>(query, "state");
    const auto category = word_in<Category>(query, "category");
    const auto severity = word_in<Severity>(query, "severity");
    if (!state) return tl::unexpected<Error>(state.error());
    if (!category) return tl::unexpected<Error>(category.error());
    if (!severity) return tl::unexpected<Error>(severity.error());
    const auto unit = row_in(query, "unit", reader.state.units);
    if (!unit) return tl::unexpected<Error>(unit.error());
    std::vector<const Finding*> findings;
    for (const auto& [id, finding] : reader.state.findings) {
        const FindingFacts& facts = finding.facts();
        if (!reader.sight.sees(finding)) continue;
        if (*state && finding.state != **state) continue;
        if (*category && facts.category != **category) continue;
        if (*severity && facts.severity != **severity) continue;
        if (*unit && !is_within(reader.state, facts.unit, *unit)) continue;
        findings.push_back(&finding);
    }
    std::sort(findings.begin(), findings.end(), [](const Finding* a, const Finding* b) {
        return std::pair(b->recorded_at, b->id) < std::pair(a->recorded_at, a->id);
    });
    return page_of(
        reader, query, "finding", findings,
        [](const Finding& finding) {
            return Place{finding.recorded_at.ms, {}, finding.id.text};
        },
        [&](const Finding& finding) { return finding_row(reader, finding); });
}

std::optional<Json> finding_page(Reader& reader, const std::string& id) {
    const Finding* finding = row_of(reader.state.findings, FindingId{id});
    if (!finding || !reader.sight.sees(*finding)) return std::nullopt;
    Json page = finding_row(reader, *finding);
    const auto evidence = evidence_of(reader.state, finding->task, finding->id);
    merge(page, {{"evidence", evidence_rows(reader, evidence)},
                 {"timeline", timeline(reader, matter_text("finding", finding->id.text))},
                 {"may", may(reader, *finding)}});
    return page;
}

Result<Listed> case_list(const Reader& reader, const Query& query) {
    const auto state = word_in<cases::State>(query, "state");
    if (!state) return tl::unexpected<Error>(state.error());
    const auto track = word_in<cases::Track>(query, "track");
    if (!track) return tl::unexpected<Error>(track.error());
    const auto late = switch_in(query, "late");
    if (!late) return tl::unexpected<Error>(late.error());
    const auto& cases = reader.state.cases;
    std::vector<const Case*> found;
    for (const auto& [id, each] : std::views::reverse(cases)) {
        if (!reader.sight.sees(each)) continue;
        if (*state && each.state != **state) continue;
        if (*track && each.track != **track) continue;
        if (*late && !is_late(reader, each)) continue;
        found.push_back(&each);
    }
    return page_of(
        reader, query, "case", found,
        [](const Case& each) {
            return Place{static_cast<std::int64_t>(each.id.value), {}, id_text(each.id)};
        },
        [&](const Case& each) { return case_row(reader, each); });
}

Result<Listed> draw_list(const Reader& reader, const Query& query) {
    const auto plans = ids_in<PlanId>(query, "plan");
    if (!plans) return tl::unexpected<Error>(plans.error());
    std::map<DrawId, std::int64_t> tasks;
    for (const auto& [id, task] : reader.state.tasks) ++tasks[task.draw];
    struct Drawn {
        Moment at;
        const RecordDraw* draw;
    };
    std::vector<Drawn> all;
    for (const auto& [id, draw] : reader.state.draws) {
        if (!plans->empty() && !plans->contains(draw.plan)) continue;
        all.push_back({reader.record.first_at(matter_text("draw", id)), &draw});
    }
    std::sort(all.begin(), all.end(), [](const Drawn& a, const Drawn& b) {
        return std::pair(b.at, b.draw->draw) < std::pair(a.at, a.draw->draw);
    });
    std::vector<const Drawn*> drawn(all.size());
    std::transform(all.begin(), all.end(), drawn.begin(), [](const Drawn& each) { return &each; });
    return page_of(
        reader, query, "draw", drawn,
        [](const Drawn& each) {
            return Place{each.at.ms, {}, each.draw->draw};
        },
        [&](const Drawn& each) {
            const RecordDraw& draw = *each.draw;
            const auto made = tasks.find(draw.draw);
            return Json{{"id", draw.draw},
                        {"plan", id_text(draw.plan)},
                        {"at", each.at.ms},
                        {"manifest_root", hex_of(draw.manifest_root)},
                        {"params_hash", hex_of(draw.params_hash)},
                        {"result_commitment", hex_of(draw.result_commitment)},
                        {"tasks", made == tasks.end() ? 0 : made->second}};
        });
}

}  // namespace dudao::console
