#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "console/api/matters.h"
#include "console/api/rows.h"

namespace dudao::console {

Json case_figures(const Reader& reader) {
    struct Count {
        std::int64_t n = 0;
        std::int64_t late = 0;
    };
    struct Took {
        std::int64_t n = 0;
        Span all;
    };
    std::map<std::pair<cases::Track, cases::State>, Count> counts;
    std::map<cases::State, Took> took;
    Count all;
    std::int64_t open = 0;
    for (const auto& [id, lead] : reader.state.cases) {
        if (!reader.sight.counts(lead)) continue;
        const bool late = is_late(reader, lead);
        for (Count* each : {&counts[{lead.track, lead.state}], &all}) {
            ++each->n;
            each->late += late ? 1 : 0;
        }
        open += is_over(lead.state) ? 0 : 1;
        const auto& stages = reader.record.stages(id);
        for (std::size_t i = 1; i < stages.size(); ++i) {
            Took& stage = took[stages[i - 1].state];
            ++stage.n;
            stage.all = stage.all + (stages[i].since - stages[i - 1].since);
        }
    }
    Json by = Json::array();
    for (const auto& [key, count] : counts) {
        by.push_back({{"track", name(key.first)},
                      {"state", name(key.second)},
                      {"n", count.n},
                      {"late", count.late}});
    }
    Json stages = Json::array();
    for (const auto& [state, stage] : took) {
        stages.push_back(
            {{"state", name(state)}, {"n", stage.n}, {"mean_ms", stage.all.ms / stage.n}});
    }
    return {{"total", all.n},
            {"open", open},
            {"late", all.late},
            {"by", std::move(by)},
            {"stages", std::move(stages)}};
}

}  // namespace dudao::console
