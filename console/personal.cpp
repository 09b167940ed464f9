#include "console/personal.h"

#include <algorithm>

#include "console/limits.h"
#include "hex.h"
#include "store/keys.h"
#include "wire/personal.h"

namespace dudao::console {

void Personal::send(std::uint64_t ask, WordsWanted wanted, std::int64_t now_ms) {
    if (!connection_ || connection_->closed()) {
        auto made = Connection::connect(redis_);
        if (made) connection_.emplace(std::move(*made));
        if (!made) log_.warning("", "store.unreachable", {{"why", made.error().what}});
    }
    std::vector<std::string> call{"HMGET", keys::pd(j_)};
    for (const auto& [ref, commitment] : wanted) call.push_back(ref);
    if (connection_ && !connection_->closed() && connection_->send(call)) {
        sent_.push_back({ask, std::move(wanted), now_ms});
        connection_->flush();
        watched_.see(connection_->fd(), connection_->wants_write());
    } else {
        lost_.push_back({ask, false, {}});
    }
}

/// Verified where they arrive, so that text that is not genuine is never shown.
WordsKept::Kept Personal::opened(const std::string& ref, const std::string& commitment,
                                 const Reply& reply) const {
    if (!reply.is(Reply::Kind::Text)) {
        log_.error("", "words.missing", {{"ref", to_hex(ref)}});
        return {{}, {}, true};
    }
    const auto stored = unlocked(reply.text);
    if (!stored && stored.error().kind == Error::Kind::NotFound) {
        log_.info("", "words.erased", {{"ref", to_hex(ref)}});
        return {{}, {}, true};
    }
    Opened found = open_value(stored.value_or(std::string()));
    if (found.commitment == commitment) {
        return {std::move(found.words), commitment, false, seal::case_of_locked(reply.text)};
    }
    log_.error("", "words.altered", {{"ref", to_hex(ref)}});
    return {{}, std::move(found.commitment), false};
}

/// Words of a case are locked under its key; all others lie open.
Result<std::string> Personal::unlocked(const std::string& stored) const {
    if (!seal::is_locked(stored)) return stored;
    if (!keys_) return fail(Error::Kind::NotFound, "this console has no case key");
    return keys_->unlock(stored);
}

void Personal::give_up(const std::string& why) {
    if (!sent_.empty()) log_.warning("", "store.lost", {{"why", why}});
    for (const Sent& sent : sent_) lost_.push_back({sent.ask, false, {}});
    sent_.clear();
    watched_.see(-1, false);
    connection_.reset();
}

std::vector<Personal::Answer> Personal::turn(std::int64_t now_ms) {
    std::vector<Answer> answers;
    if (connection_) {
        for (const Reply& reply : connection_->pump()) {
            if (sent_.empty()) break;
            const Sent sent = std::move(sent_.front());
            sent_.pop_front();
            Answer answer{sent.ask, reply.items.size() == sent.wanted.size(), {}};
            if (!answer.good) log_.error("", "words.unreadable", {{"why", reply.text}});
            std::size_t i = 0;
            for (const auto& [ref, commitment] : sent.wanted) {
                if (!answer.good) break;
                answer.words.emplace_back(ref, opened(ref, commitment, reply.items[i++]));
            }
            answers.push_back(std::move(answer));
        }
        const bool silent = !sent_.empty() && now_ms - sent_.front().at_ms >= words_ms_max;
        if (connection_->closed() || silent) {
            give_up(silent ? "silent" : connection_->why_closed());
        } else {
            watched_.see(connection_->fd(), connection_->wants_write());
        }
    }
    for (Answer& lost : std::exchange(lost_, {})) answers.push_back(std::move(lost));
    return answers;
}

long Personal::wait_ms(std::int64_t now_ms) const {
    if (!lost_.empty()) return 0;
    if (sent_.empty()) return 60'000;
    const std::int64_t due = sent_.front().at_ms + words_ms_max;
    return static_cast<long>(std::max<std::int64_t>(due - now_ms, 0));
}

}  // namespace dudao::console
