// What a device asks the office, and what it learns from the answers.
#include <algorithm>

#include "agents/agent.h"
#include "wire/codec.h"
#include "wire/personal.h"

namespace dudao::agent {
namespace {

/// From the answer to "me" a device needs only its group or case team.
template <class Code>
Code code_in(const std::string& result, std::string_view field) {
    const auto document = Document::parse(result);
    if (!document || document->root().kind() != dudao::Value::Kind::Map) return {};
    const dudao::Value me = document->root();
    for (std::size_t i = 0; i < me.size(); ++i) {
        const bool here =
            me.key_at(i).kind() == dudao::Value::Kind::Text && me.key_at(i).text() == field;
        if (here) return decode_value<Code>(me.value_at(i), Form::Log).value_or(Code{});
    }
    return {};
}

bool is_told_reasons(assignment::State state) {
    return assignment::is_open(state) || state == assignment::State::Withdrawn;
}

/// Recorded by another device, and its words are not here.
bool lacks_words(const std::map<FindingId, FindingNote>& known, const FindingId& id) {
    const auto at = known.find(id);
    return at == known.end() || (!at->second.by && at->second.facts.text.empty());
}

}  // namespace

void Agent::ask(const std::string& what, Now now, Effects& effects) {
    ask(Question{0, what, {}, {}}, now, effects);
}

void Agent::ask(Question question, Now now, Effects& effects) {
    const bool under_way = std::any_of(asked_.begin(), asked_.end(), [&](const auto& each) {
        const Question& other = each.second.question;
        return other.what == question.what && other.id == question.id;
    });
    if (!welcomed_ || under_way) return;
    question.q = ++last_q_;
    asked_[question.q] = {question, now.steady_ms};
    effects.questions.push_back(std::move(question));
}

void Agent::ask_for_reasons(Now now, Effects& effects) {
    for (const auto& [id, work] : team_works_.all()) {
        const bool missing = !work.returned.empty() && work.reason.empty();
        if (!missing || !is_told_reasons(work.confirmed) || readers_of(work).empty()) continue;
        ask({0, "returned", std::to_string(id.value), readers_of(work).front()}, now, effects);
    }
}

/// Who may be told of it: its hands, or the whole team if nobody began it.
const std::vector<PersonId>& Agent::readers_of(const TeamWork& work) const {
    return work.hands.empty() ? settings_.members : work.hands;
}

/// The one before may have left the team since, or be kept out of the case.
bool Agent::ask_as_next_reader(const Question& refused, Now now, Effects& effects) {
    for (const auto& [id, work] : team_works_.all()) {
        if (std::to_string(id.value) != refused.id) continue;
        const auto& readers = readers_of(work);
        const auto at = std::find(readers.begin(), readers.end(), refused.as);
        if (at == readers.end() || std::next(at) == readers.end()) return false;
        ask({0, refused.what, refused.id, *std::next(at)}, now, effects);
        return true;
    }
    return false;
}

void Agent::hear(const wire::QueryResult& result, Now now, Effects& effects) {
    const auto at = asked_.find(result.q);
    if (at == asked_.end()) return;
    head_ = std::max(head_, result.head);
    if (!result.ok && result.why == "busy") {  // tick() asks again
        at->second.at_ms = now.steady_ms;
        return;
    }
    const Question asked = std::move(at->second.question);
    const std::string& what = asked.what;
    asked_.erase(at);
    if (!result.ok) {
        if (what == "returned" && ask_as_next_reader(asked, now, effects)) return;
        effects.lines.push_back(
            {LogLevel::Warning, "query.refused", {{"query", what}, {"why", result.why}}});
        return;
    }
    if (what == "me") learn_group(result.result, now, effects);
    if (what == "groups") {
        learn_members<GroupRow>(result.result, settings_.group, effects);
    }
    if (what == "teams") learn_members<TeamRow>(result.result, settings_.team, effects);
    if (what == "units") learn_units(result.result, effects);
    if (what == "checklists") learn_checklists(result.result, effects);
    if (what == "tasks") {
        learn(visits_, what, result.result, result.head, effects);
        ask_for_findings(now, effects);
    }
    if (what == "findings") learn_findings(result.result, now, effects);
    if (what == "recorded") learn_words(asked, result.result, effects);
    if (what == "assignments") {
        learn(team_works_, what, result.result, result.head, effects);
        ask_for_reasons(now, effects);
    }
    if (what == "returned") learn_reason(asked, result.result, effects);
}

/// Words that do not open the commitment in the office's row are nobody's.
void Agent::learn_reason(const Question& asked, const std::string& result, Effects& effects) {
    Opened found = open_value(result);
    for (const auto& [id, work] : team_works_.all()) {
        if (std::to_string(id.value) != asked.id || !work.reason.empty()) continue;
        if (Bytes(found.commitment) != work.returned) {
            effects.lines.push_back(
                {LogLevel::Error, "words.altered", {{"assignment", number_of(work)}}});
            return;
        }
        TeamWork told = work;
        told.reason = std::move(found.words);
        return team_works_.change(std::move(told), effects);
    }
}

void Agent::learn_group(const std::string& result, Now now, Effects& effects) {
    const auto group = code_in<GroupId>(result, "group");
    const auto team = code_in<TeamId>(result, "team");
    if (!group && !team) {
        effects.lines.push_back({LogLevel::Error, "device.without_group", {}});
        return;
    }
    if (settings_.group != group || settings_.team != team) {
        settings_.group = group;
        settings_.team = team;
        effects.writes.emplace_back(KeepSettings{settings_});
    }
    for (const auto& [task, dispatch] : std::exchange(unopened_, {}))
        open_dispatch(dispatch, now, effects);
    ask(team ? "teams" : "groups", now, effects);
}

template <class Team, class Code>
void Agent::learn_members(const std::string& result, const Code& own, Effects& effects) {
    const auto teams = decode<std::vector<Team>>(result, Form::Log);
    if (!teams) {
        effects.lines.push_back({LogLevel::Error, "members.unread", {}});
        return;
    }
    const auto ours = std::find_if(teams->begin(), teams->end(),
                                   [&](const Team& each) { return each.id == own; });
    if (ours == teams->end() || ours->members == settings_.members) return;
    settings_.members = ours->members;
    effects.writes.emplace_back(KeepSettings{settings_});
}

void Agent::learn_units(const std::string& result, Effects& effects) {
    const auto rows = decode<std::vector<UnitRow>>(result, Form::Log);
    if (!rows) {
        effects.lines.push_back({LogLevel::Error, "units.unread", {}});
        return;
    }
    units_.clear();
    for (const UnitRow& row : *rows) units_.push_back({row.id, row.name_zh, row.name_en});
    effects.writes.emplace_back(KeepUnits{units_});
}

void Agent::learn_checklists(const std::string& result, Effects& effects) {
    auto lists = decode<std::vector<ChecklistRow>>(result, Form::Log);
    if (!lists) {
        effects.lines.push_back({LogLevel::Error, "checklists.unread", {}});
        return;
    }
    for (ChecklistRow& list : *lists) {
        const Bytes hash = list.hash;
        if (!checklists_.emplace(hash, list).second) continue;
        effects.writes.emplace_back(KeepChecklist{std::move(list)});
    }
}

template <class Kind>
void Agent::learn(Errands<Kind>& errands, const std::string& what, const std::string& result,
                  std::uint64_t head, Effects& effects) {
    const auto rows = decode<std::vector<typename Kind::Row>>(result, Form::Log);
    if (!rows) {
        effects.lines.push_back({LogLevel::Error, what + ".unread", {}});
        return;
    }
    for (const auto& row : *rows) errands.confirmed(row, head, effects);
}

/// A device that comes later, or another one of the group, works on with what the office has.
void Agent::ask_for_findings(Now now, Effects& effects) {
    const auto lacks = [&](const FindingId& id) { return lacks_words(findings_, id); };
    for (const auto& [task, visit] : visits_.all()) {
        if (task::is_over(visit.confirmed)) continue;
        if (std::any_of(visit.findings.begin(), visit.findings.end(), lacks)) {
            return ask("findings", now, effects);
        }
    }
}

void Agent::learn_findings(const std::string& result, Now now, Effects& effects) {
    const auto rows = decode<std::vector<Finding>>(result, Form::Log);
    if (!rows) {
        effects.lines.push_back({LogLevel::Error, "findings.unread", {}});
        return;
    }
    for (const Finding& row : *rows) {
        const Visit* visit = visits_.find(row.task);
        if (visit == nullptr || task::is_over(visit->confirmed) || row.versions.empty()) continue;
        if (!lacks_words(findings_, row.id)) continue;
        FindingFacts facts = row.facts();
        Text words = std::exchange(facts.text, {});
        note({row.id, row.task, std::move(facts), {}}, effects);
        if (words.empty()) continue;
        words_of_[row.id] = Bytes(words.commitment);
        ask({0, "recorded", row.id.text, {}}, now, effects);
    }
}

void Agent::learn_words(const Question& asked, const std::string& result, Effects& effects) {
    const FindingId id{asked.id};
    const auto commitment = words_of_.extract(id);
    const auto known = findings_.find(id);
    if (commitment.empty() || known == findings_.end()) return;
    Opened found = open_value(result);
    if (Bytes(found.commitment) != commitment.mapped()) {
        effects.lines.push_back({LogLevel::Error, "words.altered", {{"finding", id.text}}});
        return;
    }
    FindingNote told = known->second;
    told.facts.text.value = std::move(found.words);
    note(std::move(told), effects);
}

}  // namespace dudao::agent
