#include "workers/views.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "domain/figures.h"
#include "domain/view_rows.h"
#include "wire/codec.h"
#include "workers/limits.h"

namespace dudao::workers {
namespace {

/// The rows that an event changes, by view. An event without an overload changes none.
struct Touched {
    const State& state;
    std::array<std::set<std::string>, Names<View>::table.size()> ids = {};

    void add(View view, std::string id) {
        ids.at(static_cast<std::size_t>(view)).insert(std::move(id));
    }
    void add(const UnitId& id) { add(View::Units, id.text); }
    void add(TaskId id) { add(View::Tasks, std::to_string(id.value)); }
    void add(const FindingId& id) { add(View::Findings, id.text); }
    void add(RectificationId id) { add(View::Ledger, std::to_string(id.value)); }

    template <class Body>
    void see(const Body&) {}
    void see(const UnitRow& body) { add(body.id); }
    void see(const TaskReleased& body) { add(body.id); }
    void see(const TaskAccepted& body) { add(body.id); }
    void see(const TaskRecused& body) { add(body.id); }
    void see(const TaskCheckedIn& body) {
        add(body.id);
        add(body.target);
    }
    void see(const TaskReported& body) { add(body.id); }
    void see(const TaskReviewed& body) { add(body.id); }
    void see(const TaskLeft& body) { add(body.id); }
    void see(const TaskMissed& body) { add(body.id); }
    void see(const TaskWithdrawn& body) { add(body.id); }
    void see(const FindingRecorded& body) { add(body.id); }
    void see(const FindingAmended& body) { add(body.id); }
    void see(const FindingStepped& body) { add(body.id); }
    void see(const RectificationIssued& body) {
        add(body.finding);
        add(body.id);
    }
    void see(const RectificationServed& body) { add(body.id); }
    void see(const ClockStarted& body) { add(body.id); }
    void see(const ClockStopped& body) { add(body.id); }
    void see(const RectificationStepped& body) { add(body.id); }
    void see(const ExtensionRequested& body) { add(body.id); }
    void see(const ExtensionDecided& body) { add(body.id); }
    void see(const RectificationTransferred& body) { add(body.id); }
    void see(const StepTaken& body) { add(body.id); }
    void see(const DemandIssued& body) { add(body.rectification); }
    void see(const DemandStepped& body) { add(state.demands.at(body.id).rectification); }
    void see(const LeadOpened& body) {
        if (body.rectification) add(body.rectification);
    }
};

template <class Id>
Id number_from(const std::string& text) {
    Id id;
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id;
}

template <class Row>
std::optional<std::string> encoded(const std::optional<Row>& row) {
    return row ? std::optional(encode(*row)) : std::nullopt;
}

using Awaited = std::map<RectificationId, DemandKind>;

std::optional<std::string> row_of(View view, const State& state, const std::string& id,
                                  const Awaited& awaits) {
    switch (view) {
        case View::Jurisdiction:
            return encode(views::jurisdiction_row(state));
        case View::Units:
            return encoded(views::row(state, UnitId{id}));
        case View::Tasks:
            return encoded(views::row(state, number_from<TaskId>(id)));
        case View::Findings:
            return encoded(views::row(state, FindingId{id}));
        case View::Ledger:
            return encoded(views::row(state, number_from<RectificationId>(id), awaits));
    }
    return std::nullopt;
}

std::set<std::string> ids_of(View view, const State& state) {
    Touched all{state};
    if (view == View::Jurisdiction) return {std::string(only_row)};
    for (const auto& [id, each] : state.units) all.add(id);
    for (const auto& [id, each] : state.tasks) all.add(id);
    for (const auto& [id, each] : state.findings) all.add(id);
    for (const auto& [id, each] : state.rectifications) all.add(id);
    return all.ids.at(static_cast<std::size_t>(view));
}

}  // namespace

void Views::load(std::uint64_t seq) {
    for (Progress& each : progress_) {
        const bool under_way = each.under_way;
        each = {};
        each.under_way = each.ignore = under_way;
        each.cursor = each.base = seq;
        each.anew = true;
    }
}

void Views::touch(View view, std::uint64_t seq, std::set<std::string> ids) {
    Progress& progress = of(view);
    progress.waits = false;
    if (!ids.empty() && seq > progress.cursor) progress.touched[seq].merge(ids);
    if (progress.touched.size() <= history_max) return;
    progress.touched.clear();
    progress.anew = true;  // too far behind: rebuilding is cheaper
    progress.base = seq;
}

void Views::apply(const std::vector<Event>& events, const State& state, std::uint64_t seq) {
    Touched touched{state};
    for (const Event& event : events) {
        std::visit([&](const auto& body) { touched.see(body); }, event.body);
    }
    touched.add(View::Jurisdiction, std::string(only_row));
    for (const auto& [view, word] : Names<View>::table) {
        touch(view, seq, std::move(touched.ids.at(static_cast<std::size_t>(view))));
    }
}

std::optional<ViewWrite> Views::next(View view, const State& state, std::uint64_t seq) {
    Progress& progress = of(view);
    const bool news = progress.anew || !progress.known || progress.cursor < seq;
    if (!news || progress.under_way || progress.waits || progress.cursor > seq) return std::nullopt;
    ViewWrite write{view, progress.anew ? 0 : progress.cursor, seq, progress.anew, {}};
    std::set<std::string> ids;
    if (progress.anew) {
        ids = ids_of(view, state);
    } else {
        auto after = progress.touched.upper_bound(progress.cursor);
        for (; after != progress.touched.end(); ++after) {
            ids.insert(after->second.begin(), after->second.end());
        }
    }
    const Awaited awaits = view == View::Ledger && !ids.empty() ? awaited(state) : Awaited();
    for (const std::string& id : ids) {
        if (auto row = row_of(view, state, id, awaits))
            write.rows.emplace_back(id, std::move(*row));
    }
    progress.under_way = true;
    return write;
}

std::vector<ViewWrite> Views::writes(const State& state, std::uint64_t seq) {
    std::vector<ViewWrite> all;
    for (const auto& [view, word] : Names<View>::table) {
        if (auto write = next(view, state, seq)) all.push_back(std::move(*write));
    }
    return all;
}

void Views::answered(View view, std::uint64_t cursor) {
    Progress& progress = of(view);
    progress.under_way = false;
    if (std::exchange(progress.ignore, false)) return;
    progress.known = true;
    // The cursor is before the commits kept here: another worker rebuilt the view, or Redis lost
    // it.
    progress.anew = cursor < progress.base;
    progress.cursor = cursor;
    progress.base = std::max(progress.base, cursor);
    auto& touched = progress.touched;
    touched.erase(touched.begin(), touched.upper_bound(cursor));
}

void Views::lost(View view) {
    of(view).under_way = of(view).ignore = false;
    of(view).waits = true;
}

void Views::store_up() {
    for (Progress& each : progress_) each.waits = false;
}

bool Views::busy() const {
    return std::any_of(progress_.begin(), progress_.end(),
                       [](const Progress& each) { return each.under_way; });
}

}  // namespace dudao::workers
