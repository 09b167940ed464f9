// Refusals about findings, evidence, rectifications and demands (domain/finding/,
// domain/rectification/), and those that every command may meet.
#pragma once

#include <array>

#include "messages/refusals/sentence.h"

namespace dudao::messages {

// clang-format off
inline constexpr auto rectification_refusals = std::to_array<Sentence>({
    {"{command} is not yours to send", "“{command}”不属于您的岗位"},
    {"it is for: {roles}", "由{roles}办理"},
    {"cannot {verb} while {state}", "“{state}”时不能{verb}"},
    {"possible: {verbs}", "现在可以：{verbs}"},
    {"nothing more can be done with it", "此项已了结，不能再办理"},
    // Findings.
    {"no such finding", "没有这个问题"},
    {"no such finding, or not yours to see", "没有这个问题，或不在您的可见范围内"},
    {"no such category", "没有这个问题类别"},
    {"one of the eleven", "请从十一类中选择"},
    {"the responsible unit's id", "请选择责任单位"},
    {"a finding without words", "未填问题内容"},
    {"say what was found", "请写明发现了什么"},
    {"rule is over 64 bytes", "依据过长，最多64字节"},
    {"finding is not a ULID", "问题编号不合规"},
    {"26 characters made by the device", "应为设备生成的26位编号"},
    {"this finding is on record already", "这个问题已记录"},
    {"amend it instead", "请改用“更正”"},
    {"200 findings in one task", "一次任务的问题已达200个"},
    {"report, and ask for another visit", "请先提交报告，再申请另行督导"},
    {"32 versions of one finding", "同一问题已更正32次"},
    {"record a new finding", "请另记一个问题"},
    {"only a minor finding, with evidence, is closed on the spot", "立行立改限轻微问题，并须附佐证"},
    {"attach what shows that it was put right", "请附已改好的佐证"},
    {"say why", "请写明理由"},
    {"the quick road closed after 5 working days", "已过5个工作日的异议期"},
    {"ask for review of the conclusion within 30 days instead", "可在30日内对督查结论申请复核"},
    {"no grounds given", "未填异议理由"},
    {"say what is wrong", "请写明哪里不对"},
    {"an officer of the group cannot decide", "参加督导的纪检干部不能裁定"},
    {"another decides", "请由其他人员裁定"},
    {"not a verdict", "裁定结果不对"},
    {"uphold, amend or dismiss", "应为维持、更正或不予认定"},
    // Evidence.
    {"no such task on site, or no such finding of your unit", "没有现场督导中的这项任务，或没有您单位的这个问题"},
    {"hash is not a SHA-256 in hex", "佐证校验值不合规"},
    {"64 lower-case hex digits", "应为64位小写十六进制"},
    {"size or type out of bounds", "佐证的大小或类型超出范围"},
    {"1 byte to 64 MiB", "应为1字节至64MB"},
    {"no evidence with this hash was attached", "没有登记过这份佐证"},
    // Rectifications.
    {"no such rectification, or not yours to see", "没有这项整改，或不在您的可见范围内"},
    {"you or your unit worked on it", "您或您的单位参与过此事，应当回避"},
    {"another must act", "请由其他人员办理"},
    {"say why; the reason stays on record", "请写明理由，理由留存备查"},
    {"no such unit or person", "没有这个单位或人员"},
    {"a registered unit and who answers", "请选择已登记的单位和责任人"},
    {"demand or test is empty", "未填整改要求或销号条件"},
    {"what must be put right, and when it counts as done", "请写明要整改什么，做到什么程度可以销号"},
    {"how it was served is not said", "未写明如何送达"},
    {"place, hour, two servers", "请写明地点、时间和两名送达人"},
    {"say what has been done", "请写明已做的工作"},
    {"measures or proofs are missing, or over 64 proofs", "缺少整改措施或佐证，或佐证超过64件"},
    {"what was done, and at least one proof", "请写明整改措施，并附至少1件佐证"},
    {"gaps is empty", "未写明缺什么"},
    {"say what is missing", "请写明还缺哪些"},
    {"its finding is contested", "问题正在异议核查中"},
    {"decide that first", "请先裁定异议"},
    {"the deadline has passed", "已过整改期限"},
    {"ask before it passes", "延期须在到期前申请"},
    {"an extension is asked for already", "已有延期申请待审批"},
    {"its answer comes first; undecided, it counts as refused", "请等待审批；逾时未批视为不同意"},
    {"its policy allows {most} extensions, and they were granted", "按督导规则最多延期{most}次，已经用完"},
    {"nobody grants another; an officer may suspend the clock or refer it up", "不能再延期；确有困难的，可由纪检干部中止计时或提请上级"},
    {"the responsible person is of another unit", "责任人不是该单位的人员"},
    {"who has a post in the unit, or answers for it from the level above", "应为在该单位任职的人员，或上一级的分管人员"},
    {"that unit is beyond your reach", "该单位不在您的管辖范围内"},
    {"an officer of both units, or of the whole jurisdiction", "应由同时管辖两个单位的纪检干部，或全县的纪检干部办理"},
    {"not a larger budget of the same unit", "延期时长不合规"},
    {"1 to {most} more {unit}", "可延1至{most}{unit}"},
    {"no extension was asked for", "没有待审批的延期申请"},
    {"a second extension is granted by a leader", "第二次延期由领导审批"},
    {"it failed a re-check already", "此项复查已未通过"},
    {"look at the one opened then", "请办理复查后另行下达的整改"},
    {"its clock stands", "期限已暂停，不能提前升级"},
    {"once its finding is decided", "请在异议裁定后办理"},
    {"cannot climb from step {step} to step {step2}", "不能由第{step}级升到第{step2}级"},
    {"a step up to {most}; never down", "只能升级，最高第{most}级"},
    // Demands.
    {"no such demand, or not yours to see", "没有这项督办要求，或不在您的可见范围内"},
    {"the answer in writing", "请填写书面答复"},
    {"who answered cannot decide", "答复人不能审定自己的答复"},
    {"say what the answer lacks", "请写明答复缺什么"},
});
// clang-format on

}  // namespace dudao::messages
