#include "console/doors/checker.h"

#include <poll.h>
#include <sodium.h>

#include "console/limits.h"
#include "seal/password.h"

namespace dudao::console {
namespace {

constexpr std::uint64_t the_end = 0;  // not the id of any request

}  // namespace

Checker::Checker()
    : attempts_(passwords_queued_max),
      verdicts_(2 * passwords_queued_max),
      thread_([this] { run(); }) {}

Checker::~Checker() {
    // Room is made as soon as one check is done.
    while (!attempts_.push(Attempt{the_end, {}, {}, {}, false})) std::this_thread::yield();
    thread_.join();
}

void Checker::run() {
    // For an unknown name, so that it takes as long as a known one.
    const std::string nobody = seal::hash_password("").value_or(std::string());
    for (;;) {
        pollfd readable{attempts_.fd(), POLLIN, 0};
        if (::poll(&readable, 1, -1) <= 0) continue;
        for (Attempt& attempt : attempts_.take_all()) {
            if (attempt.id == the_end) return;
            const std::string& hash = attempt.hash.empty() ? nobody : attempt.hash;
            const bool fits = attempt.unproven || (seal::password_fits(hash, attempt.password) &&
                                                   !attempt.hash.empty());
            Verdict verdict{attempt.id, fits};
            if (verdict.right && !attempt.fresh.empty()) {
                verdict.hash = seal::hash_password(attempt.fresh).value_or(std::string());
            }
            sodium_memzero(attempt.password.data(), attempt.password.size());
            sodium_memzero(attempt.fresh.data(), attempt.fresh.size());
            // As many verdicts as attempts fit: who asked takes them each turn.
            static_cast<void>(verdicts_.push(std::move(verdict)));
        }
    }
}

}  // namespace dudao::console
