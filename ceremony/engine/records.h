// What the engine remembers beyond the log: it alone knows what was drawn.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "domain/command.h"
#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/names.h"
#include "log.h"

namespace dudao::engine {

/// One draw as it was made: everything a redraw needs but the engine's master key.
struct Drawn {
    DrawId id;
    PlanId plan;
    Moment tick;         // its start
    std::string params;  // DDS-1 texts
    std::string manifest;
    std::string commit;  // whose leaf hash goes into the entropy
    std::string result;
    DUDAO_FIELDS(id, plan, tick, params, manifest, commit, result)
};

enum class Phase {
    Pending,  // drawn; waits for its moment
    Sent,     // the command is in the outbox
    OnWay,    // in the log: the group has it
    Settled,  // checked in, missed, withdrawn, or recused and passed on
    Refused,  // the office did not take it
};

/// Which task: a draw's target, and how many groups have recused before.
struct ReleaseKey {
    DrawId draw;
    UnitId target;
    std::int32_t turn = 0;
    friend auto operator<=>(const ReleaseKey&, const ReleaseKey&) = default;
    DUDAO_FIELDS(draw, target, turn)
};

/// A task from the draw on. The command is made when it is drawn, so that a crash before its
/// moment changes no byte of it.
struct Release {
    ReleaseKey key;
    Moment moment;                // when it leaves
    Bytes commit_leaf;            // of the draw: for the tickets of those who come next
    std::vector<GroupId> before;  // groups that recused it
    ReleaseTask command;
    Phase phase = Phase::Pending;
    TaskId task;  // once the log has it
};

/// A command to be kept in the outbox; `release` is empty for the record of a draw.
struct Call {
    Command command;
    DrawId draw;
    ReleaseKey release;
};

struct Line {
    LogLevel level = LogLevel::Info;
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;  // never a target
};

/// What a step comes to: all records and calls in one transaction, then the calls go out.
struct Effects {
    std::vector<Drawn> drawn;
    std::vector<Release> releases;  // new or changed
    std::vector<Call> calls;
    std::vector<Line> lines;
    bool empty() const {
        return drawn.empty() && releases.empty() && calls.empty() && lines.empty();
    }
};

/// What a start reads back.
struct Memory {
    std::map<PlanId, Moment> last_tick;  // drawn, by plan
    std::vector<Release> releases;       // pending, sent or on the way
};

}  // namespace dudao::engine
