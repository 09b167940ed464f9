// The views this worker keeps in Redis: which rows a commit touched, what the rows say now, and how
// far each view has come. Several workers may write the same views: the store refuses whoever does
// not stand where the view stands, tells where it does, and the refused one goes on from there.
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
    /// Every view is made anew from the state at commit `seq`: what stands in Redis may be of
    /// another history or of another release.
    void load(std::uint64_t seq);
    /// The events of commit `seq`.
    void apply(const std::vector<Event>& events, std::uint64_t seq);

    /// What is to be written now; the state stands at `seq` and readers may see it.
    std::vector<ViewWrite> writes(const State& state, std::uint64_t seq);
    void answered(View view, std::uint64_t cursor);
    /// Written or not: asked again with the next commit or connection.
    void lost(View view);
    void store_up();

    bool busy() const;

 private:
    struct Progress {
        std::uint64_t cursor = 0;  // where the view stands in Redis, as far as we know
        bool known = false;        // the store has said so
        bool anew = false;
        bool under_way = false;
        bool waits = false;      // after a loss
        bool ignore = false;     // the answer under way is of another history
        std::uint64_t base = 0;  // `touched` is complete for the commits after this one
        std::map<std::uint64_t, std::set<std::string>> touched;  // commit -> ids
    };
    void touch(View view, std::uint64_t seq, std::set<std::string> ids);
    Progress& of(View view) { return progress_.at(static_cast<std::size_t>(view)); }
    std::optional<ViewWrite> next(View view, const State& state, std::uint64_t seq);

    std::array<Progress, Names<View>::table.size()> progress_;
};

}  // namespace dudao::workers
