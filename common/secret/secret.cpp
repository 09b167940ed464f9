#include "secret/secret.h"

#include <sodium.h>

#include <new>

#include "ensure.h"

namespace dudao {

void* lock_bytes(std::size_t n) {
    ensure(sodium_init() >= 0, "libsodium starts");
    void* bytes = sodium_malloc(n);
    if (bytes == nullptr) throw std::bad_alloc();
    sodium_memzero(bytes, n);
    return bytes;
}

void unlock_bytes(void* bytes) { sodium_free(bytes); }

}  // namespace dudao
