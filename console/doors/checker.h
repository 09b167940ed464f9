// Checks passwords in a thread of its own: an attempt costs a tenth of a second and 64 MiB on
// purpose, and nobody else should wait for it.
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
        std::string hash;  // empty: of nobody, checked against one that no password has
        std::string password;
    };
    struct Verdict {
        std::uint64_t id = 0;
        bool right = false;
    };

    Checker();
    ~Checker();
    Checker(const Checker&) = delete;
    Checker& operator=(const Checker&) = delete;

    /// False: too many are waiting.
    bool ask(Attempt attempt) { return attempts_.push(std::move(attempt)); }
    std::vector<Verdict> verdicts() { return verdicts_.take_all(); }
    /// Readable when there are verdicts.
    int fd() const { return verdicts_.fd(); }

 private:
    void run();

    Queue<Attempt> attempts_;
    Queue<Verdict> verdicts_;
    std::thread thread_;
};

}  // namespace dudao::console
