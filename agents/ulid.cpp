#include "agents/ulid.h"

#include <algorithm>

#include "ensure.h"

namespace dudao::agent {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 26;
constexpr std::size_t time_bytes = 6;
using Value = std::array<std::uint8_t, 16>;

/// 128 bits as 26 digits of 5 bits; the first digit holds only the upper 3.
std::string to_text(const Value& value) {
    std::string text(length, '0');
    for (std::size_t digit = 0; digit < length; ++digit) {
        unsigned bits = 0;
        for (std::size_t bit = digit * 5; bit < digit * 5 + 5; ++bit) {
            const std::size_t at = bit - 2;  // two zero bits come first
            const bool set = bit >= 2 && (value[at / 8] >> (7 - at % 8) & 1U) != 0;
            bits = bits << 1U | (set ? 1U : 0U);
        }
        text[digit] = alphabet[bits];
    }
    return text;
}

}  // namespace

std::string Ulids::next(Moment now) {
    Value fresh{};
    for (std::size_t i = 0; i < time_bytes; ++i) {
        fresh[i] = static_cast<std::uint8_t>(now.ms >> (8 * (time_bytes - 1 - i)));
    }
    const bool later = std::lexicographical_compare(last_.begin(), last_.begin() + time_bytes,
                                                    fresh.begin(), fresh.begin() + time_bytes);
    if (later) {
        const std::string chance = random_(fresh.size() - time_bytes);
        ensure(chance.size() == fresh.size() - time_bytes, "as many random bytes as asked for");
        for (std::size_t i = time_bytes; i < fresh.size(); ++i) {
            fresh[i] = static_cast<std::uint8_t>(chance[i - time_bytes]);
        }
        last_ = fresh;
    } else {  // the last value plus one
        for (std::size_t i = last_.size(); i-- > 0;) {
            if (++last_[i] != 0) break;
        }
    }
    return to_text(last_);
}

bool is_ulid(std::string_view text) {
    return text.size() == length && text.front() <= '7' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return alphabet.find(c) != alphabet.npos; });
}

}  // namespace dudao::agent
