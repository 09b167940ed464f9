// The views that workers keep in Redis: which rows each commit changed, their current content, and
// the commit each view has reached. Several workers may write the same view: the store refuses a
// write that does not start at the view's cursor and returns the cursor, and that worker continues
// from there.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/event.h"
#include "domain/state.h"
#include "store/views.h"

namespace dudao::workers {

class Views {
 public:
    /// Rebuilds every view from the state at commit `seq`, because the views in Redis may come from
    /// another history or release.
    void load(std::uint64_t seq);
    /// Records the rows changed by the events of commit `seq`, which `state` has folded.
    void apply(const std::vector<Event>& events, const State& state, std::uint64_t seq);

    /// Returns the writes to send now. `state` is at commit `seq`, which readers may see.
    std::vector<ViewWrite> writes(const State& state, std::uint64_t seq);
    /// The store returned the view's cursor after a write.
    void answered(View view, std::uint64_t cursor);
    /// Unknown whether the write was executed: it is retried with the next commit or connection.
    void lost(View view);
    /// The connection to Redis is open again: writes that waited for it may be sent.
    void store_up();

    bool busy() const;

 private:
    struct Progress {
        std::uint64_t cursor = 0;  // the view's last known position in Redis
        bool known = false;        // reported by the store
        bool anew = false;
        bool under_way = false;
        bool waits = false;      // until the next commit or connection, after a lost write
        bool ignore = false;     // the answer in flight belongs to another history
        std::uint64_t base = 0;  // `touched` is complete for commits after this one
        std::map<std::uint64_t, std::set<std::string>> touched;  // commit -> ids
    };
    void touch(View view, std::uint64_t seq, std::set<std::string> ids);
    Progress& of(View view) { return progress_.at(static_cast<std::size_t>(view)); }
    std::optional<ViewWrite> next(View view, const State& state, std::uint64_t seq);

    std::array<Progress, Names<View>::table.size()> progress_;
};

}  // namespace dudao::workers
