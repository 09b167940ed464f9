// Keeps the loop's registration of a descriptor that may change or close up to date, so that a
// closed descriptor is never watched.
#pragma once

#include "net/loop.h"

namespace dudao {

class Watched {
 public:
    Watched(Loop& loop, int token) : loop_(loop), token_(token) {}
    ~Watched() { see(-1, false); }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    /// Sets the current descriptor, or -1 for none. Call right after anything that may change it.
    void see(int fd, bool wants_write) {
        if (fd_ >= 0 && fd_ != fd) loop_.unwatch(fd_);
        if (fd >= 0) loop_.watch(fd, token_, wants_write ? Want::ReadAndWrite : Want::Read);
        fd_ = fd;
    }

 private:
    Loop& loop_;
    int token_;
    int fd_ = -1;
};

}  // namespace dudao
