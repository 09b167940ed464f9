// The papers of an inspection: who was there, and what it came to.
#pragma once

#include <array>

#include "papers/line.h"

namespace dudao::papers {

// clang-format off
inline constexpr auto visits = std::to_array<Line>({
    {"attendance.title", "督导签到表", "Attendance of an inspection"},
    {"attendance.body", "{group}承办{task}（{kind}），授权{mandate}，于{at}在{place}签到，{n}人到场。", "{group} on {task} ({kind}), mandate {mandate}, checked in at {place} on {at}; {n} present."},
    {"attendance.one", "仅1人到场，本次发现的问题注明“单人见证”。", "One person was present: findings are marked single witness."},
    {"attendance.position", "签到定位误差{m}米。", "Position known to {m} m."},
    {"attendance.no_position", "签到时未取得定位。", "No position was taken."},
    {"attendance.rule", "到场以签到记录为准；不以照片、会议作为到场依据。不收礼、不赴宴请、不要陪同、不用备材料。", "Attendance is what the check-in says, not photos or meetings. No gifts, meals, escort or papers."},
    {"attendance.no", "序号", "No."},
    {"attendance.name", "姓名", "Name"},
    {"attendance.role", "职责", "Role"},
    {"attendance.in", "签到时间", "Checked in"},
    {"attendance.out", "离开时间", "Left"},
    {"attendance.sign", "本人签名", "Signature"},
    {"attendance.unit", "受查单位在场人员（可不签）", "Of the unit, if present (need not sign)"},

    {"conclusion.title", "督查结论反馈", "Conclusion of an inspection"},
    {"conclusion.body", "根据{mandate}，现将{day}{task}督导情况反馈如下。", "Under {mandate}, this is what {task} of {day} came to."},
    {"conclusion.whole", "一、总体：核查清单{items}项，已答{answered}项；认定问题{n}个，其中当场改正{fixed}个。", "1. As a whole: {answered} of {items} questions answered; {n} problems confirmed, {fixed} of them put right on the spot."},
    {"conclusion.good", "二、好的方面：近一年整改销号{closed}件，其中按期提请{on_time}件，复查属实{upheld}件。", "2. What is good: within the year, {closed} struck off, {on_time} of them submitted in time, {upheld} upheld at re-check."},
    {"conclusion.good_blank", "二、好的方面（由督导办公室填写）：{pen}", "2. What is good (filled in by the supervision office): {pen}"},
    {"conclusion.none", "三、问题和证据：未认定问题。", "3. Problems and evidence: none confirmed."},
    {"conclusion.problems", "三、问题和证据：", "3. Problems and evidence:"},
    {"conclusion.problem", "（{n}）{facts}（{category}，{severity}，证据{evidence}件{marks}）", "({n}) {facts} ({category}, {severity}, {evidence} pieces of evidence{marks})"},
    {"conclusion.single", "，单人见证", ", single witness"},
    {"conclusion.fixed", "，已立行立改", ", put right on the spot"},
    {"conclusion.orders", "四、整改：需整改的问题另发整改通知书，自送达次日起计时。", "4. To put right: a notice follows for each; its clock runs from the day after service."},
    {"conclusion.contest", "五、对事实有异议的，可于{due}前提出并附证据。", "5. The facts may be contested with evidence until {due}."},
    {"conclusion.review", "六、对结论有异议的，可自收到之日起{budget}内（至{due}）向{org}书面申请复核；{org}自收到申请之日起30日内作出复核决定，参与作出结论的人员回避。", "6. A review of the conclusion may be asked for in writing from {org} within {budget} of receipt (until {due}); others decide within 30 days of the request."},
});
// clang-format on

}  // namespace dudao::papers
