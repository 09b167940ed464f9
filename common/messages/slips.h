// The four slips of the escalation ladder (督办单) by name; what stands on them: papers/slips.h.
#pragma once

#include <array>

#include "messages/entry.h"

namespace dudao::messages {

inline constexpr auto slips = std::to_array<Entry>({
    {"slip.d1.title", "蓝色督办单", "Blue slip"},
    {"slip.d2.title", "黄色督办单", "Yellow slip"},
    {"slip.d3.title", "橙色督办单", "Orange slip"},
    {"slip.d4.title", "红色督办单", "Red slip"},
});

}  // namespace dudao::messages
