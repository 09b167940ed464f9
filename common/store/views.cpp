#include "store/views.h"

#include "store/keys.h"

namespace dudao::calls {

Args view(std::string_view j, const ViewWrite& write) {
    Args call{"FCALL",
              "dudao1_view",
              "1",
              keys::view(j, name(write.view)),
              std::to_string(write.from),
              std::to_string(write.to),
              write.anew ? "1" : "0",
              std::to_string(write.rows.size())};
    for (const auto& [id, row] : write.rows) {
        call.push_back(id);
        call.push_back(row);
    }
    call.emplace_back("0");  // no deletions: finished items stay on record
    return call;
}

}  // namespace dudao::calls
