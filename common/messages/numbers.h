// The numbers of matters as papers, pages, notices and the command line write them; typed ones are
// read by domain/number.h. `number.<word of MatterKind>`: the number; `numbered.…`: what has it.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto numbers = std::to_array<Entry>({
    {"number.task", "督字〔{year}〕{n}号", "Task {year}-{n}"},
    {"number.rectification", "改字〔{year}〕{n}号", "Rectification {year}-{n}"},
    {"number.case", "线字〔{year}〕{n}号", "Lead {year}-{n}"},
    {"number.assignment", "案任〔{year}〕{n}号", "Assignment {year}-{n}"},
    {"number.plan", "方字〔{year}〕{n}号", "Plan {year}-{n}"},
    {"number.proposal", "确字〔{year}〕{n}号", "Proposal {year}-{n}"},
    {"numbered.task", "任务", "task"},
    {"numbered.rectification", "整改", "rectification"},
    {"numbered.case", "线索", "lead"},
    {"numbered.assignment", "案件任务", "assignment"},
    {"numbered.plan", "方案", "plan"},
    {"numbered.proposal", "待确认事项", "proposal"},
});

}  // namespace dudao::messages
