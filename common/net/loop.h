// The only place where a process waits. A loop and the sockets made with it belong to one thread.
// Sockets register themselves; the owner of a plain descriptor registers it.
#pragma once

#include <memory>
#include <vector>

struct pollfd;

namespace dudao {

/// poll(2), or its replacement in a test.
using Poll = int (*)(pollfd* descriptors, unsigned long count, int milliseconds);
int system_poll(pollfd* descriptors, unsigned long count, int milliseconds);

/// What happened at one registration. `fd` is -1 for a ZeroMQ socket. A descriptor unwatched
/// earlier in the same turn may still be reported once, so reads must be non-blocking.
struct Ready {
    int token = 0;
    int fd = -1;
    bool readable = false;
    bool writable = false;
    bool broken = false;
};

enum class Want { Read, ReadAndWrite };

class Loop {
 public:
    /// Creates the ZeroMQ context and ignores SIGPIPE. Throws if the system has no resources.
    explicit Loop(Poll poll = &system_poll);
    /// Destroy all sockets of this loop first; waits for their linger time.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Reports SIGTERM and SIGINT as readiness of `token` and sets stop_asked(). They stay blocked,
    /// also in child processes: a caller that spawns must give the child an empty signal mask.
    void catch_signals(int token);
    bool stop_asked() const { return stop_asked_; }

    /// Watches a descriptor, or changes what is watched for.
    void watch(int fd, int token, Want want = Want::Read);
    void unwatch(int fd);

    /// Waits until something is ready, at most `milliseconds` (limited to 0..wait_ms_max). Returns
    /// an empty list after a timeout or interruption, or if only ZeroMQ's internals were active.
    /// The order is that of registration. An error that poll(2) should not return (516 was seen
    /// after a virtual machine had slept) is written to standard error and treated as an
    /// interruption; `odd_waits_max` of them in a row throw.
    std::vector<Ready> wait(long milliseconds);

    // Used only by Socket.
    void watch_socket(void* socket, int token);
    void unwatch_socket(void* socket);
    void* context() const { return context_; }

 private:
    struct Watched;
    void read_signals();
    void note_failed_wait(int error);

    Poll poll_;
    int odd_waits_ = 0;  // in a row
    void* context_ = nullptr;
    std::unique_ptr<Watched> watched_;
    int signal_fd_ = -1;
    bool stop_asked_ = false;
};

}  // namespace dudao
