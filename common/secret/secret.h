// The bytes of a key: in memory of their own that is locked (never written to swap), left out of
// core files, between pages that nobody may touch, and wiped at the end. A copy is a value of its
// own. Where the system lets a process lock no more (RLIMIT_MEMLOCK) the rest still holds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace dudao {

/// N bytes of zeros. Throws std::bad_alloc.
void* lock_bytes(std::size_t n);
/// Wipes them and gives the memory back.
void unlock_bytes(void* bytes);

/// Reads as the array it holds. What was moved from holds nothing and is only to be destroyed or
/// assigned to.
template <std::size_t N>
class Secret {
 public:
    using Bytes = std::array<std::uint8_t, N>;

    Secret() : bytes_(new(lock_bytes(sizeof(Bytes))) Bytes{}) {}
    Secret(const Bytes& bytes) : Secret() { *bytes_ = bytes; }
    Secret(const Secret& other) : Secret(*other.bytes_) {}
    Secret(Secret&& other) noexcept = default;
    Secret& operator=(Secret other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~Secret() = default;

    operator const Bytes&() const { return *bytes_; }
    const Bytes& bytes() const { return *bytes_; }
    const std::uint8_t* data() const { return bytes_->data(); }
    std::uint8_t* data() { return bytes_->data(); }
    static constexpr std::size_t size() { return N; }
    bool operator==(const Secret& other) const { return *bytes_ == *other.bytes_; }

 private:
    struct Unlock {
        void operator()(Bytes* bytes) const { unlock_bytes(bytes); }
    };
    std::unique_ptr<Bytes, Unlock> bytes_;
};

}  // namespace dudao
