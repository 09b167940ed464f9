#include "tests/simulation/crowd.h"

#include <algorithm>
#include <string>

#include "client/issue.h"
#include "domain/cases/assignments.h"
#include "domain/cases/hands.h"
#include "ledger/hash.h"
#include "ledger/key_id.h"
#include "outside/outside.h"

namespace dudao::sim {
Crowd::Crowd(World& world, Network& network, StoreServer& server, Checks& checks,
             const Founded& founded, Rng rng)
    : Node(world, server, "crowd", std::move(rng)),
      network_(network),
      checks_(checks),
      founded_(founded) {}

void Crowd::start() {
    life_->alive = true;
    wake();
}

Crowd::Speaker& Crowd::speaker(const PersonId& person) {
    Speaker& speaker = speakers_[person];
    if (!speaker.link) {
        Uplink::Options options{jurisdiction, "sim", 1, 0, true};
        speaker.link =
            std::make_unique<ClientLink>(network_, life_, founded_.keys.at(person).text, options);
        speaker.link->wake = [this] { wake(); };
        speaker.link->set_online(true);
    }
    return speaker;
}

void Crowd::say_on_pages(const PersonId& person, const Command& command) {
    if (person) say(Founded::pages, command, person);
}

void Crowd::say(const PersonId& person, const Command& command, const PersonId& as) {
    if (!person || !founded_.keys.contains(person)) return;
    Speaker& who = speaker(person);
    if (who.waits || !who.link->uplink().welcomed()) return wake();
    OutboxRow row = who.link->uplink().make(command, as, "c");
    checks_.said(founded_.keys.at(person), row, command, world_.moment());
    who.waits = true;
    who.link->uplink().offer(std::move(row));
    wake();
}

void Crowd::turn() {
    for (const Entry& entry : read_log(replica_.seq)) {
        if (auto taken = replica_.apply(entry); !taken)
            return world_.broken("I8", "crowd: " + taken.error().text());
    }
    std::int64_t ms = 2000;
    for (auto& [person, who] : speakers_) {
        bool refused = false;
        for (auto& event : who.link->take_events()) {
            if (const auto* answered = std::get_if<Uplink::Answered>(&event)) {
                checks_.answered(founded_.keys.at(person), answered->answer);
                who.waits = false;
                refused = !answered->answer.ok;
                world_.mark(refused ? "person refused: " + answered->answer.why
                                    : "person accepted");
            }
        }
        if (refused) {  // the number is free again: the next welcome says which is next
            who.link.reset();
            speaker(person);
        }
        who.link->turn();
        ms = std::clamp<std::int64_t>(
            who.link->uplink().next_due(world_.now_ms()) - world_.now_ms(), 1, ms);
    }
    wake(ms);
}

bool Crowd::calm() const {
    return std::none_of(speakers_.begin(), speakers_.end(),
                        [](const auto& each) { return each.second.waits; });
}

PersonId Crowd::unit_officer(const UnitId& unit) const {
    const auto at = founded_.unit_officers.find(unit);
    return at == founded_.unit_officers.end() ? PersonId{} : at->second;
}

template <class Map>
const typename Map::mapped_type* Crowd::any(const Map& map) {
    if (map.empty()) return nullptr;
    // The newest are the most interesting.
    auto at = map.end();
    const std::uint64_t back = 1 + rng_.below(std::min<std::uint64_t>(map.size(), 12));
    std::advance(at, -static_cast<std::ptrdiff_t>(back));
    return &at->second;
}

void Crowd::act() {
    const State& state = replica_.state;
    if (founded_.officers.empty() || state.units.empty()) return;
    if (insider_ && rng_.below(3) == 0) return wickedness();
    switch (rng_.below(14)) {
        case 10:
        case 11:
        case 12:
        case 13:
            if (const Case* lead = any(state.cases)) about(*lead);
            return;
        case 0:
        case 1:
            if (const Task* task = any(state.tasks)) about(*task);
            return;
        case 2:
        case 3:
            if (const Finding* finding = any(state.findings)) about(*finding);
            return;
        case 4:
        case 5:
        case 6:
        case 7:
            if (const Rectification* r = any(state.rectifications)) about(*r);
            return;
        case 8: {
            const Proposal* proposal = any(state.proposals);
            const Demand* demand = any(state.demands);
            if (proposal && (!demand || rng_.below(2) == 0)) return about(*proposal);
            if (demand) about(*demand);
            return;
        }
        default:
            return rubbish();
    }
}

void Crowd::act_on_a_case() {
    const State& state = replica_.state;
    for (const auto& [id, proposal] : state.proposals) {
        const auto command = outside_of_rules.unpack(proposal.command, proposal.args);
        const Case* lead = command ? case_of(state, *command) : nullptr;
        if (lead && rng_.below(2) == 0) return agree(proposal, *lead);
    }
    std::vector<const Case*> open;
    for (const auto& [id, lead] : state.cases) {
        if (!cases::is_over(lead.state) && open.size() < 3) open.push_back(&lead);
    }
    if (open.size() == 3) return about(*open[rng_.below(3)]);
    officer_says(OpenLead{LeadSource::Petition, UnitId{"t1v1"}, {}, words("来信※")});
}

void Crowd::about(const Task& task) {
    if (task.state == task::State::Reported)
        return officer_says(ReviewTask{task.id, rng_.below(6) != 0, words("核※")});
    if (rng_.below(30) != 0 || founded_.leaders.size() < 2) return;
    if (task.state == task::State::Released || task.state == task::State::Accepted) {
        say(founded_.leaders[0], WithdrawTask{task.id, words("汛情※")});
    }
}

void Crowd::about(const Proposal& proposal) {
    const auto command = outside_of_rules.unpack(proposal.command, proposal.args);
    const Case* lead = command ? case_of(replica_.state, *command) : nullptr;
    if (lead) return agree(proposal, *lead);
    const PersonId& other = founded_.leaders[rng_.below(2)];
    // Honest people look at what they confirm.
    if (insider_ && proposal.proposer == insider_) {
        return say(other, RefuseProposal{proposal.id, words("不宜※")});
    }
    if (rng_.below(8) == 0) return say(other, RefuseProposal{proposal.id, words("不宜※")});
    if (rng_.below(4) != 0) say(other, ConfirmProposal{proposal.id});  // some lapse
}

void Crowd::about(const Finding& finding) {
    const UnitId& unit = finding.facts().unit;
    switch (finding.state) {
        case finding::State::Confirmed:
            if (rng_.below(8) == 0)
                return say(unit_officer(unit), ContestFinding{finding.id, words("不实※"), {}});
            return officer_says(IssueRectification{
                finding.id, unit, unit_officer(unit), {}, words("改※"), words("验※")});
        case finding::State::Contested: {
            constexpr std::array verdicts = {finding::Verb::Uphold, finding::Verb::Amend,
                                             finding::Verb::Dismiss};
            return officer_says(DecideContest{finding.id, verdicts.at(rng_.below(3)),
                                              Severity::Minor, words("查※")});
        }
        case finding::State::Opened:
            if (rng_.below(6) == 0)
                return say(unit_officer(unit), ContestFinding{finding.id, words("不实※"), {}});
            return;
        case finding::State::Recorded:
            if (rng_.below(20) == 0) return officer_says(DismissFinding{finding.id, words("误※")});
            return;
        default:
            return;
    }
}

void Crowd::about(const Rectification& r) {
    using rectification::State;
    const PersonId own = unit_officer(r.unit);
    switch (r.state) {
        case State::Issued:
            if (rng_.below(4) == 0) return;  // deemed served, later
            return say(own, AcknowledgeRectification{r.id});
        case State::InProgress:
            switch (rng_.below(14)) {
                case 0:
                    return say(own, ReportProgress{r.id, words("在办※")});
                case 1:
                    return say(own, RequestExtension{r.id, Budget{5, r.budget.unit}, words("雨※")});
                case 2:
                    return officer_says(DecideExtension{r.id, rng_.below(2) == 0, words("准※")});
                case 3:
                    return officer_says(
                        SuspendRectification{r.id, SuspendCode::Season, words("汛※")});
                case 4:
                    return officer_says(ReferUp{r.id, words("权限※")});
                case 5:
                    return officer_says(
                        ClimbByHand{r.id, static_cast<std::int32_t>(r.step + 1), words("急※")});
                case 6: {
                    const Finding& finding = replica_.state.findings.at(r.finding);
                    return say(own, AttachEvidence{finding.task, finding.id,
                                                   EvidenceHash{to_hex(sha256(rng_.bytes(4)))}, 100,
                                                   "image/jpeg"});
                }
                case 7:
                case 8: {
                    const auto proof = replica_.state.evidence.begin();
                    if (proof == replica_.state.evidence.end()) return;
                    return say(own, SubmitRectification{r.id, words("已改※"), {proof->first}});
                }
                case 9: {
                    const auto& [unit, person] = *std::next(
                        founded_.unit_officers.begin(),
                        static_cast<std::ptrdiff_t>(rng_.below(founded_.unit_officers.size())));
                    return officer_says(TransferRectification{r.id, unit, person, words("移交※")});
                }
                default:
                    return;  // late, and the ladder climbs
            }
        case State::Submitted:
            if (!r.verifier && rng_.below(4) == 0) {
                return officer_says(
                    AssignVerifier{r.id, founded_.officers[rng_.below(founded_.officers.size())]});
            }
            if (rng_.below(3) == 0)
                return officer_says(ReturnRectification{r.id, rng_.below(2) == 0, words("缺※")});
            return officer_says(VerifyRectification{r.id, rng_.below(2) == 0, words("属实※")});
        case State::Suspended:
            return officer_says(ResumeRectification{r.id, words("复※")});
        case State::ReferredUp:
            if (rng_.below(2) == 0)
                return say(unit_officer(replica_.state.units.at(r.unit).parent),
                           TakeReferral{r.id});
            return officer_says(ResumeRectification{r.id, words("复※")});
        case State::StruckOff:
            if (rng_.below(10) == 0)
                return officer_says(RecheckRectification{r.id, rng_.below(2) == 0, words("查※")});
            return;
    }
}

void Crowd::about(const Demand& demand) {
    using demand::State;
    if (demand.state == State::Issued && rng_.below(2) == 0)
        return say(demand.person, AcknowledgeDemand{demand.id});
    if (demand.state == State::Open || demand.state == State::Unanswered) {
        return say(demand.person, AnswerDemand{demand.id, words("因※")});
    }
    if (demand.state == State::Answered)
        return officer_says(DecideDemand{demand.id, rng_.below(3) != 0, words("阅※")});
}

void Crowd::agree(const Proposal& proposal, const Case&) {
    if (rng_.below(12) == 0) return officer_says(RefuseProposal{proposal.id, words("不宜※")});
    // Whoever may not is refused, and another one is asked next time.
    const std::uint64_t who =
        rng_.below(founded_.officers.size() + 2 * founded_.authorities.size());
    const bool decides = who >= founded_.officers.size();
    const PersonId& person =
        decides
            ? founded_.authorities[(who - founded_.officers.size()) % founded_.authorities.size()]
            : founded_.officers[who];
    say(person, ConfirmProposal{proposal.id});
}

void Crowd::about(const Case& lead) {
    const State& state = replica_.state;
    for (const AssignmentId id : lead.assignments) {
        const Assignment& row = state.assignments.at(id);
        if (!assignment::is_open(row.state)) continue;
        using assignment::Verb;
        if (row.state == assignment::State::Reported) {
            const Verb how = rng_.below(6) == 0 ? Verb::Return : Verb::Pass;
            return officer_says(ReviewAssignment{id, how, words("阅※")});
        }
        if (rng_.below(30) == 0)
            return officer_says(ReviewAssignment{id, Verb::Withdraw, words("撤※")});
        if (rng_.below(6) != 0) return;  // its team is at it
    }
    if (lead.limit == CaseLimitKind::Defence && rng_.below(2) == 0) {
        const bool waived = rng_.below(3) == 0;
        return say_on_pages(unit_officer(lead.unit),
                            DefendCase{lead.id, waived, waived ? Text{} : words("申辩※")});
    }
    if (rng_.below(20) == 0) return officer_says(ExtendCase{lead.id, lead.limit, words("疑难※")});
    if (rng_.below(60) == 0)
        return officer_says(RecuseFromCase{lead.id, officer(), words("同乡※")});
    if (!staff(lead) || issue_for(lead)) return;
    std::vector<const cases::Step*> rows;
    for (const cases::Step& row : cases::table) {
        const bool on_track = row.tracks == 0 || (row.tracks & cases::on(lead.track)) != 0;
        // Most are to go far.
        const bool ends = cases::is_over(row.to) || row.to == cases::State::Held ||
                          row.verb == cases::Verb::Withdraw;
        if (row.from == lead.state && on_track && (!ends || rng_.below(6) == 0))
            rows.push_back(&row);
    }
    if (!rows.empty()) step(lead, *rows[rng_.below(rows.size())]);
}

/// Names the person concerned and gives the case the team that it lacks. True when it lacks none.
bool Crowd::staff(const Case& lead) {
    using State = cases::State;
    const auto assign = [&](Part part) {
        officer_says(
            AssignTeam{lead.id, part, founded_.teams[rng_.below(founded_.teams.size())].team});
        return false;
    };
    const bool works = lead.state == State::Inquiry || lead.state == State::Verification;
    if (works && lead.subject.empty() && !lead.team) {
        officer_says(NameSubject{lead.id, unit_officer(lead.unit), Bytes(rng_.bytes(32))});
        return false;
    }
    if (works && !lead.team) return assign(Part::Verified);
    if (lead.state == State::Review && !lead.reviewers) return assign(Part::Reviewed);
    if (lead.state == State::AppealUnderWay && !lead.appeal_team) return assign(Part::Appealed);
    return true;
}

/// Issues something that the case asks for and does not have. True when it did.
bool Crowd::issue_for(const Case& lead) {
    const State& state = replica_.state;
    if (rng_.below(4) == 0) return false;
    for (const auto& [kind, kind_word] : Names<assignment::Kind>::table) {
        for (const auto& [paper, paper_word] : Names<assignment::Paper>::table) {
            if (!is_asked_for(kind, paper, lead.state)) continue;
            if (closed(state, lead, kind, paper) != nullptr) continue;
            using assignment::Kind;
            const bool papers =
                kind == Kind::Serve || kind == Kind::Announce || kind == Kind::CarryOut;
            const bool reviews = kind == Kind::Review;
            const TeamId team = papers     ? founded_.teams[rng_.below(founded_.teams.size())].team
                                : !reviews ? lead.team
                                : lead.state == cases::State::Review ? lead.reviewers
                                                                     : lead.appeal_team;
            const auto crew = std::find_if(founded_.teams.begin(), founded_.teams.end(),
                                           [&](const auto& each) { return each.team == team; });
            if (crew == founded_.teams.end()) continue;
            const PersonId who = officer();
            const seal::SealingKeys& pair = founded_.pairs.at(who);
            IssueAssignment command{lead.id, kind, paper, team, {}, {}};
            const auto sealed =
                seal_words(command, {"", "办理※"},
                           {{crew->device, Bytes(std::string(crew->sealing.public_key.begin(),
                                                             crew->sealing.public_key.end()))}},
                           KeyPair{pair.public_key, SecretKey{pair.secret_key}},
                           [this](std::size_t n) { return rng_.bytes(n); });
            ensure(sealed.has_value(), "the words of an assignment are sealed");
            say(who, command);
            return true;
        }
    }
    return false;
}

/// Mostly the head of the team whose turn it is.
PersonId Crowd::handler(const Case& lead) {
    const TeamId team = lead.state == cases::State::Review           ? lead.reviewers
                        : lead.state == cases::State::AppealUnderWay ? lead.appeal_team
                                                                     : TeamId{};
    const auto crew = std::find_if(founded_.teams.begin(), founded_.teams.end(),
                                   [&](const auto& each) { return each.team == team; });
    return crew == founded_.teams.end() || rng_.below(4) == 0 ? officer() : crew->head;
}

void Crowd::step(const Case& lead, const cases::Step& row) {
    const PersonId who = handler(lead);
    if (row.by == rights::anybody)
        return say_on_pages(unit_officer(lead.unit), AppealCase{lead.id, words("不服※")});
    if (row.guard == cases::Guard::DefenceAnswered || row.guard == cases::Guard::AppealReviewed) {
        const bool measured = row.verb == cases::Verb::Decide || row.verb == cases::Verb::Amend;
        return say(who,
                   DecideCase{lead.id, row.verb, words("纪委※"),
                              measured ? std::vector{Measure::Admonition} : std::vector<Measure>{},
                              words("答※"), words("决※")});
    }
    if (row.confirm == rights::officer) {
        const auto& tracks = Names<cases::Track>::table;
        const cases::Track track = row.verb == cases::Verb::Verify
                                       ? tracks.at(1 + rng_.below(tracks.size() - 1)).first
                                       : cases::Track::None;
        return say(who, DisposeLead{lead.id, row.verb, track, words("核※")});
    }
    if (row.confirm == rights::authority)
        return say(who, AuthoriseCase{lead.id, row.verb, words("批※")});
    say(who, StepCase{lead.id, row.verb, words("办※")});
}

void Crowd::let_in_an_insider() {
    const auto& group = founded_.groups[rng_.below(founded_.groups.size())];
    const std::vector<PersonId> each_role{founded_.leaders[0],
                                          founded_.leaders.back(),  // of the county, of a township
                                          founded_.officers[0],
                                          founded_.keeper,
                                          founded_.auditor,
                                          founded_.administrator,
                                          group.head,
                                          group.member,
                                          unit_officer(UnitId{"t1v1"}),
                                          founded_.authorities[0],
                                          founded_.teams[0].head,
                                          founded_.teams[0].member};
    insider_ = each_role[rng_.below(each_role.size())];
}

/// Any command at all, about anything, with values at the ends of their types. A lost key is an
/// officer's to revoke alone, and then its device waits for ever: that one is left out, since a run
/// must come to rest.
void Crowd::wickedness() {
    const dudao::test::Scene scene{replica_.state,
                                   world_.moment(),
                                   UnitId{"t1v1"},
                                   unit_officer(UnitId{"t1v1"}),
                                   {founded_.groups[0].head, founded_.groups[0].member},
                                   Bytes(std::string(32, 's')),
                                   [this](KeyKind kind) {
                                       KeyRow row;
                                       row.kind = kind;
                                       row.public_key = Bytes(rng_.bytes(32));
                                       row.public_key.back() &= 0x7f;
                                       row.id = key_id(row.public_key);
                                       if (kind == KeyKind::Engine)
                                           row.signing_key = Bytes(rng_.bytes(32));
                                       if (kind == KeyKind::Device)
                                           row.sealing_key = row.public_key;
                                       return row;
                                   }};
    const Command command = sampler_.command(rng_.below(command_names.size()), insider_, scene);
    // Whose key is revoked waits for an answer for ever: no run could tell that from a hang.
    if (std::holds_alternative<KeyRevocation>(command) ||
        std::holds_alternative<AccessEnd>(command) ||
        std::holds_alternative<IncarnationGrant>(command)) {
        return;
    }
    world_.mark("insider speaks");
    say(insider_, command);
}

/// Out of role, out of state, of what is not there: refused, and nothing happens.
void Crowd::rubbish() {
    const PersonId anybody = rng_.below(2) == 0 ? officer() : unit_officer(UnitId{"t1v1"});
    const RectificationId nothing{rng_.below(1000) * 16};
    switch (rng_.below(4)) {
        case 0:
            return say(anybody, VerifyRectification{nothing, false, {}});
        case 1:
            return say(anybody, SubmitRectification{nothing, {}, {}});
        case 2:
            return say(anybody, ReviewTask{TaskId{nothing.value}, true, {}});
        default:
            return say(anybody, OpenLead{LeadSource::Petition, UnitId{"t1v1"}, {}, words("来信※")});
    }
}

}  // namespace dudao::sim
