// What stands around the body of every paper: issuer, addressee, seal, service, check code; and the
// words that all papers share.
#pragma once

#include <array>

#include "papers/line.h"

namespace dudao::papers {

// clang-format off
inline constexpr auto frame = std::to_array<Line>({
    {"frame.issuer", "{county}督导工作领导小组办公室", "Office of the Supervision Leading Group, {county}"},
    {"frame.group", "{county}督导工作领导小组", "Supervision Leading Group, {county}"},
    {"frame.demo", "演示数据，均为虚构", "Demonstration data, all made up"},
    {"frame.to", "{to}：", "{to}:"},
    {"frame.contact", "联系人：{pen}　　电话：{pen}", "Contact: {pen} Telephone: {pen}"},
    {"frame.seal", "{issuer}（印章）", "{issuer} (seal)"},
    {"frame.copy", "抄送：{cc}", "Copy to: {cc}"},
    {"frame.service", "送达号 {serial}　核验码 {code}", "Service no. {serial}, check code {code}"},
    {"frame.check", "真伪可凭送达号和核验码向督导办公室核对。", "The supervision office confirms whether a paper is genuine by its service number and check code."},
    {"frame.record", "据第{seq}次提交的记录，校验值 {head}", "By the record as of commit {seq}, hash {head}"},
    {"frame.printed", "打印：{who}，{at}", "Printed by {who}, {at}"},
    {"frame.comrade", "{name}同志", "{name}"},
    {"frame.list", "{before}、{next}", "{before}, {next}"},
    {"frame.sentences", "{before}；{next}", "{before}; {next}"},

    {"label.unit", "责任单位", "Responsible unit"},
    {"label.person", "责任人", "Responsible person"},
    {"label.problem", "问题", "Problem"},
    {"label.demand", "整改要求", "Demand"},
    {"label.source", "问题来源", "Source"},
    {"label.clock", "期限算法", "How the date is counted"},
    {"label.slips", "此前督办", "Slips so far"},
    {"label.next", "下一步", "What comes next"},
    {"label.rights", "权利", "Rights"},
    {"label.asked", "申请", "Asked for"},
    {"label.due", "期限", "Deadline"},

    {"unit.and_person", "{unit}，责任人{person}", "{unit}, {person}"},
    {"item", "{number}（{unit}，{category}问题）", "{number} ({unit}, {category})"},
    {"source", "{task}督导任务，{day}", "{task}, {day}"},

    // Whom a paper goes to.
    {"to.unit", "{unit}", "{unit}"},
    {"to.township_leader", "{unit}主要负责同志", "Leader of {unit}"},
    {"to.officer", "督导办公室纪检干部", "Discipline officer of the supervision office"},
    {"to.group_head", "督导组组长", "Head of the supervision group"},

    // How a deadline came about.
    {"clock.counted", "{budget}，自{start}次日起算，至{due}届满", "{budget} from the day after {start}, until {due}"},
    {"clock.used", "此前已用{n}个工作日", "{n} working days were used before"},
    {"clock.skipped", "其间{n}个休息日和节假日不计", "{n} days off not counted"},
    {"clock.revision", "依据工作日历{revision}", "calendar {revision}"},
    {"clock.extended", "已延期{n}次", "extended {n} times"},
    {"clock.stands", "期限现已暂停", "the clock stands"},
    {"budget.h", "{n}小时", "{n} hours"},
    {"budget.d", "{n}日", "{n} days"},
    {"budget.wd", "{n}个工作日", "{n} working days"},
    {"budget.m", "{n}个月", "{n} months"},
    {"budget.one_h", "{n}小时", "{n} hour"},
    {"budget.one_d", "{n}日", "{n} day"},
    {"budget.one_wd", "{n}个工作日", "{n} working day"},
    {"budget.one_m", "{n}个月", "{n} month"},

    // Dates, as papers write them.
    {"date.day", "{y}年{m}月{d}日", "{d} {m} {y}"},
    {"date.due", "{y}年{m}月{d}日（{weekday}）{clock}", "{weekday} {d} {m} {y}, {clock}"},
    {"date.at", "{day}{clock}", "{day}, {clock}"},
    {"date.clock", "{h}时{min}分", "{h}:{min}"},
    {"date.hour", "{h}时", "{h}:00"},
    {"month.1", "1", "Jan"}, {"month.2", "2", "Feb"}, {"month.3", "3", "Mar"}, {"month.4", "4", "Apr"},
    {"month.5", "5", "May"}, {"month.6", "6", "Jun"}, {"month.7", "7", "Jul"}, {"month.8", "8", "Aug"},
    {"month.9", "9", "Sep"}, {"month.10", "10", "Oct"}, {"month.11", "11", "Nov"}, {"month.12", "12", "Dec"},
    {"weekday.0", "星期一", "Mon"}, {"weekday.1", "星期二", "Tue"}, {"weekday.2", "星期三", "Wed"},
    {"weekday.3", "星期四", "Thu"}, {"weekday.4", "星期五", "Fri"}, {"weekday.5", "星期六", "Sat"},
    {"weekday.6", "星期日", "Sun"},

    // The receipt of a service (送达回证), for the pen.
    {"receipt.title", "送达回证", "Receipt of service"},
    {"receipt.paper", "送达文书", "Paper"},
    {"receipt.to", "受送达人", "Addressee"},
    {"receipt.place", "送达地点", "Place"},
    {"receipt.how", "送达方式", "How"},
    {"receipt.ways", "□签收　□当面　□留置　□邮寄　□视为送达（仅限整改文书）", "□ signed for □ in person □ left in place □ by post □ deemed served (orders to put right only)"},
    {"receipt.from", "期限起算", "Clock"},
    {"receipt.runs", "自送达次日起算，{budget}", "{budget} from the day after service"},
    {"receipt.signed", "受送达人签名或盖章", "Signature or seal of the addressee"},
    {"receipt.instead", "代收人及与受送达人的关系", "Taken by, and relation to the addressee"},
    {"receipt.refused", "拒收事由和日期", "Refused for, and when"},
    {"receipt.witness", "见证人签名", "Witness"},
    {"receipt.servers", "送达人签名（2人）", "Served by (two persons)"},
    {"receipt.date", "　　　　年　　月　　日　　时", "Date and hour:"},
    {"receipt.note", "补发文书不改变送达时间。", "Sending the paper again moves no date."},
    {"receipt.strip", "送达回执", "Receipt"},
    {"receipt.signer", "签收人", "Signed for by"},
    {"receipt.post", "职务", "Post"},
    {"receipt.time", "时间", "Time"},
    {"receipt.blank", "　　月　　日　　时", "　"},
});
// clang-format on

}  // namespace dudao::papers
