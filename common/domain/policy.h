// The policy of a jurisdiction: every limit, budget, ladder step and threshold that it may set
// itself (domain.md §3–4; local policy unless a source is named there). A policy is identified by
// its hash: a matter keeps the policy under which it was opened.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/cases/limits.h"
#include "domain/deadline.h"
#include "domain/fields.h"
#include "domain/words.h"

namespace dudao {

template <>
struct Names<TimeUnit> {
    static constexpr std::string_view words = "unit";
    static constexpr auto table = std::to_array<Named<TimeUnit>>({{TimeUnit::Hours, "h"},
                                                                  {TimeUnit::Days, "d"},
                                                                  {TimeUnit::WorkingDays, "wd"},
                                                                  {TimeUnit::Months, "m"}});
};

enum class Slip { None, Blue, Yellow, Orange, Red };
template <>
struct Names<Slip> {
    static constexpr std::string_view words = "slip";
    static constexpr auto table = std::to_array<Named<Slip>>({{Slip::None, "none"},
                                                              {Slip::Blue, "blue"},
                                                              {Slip::Yellow, "yellow"},
                                                              {Slip::Orange, "orange"},
                                                              {Slip::Red, "red"}});
};

enum class DemandKind { None, Explanation, Undertaking, Interview };
template <>
struct Names<DemandKind> {
    static constexpr auto table =
        std::to_array<Named<DemandKind>>({{DemandKind::None, "none"},
                                          {DemandKind::Explanation, "explanation"},
                                          {DemandKind::Undertaking, "undertaking"},
                                          {DemandKind::Interview, "interview"}});
};

/// Whom a step of the ladder addresses, relative to the matter.
enum class Addressee { Unit, UpperUnit, Officer, TownshipLeader, LeadingGroup, GroupHead };
template <>
struct Names<Addressee> {
    static constexpr auto table =
        std::to_array<Named<Addressee>>({{Addressee::Unit, "unit"},
                                         {Addressee::UpperUnit, "upper_unit"},
                                         {Addressee::Officer, "officer"},
                                         {Addressee::TownshipLeader, "township_leader"},
                                         {Addressee::LeadingGroup, "leading_group"},
                                         {Addressee::GroupHead, "group_head"}});
};

/// One step of the ladder (domain.md §3.5), `offset` working days from the deadline.
struct LadderStep {
    std::int32_t offset = 0;
    Slip slip = Slip::None;
    std::vector<Addressee> to;
    DemandKind demand = DemandKind::None;
    std::int32_t demand_days = 0;  // working days to answer the demand after it was served
    bool opens_lead = false;
    DUDAO_FIELDS(offset, slip, to, demand, demand_days, opens_lead)
};

struct SeverityBudget {
    Severity severity = Severity::Ordinary;
    Budget budget;
    std::int32_t first_overdue_step = 3;  // grave matters start at a higher step (domain.md §3.5)
    DUDAO_FIELDS(severity, budget, first_overdue_step)
};

struct TaskLimits {
    Budget accept;                   // from release
    Budget check_in;                 // from release
    Budget preliminary;              // from check-in
    Budget final_report;             // from check-in
    Budget review;                   // from the final report
    Budget supplement;               // from a return
    std::int32_t missed_factor = 2;  // a task is missed after this many times the limit
    DUDAO_FIELDS(accept, check_in, preliminary, final_report, review, supplement, missed_factor)
};

/// Fields marked "not in use" are read by no rule and no file; they exist because old logs contain
/// them.
struct Policy {
    std::string title;
    TaskLimits task;
    Budget contest;  // for the unit to contest a finding
    Budget contest_decision;
    Budget conclusion_review;  // Regulation on Government Inspection 2021 art. 17
    std::vector<SeverityBudget> budgets;
    Budget deemed_service;  // of a rectification or a demand
    Budget verification;
    Budget extension_decision;
    std::int32_t extensions_max = 2;
    Budget suspension_review;
    Budget referral;                             // for the upper level to accept a referral
    Budget refer_out{5, TimeUnit::WorkingDays};  // not in use
    Budget lead_disposal;                        // Rules on Discipline Work 2019 art. 21
    std::vector<LadderStep> ladder;              // steps 1..n, ordered by offset
    std::int32_t visits_a_year = 6;              // not in use
    std::int32_t like_findings = 5;              // not in use
    std::int32_t quiet_from = 1200;  // minutes of the local day; notices wait from here …
    std::int32_t quiet_until = 480;  // … until here on the next working day
    /// After this time an unconfirmed proposal lapses.
    Budget confirmation{5, TimeUnit::WorkingDays};
    std::vector<CaseLimit> case_limits;  // empty in policies of early releases: the defaults
    DUDAO_FIELDS(title, task, contest, contest_decision, conclusion_review, budgets, deemed_service,
                 verification, extension_decision, extensions_max, suspension_review, referral,
                 refer_out, lead_disposal, ladder, visits_a_year, like_findings, quiet_from,
                 quiet_until, confirmation, case_limits)
};

/// The faults of a policy, each as "key=value, want …"; empty if it can be adopted.
std::vector<Said> faults(const Policy& policy);

/// The domain's defaults (domain.md §3–4), used by the demo county and the tests.
Policy default_policy();

/// The budget of a severity; throws BrokenInvariant if the policy has none.
const SeverityBudget& budget_for(const Policy& policy, Severity severity);

}  // namespace dudao
