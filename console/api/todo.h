// What waits for the reader's own act, each with its limit. The list and its badge are this one
// answer, so that they cannot differ. The rules themselves say whose act it is: `decide` is asked
// with the reader as the actor, so that nobody is shown a matter of their own to verify.
//
// A visit is accepted and checked in on the group's device; it stands here all the same, since it
// waits for the group.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "console/api/reader.h"
#include "domain/fields.h"
#include "domain/names.h"

namespace dudao::console {

/// What is to be done. The word of each stands in the pages' catalogue under `todo.`.
enum class TodoKind {
    Confirm,      // another's command, as the second person; it lapses at the limit
    Accept,       // a task of the own group
    CheckIn,      // … on the group's device
    Report,       // … the final report
    Review,       // a report
    Contest,      // to be decided
    Issue,        // a confirmed finding without an order; the rules set no limit
    Verify,       // a rectification that was handed in
    Extension,    // asked for; undecided at the limit it counts as refused
    Suspension,   // to be looked at again: its moment has come
    Referral,     // referred up to the reader's unit
    Acknowledge,  // an order; deemed served at the limit
    Rectify,      // by the deadline
    Receive,      // a demand to sign for; deemed served at the limit
    Answer,       // a demand: explanation, undertaking, interview
    Judge,        // the answer to a demand; the rules set no limit
    Dispose,      // a lead, within its month
    Conduct,      // a case in which the reader has a part: a step that can be taken now
    /// The report of an assignment, in a case whose words the reader may read.
    ReviewAssignment,
    Defend,   // the own case; the way to the decision is open at the limit
    Propose,  // an own draft of a plan, before its term begins
    Approve,  // a plan, before its term begins
};

/// `matter` and `id` lead to the page where the act is done.
struct TodoRow {
    TodoKind kind = TodoKind::Verify;
    std::string matter;  // rectification, finding, task, case, own-case, plan or proposal
    std::string id;
    std::string number;  // 2026-12; empty where it has none
    /// A word more: the kind of a demand or an assignment, the command of a proposal.
    std::string of;
    std::string unit;      // whom it is about; empty where it is not known or not to be told
    std::string verifier;  // was asked to verify it, maybe the reader; empty: nobody was
    std::string problem;   // one line, masked for those who need it not
    Moment limit;          // 0: the rules set none; stays when it has passed
    DUDAO_FIELDS(kind, matter, id, number, of, unit, verifier, problem, limit)
};

/// All of it: first what the reader was asked to verify, then the rest; in both the earliest limit
/// first, what has none last; rows of one limit by kind and number.
std::vector<TodoRow> todo(Reader& reader);

/// {total, rows}: of the rows the first `todo_shown_max`.
Json todo_page(Reader& reader);

}  // namespace dudao::console

namespace dudao {
template <>
struct Names<console::TodoKind> {
    using K = console::TodoKind;
    static constexpr auto table =
        std::to_array<Named<K>>({{K::Confirm, "confirm"},
                                 {K::Accept, "accept"},
                                 {K::CheckIn, "check_in"},
                                 {K::Report, "report"},
                                 {K::Review, "review"},
                                 {K::Contest, "contest"},
                                 {K::Issue, "issue"},
                                 {K::Verify, "verify"},
                                 {K::Extension, "extension"},
                                 {K::Suspension, "suspension"},
                                 {K::Referral, "referral"},
                                 {K::Acknowledge, "acknowledge"},
                                 {K::Rectify, "rectify"},
                                 {K::Receive, "receive"},
                                 {K::Answer, "answer"},
                                 {K::Judge, "judge"},
                                 {K::Dispose, "dispose"},
                                 {K::Conduct, "conduct"},
                                 {K::ReviewAssignment, "review_assignment"},
                                 {K::Defend, "defend"},
                                 {K::Propose, "propose"},
                                 {K::Approve, "approve"}});
};
}  // namespace dudao
