#include "domain/folds.h"

namespace dudao {

void apply(State& state, const EventHead& e, const ProposalMade& body) {
    state.counters["proposal/" + std::to_string(body.year)] = body.number;
    state.proposals[body.id] =
        Proposal{body.id, body.year, body.number, body.command, body.args,   e.actor,
                 e.via,   body.kind, body.group,  e.at,         body.lapses, {}};
}

void apply(State& state, const EventHead& e, const ProposalConfirmed& body) {
    at(state.proposals, body.id)
        .confirmations.push_back(Confirmation{e.actor, e.via, body.kind, body.group});
}

void apply(State& state, const EventHead&, const ProposalEnded& body) {
    ensure(state.proposals.erase(body.id) == 1, "a proposal ends twice");
}

}  // namespace dudao
