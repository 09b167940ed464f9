// Batches: while some are under way the next one fills, so that they grow with the load by
// themselves.
#include <limits>
#include <utility>

#include "broker/jurisdiction.h"
#include "broker/limits.h"
#include "domain/apply.h"
#include "store/chain.h"

namespace dudao::broker {
namespace {

std::string mail_key(TaskId task, const KeyId& device) {
    return std::to_string(task.value) + ":" + device.text;
}

/// The task whose state this event changes for its group; none at its release: that is dispatched.
struct ChangedBy {
    TaskId operator()(const TaskAccepted& e) const { return e.id; }
    TaskId operator()(const TaskRecused& e) const { return e.id; }
    TaskId operator()(const TaskCheckedIn& e) const { return e.id; }
    TaskId operator()(const TaskReported& e) const { return e.final_report ? e.id : TaskId{}; }
    TaskId operator()(const TaskReviewed& e) const { return e.id; }
    TaskId operator()(const TaskMissed& e) const { return e.id; }
    TaskId operator()(const TaskWithdrawn& e) const { return e.id; }
    template <class Body>
    TaskId operator()(const Body&) const {
        return {};
    }
};

}  // namespace

/// What moves with an event in the same Redis call: timers, and sealed blobs.
void Jurisdiction::index(const Event& event) {
    Batch& batch = open_.batch;
    if (const auto* set = std::get_if<TimerSet>(&event.body)) {
        batch.timers_on.emplace_back(due_key(set->timer.id), set->timer.due.ms);
    } else if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
        const std::string key = due_key(ended->id);
        // Set and ended in one batch: the index never sees it (off goes before on).
        std::erase_if(batch.timers_on, [&](const auto& each) { return each.first == key; });
        batch.timers_off.push_back(key);
    } else if (const auto* released = std::get_if<TaskReleased>(&event.body)) {
        for (const Sealed& sealed : released->sealed) {
            batch.mail_in.emplace_back(mail_key(released->id, sealed.device), sealed.blob);
            mail_[mail_key(released->id, sealed.device)] = sealed.blob;
            open_.bytes += sealed.blob.size();
        }
        open_.released.push_back(released->id);
    } else if (const auto* delivered = std::get_if<TaskDelivered>(&event.body)) {
        const std::string key = mail_key(delivered->id, delivered->device);
        if (mail_.erase(key) > 0) {
            std::erase_if(batch.mail_in, [&](const auto& each) { return each.first == key; });
            batch.mail_out.push_back(key);
        }
        const auto waits = undelivered_.find(delivered->device);
        if (waits != undelivered_.end()) {
            waits->second.erase(delivered->id);
            if (waits->second.empty()) undelivered_.erase(waits);
        }
    }
}

void Jurisdiction::add(std::vector<Event> events, std::optional<Receipt> receipt,
                       PersonalValues values) {
    if (open_.empty()) open_.first = state_.leaves;
    for (Event& event : events) {
        index(event);
        if (auto* released = std::get_if<TaskReleased>(&event.body)) {
            for (Sealed& sealed : released->sealed) sealed.blob.clear();  // its hash stays
        }
        open_.events.push_back(encode_event(event));
        open_.bytes += open_.events.back().size();
        apply(state_, event);
        const TaskId changed = std::visit(ChangedBy{}, event.body);
        if (changed) note_changed(changed, event.via);
        if (const auto* task = std::get_if<TaskReleased>(&event.body)) note_released(task->id);
    }
    if (receipt) {
        apply(state_, *receipt);
        open_.receipts.push_back(std::move(*receipt));
    }
    for (auto& value : values) {
        open_.bytes += value.second.size();
        open_.batch.values.push_back(std::move(value));
    }
}

bool Jurisdiction::may_close(std::int64_t steady_ms) const {
    return phase_ == Phase::Serving && !open_.empty() && may_start(steady_ms) && !refused_ &&
           under_way_.size() < batches_under_way_max;
}

void Jurisdiction::close_batch(Turn& turn) {
    if (!may_close(turn.now.steady_ms)) return;
    Batch batch = std::move(open_.batch);
    batch.seq = last_seq_ + 1;
    batch.leaves = state_.leaves;
    batch.confirmed = batch.seq;
    batch.prev = last_head_;
    std::vector<CommandId> commands;
    for (const Receipt& each : open_.receipts) {
        commands.push_back({each.sender, each.incarnation, each.n});
    }
    batch.bytes =
        encode_commit(Commit{open_.first, std::move(open_.events), std::move(open_.receipts)});
    batch.head =
        chain_hash(batch.prev, batch.seq, owner_mark(tenure_.epoch, tenure_.token), batch.bytes);
    last_seq_ = batch.seq;
    last_head_ = batch.head;
    turn.add(CommitBatch{options_.j, tenure_.token, tenure_.epoch, batch});
    under_way_.push_back({std::move(batch), std::move(open_.after), std::move(open_.released),
                          std::move(open_.changed), turn.now.steady_ms, std::move(commands)});
    open_ = {};
}

