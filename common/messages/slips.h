// The four slips of the escalation ladder (督办单): matter, fact, what is asked, until when; never
// blame.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto slips = std::to_array<Entry>({
    {"slip.frame.contact", "联系人{who}", "Contact: {who}"},
    {"slip.frame.copy", "抄送{cc}", "Copy to {cc}"},
    {"slip.frame.service", "送达号{svc} 核验码{code}", "Service {svc}, check code {code}"},
    {"slip.d1.title", "蓝色督办单", "Blue slip"},
    {"slip.d1.body",
     "你单位承办的{item}应于{due}前完成，还剩{n}"
     "个工作日。请按期提请核验；确有困难的，请在到期前申请延期并说明理由。本单仅作提醒，不需答复。",
     "{item} is due {due}, {n} working days left. Submit it in time, or ask for an extension with "
     "the reason before it is due. A reminder only; no reply is needed."},
    {"slip.d2.title", "黄色督办单", "Yellow slip"},
    {"slip.d2.body",
     "你单位承办的{item}应于{due}完成，现逾期{n}个工作日（逾期部分：{part}）。请于{by}"
     "前书面说明原因、已做工作和下一步安排，由{person}"
     "签字。整改继续；原因在他方的请写明，可申请中止或提请上级解决。",
     "{item} was due {due} and is {n} working days overdue (late part: {part}). Explain in writing "
     "by {by}: cause, work done, next step, signed by {person}. Work goes on; where the cause lies "
     "with others, say so and ask for suspension or refer it up."},
    {"slip.d3.title", "橙色督办单", "Orange slip"},
    {"slip.d3.body",
     "{unit}承办的{item}已逾期{n}个工作日，此前督办及答复：{slips}。请{leader}督促落实，于{by}"
     "前报送书面承诺，写明完成日期、措施、责任人和需协调事项。承诺日期不改变原期限。",
     "{item}, with {unit}, is {n} working days overdue. Slips and answers so far: {slips}. "
     "{leader} is asked to see to it and to send a written undertaking by {by}: date, measures, "
     "person, help needed. The date undertaken moves no deadline."},
    {"slip.d4.title", "红色督办单", "Red slip"},
    {"slip.d4.body",
     "{item}已逾期{n}个工作日，督办及答复：{slips}。现予挂牌督办，提请{leader}于{by}前约谈{person}"
     "。核验销号后摘牌。本单是工作措施，不是处分。",
     "{item} is {n} working days overdue. Slips and answers so far: {slips}. It is now listed for "
     "supervision; {leader} is asked to interview {person} by {by}. The listing ends with the "
     "strike-off. A working measure, not a sanction."},
});

}  // namespace dudao::messages
