#include "workers/views.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "wire/codec.h"
#include "workers/limits.h"

namespace dudao::workers {
namespace {

/// What an event changes in the views. Events that are not named change nothing there.
struct Touched {
    std::set<FindingId> findings;
    std::set<RectificationId> rectifications;
    std::set<CaseId> cases;

    template <class Body>
    void see(const Body&) {}
    void see(const FindingRecorded& body) { findings.insert(body.id); }
    void see(const FindingAmended& body) { findings.insert(body.id); }
    void see(const FindingStepped& body) { findings.insert(body.id); }
    void see(const RectificationIssued& body) {
        findings.insert(body.finding);
        rectifications.insert(body.id);
    }
    void see(const RectificationServed& body) { rectifications.insert(body.id); }
    void see(const ClockStarted& body) { rectifications.insert(body.id); }
    void see(const ClockStopped& body) { rectifications.insert(body.id); }
    void see(const RectificationStepped& body) { rectifications.insert(body.id); }
    void see(const ExtensionRequested& body) { rectifications.insert(body.id); }
    void see(const ExtensionDecided& body) { rectifications.insert(body.id); }
    void see(const RectificationTransferred& body) { rectifications.insert(body.id); }
    void see(const StepTaken& body) { rectifications.insert(body.id); }
    void see(const LeadOpened& body) {
        cases.insert(body.id);
        if (body.rectification) rectifications.insert(body.rectification);
    }
};

std::optional<std::string> score_row(const Scores& scores, const std::string& unit) {
    const auto at = scores.cards().find(UnitId{unit});
    if (at == scores.cards().end()) return std::nullopt;
    return encode(at->second);
}

RectificationId rectification_of(const std::string& text) {
    RectificationId id;
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id;
}

}  // namespace

std::optional<std::string> finding_row(const State& state, const FindingId& id) {
    const auto at = state.findings.find(id);
    if (at == state.findings.end()) return std::nullopt;
    const Finding& f = at->second;
    const auto of = state.tasks.find(f.task);
    if (of == state.tasks.end()) return std::nullopt;
    const Task& task = of->second;
    return encode(FindingRow{task.year, task.number, f.facts().category, f.facts().severity,
                             f.state, f.facts().unit, f.rectification});
}

std::optional<std::string> ledger_row(const State& state, RectificationId id) {
    const auto at = state.rectifications.find(id);
    if (at == state.rectifications.end()) return std::nullopt;
    const Rectification& r = at->second;
    return encode(LedgerRow{r.year, r.number, r.unit, r.responsible, r.severity, r.state,
                            r.deadline, r.generation, r.step, r.listed, r.returns, r.extensions,
                            r.lead});
}

void Views::load(const State& state, std::uint64_t seq, bool anew) {
    scores_.load(state);
    for (Progress& each : progress_) {
        const bool under_way = each.under_way;
        each = {};
        each.under_way = each.ignore = under_way;
        each.cursor = each.base = seq;
        each.anew = anew;
    }
}

void Views::touch(View view, std::uint64_t seq, std::set<std::string> ids) {
    Progress& progress = of(view);
    progress.waits = false;
    if (!ids.empty() && seq > progress.cursor) progress.touched[seq].merge(ids);
    if (progress.touched.size() <= history_max) return;
    progress.touched.clear();
    progress.anew = true;  // too far behind: cheaper from the state
    progress.base = seq;
}

void Views::take(const std::vector<Event>& events, const State& state, std::uint64_t seq) {
    Touched touched;
    for (const Event& event : events) {
        std::visit([&](const auto& body) { touched.see(body); }, event.body);
    }
    std::set<std::string> findings;
    std::set<std::string> ledger;
    std::set<std::string> units;
    for (const FindingId& id : touched.findings) {
        findings.insert(id.text);
        units.merge(scores_.update(state, id));
    }
    for (const RectificationId id : touched.rectifications) {
        ledger.insert(std::to_string(id.value));
        units.merge(scores_.update(state, id));
    }
    for (const CaseId id : touched.cases) units.merge(scores_.update(state, id));
    touch(View::Findings, seq, std::move(findings));
    touch(View::Ledger, seq, std::move(ledger));
    touch(View::Scorecard, seq, std::move(units));
}

std::optional<ViewWrite> Views::next(View view, const State& state, std::uint64_t seq) {
    Progress& progress = of(view);
    const bool news = progress.anew || !progress.known || progress.cursor < seq;
    if (!news || progress.under_way || progress.waits || progress.cursor > seq) return std::nullopt;
    ViewWrite write{view, progress.anew ? 0 : progress.cursor, seq, progress.anew, {}};
    std::set<std::string> ids;
    if (progress.anew) {
        for (const auto& [id, each] : state.findings) {
            if (view == View::Findings) ids.insert(id.text);
        }
        for (const auto& [id, each] : state.rectifications) {
            if (view == View::Ledger) ids.insert(std::to_string(id.value));
        }
        for (const auto& [id, each] : scores_.cards()) {
            if (view == View::Scorecard) ids.insert(id.text);
        }
    } else {
        auto after = progress.touched.upper_bound(progress.cursor);
        for (; after != progress.touched.end(); ++after) {
            ids.insert(after->second.begin(), after->second.end());
        }
    }
    for (const std::string& id : ids) {
        auto row = view == View::Findings ? finding_row(state, FindingId{id})
                   : view == View::Ledger ? ledger_row(state, rectification_of(id))
                                          : score_row(scores_, id);
        if (row) write.rows.emplace_back(id, std::move(*row));
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
    // Behind what we remember: another worker made it anew, or Redis lost it.
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
