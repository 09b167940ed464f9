// A bounded queue between threads, with a descriptor that becomes readable, so that each thread
// waits only in its own loop.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "ensure.h"

namespace dudao {

template <class T>
class Queue {
 public:
    explicit Queue(std::size_t max) : max_(max), fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        ensure(fd_ >= 0, "a descriptor for a queue");
    }
    ~Queue() { ::close(fd_); }
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;

    /// Adds an item; any thread. Returns false, adding nothing, if the queue is full.
    bool push(T item) {
        {
            const std::lock_guard lock(mutex_);
            if (items_.size() >= max_) return false;
            items_.push_back(std::move(item));
        }
        const std::uint64_t one = 1;
        const bool rung = ::write(fd_, &one, sizeof one) > 0;
        static_cast<void>(rung);  // the write fails only if the descriptor is readable already
        return true;
    }

    /// Removes and returns all items; only for the one reader.
    std::vector<T> take_all() {
        std::uint64_t times = 0;
        const bool woken = ::read(fd_, &times, sizeof times) > 0;
        static_cast<void>(woken);
        const std::lock_guard lock(mutex_);
        return std::exchange(items_, {});
    }

    /// Readable while items may be waiting.
    int fd() const { return fd_; }

 private:
    const std::size_t max_;
    const int fd_;
    std::mutex mutex_;
    std::vector<T> items_;
};

}  // namespace dudao
