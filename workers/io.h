// Inputs and effects of a worker's core. The core does no I/O: the shell turns the log, Redis, the
// broker and the channels into inputs, and effects into calls.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/command.h"
#include "domain/event.h"
#include "domain/notice.h"
#include "store/redis_store.h"
#include "store/views.h"

namespace dudao::workers {

// Inputs -----------------------------------------------------------------------------------------
/// The replica was loaded or replaced; the core must read everything from it again.
struct Loaded {};
/// The replica has folded a commit with these events.
struct Folded {
    std::vector<Event> events;
};
/// Readers may act on commits up to this one.
struct Confirmed {
    std::uint64_t seq = 0;
};
/// The broker welcomed this worker (`head`: the last commit in its log), or the connection was
/// lost.
struct Linked {
    bool welcomed = false;
    std::uint64_t head = 0;
};
/// The connection for claims and views was opened or lost.
struct StoreUp {
    bool up = false;
};
struct ClaimAnswered {
    Moment asked;
    std::vector<Claimed> timers;
};
struct ClaimLost {};
/// The final answer to a command.
struct Answered {
    Command command;
    bool ok = false;
    Accepted accepted;
    std::string why;
};
/// The outcome of sending a notice.
struct NoticeDone {
    NoticeOutcome outcome;
};
struct ViewAnswered {
    View view = View::Findings;
    std::uint64_t cursor = 0;
};
struct ViewLost {
    View view = View::Findings;
};
struct Tick {};
using Input = std::variant<Loaded, Folded, Confirmed, Linked, StoreUp, ClaimAnswered, ClaimLost,
                           Answered, NoticeDone, ViewAnswered, ViewLost, Tick>;

// Effects ----------------------------------------------------------------------------------------
struct Claim {
    Moment now;
    int n = 0;
};
struct Send {
    Command command;
};
/// Sends the notice. The log records this worker's attempt, so it may be sent, once.
struct SendNotice {
    NoticeId id;
};
struct WriteView {
    ViewWrite write;
};
/// A log line for operators. It must never contain a target, a name or free text.
struct Note {
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;
};
using Effect = std::variant<Claim, Send, SendNotice, WriteView, Note>;
using Effects = std::vector<Effect>;

}  // namespace dudao::workers
