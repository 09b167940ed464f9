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

void Jurisdiction::on_snapshot(SnapshotLoaded loaded, Now now, Effects& effects) {
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
    if (store_open_) acquire(now, effects);
}

void Jurisdiction::on_store_opened(Now now, Effects& effects) {
    store_open_ = true;
    renew_under_way_ = false;
    if (phase_ == Phase::WaitingForSnapshot || phase_ == Phase::Halted) return;
    acquire(now, effects);
}

/// Always with a new token: a call left in an old socket, which may run later, is then harmless.
void Jurisdiction::acquire(Now now, Effects& effects) {
    phase_ = Phase::Acquiring;
    asked_token_ = hex(options_.random(token_bytes));
    acquire_at_ms_ = now.steady_ms;
    effects.push_back(Acquire{options_.j, asked_token_});
}

void Jurisdiction::on_acquired(const Acquired& reply, Now now, Effects& effects) {
    if (phase_ != Phase::Acquiring) return;
    switch (reply.verdict.outcome) {
        case Outcome::Done:
            break;
        case Outcome::Unknown:
            resolve("acquire: " + reply.verdict.text, effects);
            return;
        case Outcome::Genesis:
            halt("no log of jurisdiction " + options_.j + " here; `dudao init` makes it", effects);
            return;
        default:
            phase_ = Phase::Standby;
            acquire_at_ms_ = now.steady_ms + standby_ms;
            return;
    }
    tenure_ = reply.tenure;
    tenure_.token = asked_token_;
    last_good_ms_ = acquire_at_ms_;
    if (!options_.clock.empty() && !tenure_.clock.empty() && tenure_.clock != options_.clock) {
        halt(tenure_.clock == "demo" ? "this log was begun on a demo's clock and is not for real "
                                       "work; dudao up --demo plays it"
                                     : "this log keeps real time; leave out --clock",
             effects);
        return;
    }
    if (tenure_.seq < known_seq_) {
        halt("the log ends at commit " + std::to_string(tenure_.seq) + ", this machine has seen " +
                 std::to_string(known_seq_) + ": Redis lost or restored data; see operations.md",
             effects);
        return;
    }
    phase_ = Phase::Loading;
    effects.push_back(
        note(Note::Level::Info, "lease.acquired",
             {{"epoch", std::to_string(tenure_.epoch)}, {"seq", std::to_string(tenure_.seq)}}));
    if (confirmed_seq_ >= tenure_.seq) {
        after_log(now, effects);
    } else {
        effects.push_back(ReadLog{options_.j, confirmed_seq_ + 1});
    }
}

/// An entry is the oldest batch under way (then that is committed), or somebody else's commit.
bool Jurisdiction::take_entry(const Entry& entry, Now now, Effects& effects) {
    if (!under_way_.empty() && under_way_.front().batch.head == entry.h) {
        settle_first(now, effects);
        return true;
    }
    if (!under_way_.empty() || !open_.empty()) {
        rebuild("another owner's commit follows", effects);
        return false;
    }
    Replica replica{std::move(state_), confirmed_seq_, confirmed_head_};
    const auto taken = replica.take(entry);
    state_ = std::move(replica.state);
    if (!taken) {
        halt(taken.error().text(), effects);
        return false;
    }
    confirmed_seq_ = last_seq_ = replica.seq;
    confirmed_head_ = last_head_ = replica.head;
    if (confirmed_seq_ == known_seq_ && confirmed_head_ != known_head_) {
        halt("commit " + std::to_string(known_seq_) +
                 " is not the one this machine has seen: the "
                 "log was rewritten; see operations.md",
             effects);
        return false;
    }
    return true;
}

void Jurisdiction::on_log(const LogRead& reply, Now now, Effects& effects) {
    if (phase_ != Phase::Loading) return;
    if (reply.verdict.outcome != Outcome::Done) {
        resolve("read: " + reply.verdict.text, effects);
        return;
    }
    if (reply.entries.empty()) {
        halt("commit " + std::to_string(confirmed_seq_ + 1) + " is missing from the log", effects);
        return;
    }
    for (const Entry& entry : reply.entries) {
        if (entry.seq > tenure_.seq) break;
        if (!take_entry(entry, now, effects)) return;
    }
    if (confirmed_seq_ < tenure_.seq) {
        effects.push_back(ReadLog{options_.j, confirmed_seq_ + 1});
    } else {
        after_log(now, effects);
    }
}