void Jurisdiction::remember_broken(CommandId id) {
    broken_.push_back(std::move(id));
    if (broken_.size() > broken_max) broken_.pop_front();
}

/// The store refuses the oldest batch for what is in it, and would for ever. Its commands come
/// again, each in a batch of its own; the one that is refused alone is broken.
void Jurisdiction::never_taken(const std::string& why, Turn& turn) {
    const std::vector<CommandId> commands = under_way_.front().commands;
    if (commands.empty() || suspects_.size() + commands.size() > suspects_max) {
        return halt("commit: " + why, turn);
    }
    turn.note(options_.j, Note::Level::Error, "batch.never_taken",
              {{"why", why}, {"commands", std::to_string(commands.size())}});
    if (commands.size() == 1) {
        suspects_.erase(commands.front());
        remember_broken(commands.front());
    } else {
        suspects_.insert(commands.begin(), commands.end());
    }
    rebuild("the store can never take a batch", turn);
}

void Jurisdiction::settle_first(Turn& turn) {
    UnderWay first = std::move(under_way_.front());
    under_way_.pop_front();
    if (std::exchange(refused_, std::nullopt)) {
        turn.note(options_.j, Note::Level::Info, "store.takes", {});
    }
    confirmed_seq_ = first.batch.seq;
    confirmed_head_ = first.batch.head;
    last_good_ms_ = std::max(last_good_ms_, first.sent_ms);
    for (const CommandId& each : first.commands) suspects_.erase(each);
    for (Effect& effect : first.after) turn.add(std::move(effect));
    for (const TaskId id : first.released) {
        const Task& task = state_.tasks.at(id);
        for (const KeyId& device : recipients(task)) {
            if (const Peer* peer = sessions_.of_key(device)) dispatch(task, *peer, turn);
        }
    }
    for (const TaskChanged& each : first.changed) dispatch_changed(each, turn);
}

void Jurisdiction::on_committed(const Committed& reply, Turn& turn) {
    if (reply.verdict.outcome == Outcome::Unknown) {  // of whichever: the connection is lost
        if (phase_ == Phase::Serving) resolve("commit: " + reply.verdict.text, turn);
        return;
    }
    // What followed a refused batch refused itself.
    if (under_way_.empty() || under_way_.front().batch.seq != reply.seq) return;
    switch (reply.verdict.outcome) {
        case Outcome::Done:
            settle_first(turn);
            if (speculative() || confirmed_seq_ < snapshot_seq_ + snapshot_commits) return;
            snapshot_seq_ = confirmed_seq_;
            turn.add(SaveSnapshot{options_.j});
            return;
        case Outcome::Epoch:
            lose_tenure("commit refused", turn);
            return;
        case Outcome::NeverTaken:
            never_taken(reply.verdict.text, turn);
            return;
        case Outcome::Broken:
            halt("commit: " + reply.verdict.text, turn);
            return;
        case Outcome::NotExecuted:
        case Outcome::DiskFailed:
            refused(reply, turn);
            return;
        default:
            resolve("commit: " + reply.verdict.text, turn);
            return;
    }
}

/// The same bytes go again after a pause. New commands hear `busy` meanwhile; after a while all
/// that rests on the batch is given up, so that questions are answered from what is committed. At
/// once where the store's disk failed: what it shows may not be what it kept.
void Jurisdiction::refused(const Committed& reply, Turn& turn) {
    if (!refused_) {
        refused_ = Refused{turn.now.steady_ms, turn.now.steady_ms, refused_ms / 2};
        turn.note(options_.j, Note::Level::Warning, "store.refuses", {{"why", reply.verdict.text}});
    }
    if (turn.now.steady_ms - refused_->since_ms >= refused_ms_max ||
        reply.verdict.outcome == Outcome::DiskFailed) {
        rebuild("store refuses: " + reply.verdict.text, turn);
        return;
    }
    refused_->pause_ms = std::min(2 * refused_->pause_ms, refused_ms_max);
    refused_->again_ms = turn.now.steady_ms + refused_->pause_ms;
}

void Jurisdiction::send_refused_again(Turn& turn) {
    if (!refused_ || turn.now.steady_ms < refused_->again_ms || !may_start(turn.now.steady_ms))
        return;
    refused_->again_ms = std::numeric_limits<std::int64_t>::max();  // until it is answered
    for (UnderWay& each : under_way_) {
        each.sent_ms = turn.now.steady_ms;
        turn.add(CommitBatch{options_.j, tenure_.token, tenure_.epoch, each.batch});
    }
}

void Jurisdiction::hold(Effect effect, Turn& turn) {
    if (!open_.empty()) {
        open_.after.push_back(std::move(effect));
    } else if (!under_way_.empty()) {
        under_way_.back().after.push_back(std::move(effect));
    } else {
        turn.add(std::move(effect));
    }
}

/// Tells every client to greet again: what was not answered is sent again, and answered from the
/// log when it is there.
void Jurisdiction::send_again(Turn& turn) {
    for (const auto& session : sessions_.all()) {
        turn.send(options_.j, session, wire::Moved{});
    }
}

}  // namespace dudao::broker
