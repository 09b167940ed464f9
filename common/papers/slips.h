// The four slips of the ladder (督办单): matter, fact, what is asked, until when; never blame.
#pragma once

#include <array>

#include "papers/line.h"

namespace dudao::papers {

// clang-format off
inline constexpr auto slips = std::to_array<Line>({
    {"blue.title", "蓝色督办单", "Blue slip"},
    {"yellow.title", "黄色督办单", "Yellow slip"},
    {"orange.title", "橙色督办单", "Orange slip"},
    {"red.title", "红色督办单", "Red slip"},
    {"blue.mark", "○ 蓝色（第{step}步）", "○ Blue (step {step})"},
    {"yellow.mark", "△ 黄色（第{step}步）", "△ Yellow (step {step})"},
    {"orange.mark", "◇ 橙色（第{step}步）", "◇ Orange (step {step})"},
    {"red.mark", "□ 红色（第{step}步）", "□ Red (step {step})"},
    {"blue.body",
     "你单位承办的{item}应于{due}前完成，还剩{n}个工作日。请按期提请核验；确有困难的，请在到期前申请延期并说明理由。本单仅作提醒，不需答复。",
     "{item} is due {due}; {n} working days are left. Submit it in time or, where that is hard, ask for an extension with the reason before it is due. A reminder only; no reply is needed."},
    {"yellow.body",
     "你单位承办的{item}应于{due}完成，{late}（逾期事项：{part}）。请于{by}前书面说明原因、已做工作和下一步安排，由{person}签字。整改继续；原因在他方的请写明，可申请中止或提请上级解决。",
     "{item} was due {due} and {late} (what is late: {part}). Explain in writing by {by}: the cause, the work done and the next step, signed by {person}. Work goes on; where the cause lies with others, say so and ask for suspension or to refer it up."},
    {"yellow.early",
     "你单位承办的{item}应于{due}完成，现提前督办（事项：{part}）。请于{by}前书面说明已做工作和下一步安排，由{person}签字。整改继续，原期限不变。",
     "{item} is due {due}; this slip comes ahead of time (about: {part}). Explain in writing by {by} the work done and the next step, signed by {person}. Work goes on; the deadline stands."},
    {"orange.body",
     "{unit}承办的{item}应于{due}完成，{late}，此前督办及答复：{slips}。请督促落实，于{by}前报送书面承诺，写明完成日期、措施、责任人和需协调事项。承诺日期不改变原期限。",
     "{item}, with {unit}, was due {due} and {late}. Slips and answers so far: {slips}. Please see to it, and send a written undertaking by {by}: date, measures, person, help needed. The date undertaken moves no deadline."},
    {"orange.early",
     "{unit}承办的{item}应于{due}完成，现提前督办，此前督办及答复：{slips}。请督促落实，于{by}前报送书面承诺，写明完成日期、措施、责任人和需协调事项。承诺日期不改变原期限。",
     "{item}, with {unit}, is due {due}; this slip comes ahead of time. Slips and answers so far: {slips}. Please see to it, and send a written undertaking by {by}: date, measures, person, help needed. The date undertaken moves no deadline."},
    {"red.body",
     "{item}应于{due}完成，{late}，督办及答复：{slips}。现予挂牌督办，提请领导小组负责同志于{by}前约谈{person}。核验销号后摘牌。本单是工作措施，不是处分。",
     "{item} was due {due} and {late}. Slips and answers so far: {slips}. It is now listed for supervision; a leader of the group is asked to interview {person} by {by}. The listing ends with the strike-off. A working measure, not a sanction."},
    {"red.early",
     "{item}应于{due}完成，现提前挂牌督办，督办及答复：{slips}。提请领导小组负责同志于{by}前约谈{person}。核验销号后摘牌。本单是工作措施，不是处分。",
     "{item} is due {due} and is listed for supervision ahead of time. Slips and answers so far: {slips}. A leader of the group is asked to interview {person} by {by}. The listing ends with the strike-off. A working measure, not a sanction."},
    {"late.now", "现已届满，尚未完成", "that date has passed"},
    {"late.days", "现已逾期{n}个工作日", "is now {n} working days overdue"},
    {"early.by_hand", "提前督办的理由：{reason}", "Why ahead of time: {reason}"},
    {"early.returned", "本次督办因第2次退回", "This step follows the second return"},
    {"by.service", "送达次日起第{n}个工作日24时", "24:00 of working day {n} after service"},
    {"slips.none", "无", "none"},
    {"slips.one", "{day}{slip}（第{step}步）", "{slip} (step {step}) on {day}"},
    {"slips.answered", "{slip}，{kind}已于{day}提交", "{slip}, {kind} handed in on {day}"},
    {"slips.unanswered", "{slip}，{kind}未提交", "{slip}, {kind} not handed in"},
    {"slips.accepted", "{slip}，{kind}已接受", "{slip}, {kind} accepted"},
    {"next.step", "{due}仍未提请核验的，按{slip}办理", "Not submitted by {due}: {slip}"},
    {"next.yellow", "黄色督办", "yellow slip"},
    {"next.orange", "橙色督办", "orange slip"},
    {"next.red", "红色督办、挂牌", "red slip, listed"},
    {"rights.extension", "到期前可申请延期；超出本单位职权的，可请纪检干部提请上级", "An extension may be asked for before the deadline; what is beyond the unit's power may be referred up"},
    {"rights.review", "对督查结论有异议的，可于{due}前书面申请复核，由未参与本次督导的人员办理", "A review of the conclusion may be asked for in writing until {due}; others decide"},
    {"rights.review_over", "结论复核期已于{due}届满；对督办有意见的，可书面向督导办公室反映", "The time to ask for a review ended {due}; remarks on this slip may be sent to the office in writing"},
});
// clang-format on

}  // namespace dudao::papers
