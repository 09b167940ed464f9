#include "console/api/notices.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "console/api/filters.h"
#include "console/limits.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

constexpr Span told_for = days(30);
constexpr std::size_t looked_between_times = 1000;  // an event is read to know its moment

/// The number that people see of what a notice is about; a demand's is its rectification's.
std::string number_of(const State& state, const Matter& matter) {
    const auto number = [](const auto* row) {
        return row ? short_number(row->year, row->number) : std::string();
    };
    switch (matter.kind) {
        case MatterKind::Task:
            return number(row_of(state.tasks, TaskId{matter.id}));
        case MatterKind::Rectification:
            return number(row_of(state.rectifications, RectificationId{matter.id}));
        case MatterKind::Demand: {
            const Demand* demand = row_of(state.demands, DemandId{matter.id});
            return demand ? number(row_of(state.rectifications, demand->rectification)) : "";
        }
        case MatterKind::Case:
            return number(row_of(state.cases, CaseId{matter.id}));
        case MatterKind::Assignment:
            return number(row_of(state.assignments, AssignmentId{matter.id}));
        default:
            return {};
    }
}

/// What it tells of that the reader sees, and of each item whether it no longer held.
Json items_of(const Reader& reader, const Notice& notice, const std::vector<NoticeItem>& left_out) {
    Json shown = Json::array();
    for (const NoticeItem& item : notice.items) {
        if (!reader.sight.sees(notice, item)) continue;
        shown.push_back(
            {{"matter", name(item.matter.kind)},
             {"id", std::to_string(item.matter.id)},
             {"number", number_of(reader.state, item.matter)},
             {"step", item.step},
             {"text", item.text},
             {"due", item.due.ms},
             {"left_out", std::find(left_out.begin(), left_out.end(), item) != left_out.end()}});
    }
    return shown;
}

/// As it was queued: what has an outcome is in the record alone.
Notice from_record(const Reader& reader, NoticeId id, std::vector<NoticeItem>& left_out) {
    Notice notice;
    notice.id = id;
    for (const std::uint64_t index : reader.record.of(matter_text("notice", id.value))) {
        const Event event = reader.record.event(index);
        if (const auto* narrowed = std::get_if<NoticeNarrowed>(&event.body)) {
            left_out = narrowed->left_out;
        }
        const auto* queued = std::get_if<NoticeQueued>(&event.body);
        if (!queued) continue;
        notice.to = queued->to;
        notice.send_at = queued->send_at;
        notice.items.push_back(queued->item);
    }
    return notice;
}

/// One row of the list. Those with an outcome stand at its event, the newest first; before them
/// stands what has none, the next to be sent first.
struct Placed {
    Place at;
    Notice notice;
    NoticeState state = NoticeState::Waiting;
    Moment outcome;      // 0: none yet
    std::string detail;  // of the outcome: what became of it by each channel
    std::vector<NoticeItem> left_out;

    Json row(const Reader& reader) const {
        return {{"id", id_text(notice.id)},
                {"state", name(state)},
                {"to", notice.to.text},
                {"send_at", notice.send_at.ms},
                {"at", outcome.ms},
                {"detail", detail},
                {"items", items_of(reader, notice, left_out)}};
    }
};

Placed placed(const Notice& notice) {
    const std::int64_t before_all = std::numeric_limits<std::int64_t>::max() - notice.send_at.ms;
    return {{before_all, {}, id_text(notice.id)}, notice, notice.state, {}, {}, {}};
}

/// In the order of the list.
std::vector<Placed> without_outcome(const Reader& reader) {
    std::vector<Placed> rows;
    for (const auto& [id, notice] : reader.state.notices) {
        if (reader.sight.sees(notice)) rows.push_back(placed(notice));
    }
    std::sort(rows.begin(), rows.end(),
              [](const Placed& a, const Placed& b) { return b.at < a.at; });
    return rows;
}

