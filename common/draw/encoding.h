// DDS-1 encodings: how names, numbers and bytes become one unambiguous byte string to be hashed.
//
//     LP(x) = U32(length of x) || x
//     T(tag, a1..an)       = SHA-256     ( LP("dudao/dds1/" || tag) || LP(a1) || .. || LP(an) )
//     HM(key, tag, a1..an) = HMAC-SHA-256( key, the same byte string )
//
// Integers are big-endian. Different lists of arguments always give different bytes.
#pragma once

#include <sodium/crypto_auth_hmacsha256.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "domain/hash.h"

namespace dudao::draw {

using Parts = std::initializer_list<std::string_view>;

std::string u32(std::uint32_t value);
std::string u64(std::uint64_t value);
/// The bytes of a hash as an argument; valid while the hash exists.
inline std::string_view bytes(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// T(tag, a1..an).
Hash tagged_hash(std::string_view tag, Parts parts);
Hash tagged_hash(std::string_view tag, const std::vector<std::string>& parts);
/// HM(key, tag, a1..an).
Hash tagged_mac(const Hash& key, std::string_view tag, Parts parts);

/// An HM that is not finished: the state after key, tag and some parts, which can be copied and
/// continued. Tickets differ only in their last part, so copying halves their cost. The state is
/// wiped by the destructor.
class Mac {
 public:
    Mac(const Hash& key, std::string_view tag, Parts parts);
    Mac(const Mac&) = default;
    Mac& operator=(const Mac&) = default;
    ~Mac();

    void add(std::string_view part);
    /// The result so far, computed on a copy; more parts can still be added.
    Hash done() const;

 private:
    crypto_auth_hmacsha256_state state_;
};

}  // namespace dudao::draw
