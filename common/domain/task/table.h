// The lifecycle of a task (domain.md §3.2).
#pragma once

#include "domain/lifecycle.h"

namespace dudao::task {

enum class State { Released, Accepted, OnSite, Reported, Closed, Recused, Missed, Withdrawn };
enum class Verb {
    Accept,
    Recuse,
    CheckIn,
    Record,  // answers, findings, amendments, evidence
    Leave,   // the village; what is still to be written is written elsewhere
    ReportPreliminary,
    ReportFinal,
    Pass,
    Return,
    Miss,
    Withdraw,
};
enum class Guard {
    None,
    ConflictNamed,
    ReasonGiven,
    CommitmentOpens,
    StillThere,
    ChecklistComplete,
    NotInspected,
    NotInspectedReason,
    NothingUndecidedReason,
};

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Released, Verb::Accept, Guard::None, State::Accepted},
    {State::Released, Verb::Recuse, Guard::ConflictNamed, State::Recused},
    {State::Released, Verb::Miss, Guard::None, State::Missed},
    {State::Released, Verb::Withdraw, Guard::ReasonGiven, State::Withdrawn},
    {State::Accepted, Verb::Recuse, Guard::ConflictNamed, State::Recused},
    {State::Accepted, Verb::CheckIn, Guard::CommitmentOpens, State::OnSite},
    {State::Accepted, Verb::Miss, Guard::None, State::Missed},
    {State::Accepted, Verb::Withdraw, Guard::ReasonGiven, State::Withdrawn},
    {State::OnSite, Verb::Record, Guard::None, State::OnSite},
    {State::OnSite, Verb::Leave, Guard::StillThere, State::OnSite},
    {State::OnSite, Verb::ReportPreliminary, Guard::None, State::OnSite},
    {State::OnSite, Verb::Withdraw, Guard::NothingUndecidedReason, State::Withdrawn},
    {State::OnSite, Verb::ReportFinal, Guard::ChecklistComplete, State::Reported},
    {State::Reported, Verb::Pass, Guard::NotInspected, State::Closed},
    {State::Reported, Verb::Return, Guard::NotInspectedReason, State::OnSite},
});

/// Nothing can be done on the task any more.
constexpr bool is_over(State state) {
    return state == State::Closed || state == State::Recused || state == State::Missed ||
           state == State::Withdrawn;
}

}  // namespace dudao::task

namespace dudao {
template <>
struct Names<task::State> {
    using S = task::State;
    static constexpr std::string_view words = "state.task";
    static constexpr auto table = std::to_array<Named<S>>({{S::Released, "released"},
                                                           {S::Accepted, "accepted"},
                                                           {S::OnSite, "on_site"},
                                                           {S::Reported, "reported"},
                                                           {S::Closed, "closed"},
                                                           {S::Recused, "recused"},
                                                           {S::Missed, "missed"},
                                                           {S::Withdrawn, "withdrawn"}});
};
template <>
struct Names<task::Verb> {
    using V = task::Verb;
    static constexpr std::string_view words = "verb";
    static constexpr auto table =
        std::to_array<Named<V>>({{V::Accept, "accept"},
                                 {V::Recuse, "recuse"},
                                 {V::CheckIn, "check_in"},
                                 {V::Record, "record"},
                                 {V::Leave, "leave"},
                                 {V::ReportPreliminary, "report_preliminary"},
                                 {V::ReportFinal, "report_final"},
                                 {V::Pass, "pass"},
                                 {V::Return, "return"},
                                 {V::Miss, "miss"},
                                 {V::Withdraw, "withdraw"}});
};
template <>
struct Names<task::Guard> {
    using G = task::Guard;
    static constexpr auto table = std::to_array<Named<G>>(
        {{G::None, ""},
         {G::ConflictNamed, "says which conflict of interest"},
         {G::ReasonGiven, "with a reason"},
         {G::CommitmentOpens, "salt and target open the commitment"},
         {G::StillThere, "once a visit"},
         {G::ChecklistComplete, "each item answered, or its gap explained"},
         {G::NotInspected, "not by the group that inspected"},
         {G::NotInspectedReason, "not by that group, and says what is lacking"},
         {G::NothingUndecidedReason, "with a reason; each finding corrected or dismissed"}});
};
}  // namespace dudao
