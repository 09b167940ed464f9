// The columns of the command line's lists, where `field` and `column` have no word that fits:
// `list.<the field's name in the record>`.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto lists = std::to_array<Entry>({
    {"list.accept_due", "接收期限", "accept by"},
    {"list.approver", "批准人", "approved by"},
    {"list.at", "时间", "at"},
    {"list.author", "起草人", "drafted by"},
    {"list.actor", "办理人", "who"},
    {"list.check_in_due", "到场签到期限", "check in by"},
    {"list.checked_in_at", "签到时间", "checked in"},
    {"list.command", "事项", "what"},
    {"list.commit", "序号", "commit"},
    {"list.due", "期限", "due"},
    {"list.end", "结束时间", "end"},
    {"list.event", "事件", "event"},
    {"list.id", "标识", "id"},
    {"list.index", "事件号", "index"},
    {"list.kind", "类型", "kind"},
    {"list.lapses", "失效时间", "lapses"},
    {"list.lead", "线索", "lead"},
    {"list.matter", "内容", "about"},
    {"list.more", "更多", "more"},
    {"list.n", "序号", "number"},
    {"list.name_en", "英文名称", "name in English"},
    {"list.name_zh", "名称", "name in Chinese"},
    {"list.opened_at", "登记时间", "opened"},
    {"list.proposer", "提出人", "proposed by"},
    {"list.recorded_at", "记录时间", "recorded"},
    {"list.rectification", "整改", "rectification"},
    {"list.released_at", "下达时间", "released"},
    {"list.start", "开始时间", "start"},
    {"list.theme", "主题", "theme"},
    {"list.title", "名称", "title"},
    {"list.type", "类型", "type"},
    {"list.waits_for_you", "待您确认", "waits for you"},
    {"list.yes", "是", "yes"},
    {"list.no", "否", "no"},
});

}  // namespace dudao::messages
