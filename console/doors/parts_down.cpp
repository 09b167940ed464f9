#include "console/doors/parts_down.h"

#include <nlohmann/json.hpp>

#include "json_depth.h"
#include "refusals/says.h"

namespace dudao::console {

std::vector<Said> parts_down(std::string_view run_file) {
    const auto run = json_from_outside<nlohmann::ordered_json>(run_file);
    if (!run.is_object()) return {};
    const auto down = run.find("down");
    if (down == run.end() || !down->is_object()) return {};
    std::vector<Said> all;
    for (auto at = down->begin(); at != down->end(); ++at) {
        if (!at->is_string()) continue;
        const auto words = at->get<std::string>();
        const bool settings = at.key() == "notices";  // no process: dudao.toml
        all.push_back(settings ? says("settings_not_used", words)
                               : says("part_left_down", at.key(), words));
    }
    return all;
}

}  // namespace dudao::console
