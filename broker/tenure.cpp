// Owning a jurisdiction: the lease, loading the log, and resolving what is unknown.
#include "broker/jurisdiction.h"
#include "broker/limits.h"
#include "domain/hash.h"
#include "ensure.h"

namespace dudao::broker {
namespace {

constexpr std::size_t token_bytes = 16;

std::string hex(const std::string& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

}  // namespace

void Jurisdiction::on_snapshot(SnapshotLoaded loaded, Turn& turn) {
    state_ = std::move(loaded.replica.state);
    confirmed_seq_ = last_seq_ = snapshot_seq_ = loaded.replica.seq;
    confirmed_head_ = last_head_ = loaded.replica.head;
    if (loaded.known_seq >= known_seq_) {
        known_seq_ = loaded.known_seq;
        known_head_ = loaded.known_head;
    }
    under_way_.clear();
    open_ = {};
    refused_.reset();
    mail_.clear();
    undelivered_.clear();
    phase_ = Phase::Down;
    if (store_open_) acquire(turn);
}

void Jurisdiction::on_store_opened(Turn& turn) {
    store_open_ = true;
    renew_under_way_ = false;
    if (phase_ == Phase::WaitingForSnapshot || phase_ == Phase::Halted) return;
    acquire(turn);
}

/// Always with a new token: a call left in an old socket, which may run later, is then harmless.
void Jurisdiction::acquire(Turn& turn) {
    phase_ = Phase::Acquiring;
    asked_token_ = hex(options_.random(token_bytes));
    acquire_at_ms_ = turn.now.steady_ms;
    turn.add(Acquire{options_.j, asked_token_});
}

void Jurisdiction::on_acquired(const Acquired& reply, Turn& turn) {
    if (phase_ != Phase::Acquiring) return;
    switch (reply.verdict.outcome) {
        case Outcome::Done:
            break;
        case Outcome::Unknown:
            resolve("acquire: " + reply.verdict.text, turn);
            return;
        case Outcome::Genesis:
            halt("no log of jurisdiction " + options_.j + " here; `dudao init` makes it", turn);
            return;
        default:
            phase_ = Phase::Standby;
            acquire_at_ms_ = turn.now.steady_ms + standby_ms;
            return;
    }
    tenure_ = reply.tenure;
    tenure_.token = asked_token_;
    last_good_ms_ = acquire_at_ms_;
    if (!options_.clock.empty() && !tenure_.clock.empty() && tenure_.clock != options_.clock) {
        halt(tenure_.clock == "demo" ? "this log was begun on a demo's clock and is not for real "
                                       "work; dudao up --demo plays it"
                                     : "this log keeps real time; leave out --clock",
             turn);
        return;
    }
    if (tenure_.seq < known_seq_) {
        halt("the log ends at commit " + std::to_string(tenure_.seq) + ", this machine has seen " +
                 std::to_string(known_seq_) + ": Redis lost or restored data; see operations.md",
             turn);
        return;
    }
    phase_ = Phase::Loading;
    turn.note(options_.j, Note::Level::Info, "lease.acquired",
              {{"epoch", std::to_string(tenure_.epoch)}, {"seq", std::to_string(tenure_.seq)}});
    if (confirmed_seq_ >= tenure_.seq) {
        after_log(turn);
    } else {
        turn.add(ReadLog{options_.j, confirmed_seq_ + 1});
    }
}

/// An entry is the oldest batch under way (then that is committed), or somebody else's commit.
bool Jurisdiction::take_entry(const Entry& entry, Turn& turn) {
    if (!under_way_.empty() && under_way_.front().batch.head == entry.h) {
        settle_first(turn);
        return true;
    }
    if (!under_way_.empty() || !open_.empty()) {
        rebuild("another owner's commit follows", turn);
        return false;
    }
    Replica replica{std::move(state_), confirmed_seq_, confirmed_head_};
    const auto taken = replica.take(entry);
    state_ = std::move(replica.state);
    if (!taken) {
        halt(taken.error().text(), turn);
        return false;
    }
    confirmed_seq_ = last_seq_ = replica.seq;
    confirmed_head_ = last_head_ = replica.head;
    if (confirmed_seq_ == known_seq_ && confirmed_head_ != known_head_) {
        halt("commit " + std::to_string(known_seq_) +
                 " is not the one this machine has seen: the "
                 "log was rewritten; see operations.md",
             turn);
        return false;
    }
    return true;
}

void Jurisdiction::on_log(const LogRead& reply, Turn& turn) {
    if (phase_ != Phase::Loading) return;
    if (reply.verdict.outcome != Outcome::Done) {
        resolve("read: " + reply.verdict.text, turn);
        return;
    }
    if (reply.entries.empty()) {
        halt("commit " + std::to_string(confirmed_seq_ + 1) + " is missing from the log", turn);
        return;
    }
    for (const Entry& entry : reply.entries) {
        if (entry.seq > tenure_.seq) break;
        if (!take_entry(entry, turn)) return;
    }
    if (confirmed_seq_ < tenure_.seq) {
        turn.add(ReadLog{options_.j, confirmed_seq_ + 1});
    } else {
        after_log(turn);
    }
}

void Jurisdiction::after_log(Turn& turn) {
    const bool settled = under_way_.empty() && open_.empty();
    if (confirmed_seq_ != tenure_.seq || confirmed_head_ != tenure_.head ||
        (settled && state_.leaves != tenure_.leaves)) {
        halt("the log's head or count is not that of its last commit: the log was changed", turn);
        return;
    }
    // What is still under way was never executed and never will be: its token is void. Whoever
    // rests on it is told to greet again and sends again.
    if (!under_way_.empty() || !open_.empty()) {
        rebuild("commands under way were not committed", turn);
        return;
    }
    undelivered_.clear();
    for (const auto& [id, task] : state_.tasks) note_released(id);
    phase_ = Phase::LoadingMail;
    turn.add(ReadMail{options_.j});
}

void Jurisdiction::on_mail(const MailRead& reply, Turn& turn) {
    if (phase_ != Phase::LoadingMail) return;
    if (reply.verdict.outcome != Outcome::Done) {
        resolve("mail: " + reply.verdict.text, turn);
        return;
    }
    mail_.clear();
    for (const auto& [key, blob] : reply.mail) mail_[key] = blob;
    phase_ = Phase::Serving;
    turn.note(options_.j, Note::Level::Info, "serving",
              {{"seq", std::to_string(confirmed_seq_)}, {"events", std::to_string(state_.leaves)}});
    send_again(turn);
}

/// Another owner has it: drop what is speculative, send the clients on, stand by.
void Jurisdiction::lose_tenure(const std::string& why, Turn& turn) {
    turn.note(options_.j, Note::Level::Warning, "lease.lost", {{"why", why}});
    rebuild("lease lost", turn);
}

/// Forgets everything speculative and reads the state anew.
void Jurisdiction::rebuild(const std::string& why, Turn& turn) {
    turn.note(options_.j, Note::Level::Warning, "rebuild", {{"why", why}});
    send_again(turn);
    drop_put_off(turn);
    under_way_.clear();
    open_ = {};
    refused_.reset();
    sessions_.clear();
    phase_ = Phase::WaitingForSnapshot;
    turn.add(LoadSnapshot{options_.j});
}

void Jurisdiction::resolve(const std::string& why, Turn& turn) {
    if (phase_ == Phase::Down || phase_ == Phase::Halted) return;
    phase_ = Phase::Down;
    store_open_ =
        false;  // until it was opened anew: an acquire left in the old socket may run later
    turn.note(options_.j, Note::Level::Warning, "resolve", {{"why", why}});
    turn.add(ReopenStore{why});
}

void Jurisdiction::halt(const std::string& why, Turn& turn) {
    phase_ = Phase::Halted;
    turn.add(Halt{options_.j, why});
}

/// A courtesy, not the safety (that is the token inside the write): nothing new when the lease may
/// have run out unseen.
bool Jurisdiction::may_start(std::int64_t steady_ms) const {
    return steady_ms - last_good_ms_ < courtesy_ms;
}

/// By what was sent last, also when it was refused: a store that refuses is not asked without a
/// pause.
std::int64_t Jurisdiction::renew_due_ms() const {
    return std::max(last_good_ms_, renew_sent_ms_) + renew_ms;
}

void Jurisdiction::renew_when_due(Turn& turn) {
    if (phase_ == Phase::Standby && turn.now.steady_ms >= acquire_at_ms_) acquire(turn);
    if (phase_ != Phase::Serving || renew_under_way_) return;
    if (turn.now.steady_ms < renew_due_ms()) return;
    renew_under_way_ = true;
    renew_sent_ms_ = turn.now.steady_ms;
    turn.add(Renew{options_.j, tenure_.token, confirmed_seq_});
}

void Jurisdiction::on_store(const StoreReply& reply, Turn& turn) {
    if (const auto* acquired = std::get_if<Acquired>(&reply)) {
        on_acquired(*acquired, turn);
    } else if (const auto* committed = std::get_if<Committed>(&reply)) {
        on_committed(*committed, turn);
    } else if (const auto* log = std::get_if<LogRead>(&reply)) {
        on_log(*log, turn);
    } else if (const auto* mail = std::get_if<MailRead>(&reply)) {
        on_mail(*mail, turn);
    } else if (const auto* renewed = std::get_if<Renewed>(&reply)) {
        renew_under_way_ = false;
        if (phase_ != Phase::Serving) return;
        if (renewed->verdict.outcome == Outcome::Done) last_good_ms_ = renew_sent_ms_;
        if (renewed->verdict.outcome == Outcome::Epoch) lose_tenure("renew refused", turn);
        if (renewed->verdict.outcome == Outcome::Unknown) resolve("renew unknown", turn);
    } else if (const auto* fixed = std::get_if<Fixed>(&reply)) {
        if (fixed->verdict.outcome == Outcome::Unknown) resolve("fix unknown", turn);
    }
}

}  // namespace dudao::broker
