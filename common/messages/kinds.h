// The kinds of things as people read them: `<family>.<its word in the record>`.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto kinds = std::to_array<Entry>({
    // Who speaks in the record, by the kind of the key.
    {"via.person", "本人", "a person"},
    {"via.device", "设备", "A device"},
    {"via.worker", "系统到期自动", "The system, when due,"},
    {"via.engine", "抽取引擎", "The draw engine"},
    {"via.gateway", "督导平台", "The console"},
    {"via.broker", "记录", "The record"},
    // What part of the work an event belongs to, by its first word.
    {"area.task", "任务", "task"},
    {"area.finding", "问题", "finding"},
    {"area.evidence", "佐证", "evidence"},
    {"area.rectification", "整改", "rectif."},
    {"area.clock", "计时", "clock"},
    {"area.extension", "延期", "extension"},
    {"area.step", "督办", "slip"},
    {"area.demand", "督办", "slip"},
    {"area.lead", "线索", "lead"},
    {"area.case", "案件", "case"},
    {"area.team", "案件组", "team"},
    {"area.assignment", "案件任务", "assignment"},
    {"area.notice", "通知", "notice"},
    {"area.unreachable", "通知", "notice"},
    {"area.plan", "方案", "plan"},
    {"area.draw", "抽取", "draw"},
    {"area.timer", "期限", "timer"},
    {"area.limit", "期限", "limit"},
    {"area.key", "密钥", "device"},
    {"area.incarnation", "设备", "device"},
    {"area.unit", "登记", "registry"},
    {"area.person", "登记", "registry"},
    {"area.post", "登记", "registry"},
    {"area.access", "账号", "access"},
    {"area.invitation", "开通邀请", "invitation"},
    {"area.grant", "授权", "grant"},
    {"area.group", "登记", "registry"},
    {"area.contact", "通知地址", "where notices go"},
    {"area.conflict", "利害关系", "recusal"},
    {"area.checklist", "检查表", "checklist"},
    {"area.proposal", "待确认", "proposal"},
    {"area.policy", "规则", "policy"},
    {"area.calendar", "日历", "calendar"},
    {"area.founded", "建立", "founded"},
    // The themes of the county's checklists.
    {"theme.R", "责任落实", "responsibility"},
    {"theme.F", "驻村帮扶", "village team"},
    {"theme.I", "识别与档案", "identification"},
    {"theme.X", "退出程序", "exit"},
    {"theme.H", "结对帮扶", "pairing"},
    {"theme.M", "资金项目", "funds, projects"},
    {"theme.C", "政策与满意度", "coverage, satisfaction"},
    // Answers to a yes-or-no question.
    {"answer.y", "是", "yes"},
    {"answer.n", "否", "no"},
    // Kinds of visits.
    {"task.kind.unannounced", "暗访", "Unannounced"},
    {"task.kind.announced", "明查", "Announced"},
    {"task.kind.special", "专项", "Special"},
    // How a paper was served.
    {"served.acknowledged", "签收送达", "served by acknowledgement"},
    {"served.on_paper", "书面送达", "served on paper"},
    {"served.deemed", "视为送达", "deemed served"},
    // Why a rectification is suspended.
    {"code.season", "季节、汛期", "season, floods"},
    {"code.disaster", "灾害", "disaster"},
    {"code.procedure", "等待他方程序", "another's procedure"},
    {"code.other", "其他", "other"},
    // What opened a lead.
    {"source.ladder", "升级到第6步", "step 6 of the ladder"},
    {"source.grave_finding", "严重问题", "grave finding"},
    {"source.suspected_breach", "疑似违纪违法", "suspected breach"},
    {"source.petition", "信访", "petition"},
    {"source.transfer", "移送", "transfer"},
    // Whom a step of the ladder is for.
    {"to.unit", "责任单位", "unit"},
    {"to.upper_unit", "上级单位", "upper level"},
    {"to.officer", "纪检干部", "discipline officer"},
    {"to.township_leader", "乡镇负责人", "township leader"},
    {"to.leading_group", "领导小组", "leading group"},
    {"to.group_head", "督导组组长", "group head"},
    // Kinds of keys.
    {"kind.person", "本人密钥", "personal key"},
    {"kind.device", "设备", "device"},
    {"kind.worker", "到期办理服务密钥", "key of a deadline worker"},
    {"kind.engine", "抽取引擎密钥", "key of the draw engine"},
    {"kind.gateway", "平台密钥", "key of the console"},
    {"kind.broker", "记录服务密钥", "key of the record"},
    {"kind.of_office", "机关", "the office"},
    // Limits of a policy, by their keys.
    {"limit.task_accept", "任务接收", "accept a task"},
    {"limit.task_check_in", "到场签到", "check in"},
    {"limit.task_preliminary", "初步报告", "preliminary report"},
    {"limit.task_final_report", "最终报告", "final report"},
    {"limit.task_review", "审核报告", "review a report"},
    {"limit.task_supplement", "补充", "supplement"},
    {"limit.task_missed_factor", "逾时未办认定倍数", "missed at this many times the limit"},
    {"limit.deemed_service", "视为送达", "deemed service"},
    {"limit.contest", "提出异议", "contest"},
    {"limit.contest_decision", "裁定异议", "decide a contest"},
    {"limit.conclusion_review", "申请复核", "review of a conclusion"},
    {"limit.verification", "核验", "verification"},
    {"limit.extension_decision", "审批延期", "decide an extension"},
    {"limit.extensions_max", "延期次数", "extensions"},
    {"limit.suspension_review", "中止复核", "review a suspension"},
    {"limit.referral", "上级接收提请", "take a referral"},
    {"limit.lead_disposal", "线索处置", "dispose of a lead"},
    {"limit.confirmation", "待确认事项", "confirm what waits for a second person"},
});

}  // namespace dudao::messages
