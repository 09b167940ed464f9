// What goes into and comes out of a worker's core. The core touches nothing: the shell turns log,
// Redis, broker and channels into inputs, and effects into calls.
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
/// The replica was loaded, or thrown away: everything is to be read from it anew.
struct Loaded {};
/// The replica has folded a commit with these events.
struct Folded {
    std::vector<Event> events;
};
/// Readers may act up to this commit.
struct Confirmed {
    std::uint64_t seq = 0;
};
/// The broker welcomed us (head: commits in its log), or the link is gone.
struct Linked {
    bool welcomed = false;
    std::uint64_t head = 0;
};
/// The connection for claims and views is there, or gone.
struct StoreUp {
    bool up = false;
};
struct ClaimAnswered {
    Moment asked;
    std::vector<Claimed> timers;
};
struct ClaimLost {};
/// A command's final answer.
struct Answered {
    Command command;
    bool ok = false;
    Accepted accepted;
    std::string why;
};
/// What the channels came to.
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
/// The notice is attempted, by us, in the log: it may be sent, once.
struct SendNotice {
    NoticeId id;
};
struct WriteView {
    ViewWrite write;
};
/// A line for the operators; never a target, a name or free text.
struct Note {
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;
};
using Effect = std::variant<Claim, Send, SendNotice, WriteView, Note>;
using Effects = std::vector<Effect>;

}  // namespace dudao::workers
