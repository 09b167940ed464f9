// The bytes of a key in separately allocated memory that is locked (never swapped), excluded from
// core files, surrounded by guard pages, and wiped on destruction. A copy has its own memory. If
// RLIMIT_MEMLOCK prevents locking, the other protections still apply.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace dudao {

/// Allocates n zero bytes. Throws std::bad_alloc.
void* lock_bytes(std::size_t n);
/// Wipes and frees the bytes.
void unlock_bytes(void* bytes);

/// Converts to the array it holds. A moved-from object is empty and may only be destroyed or
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
