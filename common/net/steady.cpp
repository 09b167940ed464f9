#include "net/steady.h"

#include <ctime>

namespace dudao {

std::int64_t SystemSteady::now_ms() const {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace dudao
