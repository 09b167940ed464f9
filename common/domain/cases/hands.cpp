#include "domain/cases/hands.h"

#include <algorithm>

#include "domain/command.h"
#include "domain/roles.h"

namespace dudao {
namespace {

bool is_member(const TeamRow& team, const PersonId& person) {
    return std::find(team.members.begin(), team.members.end(), person) != team.members.end();
}

const TeamRow* team_row(const State& state, const TeamId& id) {
    const auto at = state.teams.find(id);
    return at == state.teams.end() ? nullptr : &at->second;
}

bool can_tell(const Context& reader) {
    return reader.case_key != nullptr && reader.outside != nullptr;
}

/// The group whose visit recorded the finding; empty if the lead is of no finding.
GroupId finders(const State& state, const Case& lead) {
    const auto finding = state.findings.find(lead.finding);
    if (finding == state.findings.end()) return {};
    return state.tasks.at(finding->second.task).group;
}

}  // namespace

bool is_look_noted(const Case& lead, const PersonId& reader, Moment now) {
    return std::any_of(lead.looks.begin(), lead.looks.end(), [&](const CaseLook& each) {
        return each.person == reader && now < each.at + days(1);
    });
}

bool is_subject(const Context& reader, const Case& lead, const PersonId& person) {
    if (lead.subject.empty() || !person || !can_tell(reader)) return false;
    return reader.outside->mark(*reader.case_key, lead.id, person) == lead.subject;
}

bool is_kept_out(const State& state, const Context& reader, const Case& lead,
                 const PersonId& person) {
    if (!person) return false;
    if (!lead.subject.empty() && !can_tell(reader)) return true;
    if (is_subject(reader, lead, person) || belongs_to(state, person, lead.unit)) return true;
    const auto& recused = lead.recused;
    if (std::find(recused.begin(), recused.end(), person) != recused.end()) return true;
    const auto r = state.rectifications.find(lead.rectification);
    if (r != state.rectifications.end() && r->second.verified_by == person) return true;
    const GroupRow* group = group_of(state, person);
    return group != nullptr && group->id == finders(state, lead);
}

namespace {

/// The part of those who judge in the present state.
std::optional<Part> part_in(const Case& lead) {
    using cases::State;
    switch (lead.state) {
        case State::Lead:
        case State::Inquiry:
        case State::Answered:
        case State::LookedInto:
        case State::Held:
            return Part::Disposed;
        case State::Verification:
            return Part::Verified;
        case State::Started:
        case State::Investigation:
            return Part::Investigated;
        case State::Review:
            return Part::Reviewed;
        case State::Proposed:
            return Part::Drafted;
        case State::AppealUnderWay:
            return lead.appeals > 1 ? Part::Reheard : Part::Appealed;
        default:
            return std::nullopt;
    }
}

}  // namespace

std::optional<Part> part_of(const Case& lead, cases::Verb verb) {
    // Who asks that a case be withdrawn or referred leaves the judgement to the authority.
    const bool asks = verb == cases::Verb::Withdraw || verb == cases::Verb::Refer;
    return asks && lead.filed_at.ms != 0 ? std::nullopt : part_in(lead);
}

std::optional<Part> part_of_second(const Case& lead, cases::Verb verb) {
    using cases::Verb;
    if (verb == Verb::Decide || verb == Verb::Exempt) return Part::Decided;
    // An authority that lets a case be filed, withdrawn or referred does not judge it yet, and may
    // still decide.
    const auto own = part_in(lead);
    const bool judges = own == Part::Disposed || own == Part::Appealed || own == Part::Reheard;
    return judges ? own : std::nullopt;
}

std::optional<Part> part_of(const Case& lead, assignment::Kind kind) {
    using assignment::Kind;
    switch (kind) {
        case Kind::Talk:
        case Kind::Verify:
            return Part::Verified;
        case Kind::ShowFacts:
        case Kind::Hear:
            return Part::Investigated;
        case Kind::Review:
            return part_in(lead);
        default:
            return std::nullopt;
    }
}

bool excludes(const Case& lead, const PersonId& person, std::optional<Part> part) {
    if (!part) return false;
    const auto forbids = [&](Part had) {
        switch (*part) {
            case Part::Verified:
            case Part::Investigated:
                return had == Part::Reviewed || had == Part::Decided || had == Part::Appealed ||
                       had == Part::Reheard;
            case Part::Reviewed:
                return had == Part::Verified || had == Part::Investigated || had == Part::Decided;
            case Part::Decided:
                return had == Part::Verified || had == Part::Investigated || had == Part::Reviewed;
            case Part::Appealed:
            case Part::Reheard:
                return had != *part;
            case Part::Disposed:
            case Part::Drafted:
                break;
        }
        return false;
    };
    return std::any_of(lead.hands.begin(), lead.hands.end(), [&](const Hand& hand) {
        return hand.person == person && forbids(hand.part);
    });
}

bool has_hand(const State& state, const Case& lead, const PersonId& person) {
    if (!person) return false;
    const auto is_theirs = [&](const TeamId& id) {
        const TeamRow* team = team_row(state, id);
        return team != nullptr && is_member(*team, person);
    };
    return std::any_of(lead.hands.begin(), lead.hands.end(),
                       [&](const Hand& hand) { return hand.person == person; }) ||
           is_theirs(lead.team) || is_theirs(lead.reviewers) || is_theirs(lead.appeal_team) ||
           std::any_of(lead.assignments.begin(), lead.assignments.end(),
                       [&](AssignmentId id) { return state.assignments.at(id).issuer == person; });
}

const Case* case_of(const State& state, const Command& command) {
    return std::visit(
        [&](const auto& body) -> const Case* {
            if constexpr (requires { body.lead; }) {
                const auto at = state.cases.find(body.lead);
                return at == state.cases.end() ? nullptr : &at->second;
            } else {
                return nullptr;
            }
        },
        command);
}

const Assignment* closed(const State& state, const Case& lead, assignment::Kind kind,
                         assignment::Paper paper) {
    const Assignment* last = nullptr;
    const auto first = static_cast<std::size_t>(lead.stage_from);
    for (std::size_t i = first; i < lead.assignments.size(); ++i) {
        const Assignment& each = state.assignments.at(lead.assignments[i]);
        if (each.state == assignment::State::Closed && each.kind == kind && each.paper == paper) {
            last = &each;
        }
    }
    return last;
}

bool was_closed(const State& state, const Case& lead, assignment::Kind kind) {
    return std::any_of(lead.assignments.begin(), lead.assignments.end(), [&](AssignmentId id) {
        const Assignment& each = state.assignments.at(id);
        return each.state == assignment::State::Closed && each.kind == kind;
    });
}

bool shares_people(const State& state, const Case& lead, const TeamRow& team,
                   std::initializer_list<TeamId> others) {
    return std::any_of(team.members.begin(), team.members.end(), [&](const PersonId& person) {
        const bool had_a_part =
            std::any_of(lead.hands.begin(), lead.hands.end(),
                        [&](const Hand& hand) { return hand.person == person; });
        if (had_a_part) return true;
        return std::any_of(others.begin(), others.end(), [&](const TeamId& id) {
            const TeamRow* other = team_row(state, id);
            return other != nullptr && is_member(*other, person);
        });
    });
}

bool is_of_team(const Context& speaker, const TeamRow& team) {
    const bool with_device = speaker.kind == KeyKind::Device;
    if (with_device && speaker.team != team.id) return false;
    return (with_device && !speaker.actor) || is_member(team, speaker.actor);
}

bool is_for(const State& state, const Context& speaker, const Assignment& row) {
    const TeamRow* team = team_row(state, row.team);
    return team != nullptr && is_of_team(speaker, *team) &&
           !is_kept_out(state, speaker, state.cases.at(row.lead), speaker.actor);
}

bool is_hand(const State& state, const Context& speaker, const Assignment& row) {
    const auto& hands = row.hands;
    return is_for(state, speaker, row) &&
           std::find(hands.begin(), hands.end(), speaker.actor) != hands.end();
}

}  // namespace dudao
