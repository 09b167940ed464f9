// The live side: what changed in the log, told to every open stream as far as its reader may see
// it. Changes are gathered for a quarter of a second; a frame is made once for each person, however
// many streams they have open. A stream that comes back is told what it missed, or to fetch
// everything anew.
//
// Pure: streams are numbers, frames are texts, times are given.
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

/// One event of the stream in the form of text/event-stream.
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
    /// `wanted`: words that must be read first; then nothing was made and it is to be asked again.
    struct Made {
        std::vector<Out> out;
        WordsWanted wanted;
    };

    /// The commit has been folded and recorded.
    void took(const FoldedCommit& folded, std::int64_t now_ms);
    /// The replica starts anew: every stream must fetch again.
    void reset();

    /// What a stream is told first; `since`: the commit its page stands at, nothing: the present.
    /// It is among the streams when nothing is wanted.
    Made open(const Facts& facts, const WordsKept& kept, Stream stream,
              std::optional<std::uint64_t> since);
    void close(std::uint64_t id) { streams_.erase(id); }

    /// When flush wants to be called; nothing: when something has changed.
    std::optional<std::int64_t> due_ms() const { return due_ms_; }
    Made flush(const Facts& facts, const WordsKept& kept);
    /// Words did not come in time: the frames go without them.
    void go_without() { without_ = true; }

    /// Why a frame could not be made since last asked; empty: all could. Its pages fetch anew.
    std::string take_fault() { return std::exchange(fault_, {}); }

    /// To all streams, with the position they stand at.
    std::string tick(const Facts& facts) const;
    std::vector<Stream> streams() const;
    std::size_t size() const { return streams_.size(); }
    std::uint64_t flushed() const { return flushed_; }

 private:
    /// A rectification that went from one unit to another. A finding is amended only before its
    /// unit sees it: then nothing goes away from anybody.
    struct Moved {
        std::uint64_t index = 0;
        std::string matter;
        UnitId from;
    };
    struct Span {
        std::uint64_t after = 0;  // commit
        std::uint64_t to = 0;
    };
    /// Nothing to tell: null. What cannot be told: "resync".
    Json change(Reader& reader, Span span) const;
    Json change_or_resync(Reader& reader, Span span);
    std::uint64_t first_event_after(const Record& record, std::uint64_t seq) const;
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
