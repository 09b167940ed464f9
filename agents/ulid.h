// ULIDs: ids made offline. 48 bits of milliseconds and 80 random bits, written as 26 characters of
// Crockford's base32. Their text order is their creation order.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/moment.h"
#include "wire/personal.h"

namespace dudao::agent {

class Ulids {
 public:
    explicit Ulids(Random random) : random_(std::move(random)) {}

    /// Greater than every earlier one, even within one millisecond or after the clock was set back.
    std::string next(Moment now);

 private:
    Random random_;
    std::array<std::uint8_t, 16> last_{};  // 6 bytes of time, 10 random bytes
};

/// True for 26 characters of 0-9 A-Z without I L O U, the first at most 7.
bool is_ulid(std::string_view text);

}  // namespace dudao::agent
