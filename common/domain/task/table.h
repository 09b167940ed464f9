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
    ReportPreliminary,
    ReportFinal,
    Pass,
    Return,
    Miss,
    Withdraw,
};
enum class Guard {
    None,
    GroupHead,
    ReasonGiven,
    CommitmentOpens,
    OwnGroup,
    ChecklistComplete,
    NotInspector,
    TwiceTheLimit,
    TwoLeaders,
};

inline constexpr auto table = std::to_array<Row<State, Verb, Guard>>({
    {State::Released, Verb::Accept, Guard::GroupHead, State::Accepted, "2h"},
    {State::Released, Verb::Recuse, Guard::ReasonGiven, State::Recused},
    {State::Released, Verb::Miss, Guard::TwiceTheLimit, State::Missed},
    {State::Released, Verb::Withdraw, Guard::TwoLeaders, State::Withdrawn},
    {State::Accepted, Verb::Recuse, Guard::ReasonGiven, State::Recused},
    {State::Accepted, Verb::CheckIn, Guard::CommitmentOpens, State::OnSite, "24h"},
    {State::Accepted, Verb::Miss, Guard::TwiceTheLimit, State::Missed},
    {State::Accepted, Verb::Withdraw, Guard::TwoLeaders, State::Withdrawn},
    {State::OnSite, Verb::Record, Guard::OwnGroup, State::OnSite},
    {State::OnSite, Verb::ReportPreliminary, Guard::OwnGroup, State::OnSite, "24h"},
    {State::OnSite, Verb::ReportFinal, Guard::ChecklistComplete, State::Reported, "3wd"},
    {State::Reported, Verb::Pass, Guard::NotInspector, State::Closed, "3wd"},
    {State::Reported, Verb::Return, Guard::NotInspector, State::OnSite, "2wd"},
});

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
                                 {V::ReportPreliminary, "report_preliminary"},
                                 {V::ReportFinal, "report_final"},
                                 {V::Pass, "pass"},
                                 {V::Return, "return"},
                                 {V::Miss, "miss"},
                                 {V::Withdraw, "withdraw"}});
};
}  // namespace dudao
