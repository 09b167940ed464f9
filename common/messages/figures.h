// What is counted (common/domain/figures.h): the word of each figure, and what it counts, of when.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto figures = std::to_array<Entry>({
    {"figure.open", "在办整改", "open rectifications"},
    {"figure.open.text", "已下达、尚未销号也未随问题了结的整改，含停表的。",
     "Issued, and neither struck off nor fallen away with their finding; those whose clock stands "
     "too."},
    {"figure.overdue", "逾期", "overdue"},
    {"figure.overdue.text",
     "此刻期限已过、时钟在走的整改。待核验、中止、异议核查、提请上级期间停表，不算。",
     "The deadline has passed by now and the clock runs. Submitted, suspended, contested or "
     "referred "
     "up, the clock stands: not counted."},
    {"figure.due_in_week", "七日内到期", "due within seven days"},
    {"figure.due_in_week.text", "时钟在走、尚未逾期，期限在今天至第七天之内的整改。",
     "The clock runs, it is not overdue, and the deadline falls on today or one of the next seven "
     "days."},
    {"figure.blue", "蓝", "blue"},
    {"figure.blue.text", "本轮期限内最高发到蓝色督办单的在办整改，含停表的。",
     "Open, and the highest slip of the running term is blue; those whose clock stands too."},
    {"figure.yellow", "黄", "yellow"},
    {"figure.yellow.text",
     "本轮期限内最高发到黄色督办单的在办整改，含停表的；第二次退回也会转黄色。",
     "Open, and the highest slip of the running term is yellow; those whose clock stands too. A "
     "second return leads here as well."},
    {"figure.orange", "橙", "orange"},
    {"figure.orange.text", "本轮期限内最高发到橙色督办单的在办整改，含停表的。",
     "Open, and the highest slip of the running term is orange; those whose clock stands too."},
    {"figure.red", "红", "red"},
    {"figure.red.text", "发到红色督办单或挂牌督办的在办整改，含停表的；挂牌至销号为止。",
     "Open, and at the red slip or listed for supervision; those whose clock stands too. Listed "
     "until struck off."},
    {"figure.uncoloured", "未发督办单", "no slip"},
    {"figure.uncoloured.text", "本轮期限内还没有发过督办单的在办整改。",
     "Open, and no slip has gone out in the running term."},
    {"figure.clock_stands", "停表", "clock stands"},
    {"figure.clock_stands.text",
     "已送达、此刻停表的在办整改：待核验、中止、异议核查或提请上级。各色督办中已含。",
     "Open and served, and the clock stands now: submitted, suspended, contested or referred up. "
     "Counted among the colours too."},
    {"figure.awaiting_acknowledgement", "待签收", "to acknowledge"},
    {"figure.awaiting_acknowledgement.text", "已下达、责任单位尚未签收也未视为送达的整改。",
     "Issued, and neither acknowledged by the unit nor deemed served."},
    {"figure.awaiting_verification", "待核验", "to verify"},
    {"figure.awaiting_verification.text", "责任单位已提请核验、尚未核验也未退回的整改。",
     "Submitted by the unit, and neither verified nor returned."},
    {"figure.awaiting_interview", "待约谈", "awaiting interview"},
    {"figure.awaiting_interview.text", "在办整改中，最近一项未办结的要求是约谈的。",
     "Open, and what is still asked for at its highest step is an interview."},
    {"figure.extension_asked", "待批延期", "extension to decide"},
    {"figure.extension_asked.text", "责任单位申请延期、尚未批准也未驳回的整改。",
     "The unit has asked for an extension that is neither granted nor refused."},
    {"figure.struck_off", "已销号", "struck off"},
    {"figure.struck_off.text", "开办以来核验属实、销号的整改；随问题了结的不算。",
     "Verified and struck off since the county began; those that fell away with their finding are "
     "not counted."},
    {"figure.struck_off_this_week", "本周销号", "struck off this week"},
    {"figure.struck_off_this_week.text", "本周一零时起核验属实、销号的整改；随问题了结的不算。",
     "Verified and struck off since Monday 00:00; those that fell away with their finding are not "
     "counted."},
    {"figure.fallen_away", "随问题了结", "fallen away"},
    {"figure.fallen_away.text", "问题不予认定，整改随之了结的；不算销号。",
     "Ended since the finding was dismissed; not struck off."},
    {"figure.tasks_open", "在办任务", "open tasks"},
    {"figure.tasks_open.text", "已下达、尚未审核办结的督导任务：途中、在村里和待审核的。",
     "Released and not closed by a review: on the way, in the village, or reported."},
    {"figure.on_the_way", "途中", "on the way"},
    {"figure.on_the_way.text", "已下达或已接收、尚未签到的任务。",
     "Released or accepted, and not checked in."},
    {"figure.in_the_village", "在村里", "in the village"},
    {"figure.in_the_village.text", "已签到、尚未报告的任务。", "Checked in, and not reported."},
    {"figure.sealed", "封存", "sealed"},
    {"figure.sealed.text", "途中的暗访任务：签到前只知数目，不知去向。",
     "Unannounced and on the way: until the check-in the number is known, not the place."},
    {"figure.awaiting_review", "待审核", "to review"},
    {"figure.awaiting_review.text", "已报告、尚未审核的任务。", "Reported, and not reviewed."},
    {"figure.found_today", "今日发现", "found today"},
    {"figure.found_today.text", "今日零时起记录的问题。", "Findings recorded since 00:00 today."},
    {"figure.found_yesterday", "昨日发现", "found yesterday"},
    {"figure.found_yesterday.text", "昨日零时至二十四时记录的问题。",
     "Findings recorded yesterday, 00:00 to 24:00."},
    {"figure.leads", "待处置线索", "leads to dispose of"},
    {"figure.leads.text", "已形成、尚未处置的线索。", "Opened, and not disposed of."},
    {"figure.villages", "村", "villages"},
    {"figure.villages.text", "登记在册的行政村。", "The villages of the registry."},
    {"figure.villages_visited", "到过的村", "villages visited"},
    {"figure.villages_visited.text", "开办以来督导组签到过的村。",
     "Villages in which a group has checked in since the county began."},
    {"figure.notices_waiting", "待发通知", "notices waiting"},
    {"figure.notices_waiting.text", "尚未发送的通知，含等到工作时间的；只计您能看到的事项。",
     "Not sent yet, about what you may see; those that wait for the working morning too."},
    {"figure.notices_under_way", "发送中的通知", "notices under way"},
    {"figure.notices_under_way.text", "已发送、结果未知的通知。",
     "Sent, the outcome not known yet."},
    {"figure.records", "记录", "records"},
    {"figure.records.text", "日志中的记录条数，一件事一条；一次提交可含多条。",
     "Events in the log, one for each thing that happened; one commit may hold several."},
    {"figure.withheld", "不在您的职责范围", "not yours to know"},
});

}  // namespace dudao::messages
