#include "draw/encoding.h"

#include <sodium/utils.h>

#include "ensure.h"
#include "ledger/hash.h"

namespace dudao::draw {
namespace {

constexpr std::string_view scheme = "dudao/dds1/";

template <class Integer>
std::string big_endian(Integer value) {
    std::string text(sizeof(Integer), '\0');
    for (std::size_t i = text.size(); i > 0; --i, value = static_cast<Integer>(value >> 8U)) {
        text[i - 1] = static_cast<char>(value & 0xFFU);
    }
    return text;
}

void append(std::string& out, std::string_view part) {
    ensure(part.size() <= UINT32_MAX, "a part's length fits 32 bits");
    out += u32(static_cast<std::uint32_t>(part.size()));
    out += part;
}

template <class List>
std::string joined(std::string_view tag, const List& parts) {
    std::string out;
    append(out, std::string(scheme) + std::string(tag));
    for (const auto& part : parts) append(out, part);
    return out;
}

void update(crypto_auth_hmacsha256_state& state, std::string_view more) {
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(more.data()),
                                  more.size());
}

}  // namespace

std::string u32(std::uint32_t value) { return big_endian(value); }
std::string u64(std::uint64_t value) { return big_endian(value); }

Hash tagged_hash(std::string_view tag, Parts parts) { return sha256(joined(tag, parts)); }

Hash tagged_hash(std::string_view tag, const std::vector<std::string>& parts) {
    return sha256(joined(tag, parts));
}

Hash tagged_mac(const Hash& key, std::string_view tag, Parts parts) {
    return Mac(key, tag, parts).done();
}

Mac::Mac(const Hash& key, std::string_view tag, Parts parts) {
    crypto_auth_hmacsha256_init(&state_, key.data(), key.size());
    update(state_, joined(tag, parts));
}

Mac::~Mac() { sodium_memzero(&state_, sizeof state_); }

void Mac::add(std::string_view part) {
    update(state_, u32(static_cast<std::uint32_t>(part.size())));
    update(state_, part);
}

Hash Mac::done() const {
    Hash hash{};
    Mac copy = *this;
    crypto_auth_hmacsha256_final(&copy.state_, hash.data());
    return hash;
}

}  // namespace dudao::draw
