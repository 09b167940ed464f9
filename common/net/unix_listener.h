// A unix socket that a process listens at: its file is ours alone, and goes with us.
#pragma once

#include <string>

#include "net/loop.h"
#include "result.h"

namespace dudao {

class UnixListener {
 public:
    /// Registers itself with the loop under `token`; the loop must outlive it.
    UnixListener(Loop& loop, int token) : loop_(loop), token_(token) {}
    ~UnixListener();
    UnixListener(const UnixListener&) = delete;
    UnixListener& operator=(const UnixListener&) = delete;

    /// `type`: SOCK_STREAM or SOCK_SEQPACKET. Mode 0600. A socket file that nobody answers at is
    /// taken over, a live one is left alone. Unreachable: it cannot listen there.
    Result<void> listen(const std::string& path, int type, int waiting_max);

    int fd() const { return fd_; }
    /// The next connection, non-blocking; -1: none waits.
    int accept() const;

 private:
    Loop& loop_;
    int token_;
    std::string path_;
    int fd_ = -1;
};

}  // namespace dudao
