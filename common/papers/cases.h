// The papers of a case: drafts of referral, inquiry, opening, facts, proposal and decision, which
// the competent organ issues on its own form.
#pragma once

#include <array>

#include "papers/line.h"

namespace dudao::papers {

// clang-format off
inline constexpr auto of_cases = std::to_array<Line>({
    // What all of them say.
    {"case.issuer", "{issuer}（起草）", "Drafted by: {issuer}"},
    {"case.mark", "（草稿）", "(draft)"},
    {"case.draft", "本件由督导系统按记录起草。正式文书由有权机关按自有格式制发，当面送达，不适用视为送达。", "Drafted by Dudao from the record. The competent organ issues the paper on its own form and serves it in person; it never counts as served otherwise."},
    {"case.sent", "本件由督导系统按记录起草，正式公函由有权机关按自有格式制发。", "Drafted by Dudao from the record. The competent organ issues the letter on its own form."},
    {"case.person", "{pen}（姓名、称谓）", "{pen} (name and form of address)"},
    {"case.seal", "{pen}（制发机关印章）", "{pen} (seal of the issuing organ)"},
    {"case.date", "　　　　年　　月　　日", "Date:"},
    {"case.unit_and_party", "本人所在单位、党组织{pen}", "the person's unit and Party organisation {pen}"},
    {"case.party_head", "本人所在党组织主要负责人{pen}", "the head of the person's Party organisation {pen}"},
    {"case.issue", "{unit}{category}方面的问题", "matters of {category} at {unit}"},
    {"case.issue_of_unit", "{unit}的有关问题", "matters at {unit}"},
    {"case.serve_by", "送达期限", "To be served by"},
    {"case.no_clock", "本件不起算期限", "no clock starts with this paper"},
    {"case.served", "已于{at}送达", "Served {at}"},
    {"case.served_answer", "已于{at}送达，书面说明期限至{due}", "Served {at}; to be answered by {due}"},
    {"case.served_defence", "已于{at}送达，申辩期限至{due}", "Served {at}; the defence may be made until {due}"},
    {"case.served_appeal", "已于{at}送达，申诉期限至{due}", "Served {at}; an appeal may be made until {due}"},
    {"case.printed_own", "打印：本人，{at}", "Printed by the person concerned, {at}"},
    {"case.blank", "（{n}）{pen}", "({n}) {pen}"},
    {"receipt.ways_in_person", "□当面签收　□当面拒收，由2名送达人注明", "□ signed for in person □ refused in person, noted by both who serve it"},
    {"receipt.note_in_person", "须当面送达，不适用视为送达。补发文书不改变送达时间。", "To be served in person; it never counts as served otherwise. Sending the paper again moves no date."},

    {"referral.title", "问题线索移送函", "Referral of a lead"},
    {"referral.to", "{pen}（有权处理的机关）", "{pen} (the organ with authority)"},
    {"referral.found", "现移送{day}督导中发现的问题线索（{number}）。", "Referred herewith: a lead found in the inspection of {day} ({number})."},
    {"referral.open", "现移送{day}登记的问题线索（{number}）。", "Referred herewith: a lead registered on {day} ({number})."},
    {"referral.facts", "一、反映的问题：{facts}", "1. Matter raised: {facts}"},
    {"referral.unit", "二、涉及单位：{unit}。", "2. Unit: {unit}."},
    {"referral.status", "三、涉及人员身份：{pen}。", "3. Status of the persons concerned: {pen}."},
    {"referral.evidence", "四、证据{n}件，目录及校验值附后。", "4. Items of evidence: {n}, listed below with their hashes."},
    {"referral.no_evidence", "四、记录中没有证据文件。", "4. No file of evidence is on record."},
    {"referral.demand", "以上是反映的问题，未作认定。请按权限处理，签收并函告是否受理。", "The above was raised, not established. Please handle it by your authority, sign for it and say whether it is accepted."},
    {"referral.secrecy", "密级和保密期限", "Secrecy mark and term"},
    {"referral.accepted", "是否受理", "Accepted"},
    {"referral.accepted_blank", "□受理　□不予受理，理由：{pen}", "□ accepted □ not accepted, because: {pen}"},
    {"referral.list", "证据目录", "List of evidence"},
    {"referral.no", "序号", "No."},
    {"referral.type", "类型", "Type"},
    {"referral.size", "字节", "Bytes"},
    {"referral.hash", "校验值（SHA-256）", "Hash (SHA-256)"},

    {"inquiry.title", "谈话函询通知", "Letter of inquiry"},
    {"inquiry.body", "现就反映的{issue}向你了解情况。请于收到后{budget}内（自收到次日起算）就下列事项书面说明：", "You are asked about {issue}. Please explain in writing, within {budget} counted from the day after receipt:"},
    {"inquiry.way", "书面说明经所在党组织主要负责人签署意见后回复；你是主要负责人，或者说明涉及该负责人的，直接回复。", "The head of your Party organisation adds an opinion to the answer; if you are that head, or the answer concerns the head, answer directly."},
    {"inquiry.talk", "采用谈话方式的：时间{pen}，地点{pen}。", "If by talk: time {pen}, place {pen}."},
    {"inquiry.rights", "函询不等于认定有问题。你可以附证据，可以申请有关人员回避。", "An inquiry is not a finding. You may add evidence and ask that somebody recuses."},

    {"case_opened.started", "启动问责通知", "Notice that an accountability inquiry has started"},
    {"case_opened.filed", "立案通知", "Notice of filing"},
    {"case_opened.accountability", "经{approver}批准，自{day}起，由{team}对{issue}启动问责调查。", "Approved by {approver}: from {day} {team} inquires who is accountable for {issue}."},
    {"case_opened.discipline", "经{approver}批准，自{day}起，由{team}就你涉嫌违反党纪的问题立案审查，涉及{issue}。", "Approved by {approver}: from {day} {team} examines whether Party discipline was breached; it concerns {issue}."},
    {"case_opened.administrative", "经{approver}批准，自{day}起，由{team}就你涉嫌职务违法的问题立案调查，涉及{issue}。", "Approved by {approver}: from {day} {team} investigates whether the law was breached in office; it concerns {issue}."},
    {"case_opened.personnel", "经{approver}批准，自{day}起，由{team}就你涉嫌违反公职人员职责要求的问题立案调查，涉及{issue}。", "Approved by {approver}: from {day} {team} investigates whether a public employee's duties were breached; it concerns {issue}."},
    {"case_opened.simple", "本案适用简易程序，事实仍与你核对，仍听取你的陈述申辩。", "The simple procedure applies: the facts are still shown to you, and you are still heard."},
    {"case_opened.rights", "你有权核对事实、陈述申辩、提交证据、申请回避。", "You may see the facts, be heard, bring evidence and ask for recusal."},
    {"case_opened.open", "结论以查明的事实为准，现在没有作出任何决定。", "The conclusion follows the facts that are found. Nothing is decided."},

    {"facts_shown.title", "事实见面告知", "Facts shown to the person concerned"},
    {"facts_shown.body", "现将查明的事实与你核对。请逐条写明“属实、部分属实、不属实”及理由，可以当面说明，也可以附书面意见和证据。", "The facts found are shown to you. Mark each true, partly true or untrue, with your reasons; speak in person, or add a statement and evidence."},
    {"to_defend.title", "陈述申辩告知", "Facts, proposal and right to defend"},
    {"to_defend.body", "现将查明的事实、依据和拟处理意见告知你。拟处理意见不是决定。", "These are the facts found, the basis and what is proposed. A proposal is not a decision."},
    {"to_defend.proposal", "拟处理意见（告知阶段）：{pen}。", "Proposed (for your defence): {pen}."},
    {"to_defend.until", "请逐条写明“属实、部分属实、不属实”及理由，并可于收到后{budget}内（自收到次日起算）书面或当面申辩，也可以书面放弃。", "Mark each fact true, partly true or untrue, with your reasons. You may defend yourself in writing or in person within {budget}, counted from the day after receipt, or waive it in writing."},
    {"case_facts.basis", "依据：{pen}。", "Basis: {pen}."},
    {"case_facts.answered", "每条意见都会核实答复，不因申辩加重处理。", "Each point is checked and answered. Nothing becomes heavier because you defend yourself."},
    {"case_facts.sign", "签名{pen}，日期{pen}。不签名的，由2名经办人注明原因：{pen}。", "Signature {pen}, date {pen}. If it is not signed, two officers note the reason: {pen}."},
    {"case_facts.no", "序号", "No."},
    {"case_facts.fact", "查明的事实", "Fact found"},
    {"case_facts.mark", "属实、部分属实或不属实", "True, partly true or untrue"},
    {"case_facts.why", "理由", "Reasons"},

    {"case_decided.title", "决定送达和申诉告知", "Service of a decision, with the way to appeal"},
    {"case_decided.decide", "{organ}于{day}作出决定（文号{pen}）：{measure}。", "On {day} {organ} decided (no. {pen}): {measure}."},
    {"case_decided.exempt", "{organ}于{day}作出决定（文号{pen}）：免予或者不予处理。", "On {day} {organ} decided (no. {pen}): no measure is taken."},
    {"case_decided.uphold", "{organ}于{day}对你的申诉作出决定（文号{pen}）：维持原决定。", "On {day} {organ} decided on your appeal (no. {pen}): the decision stands."},
    {"case_decided.amend", "{organ}于{day}对你的申诉作出决定（文号{pen}）：原决定变更为{measure}。", "On {day} {organ} decided on your appeal (no. {pen}): the decision is amended to {measure}."},
    {"case_decided.revoke", "{organ}于{day}对你的申诉作出决定（文号{pen}）：撤销原决定。澄清情况另行告知你和所在单位。", "On {day} {organ} decided on your appeal (no. {pen}): the decision is revoked. That your name is cleared is told to you and your unit by itself."},
    {"case_decided.served", "事实、依据和对申辩的答复见决定书，现宣布并送达。", "Facts, basis and the answers to the defence stand in the decision, which is announced and served herewith."},
    {"case_decided.reason", "决定理由", "Reasons"},
    {"case_decided.answer", "对申辩的答复", "Answers to the defence"},
    {"case_decided.term", "影响期", "Term of the measure"},
    {"case_decided.stands", "申诉期间不停止执行（决定暂缓的除外），不因申诉加重处理，原办理人员回避。", "The measure goes on meanwhile unless it is stayed; nothing becomes heavier by an appeal; others than before decide."},
    {"appeal.accountability", "不服本决定的，可自收到之日起{window}内向作出决定的党组织书面申诉，{answer}内答复。", "Appeal in writing to the Party organisation that decided, within {window} of receipt; answered within {answer}."},
    {"appeal.discipline", "不服本决定的，可向作出或者批准决定的党组织及其上级申诉，受理后{answer}内办结。", "Appeal to the Party organisation that decided or approved, or to the one above; concluded within {answer} of acceptance."},
    {"appeal.discipline_within", "不服本决定的，可自收到之日起{window}内向作出或者批准决定的党组织及其上级申诉，受理后{answer}内办结。", "Appeal within {window} of receipt to the Party organisation that decided or approved, or to the one above; concluded within {answer} of acceptance."},
    {"appeal.administrative", "不服本决定的，可自收到之日起{window}内申请复审，{answer}内决定；仍不服的，可自收到复审决定之日起{again}内向上一级监察机关申请复核，{last}内决定。", "Ask for a re-examination within {window} of receipt, decided within {answer}; then for a review by the supervisory organ above within {again} of that decision, decided within {last}."},
    {"appeal.administrative_again", "仍不服的，可自收到之日起{again}内向上一级监察机关申请复核，{last}内决定。", "Ask the supervisory organ above for a review within {again} of receipt; decided within {last}."},
    {"appeal.personnel", "不服本决定的，可自知道之日起{window}内申请复核，{answer}内决定；仍不服的，可自收到复核决定之日起{again}内申诉；也可以不经复核，自知道之日起{window}内直接申诉。申诉{last}内决定，可延长{more}。", "Ask for a review within {window} of learning of it, decided within {answer}; then appeal within {again} of that decision, or appeal directly within {window}. An appeal is decided within {last}, {more} longer if extended."},
    {"appeal.personnel_again", "仍不服的，可自收到之日起{again}内申诉，{last}内决定，可延长{more}。", "Appeal within {again} of receipt; decided within {last}, {more} longer if extended."},
    {"clearing.title", "澄清通知", "Notice that clears the name"},
    {"clearing.withdrawn", "关于{issue}，经查，反映你的问题不成立。经{approver}批准，本案已于{day}撤销。", "On {issue}: what was raised about you did not hold. Approved by {approver}, the case was withdrawn on {day}."},
    {"clearing.revoked", "关于{issue}，{organ}经办理你的申诉，已于{day}撤销对你的处理决定。", "On {issue}: on your appeal {organ} revoked the decision about you on {day}."},
    {"clearing.cleared", "现予澄清。本案不影响对你的考核、任用和评先评优。", "Your name is cleared. The case has no effect on appraisal, appointment or award."},
    {"clearing.unit", "本件同时送你所在单位、党组织，由其在原来知晓的范围内说明情况，消除影响。", "This goes to your unit and Party organisation too, which say so wherever the case was known."},
    {"appeal.over", "本决定是申诉后的决定，不再有下一次申诉的程序。", "This decides an appeal; no further appeal follows."},
});
// clang-format on

}  // namespace dudao::papers
