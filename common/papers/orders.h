// The papers of a rectification besides its slips: the order, the answer to an extension, the
// return, the strike-off.
#pragma once

#include <array>

#include "papers/line.h"

namespace dudao::papers {

// clang-format off
inline constexpr auto orders = std::to_array<Line>({
    {"notice.title", "整改通知书", "Notice of rectification"},
    {"notice.open", "经督导并审核认定，你单位存在下列问题，请予整改。", "After inspection and review the following is to be put right by your unit."},
    {"notice.facts", "一、事实：{day}在{place}督导发现：{facts}", "1. Facts: on {day}, at {place}: {facts}"},
    {"notice.basis", "二、依据：{rule}。督导授权：{mandate}。", "2. Basis: {rule}. Mandate: {mandate}."},
    {"notice.kind", "三、类别和程度：{category}，{severity}。", "3. Category and severity: {category}, {severity}."},
    {"notice.parts", "四、责任单位和责任人：{unit}，{person}。", "4. Responsible: {unit}, {person}."},
    {"notice.supporting", "四、责任单位和责任人：{unit}，{person}；配合单位：{supporting}。", "4. Responsible: {unit}, {person}; supporting: {supporting}."},
    {"notice.demand", "五、要求：{demand}", "5. Demand: {demand}"},
    {"notice.due", "六、期限：{budget}，自送达次日起算；{deemed}未签收的，视为送达并告知上级。", "6. Deadline: {budget} from the day after service; not acknowledged within {deemed}, it counts as served and the upper level is told."},
    {"notice.test", "七、销号条件：{test}由未参与整改和发现问题的人员核验。", "7. Done when: {test} Verified by somebody who neither put it right nor found it."},
    {"notice.contest", "八、对事实有异议的，可于{due}前提出并附证据，核查期间期限暂停；未提出的，不影响对督查结论申请复核。", "8. The facts may be contested with evidence until {due}; the clock stands meanwhile. Who does not contest may still ask for a review of the conclusion."},
    {"notice.contest_over", "八、对事实的异议期已于{due}届满；仍可对督查结论申请复核。", "8. The time to contest the facts ended {due}; a review of the conclusion may still be asked for."},
    {"notice.no_repeat", "九、档案已有的材料不用再报。", "9. What the archive holds need not be handed in again."},
    {"notice.reopened", "本项为复查未通过后另行下达，原编号{number}。", "Issued anew after a re-check that failed; formerly {number}."},
    {"rule.item", "检查清单{rule}“{words}”", "checklist item {rule}, “{words}”"},
    {"rule.check", "核查项{rule}“{words}”", "check {rule}, “{words}”"},
    {"rule.unknown", "核查项{rule}", "check {rule}"},
    {"rule.none", "督导组现场核查", "inspection on the spot"},
    {"mandate", "{by}{number}", "{by}, {number}"},

    {"extension.title", "延期审批结果", "Decision on an extension"},
    {"extension.asked", "你单位于{day}就{item}申请延期{budget}，理由：{reason}", "On {day} your unit asked for {budget} more for {item}: {reason}"},
    {"extension.granted", "☑同意延期，期限改为{due}。", "☑ Granted; due {due}."},
    {"extension.granted_stands", "☑同意延期{budget}，待恢复计时后一并计算。", "☑ Granted, {budget}; counted once the clock runs again."},
    {"extension.refused", "☑不同意延期，仍按{due}完成。", "☑ Refused; due {due} as before."},
    {"extension.lapsed", "☑{budget}内未审批，视为不同意，仍按{due}完成。", "☑ Not decided within {budget}: counts as refused; due {due} as before."},
    {"extension.reason", "审批理由：{reason}", "Reason: {reason}"},
    {"extension.by", "审批人：{who}。已延期{n}次，最多{most}次。", "Decided by {who}. Extended {n} times, at most {most}."},
    {"extension.count", "已延期{n}次，最多{most}次。", "Extended {n} times, at most {most}."},

    {"return.title", "退回整改通知", "Notice of return"},
    {"return.body", "{item}未通过核验，尚缺：{gaps}", "{item} did not pass; missing: {gaps}"},
    {"return.due", "请补齐后再提请核验，期限{due}。送审时间不计入。", "Complete it and submit again by {due}. The time of review does not count."},
    {"return.hollow", "请补齐后再提请核验，期限{due}。本次提请无实质内容，送审时间照计。", "Complete it and submit again by {due}. The submission had no substance: the time of review counts."},
    {"return.stands", "请补齐后再提请核验，期限自恢复计时后另行告知。", "Complete it and submit again; the date follows once the clock runs."},
    {"return.once", "本次为第{n}次退回。第2次退回升一级督办。", "This is return {n}. A second return climbs one step."},
    {"return.climbs", "本次为第{n}次退回，按规定升一级督办，督办单另送。", "This is return {n}: it climbs one step; the slip follows."},
    {"return.many", "本次为第{n}次退回。", "This is return {n}."},

    {"strike_off.title", "销号通知", "Notice of strike-off"},
    {"strike_off.on_site", "{item}经督导办公室纪检干部于{day}现场核验，予以销号，督办终止。", "{item} was verified on the spot by the discipline officer on {day} and is struck off. Supervision ends."},
    {"strike_off.on_papers", "{item}经督导办公室纪检干部于{day}核验材料，予以销号，督办终止。", "{item} was verified from the papers by the discipline officer on {day} and is struck off. Supervision ends."},
    {"strike_off.recheck", "60至180日内可能随机复查，未通过的作为新问题办理，并提高一级程度。", "A random re-check may follow in 60 to 180 days; what fails is issued anew, one severity higher."},
    {"strike_off.listed", "已挂牌督办的，自本通知之日起摘牌。", "If it was listed for supervision, the listing ends with this notice."},
});
// clang-format on

}  // namespace dudao::papers
