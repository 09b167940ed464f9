// The rules of proposals: who may confirm, and executing the command after the last confirmation.
#include <algorithm>

#include "domain/cases/clock.h"
#include "domain/cases/hands.h"
#include "domain/confirm.h"
#include "domain/decide.h"
#include "domain/permission.h"
#include "domain/refuse.h"
#include "domain/rules.h"

namespace dudao {
namespace {

constexpr std::size_t open_max = 1000;
constexpr std::size_t open_max_a_person = 100;

Refusal no_such_proposal() { return refuse(Why::NotFound, "no_such_proposal"); }

const Proposal* find(const Draft& draft, ProposalId id) {
    const auto at = draft.state().proposals.find(id);
    return at == draft.state().proposals.end() ? nullptr : &at->second;
}

NoticeItem item(ProposalId id, std::string text, Moment due) {
    return NoticeItem{matter(id), 0, 0, std::move(text), due};
}

Refusal no_room(const Draft& draft, const std::string& name, const Bytes& args) {
    const auto& open = draft.state().proposals;
    if (open.size() >= open_max) {
        return refuse(Why::Full, "too_many_proposals");
    }
    std::size_t own = 0;
    for (const auto& [id, each] : open) {
        if (each.proposer != draft.context().actor) continue;
        if (each.command == name && each.args == args) {
            return refuse(Why::NotNow, "proposed_already");
        }
        ++own;
    }
    if (own < open_max_a_person) return std::nullopt;
    return refuse(Why::Full, "too_many_proposals_of_yours");
}

/// Notifies the people concerned by a new key or account in a person's name, or a new key on a
/// group's device.
void tell_of_key(Draft& draft, ProposalId id, const Command& command) {
    if (const auto* invited = std::get_if<InvitationRow>(&command)) {
        return draft.tell(invited->person, item(id, "key.invited", {}));
    }
    const auto* row = std::get_if<KeyRow>(&command);
    if (!row) return;
    if (row->kind == KeyKind::Person) {
        draft.tell(row->person, item(id, "key.person", {}));
    } else if (row->kind == KeyKind::Device) {
        draft.tell(Addressee::GroupHead, {}, row->group, item(id, "key.device", {}));
        draft.tell(Addressee::LeadingGroup, draft.state().founding.root, {},
                   item(id, "key.device", {}));
    }
}

/// Notifies whose notices go elsewhere from now on, unless they agreed themselves.
void tell_of_contact(Draft& draft, ProposalId id, const Command& command) {
    const auto* row = std::get_if<ContactRow>(&command);
    if (!row || row->person == draft.context().actor) return;
    draft.tell(row->person, item(id, std::string(contact_notice), {}));
}

void end(Draft& draft, const Proposal& proposal, ProposalEnd how, Text reason) {
    draft.add(ProposalEnded{proposal.id, how, std::move(reason)});
    draft.cancel_all_timers(matter(proposal.id));
}

/// Runs the command's rule on the present state as the proposer, with the confirming person as
/// second.
Refusal carry_out(Draft& draft, const Proposal& proposal, const Command& command) {
    const Context& checker = draft.context();
    Context maker = checker;
    maker.actor = proposal.proposer;
    maker.via = proposal.via;
    maker.kind = proposal.kind;
    maker.group = proposal.group;
    maker.second = checker.actor;
    const auto via = draft.state().keys.find(proposal.via);
    const bool revoked = via != draft.state().keys.end() && via->second.revoked;
    if (revoked || !may_send(draft.state(), maker, command)) {
        return refuse(Why::NotNow, "proposer_may_no_longer");
    }
    draft.speak_as(maker);
    auto refusal = run_rule(draft, command);
    draft.speak_as(checker);
    return refusal;
}

}  // namespace

Refusal propose(Draft& draft, const Command& command) {
    const Context& maker = draft.context();
    const State& state = draft.state();
    if (!maker.outside) return refuse(Why::Forbidden, "waits_for_a_second_person");
    const auto gain = beneficiaries(state, command, maker);
    const std::string wire_name(name(command));
    Bytes args = maker.outside->pack(command);
    if (auto full = no_room(draft, wire_name, args)) return full;

    const auto id = draft.new_id<ProposalId>();
    const auto [year, number] = draft.next_number("proposal");
    const Moment lapses = draft.due(draft.policy().confirmation);
    draft.add(ProposalMade{id, year, number, wire_name, std::move(args), maker.kind, maker.group,
                           lapses});
    draft.set_timer(TimerKind::ProposalLapse, matter(id), lapses);
    const Case* lead = case_of(state, command);
    for (const Seat& seat : seats(state, maker.actor, command)) {
        const auto able = who_may_fill(state, seat, maker.actor, gain, draft.now());
        if (able.empty()) {
            return refuse(Why::NotNow, "nobody_else_may_confirm");
        }
        for (const PersonId& person : able) {
            draft.tell(person, item(id, proposal_notice(wire_name, "waits"), lapses));
        }
        if (lead && (seat.roles & (rights::authority | rights::superior)) != 0) bring(draft, *lead);
    }
    draft.waits(id, year, number);
    return std::nullopt;
}

Refusal decide(Draft& draft, const ConfirmProposal& command) {
    const Proposal* proposal = find(draft, command.proposal);
    if (!proposal) return no_such_proposal();
    const Context& who = draft.context();
    if (who.actor == proposal->proposer) {
        return refuse(Why::OwnMatter, "proposer_confirms");
    }
    const auto proposed = who.outside->unpack(proposal->command, proposal->args);
    if (!proposed) {
        return refuse(Why::NotNow, "proposal_not_readable");
    }
    if (draft.now() >= proposal->lapses) {
        return refuse(Why::TooLate, "proposal_lapsed");
    }
    const State& state = draft.state();
    const auto gain = beneficiaries(state, *proposed, who);
    auto open = open_seats(state, *proposal, *proposed, who);
    const auto filled = std::erase_if(open, [&](const Seat& seat) {
        return may_fill(state, seat, proposal->proposer, gain, who);
    });
    if (filled == 0) {
        // Whom a case keeps out is not told that something is proposed in it.
        const bool gains = std::find(gain.begin(), gain.end(), who.actor) != gain.end();
        if (gains && !case_of(state, *proposed)) {
            return refuse(Why::OwnMatter, "confirms_own_matter");
        }
        return no_such_proposal();
    }
    draft.add(ProposalConfirmed{proposal->id, who.kind, who.group});
    draft.waits(proposal->id, proposal->year, proposal->number);
    if (!open.empty()) return std::nullopt;
    end(draft, *proposal, ProposalEnd::Confirmed, {});
    tell_of_key(draft, proposal->id, *proposed);
    tell_of_contact(draft, proposal->id, *proposed);
    draft.tell(proposal->proposer,
               item(proposal->id, proposal_notice(proposal->command, "confirmed"), {}));
    draft.made(0);
    return carry_out(draft, *proposal, *proposed);
}

Refusal decide(Draft& draft, const RefuseProposal& command) {
    const Proposal* proposal = find(draft, command.proposal);
    if (!proposal) return no_such_proposal();
    const Context& who = draft.context();
    const bool same_way = who.kind != KeyKind::Device || proposal->kind == KeyKind::Device;
    const bool own = who.actor == proposal->proposer && same_way;
    if (!own && !waits_for(draft.state(), *proposal, who)) return no_such_proposal();
    if (!own && command.reason.empty()) {
        return refuse(Why::BadInput, "no_reason_to_refuse");
    }
    end(draft, *proposal, own ? ProposalEnd::Withdrawn : ProposalEnd::Refused, command.reason);
    if (!own) {
        draft.tell(proposal->proposer,
                   item(proposal->id, proposal_notice(proposal->command, "refused"), {}));
    }
    return std::nullopt;
}

}  // namespace dudao
