// Notices: at most once for each (matter, clock generation, step, addressee, channel). Committed as
// attempted before anything is sent; a crash in between shows as uncertain and is not sent again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/declared.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/timer.h"
#include "domain/words.h"

namespace dudao {

enum class NoticeState { Waiting, Attempted, Sent, Failed, Uncertain };
template <>
struct Names<NoticeState> {
    static constexpr std::string_view words = "state.notice";
    static constexpr auto table =
        std::to_array<Named<NoticeState>>({{NoticeState::Waiting, "waiting"},
                                           {NoticeState::Attempted, "attempted"},
                                           {NoticeState::Sent, "sent"},
                                           {NoticeState::Failed, "failed"},
                                           {NoticeState::Uncertain, "uncertain"}});
};

/// One thing to tell one person. `text` is a key of the message catalogue.
struct NoticeItem {
    Matter matter;
    std::int32_t generation = 0;
    std::int32_t step = 0;
    std::string text;
    Moment due;  // shown in the text
    friend auto operator<=>(const NoticeItem&, const NoticeItem&) = default;
    DUDAO_FIELDS(matter, generation, step, text, due)
};

/// One message to one person: what waits for the same moment goes together.
struct Notice {
    NoticeId id;
    NoticeState state = NoticeState::Waiting;
    PersonId to;
    Moment send_at;
    std::vector<NoticeItem> items;
    KeyId by;  // the worker that attempted it
    DUDAO_FIELDS(id, state, to, send_at, items, by)
};

struct NoticeQueued {
    static constexpr std::string_view as_event = "notice.queued";
    NoticeId id;
    PersonId to;
    Moment send_at;
    NoticeItem item;
    DUDAO_FIELDS(id, to, send_at, item)
};
struct NoticeAttempted {
    static constexpr std::string_view as_event = "notice.attempted";
    NoticeId id;
    DUDAO_FIELDS(id)
};
/// Command and event alike: what became of an attempt.
struct NoticeOutcome {
    static constexpr CommandDeclaration as_command{
        .name = "notice.outcome",
        .right = {.process = rights::worker},
        .title = {"回报通知结果", "report a notice"},
    };
    static constexpr std::string_view as_event = "notice.outcome";
    NoticeId id;
    NoticeState state = NoticeState::Sent;
    std::string detail;  // a word of the channel, never an address
    DUDAO_FIELDS(id, state, detail)
};
/// Nobody could be told: no holder, no deputy, no channel. Not the unit's default; climbs a level.
struct Unreachable {
    static constexpr std::string_view as_event = "unreachable";
    Matter matter;
    std::int32_t step = 0;
    UnitId unit;
    Role role = Role::UnitOfficer;
    UnitId passed_to;
    DUDAO_FIELDS(matter, step, unit, role, passed_to)
};
/// A limit of somebody's own passed (accept, report, review, verify …): who was told is in notices.
struct LimitPassed {
    static constexpr std::string_view as_event = "limit.passed";
    Matter matter;
    TimerKind kind = TimerKind::TaskAccept;
    DUDAO_FIELDS(matter, kind)
};

}  // namespace dudao
