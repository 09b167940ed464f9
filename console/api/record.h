// The record as the console keeps it: every event's exact bytes in order, packed, and for each
// matter which events are about it. Built while the log is followed; timelines, the log page and
// the change frames are read from it. The state itself is the replica's.
//
// It grows with every event, so what it keeps of one is counted in bytes: actors and matters stand
// in tables and are told by their numbers, an event knows the one before it about the same matter,
// and what an event names by its id alone is found in the events before.
//
// A matter is written `task:12`, `rectification:7`, `finding:01J…`, `person:p-x` (Change.gone).
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "console/api/duties.h"
#include "console/api/numbers.h"
#include "console/api/packed.h"
#include "domain/event.h"
#include "domain/hash.h"
#include "domain/state.h"
#include "replica/replica.h"

namespace dudao::console {

/// "task:12"; a word of its own where the registry counts.
std::string matter_text(std::string_view kind, std::uint64_t id);
std::string matter_text(std::string_view kind, const std::string& id);

class Record {
 public:
    /// Of one event, without decoding it.
    struct Line {
        std::uint64_t seq = 0;
        std::uint64_t index = 0;  // = leaf of the tree
        std::size_t type = 0;     // place in event_names
        PersonId actor;
        std::string_view matter;             // whose sight decides; lives as long as the record
        std::vector<std::string_view> also;  // other matters it belongs to
    };

    /// The commit has just been folded into `after`, and the chain of the log ends with `head`.
    void add(std::uint64_t seq, const FoldedCommit& folded, const State& after, const Hash& head);
    void clear() { *this = Record(); }

    std::uint64_t begin() const { return first_; }  // index of the oldest event kept
    std::uint64_t end() const { return first_ + lines_.size(); }
    Line line(std::uint64_t index) const;
    Event event(std::uint64_t index) const;
    std::string bytes(std::uint64_t index) const;  // as they stand in the log
    /// The hash of the log's chain after the commit that holds the event.
    Hash head(std::uint64_t index) const;
    /// The same by the commit's number; nothing for one that is not kept.
    std::optional<Hash> head_of(std::uint64_t seq) const;

    /// The first event of a later commit than this one; end(): there is none.
    std::uint64_t first_after(std::uint64_t seq) const;
    /// Indices of the events about a matter that are kept, ascending.
    std::vector<std::uint64_t> of(std::string_view matter) const;
    Moment first_at(std::string_view matter) const;
    Moment issued_at(RectificationId id) const;  // = first_at, for whole ledgers
    /// Whether its deadline had passed while its clock ran, as things stood then.
    bool was_overdue(RectificationId id, Moment then) const;
    /// When it was returned.
    const std::vector<Moment>& returned(RectificationId id) const;
    /// When a person last did something about it: slips, notices and timers of their own do not
    /// move a matter.
    Moment moved_at(std::string_view matter) const;
    /// The states that a case was in, each since when, oldest first.
    struct Stage {
        cases::State state = cases::State::Lead;
        Moment since;
    };
    const std::vector<Stage>& stages(CaseId id) const;
    /// The rectifications, as lists ask for them.
    const Duties& duties() const { return duties_; }
    /// When a key last said something that was recorded; 0: never.
    Moment heard(const KeyId& via) const;

 private:
    using Number = std::uint32_t;  // of a matter or an actor
    /// An event and one matter that it is about.
    struct About {
        Number matter = 0;
        std::uint32_t back = 0;  // how many events before is the one before; 0: there is none
    };
    struct Kept {
        About first;  // decides who sees it
        std::uint32_t actor : 24 = 0;
        std::uint32_t type : 8 = 0;
    };
    /// A further matter of an event.
    struct Also {
        std::uint64_t index = 0;
        About about;
    };
    struct Head {
        std::uint64_t seq = 0;
        std::uint64_t first = 0;  // event
        Hash hash{};
    };
    struct Matter {
        std::uint64_t last = 0;  // event
        Moment first_at;
        Moment moved_at;
    };
    /// The clock of a rectification from a moment on.
    struct Stood {
        Moment since;
        Moment deadline;  // 0: no clock has run
        bool clock_runs = false;
    };
    struct Past {
        Moment issued;
        std::vector<Stood> stood;  // oldest first
        std::vector<Moment> returned;
    };

    std::vector<std::string> matters_of(const Event& event, const State& after) const;
    std::vector<std::string> matters_of_timer(TimerId id) const;
    std::vector<std::string> matters_of_notice(NoticeId id) const;
    void add(const Event& event, const State& after);
    About take(Number matter, const Event& event);
    const About* about(std::uint64_t index, Number matter) const;
    /// The further matters of an event.
    std::deque<Also>::const_iterator also_of(std::uint64_t index) const;
    std::size_t head_at(std::uint64_t index) const;
    void let_go_of_the_oldest(const State& after);
    void update_duties(const State& after, bool all);
    void remember(const Event& event);
    void remember_case(const Event& event);
    void stop_clock(RectificationId id, Moment at);

    std::uint64_t first_ = 0;
    Packed bytes_;
    std::deque<Kept> lines_;
    std::deque<Also> also_;         // in the order of events
    std::deque<Head> heads_;        // by commit, of those whose events are kept
    mutable std::size_t near_ = 0;  // of heads_, where one was found last
    Numbers actors_;
    Numbers names_;               // of matters; they stay where they are
    std::deque<Matter> matters_;  // by number
    std::map<KeyId, Moment> heard_;
    std::unordered_map<std::uint64_t, std::vector<Stage>> stages_;  // by case
    std::unordered_map<std::uint64_t, Past> past_;                  // by rectification
    Duties duties_;
    std::vector<RectificationId> touched_;  // by the commit that is being taken
    // Of events that were let go: what a later one that names only an id is about.
    std::map<TimerId, Number> timers_;
    std::map<NoticeId, std::vector<Number>> notices_;
};

}  // namespace dudao::console
