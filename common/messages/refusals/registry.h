// Refusals about units, people, posts, groups, keys, checklists, policy and calendar
// (domain/registry/, domain/policy.cpp).
#pragma once

#include <array>

#include "messages/refusals/sentence.h"

namespace dudao::messages {

// clang-format off
inline constexpr auto registry_refusals = std::to_array<Sentence>({
    {"{field} is not an id", "{field}的编号不合规"},
    {"1 to 64 characters of A-Z a-z 0-9 . _ -", "编号为1至64个字符，只用字母、数字和 . _ -"},
    {"a made-up name (※) in a real log", "正式记录中不能登记带※的虚构姓名"},
    {"a name without ※ in a demo log", "演示记录中的姓名须带※"},
    {"mark it as made up", "请加※注明为虚构"},
    {"parent: no such unit", "没有这个上级单位"},
    {"register the upper unit first", "请先登记上级单位"},
    {"the tree is too deep or runs in a circle", "单位层级过深，或互为上级"},
    {"unit: no such unit", "没有这个单位"},
    {"no such unit", "没有这个单位"},
    {"name is empty", "未填姓名"},
    {"holder or deputy: no such person", "任职人或代理人尚未登记"},
    {"nobody deputises for themselves", "不能由本人代理本人"},
    {"another person, or none", "请另选代理人，或留空"},
    {"no such person", "没有这个人员"},
    {"person: no such person", "没有这个人员"},
    {"no such person or unit", "没有这个人员或单位"},
    {"until has passed", "授权的截止时间已过"},
    {"a term", "请填写以后的截止时间"},
    {"10,000 grants", "授权已达10000项上限"},
    {"no such grant is in force", "没有这项有效的授权"},
    {"the person, the role and the very unit that were granted", "请填写授权时的人员、角色和单位"},
    {"say why it ends before its term", "请说明提前收回的理由"},
    {"members: none or too many", "组员人数不合要求"},
    {"3 to 6 inspectors", "每组3至6名督导员"},
    {"members: no such person {person}", "没有这名组员：{person}"},
    {"the head is not a member", "组长不在组员之列"},
    {"list the head among members", "请将组长一并列入组员"},
    {"this key is enrolled already", "此密钥已登记"},
    {"a key is enrolled once", "每个密钥只登记一次"},
    {"a device belongs to a group and has a sealing key", "设备须归属督导组，并有封存公钥"},
    {"not a checklist", "清单不完整"},
    {"theme, hash and 1 to 200 items", "应有主题、校验值和1至200项内容"},
    {"no such key", "没有这个密钥"},
    {"not the next incarnation", "启用代次不连续"},
    {"the next is {number}", "下一代次为{number}"},
    {"the old policy stays", "规则未采用，原规则继续有效"},
    {"hash is not 32 bytes", "校验值不是32字节"},
    {"a calendar without a revision or a year", "日历缺少版本或年份"},
    // A policy's keys are told as they are written in its file.
    {"{key}={value}, want 1 to 9999 of h, d, wd or m", "{key}={value}，应为1至9999的h、d、wd或m"},
    {"task.missed_factor={value}, want 2 to 10", "task.missed_factor={value}，应为2至10"},
    {"budgets: {count} given, want one for each severity", "budgets有{count}项，应按程度每级一项"},
    {"budgets.{severity}.first_overdue_step={value}, want a step of the ladder",
     "budgets.{severity}.first_overdue_step={value}，应为督办阶梯中的一级"},
    {"ladder: want 1 to 12 steps", "ladder应有1至12级"},
    {"{key}.offset={value}, want more than the step before", "{key}.offset={value}，应大于上一级"},
    {"{key}: want offset and demand_days within 366 working days",
     "{key}的offset和demand_days应在366个工作日以内"},
    {"{key}.to is empty, want an addressee", "{key}.to为空，应有送达对象"},
    {"{key}.demand_days={value}, want 1 or more working days",
     "{key}.demand_days={value}，应为1个以上工作日"},
    {"quiet hours: want 0 <= quiet_until < quiet_from <= 1440 minutes",
     "免打扰时段应为0≤quiet_until<quiet_from≤1440分钟"},
    {"visits_a_year: want 1 to 1,000,000", "visits_a_year应为1至1000000"},
    {"extensions_max: want 0 to 10", "extensions_max应为0至10"},
    {"like_findings: want 1 to 1,000,000", "like_findings应为1至1000000"},
});
// clang-format on

}  // namespace dudao::messages
