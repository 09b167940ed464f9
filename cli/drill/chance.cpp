#include "cli/drill/chance.h"

#include "ensure.h"

namespace dudao::drill {
namespace {

constexpr std::int64_t minute_ms = 60'000;

std::uint64_t mixed(std::uint64_t x) {  // the finaliser of splitmix64
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
}

std::uint64_t taken_in(std::uint64_t state, std::string_view text) {  // FNV-1a
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return (state ^ 0xffU) * 0x100000001b3U;  // an end, so that "a","bc" is not "ab","c"
}

}  // namespace

std::uint64_t Chance::draw(std::string_view question, std::string_view matter) const {
    const std::uint64_t begin = mixed(seed_ + 0x9e3779b97f4a7c15U);
    return mixed(taken_in(taken_in(begin, question), matter));
}

std::int64_t Chance::between(std::int64_t least, std::int64_t most, std::string_view question,
                             std::string_view matter) const {
    ensure(least <= most, "a range the right way round");
    const auto size = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<std::int64_t>(draw(question, matter) % size);
}

bool Chance::in_hundred(int percent, std::string_view question, std::string_view matter) const {
    return between(0, 99, question, matter) < percent;
}

Moment Chance::around(Moment moment, std::string_view question, std::string_view matter) const {
    const auto offset = static_cast<std::int64_t>(mixed(draw(question, matter)) % minute_ms);
    return {(moment.ms - moment.ms % minute_ms + offset) | 1};
}

}  // namespace dudao::drill
