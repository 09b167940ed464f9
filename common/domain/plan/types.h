// A plan: what is inspected in a period, under which mandate, in which windows and how often.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/plan/table.h"
#include "domain/text.h"

namespace dudao {

/// Who ordered the inspection. Only a government of county level or above, or a department it named
/// for the matter, may do so (Regulation on Government Inspection 2021 art. 7, 8, 11).
struct Mandate {
    std::string decided_by;
    std::string number;
    std::string scope;
    Moment until;
    DUDAO_FIELDS(decided_by, number, scope, until)
};

/// The minutes of the local day in which draws may release tasks.
struct Window {
    std::int32_t from = 480;
    std::int32_t to = 1080;
    bool working_days_only = true;
    DUDAO_FIELDS(from, to, working_days_only)
};

struct PlanDraft {
    static constexpr CommandDeclaration as_command{
        .name = "plan.draft",
        .right = {.roles = rights::keeper},
        .title = {"起草方案", "draft a plan"},
        .help = {"起草方案：依据、范围、主题、时段、覆盖",
                 "draft a plan: mandate, scope, themes, windows, coverage"},
    };
    std::string title;
    Mandate mandate;
    UnitId scope;
    Moment start;
    Moment end;
    std::vector<std::string> themes;  // checklists that a task may have
    std::int32_t themes_a_task = 2;
    std::vector<Window> windows;
    std::int32_t tick_seconds = 1800;
    std::int32_t expected_visits = 0;  // in the whole period; determines the quota per tick
    /// coverage: no target is unvisited for longer; 0: no such promise.
    std::int32_t longest_gap_days = 0;
    std::int32_t visits_a_year_max = 6;  // maximum of visits per target, over all plans
    PlanId supersedes;
    DUDAO_FIELDS(title, mandate, scope, start, end, themes, themes_a_task, windows, tick_seconds,
                 expected_visits, longest_gap_days, visits_a_year_max, supersedes)
};

struct Plan {
    PlanId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    plan::State state = plan::State::Draft;
    PlanDraft draft;
    PersonId author;
    PersonId approver;
    DUDAO_FIELDS(id, year, number, state, draft, author, approver)
};

// Commands ---------------------------------------------------------------------------------------
struct ProposePlan {
    static constexpr CommandDeclaration as_command{
        .name = "plan.propose",
        .right = {.roles = rights::keeper},
        .title = {"提请批准方案", "propose a plan"},
        .help = {"把草案提请领导批准", "hand a draft to the leaders"},
    };
    PlanId plan;
    DUDAO_FIELDS(plan)
    plan::Verb verb() const { return plan::Verb::Propose; }
};
struct ApprovePlan {
    static constexpr CommandDeclaration as_command{
        .name = "plan.approve",
        .right = {.roles = rights::leader},
        .title = {"批准方案", "approve a plan"},
        .help = {"批准方案；起草人不能批准", "adopt a plan; not by its author"},
    };
    PlanId plan;
    DUDAO_FIELDS(plan)
    plan::Verb verb() const { return plan::Verb::Approve; }
};
struct WithdrawPlan {
    static constexpr CommandDeclaration as_command{
        .name = "plan.withdraw",
        .right = {.roles = rights::keeper | rights::leader},
        .title = {"撤回方案", "withdraw a plan"},
        .help = {"撤回草案或提请", "take back a draft or a proposal"},
    };
    PlanId plan;
    Text reason;
    DUDAO_FIELDS(plan, reason)
    plan::Verb verb() const { return plan::Verb::Withdraw; }
};
struct ClosePlan {
    static constexpr CommandDeclaration as_command{
        .name = "plan.close",
        .right = {.roles = rights::leader},
        .title = {"结束方案", "close a plan"},
        .help = {"提前结束执行中的方案", "end a running plan before its time"},
    };
    PlanId plan;
    Text reason;
    DUDAO_FIELDS(plan, reason)
    plan::Verb verb() const { return plan::Verb::Close; }
};
/// Records a draw before any of its tasks is released. It names no target.
struct RecordDraw {
    static constexpr CommandDeclaration as_command{
        .name = "draw.record",
        .right = {.process = rights::engine},
        .title = {"记录抽取", "record a draw"},
    };
    static constexpr std::string_view as_event = "draw.recorded";
    DrawId draw;
    PlanId plan;
    Bytes manifest_root;      // 32 bytes
    Bytes params_hash;        // 32 bytes
    Bytes result_commitment;  // 32 bytes: T("result", draw_id, salt, result text)
    DUDAO_FIELDS(draw, plan, manifest_root, params_hash, result_commitment)
};

// Events -----------------------------------------------------------------------------------------
struct PlanDrafted {
    static constexpr std::string_view as_event = "plan.drafted";
    PlanId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    PlanDraft draft;
    DUDAO_FIELDS(id, year, number, draft)
};
/// A step of the plan's table; approval, opening and closing have no further data.
struct PlanStepped {
    static constexpr std::string_view as_event = "plan.stepped";
    PlanId id;
    plan::Verb verb = plan::Verb::Propose;
    Text reason;
    DUDAO_FIELDS(id, verb, reason)
};

}  // namespace dudao
