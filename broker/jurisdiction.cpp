// Connects the parts of a jurisdiction: passes the result of one to the others that need it.
#include "broker/jurisdiction.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "broker/limits.h"
#include "domain/apply.h"
#include "ledger/key_id.h"

namespace dudao::broker {

Jurisdiction::Jurisdiction(Options options)
    : options_(std::move(options)),
      lease_({options_.j, options_.random, options_.clock}),
      pipeline_(options_.j),
      dispatcher_(options_.j) {}

bool Jurisdiction::admits(const KeyId& key) const {
    const auto at = state_.keys.find(key);
    return serving() && at != state_.keys.end() && !at->second.revoked;
}

std::optional<KeyId> Jurisdiction::admitted(std::string_view public_key) const {
    const KeyRow* row = row_of_key(state_.keys, public_key);
    return row && admits(row->id) ? std::optional(row->id) : std::nullopt;
}

void Jurisdiction::on_snapshot(SnapshotLoaded loaded, Turn& turn) {
    state_ = std::move(loaded.replica.state);
    holds_uncommitted_ = false;
    snapshot_seq_ = loaded.replica.seq;
    pipeline_.forget();
    pipeline_.stand_at({loaded.replica.seq, loaded.replica.head});
    dispatcher_.clear();
    lease_.on_state({loaded.known_seq, loaded.known_head}, turn);
}

void Jurisdiction::on_store(const StoreReply& reply, Turn& turn) {
    if (const auto* acquired = std::get_if<Acquired>(&reply)) {
        if (lease_.on_acquired(*acquired, pipeline_.confirmed(), turn)) on_log_end(turn);
    } else if (const auto* committed = std::get_if<Committed>(&reply)) {
        on_committed(*committed, turn);
    } else if (const auto* log = std::get_if<LogRead>(&reply)) {
        const auto apply_entry = [&](const Entry& entry) { return take_entry(entry, turn); };
        if (lease_.on_log(*log, pipeline_.confirmed(), apply_entry, turn)) on_log_end(turn);
    } else if (const auto* mail = std::get_if<MailRead>(&reply)) {
        on_mail(*mail, turn);
    } else if (const auto* renewed = std::get_if<Renewed>(&reply)) {
        if (!lease_.on_renewed(*renewed, turn)) lose_lease("renew refused", turn);
    } else if (const auto* fixed = std::get_if<Fixed>(&reply)) {
        if (fixed->verdict.outcome == Outcome::Unknown) lease_.resolve("fix unknown", turn);
    } else if (const auto* value = std::get_if<ValueRead>(&reply)) {
        on_value(*value, turn);
    }
}

void Jurisdiction::on_committed(const Committed& reply, Turn& turn) {
    // Even for a later batch: the connection is lost.
    if (reply.verdict.outcome == Outcome::Unknown) {
        if (serving()) lease_.resolve("commit: " + reply.verdict.text, turn);
        return;
    }
    using Do = Pipeline::Next::Do;
    const Pipeline::Next next = pipeline_.on_committed(reply, turn);
    switch (next.what) {
        case Do::Nothing:
            return;
        case Do::Settle:
            settle_oldest(turn);
            if (committed() < snapshot_seq_ + snapshot_commits) return;
            snapshot_seq_ = committed();
            turn.add(SaveSnapshot{options_.j, committed(), committed_head()});
            return;
        case Do::LoseLease:
            return lose_lease(next.why, turn);
        case Do::Resolve:
            return lease_.resolve(next.why, turn);
        case Do::Rebuild:
            return rebuild(next.why, turn);
        case Do::Halt:
            return lease_.halt(next.why, turn);
    }
}

void Jurisdiction::settle_oldest(Turn& turn) {
    lease_.on_good_call(pipeline_.settle_oldest(turn));
    dispatcher_.on_committed(committed(), state_, sessions_, turn);
}

/// The entry is either our oldest batch in flight, which is then committed, or another owner's
/// commit.
std::optional<LogEnd> Jurisdiction::take_entry(const Entry& entry, Turn& turn) {
    if (pipeline_.oldest_is(entry.h)) {
        settle_oldest(turn);
        return pipeline_.confirmed();
    }
    if (pipeline_.speculative()) {
        rebuild("another owner's commit follows", turn);
        return std::nullopt;
    }
    Replica replica{std::move(state_), committed(), committed_head()};
    const auto taken = replica.apply(entry);
    state_ = std::move(replica.state);
    if (!taken) {
        lease_.halt(taken.error().text(), turn);
        return std::nullopt;
    }
    pipeline_.stand_at({replica.seq, replica.head});
    return pipeline_.confirmed();
}

void Jurisdiction::on_log_end(Turn& turn) {
    const bool speculative = pipeline_.speculative();
    const auto leaves = speculative ? std::nullopt : std::optional(state_.leaves);
    if (!lease_.agrees(pipeline_.confirmed(), leaves, turn)) return;
    // Batches still in flight were not executed and never will be: their token is no longer valid.
    if (speculative) return rebuild("commands under way were not committed", turn);
    dispatcher_.read_state(state_);
    lease_.read_mail(turn);
}

void Jurisdiction::on_mail(const MailRead& reply, Turn& turn) {
    if (!lease_.on_mail(reply, turn)) return;
    dispatcher_.read_mail(reply.mail);
    turn.note(options_.j, Note::Level::Info, "log.served",
              {{"seq", std::to_string(committed())}, {"events", std::to_string(state_.leaves)}});
    tell_all_to_greet_again(turn);
}

void Jurisdiction::lose_lease(const std::string& why, Turn& turn) {
    turn.note(options_.j, Note::Level::Warning, "lease.lost", {{"why", why}});
    rebuild("lease lost", turn);
}

/// Discards everything speculative and loads the state again. Clients are told to greet again and
/// to resend what was not answered.
void Jurisdiction::rebuild(const std::string& why, Turn& turn) {
    turn.note(options_.j, Note::Level::Warning, "state.reread", {{"why", why}});
    tell_all_to_greet_again(turn);
    turn_waiting_away(turn);
    holds_uncommitted_ = true;
    pipeline_.forget();
    dispatcher_.clear();
    sessions_.clear();
    health_.clear();
    values_asked_.clear();
    lease_.begin_again(turn);
}

/// Clients then resend unanswered commands; those in the log get their stored answer.
void Jurisdiction::tell_all_to_greet_again(Turn& turn) {
    for (const auto& session : sessions_.all()) turn.send(options_.j, session, wire::Moved{});
}

/// Folds events into the state and adds them to the open batch.
void Jurisdiction::add(std::vector<EncodedEvent> events, std::optional<Receipt> receipt,
                       PersonalValues values) {
    const std::uint64_t first = state_.leaves;
    std::vector<std::string> mail_out;
    for (const EncodedEvent& each : events) {
        apply(state_, each.event);
        auto unneeded = dispatcher_.on_event(each, state_, pipeline_.next_seq());
        std::move(unneeded.begin(), unneeded.end(), std::back_inserter(mail_out));
    }
    if (receipt) apply(state_, *receipt);
    pipeline_.add(first, std::move(events), mail_out, std::move(receipt), std::move(values));
}

void Jurisdiction::send_when_committed(const std::string& session, wire::Body body, Turn& turn) {
    const Peer* peer = sessions_.find(session);
    const bool joins = peer != nullptr && peer->reads_bundles;
    pipeline_.hold(message(options_.j, session, std::move(body), joins), turn);
}

void Jurisdiction::end_turn(Turn& turn) {
    const std::int64_t now = turn.now.steady_ms;
    if (serving()) {
        sessions_.drop_silent(now - silent_ms);
        handle_waiting(turn);
        dispatcher_.send_again_when_due(state_, sessions_, turn);
        if (lease_.sure(now)) {
            pipeline_.send_refused_again(lease_.tenure(), turn);
            if (pipeline_.ready()) pipeline_.close(lease_.tenure(), turn);
        }
    }
    lease_.renew_when_due(committed(), turn);
}

bool Jurisdiction::idle() const {
    return serving() && !pipeline_.speculative() && waiting_.empty() && values_asked_.empty() &&
           !dispatcher_.waits_for_any(sessions_);
}

/// Not while the lease is unsure: then everybody is told at once that nothing is done.
bool Jurisdiction::waits_for_commits(std::int64_t steady_ms) const {
    return serving() && pipeline_.waits_for_commits() && lease_.sure(steady_ms);
}

std::int64_t Jurisdiction::next_due(std::int64_t steady_ms) const {
    const std::int64_t due = lease_.next_due(steady_ms);
    if (!serving() || !lease_.sure(steady_ms)) return due;
    return pipeline_.ready() ? steady_ms : std::min(due, pipeline_.next_due());
}

std::optional<Replica> Jurisdiction::committed_replica() const {
    if (holds_uncommitted_ || pipeline_.speculative()) return std::nullopt;
    return Replica{state_, committed(), committed_head()};
}

}  // namespace dudao::broker
