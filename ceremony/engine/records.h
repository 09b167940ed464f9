// What the engine stores beyond the log. Only the engine knows the drawn targets before their
// release.
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

/// One draw: everything needed to repeat it except the engine's master key.
struct Drawn {
    DrawId id;
    PlanId plan;
    Moment tick;         // start of the tick
    std::string params;  // DDS-1 texts
    std::string manifest;
    std::string commit;  // its leaf hash is part of the entropy
    std::string result;
    DUDAO_FIELDS(id, plan, tick, params, manifest, commit, result)
};

enum class Phase {
    Pending,  // drawn, waiting for its moment
    Sent,     // the command is in the outbox
    OnWay,    // in the log: the group has it
    Settled,  // over, or recused and passed on
    Refused,  // the office refused it
    OnSite,   // checked in, and not over: kept to be sealed for a device that comes later
};

/// Identifies a task: the draw, its target, and the number of groups that recused it before.
struct ReleaseKey {
    DrawId draw;
    UnitId target;
    std::int32_t turn = 0;
    friend auto operator<=>(const ReleaseKey&, const ReleaseKey&) = default;
    DUDAO_FIELDS(draw, target, turn)
};

/// A task from its draw on. The command is made when the task is drawn, so that a crash before its
/// moment cannot change its bytes.
struct Release {
    ReleaseKey key;
    Moment moment;                // when to release it
    Bytes commit_leaf;            // of the draw; needed for the tickets of later groups
    std::vector<GroupId> before;  // groups that recused the task
    ReleaseTask command;
    Phase phase = Phase::Pending;
    TaskId task;  // once it is in the log
};

/// A command for the outbox: the record of a draw; a release, with its key; or, without a draw, a
/// task sealed again.
struct Call {
    Command command;
    DrawId draw;
    ReleaseKey release;
};

struct Line {
    LogLevel level = LogLevel::Info;
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;  // never contains a target
};

/// The result of a step. The records and calls are stored in one transaction; then the calls are
/// sent.
struct Effects {
    std::vector<Drawn> drawn;
    std::vector<Release> releases;  // new or changed
    std::vector<Call> calls;
    std::vector<Line> lines;
    bool empty() const {
        return drawn.empty() && releases.empty() && calls.empty() && lines.empty();
    }
};

/// What is read back at start.
struct Memory {
    std::map<PlanId, Moment> last_tick;  // last drawn tick by plan
    std::vector<Release> releases;       // pending, sent, on the way or on site
};

}  // namespace dudao::engine