/// The outcome that the event at `index` is, as far as the reader may know of it.
std::optional<Placed> outcome_at(const Reader& reader, std::uint64_t index) {
    if (event_names.at(reader.record.line(index).type) != NoticeOutcome::as_event) {
        return std::nullopt;
    }
    const Event event = reader.record.event(index);
    if (event.at < reader.now - told_for) return std::nullopt;
    const auto& outcome = std::get<NoticeOutcome>(event.body);
    Placed row;
    row.at = {static_cast<std::int64_t>(index), {}, id_text(outcome.id)};
    row.notice = from_record(reader, outcome.id, row.left_out);
    row.state = outcome.state;
    row.outcome = event.at;
    row.detail = outcome.detail;
    if (!reader.sight.office() && row.notice.to != reader.person) return std::nullopt;
    if (!reader.sight.sees(row.notice)) return std::nullopt;
    return row;
}

/// Where the notice stands now.
std::optional<Placed> where_now(const Reader& reader, NoticeId id) {
    if (const Notice* open = row_of(reader.state.notices, id)) {
        if (!reader.sight.sees(*open)) return std::nullopt;
        return placed(*open);
    }
    const auto events = reader.record.of(matter_text("notice", id.value));
    return events.empty() ? std::nullopt : outcome_at(reader, events.back());
}

bool is_too_old(const Reader& reader, std::uint64_t index) {
    return reader.record.event(index).at < reader.now - told_for;
}

}  // namespace

Result<Listed> notice_list(const Reader& reader, const Query& query) {
    const auto limit = query.number("limit", static_cast<std::int64_t>(notices_page_max));
    if (!limit || *limit < 1) return in_param("limit", says("want_natural"));
    const auto after = cursor_in(reader, query);
    if (!after) return tl::unexpected<Error>(after.error());
    const std::size_t most = std::min(static_cast<std::size_t>(*limit), notices_page_max);
    const std::uint64_t since = *after ? (*after)->since : reader.facts.replica.seq;
    Listed page{Json::array(), {}};
    const auto is_seen = [&](const Place& at) { return *after && (*after)->last <= at; };
    if (*after) {
        for (const std::string& id : touched_since(reader.record, "notice", since)) {
            const auto row = where_now(reader, NoticeId{id_number(id)});
            if (row && is_seen(row->at)) page.again.push_back(row->row(reader));
        }
    }
    const auto goes_on_after = [&](const Place& last) {
        page.next = cursor_text(query, {since, last});
    };
    Place last = *after ? (*after)->last : Place{};
    for (const Placed& row : without_outcome(reader)) {
        if (is_seen(row.at)) continue;
        if (page.data.size() == most) {
            goes_on_after(last);
            return page;
        }
        page.data.push_back(row.row(reader));
        last = row.at;
    }
    const Record& record = reader.record;
    std::uint64_t i = record.end();
    if (*after) i = std::min(i, static_cast<std::uint64_t>((*after)->last.number));
    for (std::size_t looked = 0; i > record.begin(); --i, ++looked) {
        if (looked % looked_between_times == 0 && is_too_old(reader, i - 1)) break;
        if (looked == log_looked_max) {  // the next page looks on from here
            goes_on_after({static_cast<std::int64_t>(i), {}, "0"});
            break;
        }
        const auto row = outcome_at(reader, i - 1);
        if (!row) continue;
        if (page.data.size() == most) {
            goes_on_after(last);
            break;
        }
        page.data.push_back(row->row(reader));
        last = row->at;
    }
    return page;
}

Json untold(const Reader& reader) {
    std::int64_t failed = 0;
    std::int64_t uncertain = 0;
    const Record& record = reader.record;
    for (std::uint64_t i = record.end(); i > record.begin(); --i) {
        const std::uint64_t looked = record.end() - i;
        if (looked == notices_looked_max) break;
        if (looked % looked_between_times == 0 && is_too_old(reader, i - 1)) break;
        if (event_names.at(record.line(i - 1).type) != NoticeOutcome::as_event) continue;
        const Event event = record.event(i - 1);
        const NoticeState state = std::get<NoticeOutcome>(event.body).state;
        const bool known = state == NoticeState::Sent || state == NoticeState::Overtaken;
        if (known || !outcome_at(reader, i - 1)) continue;
        ++(state == NoticeState::Failed ? failed : uncertain);
    }
    return {{"failed", failed}, {"uncertain", uncertain}};
}

}  // namespace dudao::console
