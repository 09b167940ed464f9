// DDS-1 encodings: how names, numbers and bytes become one unambiguous byte string to be hashed.
//
//     LP(x) = U32(length of x) || x
//     T(tag, a1..an)       = SHA-256     ( LP("dudao/dds1/" || tag) || LP(a1) || .. || LP(an) )
//     HM(key, tag, a1..an) = HMAC-SHA-256( key, the same byte string )
//
// Integers are big-endian. No two lists of arguments give the same bytes.
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
/// The bytes of a hash as an argument; valid as long as the hash.
inline std::string_view bytes(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// T(tag, a1..an).
Hash tagged_hash(std::string_view tag, Parts parts);
Hash tagged_hash(std::string_view tag, const std::vector<std::string>& parts);
/// HM(key, tag, a1..an).
Hash tagged_mac(const Hash& key, std::string_view tag, Parts parts);

/// HM under way: the state after key, tag and the parts so far, which may be copied and continued.
/// Tickets differ in their last part only, so the copy halves their cost. Wiped when it ends.
class Mac {
 public:
    Mac(const Hash& key, std::string_view tag, Parts parts);
    Mac(const Mac&) = default;
    Mac& operator=(const Mac&) = default;
    ~Mac();

    void add(std::string_view part);
    /// Of a copy: this state can go on.
    Hash done() const;

 private:
    crypto_auth_hmacsha256_state state_;
};

}  // namespace dudao::draw
