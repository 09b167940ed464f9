// Transfers of libcurl in the process's loop, so that none of them ever blocks it. The channels set
// a transfer up and hear its end.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "net/loop.h"

namespace dudao::workers {

class Transfers {
 public:
    /// Watches its descriptors in `loop` under `token`. Throws if libcurl cannot be initialized.
    Transfers(Loop& loop, int token);
    ~Transfers();
    Transfers(const Transfers&) = delete;
    Transfers& operator=(const Transfers&) = delete;

    /// A new easy handle, with what all transfers have in common: bounded by `ms_max` in all, no
    /// proxy, no signals. Throws if there is no memory.
    void* make(std::int64_t ms_max) const;
    /// Starts the transfer. The handle must live until turn() has returned it, or end() is called.
    void start(void* handle);

    struct Ended {
        void* handle = nullptr;
        int code = 0;  // CURLcode
    };
    /// Returns the finished transfers; each handle is the caller's again. Call once per turn with
    /// everything the loop reported.
    std::vector<Ended> turn(const std::vector<Ready>& ready);
    /// Ends the transfer, if it runs, and destroys the handle.
    void end(void* handle);
    /// Milliseconds until the next call of turn() at the latest.
    long wait_ms() const;

    struct Inner;

 private:
    std::unique_ptr<Inner> inner_;
};

}  // namespace dudao::workers