void Jurisdiction::after_log(Now, Effects& effects) {
    const bool settled = under_way_.empty() && open_.empty();
    if (confirmed_seq_ != tenure_.seq || confirmed_head_ != tenure_.head ||
        (settled && state_.leaves != tenure_.leaves)) {
        halt("the log's head or count is not that of its last commit: the log was changed",
             effects);
        return;
    }
    // What is still under way was never executed and never will be: its token is void. Whoever
    // rests on it is told to greet again and sends again.
    if (!under_way_.empty() || !open_.empty()) {
        rebuild("commands under way were not committed", effects);
        return;
    }
    undelivered_.clear();
    for (const auto& [id, task] : state_.tasks) note_released(id);
    phase_ = Phase::LoadingMail;
    effects.push_back(ReadMail{options_.j});
}

void Jurisdiction::on_mail(const MailRead& reply, Effects& effects) {
    if (phase_ != Phase::LoadingMail) return;
    if (reply.verdict.outcome != Outcome::Done) {
        resolve("mail: " + reply.verdict.text, effects);
        return;
    }
    mail_.clear();
    for (const auto& [key, blob] : reply.mail) mail_[key] = blob;
    phase_ = Phase::Serving;
    effects.push_back(
        note(Note::Level::Info, "serving",
             {{"seq", std::to_string(confirmed_seq_)}, {"events", std::to_string(state_.leaves)}}));
    send_again(effects);
}

/// Another owner has it: drop what is speculative, send the clients on, stand by.
void Jurisdiction::lose_tenure(const std::string& why, Effects& effects) {
    effects.push_back(note(Note::Level::Warning, "lease.lost", {{"why", why}}));
    rebuild("lease lost", effects);
}

/// Forgets everything speculative and reads the state anew.
void Jurisdiction::rebuild(const std::string& why, Effects& effects) {
    effects.push_back(note(Note::Level::Warning, "rebuild", {{"why", why}}));
    send_again(effects);
    drop_put_off(effects);
    under_way_.clear();
    open_ = {};
    refused_.reset();
    sessions_.clear();
    phase_ = Phase::WaitingForSnapshot;
    effects.push_back(LoadSnapshot{options_.j});
}

void Jurisdiction::resolve(const std::string& why, Effects& effects) {
    if (phase_ == Phase::Down || phase_ == Phase::Halted) return;
    phase_ = Phase::Down;
    store_open_ =
        false;  // until it was opened anew: an acquire left in the old socket may run later
    effects.push_back(note(Note::Level::Warning, "resolve", {{"why", why}}));
    effects.push_back(ReopenStore{why});
}

void Jurisdiction::halt(const std::string& why, Effects& effects) {
    phase_ = Phase::Halted;
    effects.push_back(Halt{options_.j, why});
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

void Jurisdiction::renew_when_due(Now now, Effects& effects) {
    if (phase_ == Phase::Standby && now.steady_ms >= acquire_at_ms_) acquire(now, effects);
    if (phase_ != Phase::Serving || renew_under_way_) return;
    if (now.steady_ms < renew_due_ms()) return;
    renew_under_way_ = true;
    renew_sent_ms_ = now.steady_ms;
    effects.push_back(Renew{options_.j, tenure_.token, confirmed_seq_});
}

void Jurisdiction::on_store(const StoreReply& reply, Now now, Effects& effects) {
    if (const auto* acquired = std::get_if<Acquired>(&reply)) {
        on_acquired(*acquired, now, effects);
    } else if (const auto* committed = std::get_if<Committed>(&reply)) {
        on_committed(*committed, now, effects);
    } else if (const auto* log = std::get_if<LogRead>(&reply)) {
        on_log(*log, now, effects);
    } else if (const auto* mail = std::get_if<MailRead>(&reply)) {
        on_mail(*mail, effects);
    } else if (const auto* renewed = std::get_if<Renewed>(&reply)) {
        renew_under_way_ = false;
        if (phase_ != Phase::Serving) return;
        if (renewed->verdict.outcome == Outcome::Done) last_good_ms_ = renew_sent_ms_;
        if (renewed->verdict.outcome == Outcome::Epoch) lose_tenure("renew refused", effects);
        if (renewed->verdict.outcome == Outcome::Unknown) resolve("renew unknown", effects);
    } else if (const auto* fixed = std::get_if<Fixed>(&reply)) {
        if (fixed->verdict.outcome == Outcome::Unknown) resolve("fix unknown", effects);
    }
}

}  // namespace dudao::broker
