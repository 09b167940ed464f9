#include "broker/lease.h"

#include <algorithm>

#include "broker/limits.h"
#include "domain/hash.h"
#include "hex.h"

namespace dudao::broker {

void Lease::on_state(const LogEnd& seen, Turn& turn) {
    if (seen.seq >= seen_.seq) seen_ = seen;
    phase_ = Phase::Down;
    if (store_open_) acquire(turn);
}

void Lease::on_store_opened(Turn& turn) {
    store_open_ = true;
    renew_under_way_ = false;
    if (phase_ == Phase::WaitingForState || phase_ == Phase::Halted) return;
    acquire(turn);
}

void Lease::acquire(Turn& turn) {
    phase_ = Phase::Acquiring;
    asked_token_ = to_hex(options_.random(token_bytes));
    acquire_at_ms_ = turn.now.steady_ms;
    turn.add(Acquire{options_.j, asked_token_});
}

bool Lease::on_acquired(const Acquired& reply, const LogEnd& end, Turn& turn) {
    if (phase_ != Phase::Acquiring) return false;
    switch (reply.verdict.outcome) {
        case Outcome::Done:
            break;
        case Outcome::Unknown:
            resolve("acquire: " + reply.verdict.text, turn);
            return false;
        case Outcome::Genesis:
            halt("no log of jurisdiction " + options_.j + " here; `dudao init` makes it", turn);
            return false;
        default:
            phase_ = Phase::Standby;
            acquire_at_ms_ = turn.now.steady_ms + standby_ms;
            return false;
    }
    tenure_ = reply.tenure;
    tenure_.token = asked_token_;
    last_good_ms_ = acquire_at_ms_;
    if (!options_.clock.empty() && !tenure_.clock.empty() && tenure_.clock != options_.clock) {
        halt(tenure_.clock == "demo" ? "this log was begun on a demo's clock and is not for real "
                                       "work; dudao up --demo plays it"
                                     : "this log keeps real time; leave out --clock",
             turn);
        return false;
    }
    if (tenure_.seq < seen_.seq) {
        halt("the log ends at commit " + std::to_string(tenure_.seq) + ", this machine has seen " +
                 std::to_string(seen_.seq) + ": Redis lost or restored data; see operations.md",
             turn);
        return false;
    }
    phase_ = Phase::Loading;
    turn.note(options_.j, Note::Level::Info, "lease.acquired",
              {{"epoch", std::to_string(tenure_.epoch)}, {"seq", std::to_string(tenure_.seq)}});
    if (end.seq >= tenure_.seq) return true;
    turn.add(ReadLog{options_.j, end.seq + 1});
    return false;
}

bool Lease::on_log(const LogRead& reply, LogEnd end, const ApplyEntry& apply_entry, Turn& turn) {
    if (phase_ != Phase::Loading) return false;
    if (reply.verdict.outcome != Outcome::Done) {
        resolve("read: " + reply.verdict.text, turn);
        return false;
    }
    if (reply.entries.empty()) {
        halt("commit " + std::to_string(end.seq + 1) + " is missing from the log", turn);
        return false;
    }
    for (const Entry& entry : reply.entries) {
        if (entry.seq > tenure_.seq) break;
        const auto taken = apply_entry(entry);
        if (!taken) return false;
        end = *taken;
        if (end.seq == seen_.seq && end.head != seen_.head) {
            halt("commit " + std::to_string(seen_.seq) +
                     " is not the one this machine has seen: the log was rewritten; see "
                     "operations.md",
                 turn);
            return false;
        }
    }
    if (end.seq >= tenure_.seq) return true;
    turn.add(ReadLog{options_.j, end.seq + 1});
    return false;
}

bool Lease::agrees(const LogEnd& end, std::optional<std::uint64_t> leaves, Turn& turn) {
    if (end.seq == tenure_.seq && end.head == tenure_.head &&
        leaves.value_or(tenure_.leaves) == tenure_.leaves) {
        return true;
    }
    halt("the log's head or count is not that of its last commit: the log was changed", turn);
    return false;
}

void Lease::read_mail(Turn& turn) {
    phase_ = Phase::LoadingMail;
    turn.add(ReadMail{options_.j});
}

bool Lease::on_mail(const MailRead& reply, Turn& turn) {
    if (phase_ != Phase::LoadingMail) return false;
    if (reply.verdict.outcome != Outcome::Done) {
        resolve("mail: " + reply.verdict.text, turn);
        return false;
    }
    phase_ = Phase::Serving;
    return true;
}

bool Lease::on_renewed(const Renewed& reply, Turn& turn) {
    renew_under_way_ = false;
    if (!serving()) return true;
    if (reply.verdict.outcome == Outcome::Done) last_good_ms_ = renew_sent_ms_;
    if (reply.verdict.outcome == Outcome::Unknown) resolve("renew unknown", turn);
    return reply.verdict.outcome != Outcome::Epoch;
}

void Lease::on_good_call(std::int64_t sent_ms) { last_good_ms_ = std::max(last_good_ms_, sent_ms); }

void Lease::begin_again(Turn& turn) {
    phase_ = Phase::WaitingForState;
    turn.add(LoadSnapshot{options_.j});
}

void Lease::resolve(const std::string& why, Turn& turn) {
    if (phase_ == Phase::Down || phase_ == Phase::Halted) return;
    phase_ = Phase::Down;
    store_open_ = false;
    turn.note(options_.j, Note::Level::Warning, "outcome.unknown", {{"why", why}});
    turn.add(ReopenStore{why});
}

void Lease::halt(const std::string& why, Turn& turn, std::int64_t taken_over) {
    phase_ = Phase::Halted;
    turn.add(Halt{options_.j, why, taken_over});
}

bool Lease::sure(std::int64_t steady_ms) const { return steady_ms - last_good_ms_ < courtesy_ms; }

/// Counts from the last call sent, even if it was refused, so that a store that refuses is not
/// asked without a pause.
std::int64_t Lease::renew_due_ms() const {
    return std::max(last_good_ms_, renew_sent_ms_) + renew_ms;
}

void Lease::renew_when_due(std::uint64_t confirmed, Turn& turn) {
    const std::int64_t now = turn.now.steady_ms;
    if (phase_ == Phase::Standby && now >= acquire_at_ms_) acquire(turn);
    if (!serving() || renew_under_way_ || now < renew_due_ms()) return;
    renew_under_way_ = true;
    renew_sent_ms_ = now;
    turn.add(Renew{options_.j, tenure_.token, confirmed});
}

std::int64_t Lease::next_due(std::int64_t steady_ms) const {
    if (phase_ == Phase::Standby) return acquire_at_ms_;
    // The store's reply wakes the loop in any case.
    return serving() && !renew_under_way_ ? renew_due_ms() : steady_ms + wait_ms_max;
}

}  // namespace dudao::broker
