// Plaintext that is wiped by the destructor.
#pragma once

#include <sodium/utils.h>

#include <string>
#include <utility>

namespace dudao::seal {

class SecretBytes {
 public:
    explicit SecretBytes(std::string bytes) : bytes_(std::move(bytes)) {}
    ~SecretBytes() { sodium_memzero(bytes_.data(), bytes_.size()); }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    const std::string& text() const { return bytes_; }
    const unsigned char* data() const {
        return reinterpret_cast<const unsigned char*>(bytes_.data());
    }
    unsigned char* data() { return reinterpret_cast<unsigned char*>(bytes_.data()); }
    std::size_t size() const { return bytes_.size(); }

 private:
    std::string bytes_;
};

}  // namespace dudao::seal
