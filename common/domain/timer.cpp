#include "domain/timer.h"

namespace dudao {
namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t key_max = 11;  // 62^11 > 2^64

}  // namespace

std::string due_key(TimerId id) {
    std::string text;
    for (std::uint64_t rest = id.value; rest > 0; rest /= 62) text.insert(0, 1, digits[rest % 62]);
    return text;
}

TimerId timer_of(const std::string& due_key) {
    if (due_key.empty() || due_key.size() > key_max) return {};
    std::uint64_t value = 0;
    for (const char c : due_key) {
        const auto digit = digits.find(c);
        if (digit == digits.npos) return {};
        value = value * 62 + digit;
    }
    return TimerId{value};
}

}  // namespace dudao
