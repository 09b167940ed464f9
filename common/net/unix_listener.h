// A listening unix socket. Its file is accessible only to this user and is removed with the object.
#pragma once

#include <string>

#include "net/loop.h"
#include "result.h"

namespace dudao {

class UnixListener {
 public:
    /// Registers itself in the loop under `token`; the loop must outlive it.
    UnixListener(Loop& loop, int token) : loop_(loop), token_(token) {}
    ~UnixListener();
    UnixListener(const UnixListener&) = delete;
    UnixListener& operator=(const UnixListener&) = delete;

    /// Listens at `path`, mode 0600. `type`: SOCK_STREAM or SOCK_SEQPACKET. Replaces a socket file
    /// that no process answers, but not one in use. Unreachable: cannot listen there.
    Result<void> listen(const std::string& path, int type, int waiting_max);

    int fd() const { return fd_; }
    /// The next connection, non-blocking; -1 if none is waiting.
    int accept() const;

 private:
    Loop& loop_;
    int token_;
    std::string path_;
    int fd_ = -1;
};

}  // namespace dudao
