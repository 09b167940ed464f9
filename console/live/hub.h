// Live updates: sends changes in the log to every open stream, limited to what its reader may see.
// Changes are collected for 250 ms; a frame is made once per person, for all of that person's
// streams. A stream that reconnects gets what it missed, or a resync.
//
// Pure: streams are numbers, frames are texts, times are passed in.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "console/api/reader.h"

namespace dudao::console {

/// Formats one event as text/event-stream.
std::string sse(std::string_view event, const std::string& data,
                std::optional<std::uint64_t> id = {});

class Hub {
 public:
    struct Stream {
        std::uint64_t id = 0;
        std::string session;
        PersonId person;
    };
    struct Out {
        std::vector<std::uint64_t> streams;
        std::string text;
    };
    /// `wanted`: personal values that must be read first; nothing was made, and the caller calls
    /// again.
    struct Made {
        std::vector<Out> out;
        WordsWanted wanted;
    };

    /// A commit was folded and recorded.
    void took(const FoldedCommit& folded, std::int64_t now_ms);
    /// The replica is rebuilt: every stream must fetch everything again.
    void reset();

    /// The first frames of a stream. `since` is the commit the page already has; std::nullopt: the
    /// present one. The stream is added only if nothing is wanted.
    Made open(const Facts& facts, const WordsKept& kept, Stream stream,
              std::optional<std::uint64_t> since);
    void close(std::uint64_t id) { streams_.erase(id); }

    /// When flush() must be called; std::nullopt: after the next change.
    std::optional<std::int64_t> due_ms() const { return due_ms_; }
    /// Makes the frames for all changes since the last flush.
    Made flush(const Facts& facts, const WordsKept& kept);
    /// Personal values were not read in time: make the frames without them.
    void go_without() { without_ = true; }

    /// Why frames could not be made since the last call; empty: none failed. The pages concerned
    /// were sent a resync.
    std::string take_fault() { return std::exchange(fault_, {}); }

    /// A frame for all streams with their current position.
    std::string tick(const Facts& facts) const;
    std::vector<Stream> streams() const;
    std::size_t size() const { return streams_.size(); }
    std::uint64_t flushed() const { return flushed_; }

 private:
    /// A rectification that was moved to another unit. A finding needs no such record: it can be
    /// moved only before a unit sees it.
    struct Moved {
        std::uint64_t index = 0;
        std::string matter;
        UnitId from;
    };
    struct Span {
        std::uint64_t after = 0;  // a commit
        std::uint64_t to = 0;
    };
    /// The change as JSON; null if there is nothing to send, "resync" if it is too large.
    Json change(Reader& reader, Span span) const;
    Json change_or_resync(Reader& reader, Span span);
    void note_moves(const Event& event, std::uint64_t index);

    std::map<std::uint64_t, Stream> streams_;
    std::uint64_t flushed_ = 0;
    bool started_ = false;
    bool without_ = false;
    std::string fault_;
    std::optional<std::int64_t> due_ms_;
    std::map<RectificationId, UnitId> unit_of_;
    std::deque<Moved> moved_;
};

}  // namespace dudao::console
