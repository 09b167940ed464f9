// The one place where a process waits. A loop belongs to one thread; that thread alone touches the
// sockets made with it. Sockets register themselves; plain descriptors are registered by their
// owner.
#pragma once

#include <memory>
#include <vector>

namespace dudao {

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
    Loop();
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
    /// Empty after the time or an interruption. The order is that of registration.
    std::vector<Ready> wait(long milliseconds);

    // For Socket only.
    void watch_socket(void* socket, int token);
    void unwatch_socket(void* socket);
    void* context() const { return context_; }

 private:
    struct Watched;
    void read_signals();

    void* context_ = nullptr;
    std::unique_ptr<Watched> watched_;
    int signal_fd_ = -1;
    bool stop_asked_ = false;
};

}  // namespace dudao
