// Notices, sent at most once for each (matter, clock generation, step, addressee, channel). An
// attempt is committed before anything is sent; after a crash in between the notice is shown as
// uncertain and not sent again.
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

/// Overtaken: not sent, since what it says no longer held when it was to be sent.
enum class NoticeState { Waiting, Attempted, Sent, Failed, Uncertain, Overtaken };
template <>
struct Names<NoticeState> {
    static constexpr std::string_view words = "state.notice";
    static constexpr auto table =
        std::to_array<Named<NoticeState>>({{NoticeState::Waiting, "waiting"},
                                           {NoticeState::Attempted, "attempted"},
                                           {NoticeState::Sent, "sent"},
                                           {NoticeState::Failed, "failed"},
                                           {NoticeState::Uncertain, "uncertain"},
                                           {NoticeState::Overtaken, "overtaken"}});
};

/// One item for one person. `text` is a key of the message catalogue.
struct NoticeItem {
    Matter matter;
    std::int32_t generation = 0;  // of the clock; of another limit the hour at which it passed
    std::int32_t step = 0;
    std::string text;
    Moment due;  // shown in the text
    friend auto operator<=>(const NoticeItem&, const NoticeItem&) = default;
    DUDAO_FIELDS(matter, generation, step, text, due)
};

/// One message to one person: items waiting for the same moment are combined.
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
/// Some of its items no longer hold; the others are sent.
struct NoticeNarrowed {
    static constexpr std::string_view as_event = "notice.narrowed";
    NoticeId id;
    std::vector<NoticeItem> left_out;
    DUDAO_FIELDS(id, left_out)
};
/// Both command and event: the outcome of an attempt; as an event also that there is none to make,
/// since no item holds any more (`Overtaken`).
struct NoticeOutcome {
    static constexpr CommandDeclaration as_command{
        .name = "notice.outcome",
        .right = {.process = rights::worker},
        .title = {"回报通知结果", "report a notice"},
    };
    static constexpr std::string_view as_event = "notice.outcome";
    NoticeId id;
    NoticeState state = NoticeState::Sent;
    std::string detail;  // a word of the channel; never an address
    DUDAO_FIELDS(id, state, detail)
};
/// A notice to oneself, at once and at any hour: it goes the way of all others, and so shows
/// whether they arrive.
struct TestNotices {
    static constexpr CommandDeclaration as_command{
        .name = "notice.test",
        .right = {.roles = rights::anybody},
        .title = {"发送测试通知", "send a test notice"},
        .help = {"给自己发一条测试通知，看通知能否送到",
                 "send a notice to yourself, to see that notices arrive"},
    };
    DUDAO_FIELDS()
};
/// The text of that notice.
inline constexpr std::string_view test_notice = "notice.test";
/// Between two of one person.
inline constexpr Span test_notice_pause = minutes(1);
/// The text of the notice that somebody else changed where a person's notices go.
inline constexpr std::string_view contact_notice = "contact.changed";

/// Nobody could be notified: no holder, no deputy, no channel. This is not the unit's failure; the
/// level above is notified.
struct Unreachable {
    static constexpr std::string_view as_event = "unreachable";
    Matter matter;
    std::int32_t step = 0;
    UnitId unit;
    Role role = Role::UnitOfficer;
    UnitId passed_to;
    DUDAO_FIELDS(matter, step, unit, role, passed_to)
};
/// A time limit of one person passed (accept, report, review, verify …). The notices show who was
/// told.
struct LimitPassed {
    static constexpr std::string_view as_event = "limit.passed";
    Matter matter;
    TimerKind kind = TimerKind::TaskAccept;
    DUDAO_FIELDS(matter, kind)
};

}  // namespace dudao
