// What is said of a refusal whose own sentence has no Chinese: its kind, by the word for programs.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto refusal_kinds = std::to_array<Entry>({
    {"refusal.bad_input", "填写的内容有误", "something in the input is wrong"},
    {"refusal.bad_input.mend", "请核对后重新填写", "check it and fill it in again"},
    {"refusal.not_found", "没有这一项，或不在您的可见范围内", "no such item, or not yours to see"},
    {"refusal.not_found.mend", "请核对编号", "check its number"},
    {"refusal.forbidden", "此项办理不属于您的岗位", "this is not for your post"},
    {"refusal.forbidden.mend", "请由相应岗位人员办理", "whoever holds the post may do it"},
    {"refusal.own_matter", "您或您的单位参与过此事，应当回避", "you or your unit worked on it"},
    {"refusal.own_matter.mend", "请由其他人员办理", "another must act"},
    {"refusal.not_now", "当前状态下不能这样办理", "not possible in its present state"},
    {"refusal.not_now.mend", "请查看当前可办理的事项", "look at what is possible now"},
    {"refusal.too_late", "已超过办理期限", "the time for it has passed"},
    {"refusal.too_late.mend", "请按其他途径办理", "there may be another way"},
    {"refusal.full", "已达到数量上限", "a bound is reached"},
    {"refusal.full.mend", "请先办结已有事项", "close what is open first"},
    {"refusal.busy", "暂时不能保存，未办理", "it cannot be kept just now; nothing was done"},
    {"refusal.busy.mend", "请稍后再试", "try again in a moment"},
    {"refusal.other", "未能办理", "it was not done"},
    {"refusal.other.mend", "请再试一次，仍有问题请联系管理员",
     "try again, or ask an administrator"},
});

}  // namespace dudao::messages
