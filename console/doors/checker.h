// Checks passwords in its own thread, because a check takes about 0.1 s and 64 MiB by design.
#pragma once

#include <cstdint>
#include <string>
#include <thread>

#include "queue.h"

namespace dudao::console {

class Checker {
 public:
    struct Attempt {
        std::uint64_t id = 0;
        /// empty: no such account; checked against a hash that no password matches.
        std::string hash;
        std::string password;
        std::string fresh = {};  // what is to stand in its place, where the password is right
        bool unproven = false;   // a code proved who asks: `fresh` is hashed without a password
    };
    struct Verdict {
        std::uint64_t id = 0;
        bool right = false;
        std::string hash = {};  // of the fresh one; empty: none, or there was no memory for it
    };

    Checker();
    ~Checker();
    Checker(const Checker&) = delete;
    Checker& operator=(const Checker&) = delete;

    /// Queues a check. Returns false if the queue is full.
    bool ask(Attempt attempt) { return attempts_.push(std::move(attempt)); }
    std::vector<Verdict> verdicts() { return verdicts_.take_all(); }
    /// Readable when verdicts are waiting.
    int fd() const { return verdicts_.fd(); }

 private:
    void run();

    Queue<Attempt> attempts_;
    Queue<Verdict> verdicts_;
    std::thread thread_;
};

}  // namespace dudao::console
