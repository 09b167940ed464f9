// The one place where a process waits. A loop belongs to one thread; that thread alone touches the
// sockets made with it. Sockets register themselves; plain descriptors are registered by their
// owner.
#pragma once

#include <memory>
#include <vector>

struct pollfd;

namespace dudao {

/// poll(2), or what stands in for it in a test.
using Poll = int (*)(pollfd* descriptors, unsigned long count, int milliseconds);
int system_poll(pollfd* descriptors, unsigned long count, int milliseconds);

/// What has happened at one registration. `fd` is -1 for a ZeroMQ socket. A descriptor that was
/// dropped while its turn was being handled may still show up once: reads must be non-blocking.
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
    /// Makes the ZeroMQ context and ignores SIGPIPE. Throws when the machine gives no resources.
    explicit Loop(Poll poll = &system_poll);
    /// All sockets of this loop must be gone; waits for their linger.
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// SIGTERM and SIGINT arrive as readiness of `token` and set stop_asked(). They stay blocked,
    /// also in children: whoever spawns must give them an empty signal mask.
    void catch_signals(int token);
    bool stop_asked() const { return stop_asked_; }

    /// Watches a descriptor, or changes what is wanted of one already watched.
    void watch(int fd, int token, Want want = Want::Read);
    void unwatch(int fd);

    /// Waits until something is ready, at most so many milliseconds (0..wait_ms_max; more is cut).
    /// Empty after the time or an interruption, or when only ZeroMQ itself had something to do. The
    /// order is that of registration. An error that poll(2) should not return (516 was seen after a
    /// virtual machine had slept) is a line on the standard error output and an interruption;
    /// `odd_waits_max` of them in a row throw.
    std::vector<Ready> wait(long milliseconds);

    // For Socket only.
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
