// Scorecards: counts by unit, as sums of what each finding, rectification and lead adds. When one
// of them changes, what it added is taken back and what it adds now is put in, wherever it moved
// to.
#pragma once

#include <map>
#include <set>
#include <string>

#include "domain/state.h"
#include "store/views.h"

namespace dudao::workers {

class Scores {
 public:
    void load(const State& state);

    /// The thing has changed; returns the units whose cards did. None: there is no such thing.
    std::set<std::string> update(const State& state, const FindingId& id);
    std::set<std::string> update(const State& state, RectificationId id);
    std::set<std::string> update(const State& state, CaseId id);

    const std::map<UnitId, ScoreRow>& cards() const { return cards_; }

 private:
    struct Part {
        UnitId unit;
        ScoreRow adds;
    };
    template <class Key>
    std::set<std::string> replace(std::map<Key, Part>& parts, const Key& key, Part now);

    std::map<FindingId, Part> findings_;
    std::map<RectificationId, Part> rectifications_;
    std::map<CaseId, Part> leads_;
    std::map<UnitId, ScoreRow> cards_;
};

}  // namespace dudao::workers
