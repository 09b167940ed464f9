#include "workers/scores.h"

namespace dudao::workers {
namespace {

void add(ScoreRow& to, const ScoreRow& what, std::int32_t times) {
    to.minor += what.minor * times;
    to.ordinary += what.ordinary * times;
    to.serious += what.serious * times;
    to.grave += what.grave * times;
    to.rectifications += what.rectifications * times;
    to.struck_off += what.struck_off * times;
    to.overdue_steps += what.overdue_steps * times;
    to.leads += what.leads * times;
}

ScoreRow adds(const Finding& finding) {
    ScoreRow row;
    if (finding.state == finding::State::Dismissed) return row;
    switch (finding.facts().severity) {
        case Severity::Minor:
            row.minor = 1;
            break;
        case Severity::Ordinary:
            row.ordinary = 1;
            break;
        case Severity::Serious:
            row.serious = 1;
            break;
        case Severity::Grave:
            row.grave = 1;
            break;
    }
    return row;
}

std::int32_t overdue_steps(const State& state, const Rectification& r) {
    const auto policy = state.policies.find(r.policy);
    if (policy == state.policies.end()) return 0;
    std::int32_t count = 0;
    std::int32_t number = 0;
    for (const LadderStep& rung : policy->second.ladder) {
        if (++number <= r.step && rung.offset >= 0) ++count;
    }
    return count;
}

ScoreRow adds(const State& state, const Rectification& r) {
    ScoreRow row;
    row.rectifications = 1;
    row.struck_off = r.state == rectification::State::StruckOff ? 1 : 0;
    row.overdue_steps = overdue_steps(state, r);
    return row;
}

}  // namespace

template <class Key>
std::set<std::string> Scores::replace(std::map<Key, Part>& parts, const Key& key, Part now) {
    Part& part = parts[key];
    if (part.unit == now.unit && part.adds == now.adds) return {};
    std::set<std::string> units;
    if (part.unit) {
        add(cards_[part.unit], part.adds, -1);
        units.insert(part.unit.text);
    }
    part = std::move(now);
    if (part.unit) {
        add(cards_[part.unit], part.adds, 1);
        units.insert(part.unit.text);
    }
    return units;
}

std::set<std::string> Scores::update(const State& state, const FindingId& id) {
    const auto at = state.findings.find(id);
    if (at == state.findings.end()) return {};
    return replace(findings_, id, Part{at->second.facts().unit, adds(at->second)});
}

std::set<std::string> Scores::update(const State& state, RectificationId id) {
    const auto at = state.rectifications.find(id);
    if (at == state.rectifications.end()) return {};
    return replace(rectifications_, id, Part{at->second.unit, adds(state, at->second)});
}

std::set<std::string> Scores::update(const State& state, CaseId id) {
    const auto at = state.cases.find(id);
    if (at == state.cases.end()) return {};
    ScoreRow row;
    row.leads = 1;
    return replace(leads_, id, Part{at->second.unit, row});
}

void Scores::load(const State& state) {
    *this = {};
    for (const auto& [id, each] : state.findings) update(state, id);
    for (const auto& [id, each] : state.rectifications) update(state, id);
    for (const auto& [id, each] : state.cases) update(state, id);
}

}  // namespace dudao::workers
