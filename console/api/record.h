// The record as the console keeps it: every event's exact bytes in order, and for each matter which
// events are about it. Built while the log is followed; timelines, the log page and the change
// frames are read from it. The state itself is the replica's.
//
// A matter is written `task:12`, `rectification:7`, `finding:01J…`, `person:p-x` (Change.gone).
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
    std::uint64_t end() const { return first_ + kept_.size(); }
    Line line(std::uint64_t index) const;
    Event event(std::uint64_t index) const;
    std::string_view bytes(std::uint64_t index) const;  // as they stand in the log
    /// The hash of the log's chain after the commit that holds the event.
    Hash head(std::uint64_t index) const;
    /// The same by the commit's number; nothing for one that is not kept.
    std::optional<Hash> head_of(std::uint64_t seq) const;

    /// The first event of a later commit than this one; end(): there is none.
    std::uint64_t first_after(std::uint64_t seq) const;
    /// Indices of the events about a matter that are kept, ascending.
    std::span<const std::uint64_t> of(const std::string& matter) const;
    Moment first_at(const std::string& matter) const;
    Moment issued_at(RectificationId id) const;  // = first_at, for whole ledgers
    /// Whether its deadline had passed while its clock ran, as things stood then.
    bool was_overdue(RectificationId id, Moment then) const;
    /// When it was returned.
    const std::vector<Moment>& returned(RectificationId id) const;
    /// When a person last did something about it: slips, notices and timers of their own do not
    /// move a matter.
    Moment moved_at(const std::string& matter) const;
    /// The states that a case was in, each since when, oldest first.
    struct Stage {
        cases::State state = cases::State::Lead;
        Moment since;
    };
    const std::vector<Stage>& stages(CaseId id) const;
    /// When a key last said something that was recorded; 0: never.
    Moment heard(const KeyId& via) const;

 private:
    struct Kept {
        std::uint64_t seq = 0;
        std::string bytes;
        std::uint8_t type = 0;
        PersonId actor;
        std::vector<std::uint32_t> matters;  // the first decides who sees it
    };
    struct Matter {
        std::string text;
        std::vector<std::uint64_t> events;
        Moment first_at;
        Moment moved_at;
    };

    std::vector<std::string> matters_of(const Event& event, const State& after);
    std::uint32_t number_of(const std::string& matter);

    std::uint64_t first_ = 0;
    std::deque<Kept> kept_;
    std::deque<std::pair<std::uint64_t, Hash>> heads_;  // by commit, of those whose events are kept
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::deque<Matter> matters_;  // by number; texts stay where they are
    std::map<KeyId, Moment> heard_;
    /// The clock of a rectification from a moment on.
    struct Stood {
        Moment since;
        Moment deadline;  // 0: no clock has run
        bool clock_runs = false;
    };
    struct Past {
        std::vector<Stood> stood;  // oldest first
        std::vector<Moment> returned;
    };
    void remember(const Event& event);
    void stop_clock(RectificationId id, Moment at);

    void remember_case(const Event& event);

    std::unordered_map<std::uint64_t, std::vector<Stage>> stages_;  // by case
    std::unordered_map<std::uint64_t, Moment> issued_;              // by rectification
    std::unordered_map<std::uint64_t, Past> past_;                  // the same
    // What an event that names only an id was about.
    std::map<TimerId, std::string> timers_;
    std::map<NoticeId, std::vector<std::string>> notices_;
};

}  // namespace dudao::console
