#include "broker/pipeline.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "broker/limits.h"
#include "store/chain.h"
#include "wire/event_codec.h"

namespace dudao::broker {
namespace {

constexpr std::int64_t never_ms = std::numeric_limits<std::int64_t>::max();

}  // namespace

void Pipeline::forget() {
    under_way_.clear();
    open_ = {};
    refused_.reset();
}

void Pipeline::stand_at(const LogEnd& end) { confirmed_ = closed_ = end; }

bool Pipeline::has_room(const CommandId& id) const {
    if (refused_ || open_.alone || (suspects_.contains(id) && !open_.empty())) return false;
    return open_.events.size() < batch_events_max && open_.bytes < batch_bytes_max &&
           open_.held.size() < held_max;
}

bool Pipeline::is_full() const {
    return open_.events.size() >= batch_events_full || open_.bytes >= batch_bytes_full ||
           open_.held.size() >= held_full;
}

bool Pipeline::waits_for_commits() const {
    return is_full() && !refused_ && under_way_.size() >= batches_under_way_max;
}

bool Pipeline::is_broken(const CommandId& id) const {
    return std::find(broken_.begin(), broken_.end(), id) != broken_.end();
}

void Pipeline::remember_broken(CommandId id) {
    broken_.push_back(std::move(id));
    if (broken_.size() > broken_max) broken_.pop_front();
}

/// Adds the timer changes that must be written in the same Redis call as the event. A timer set and
/// ended in one batch never reaches the index: its id is new, so there is nothing to remove either.
void Pipeline::index(const EncodedEvent& event) {
    if (const auto* set = std::get_if<TimerSet>(&event.event.body)) {
        open_.timers_on[set->timer.id] = set->timer.due;
    } else if (const auto* ended = std::get_if<TimerEnded>(&event.event.body)) {
        if (open_.timers_on.erase(ended->id) == 0) open_.timers_off.push_back(ended->id);
    }
}

void Pipeline::add(std::uint64_t first, std::vector<EncodedEvent> events,
                   const std::vector<std::string>& mail_out, std::optional<Receipt> receipt,
                   PersonalValues values) {
    if (open_.empty()) open_.first = first;
    for (EncodedEvent& each : events) {
        index(each);
        for (auto& blob : each.mail) {
            open_.bytes += blob.second.size();
            open_.batch.mail_in.push_back(std::move(blob));
        }
        open_.bytes += each.bytes.size();
        open_.events.push_back(std::move(each.bytes));
    }
    for (const std::string& key : mail_out) {
        // Removals run after additions, so a blob added in this batch is simply not added.
        std::erase_if(open_.batch.mail_in, [&](const auto& each) { return each.first == key; });
        open_.batch.mail_out.push_back(key);
    }
    for (auto& value : values) {
        open_.bytes += value.second.size();
        open_.batch.values.push_back(std::move(value));
    }
    if (!receipt) return;
    open_.alone = suspects_.contains({receipt->sender, receipt->incarnation, receipt->n});
    open_.receipts.push_back(std::move(*receipt));
}

void Pipeline::hold(Effect effect, Turn& turn) {
    if (!open_.empty()) {
        open_.held.push_back(std::move(effect));
    } else if (!under_way_.empty()) {
        under_way_.back().held.push_back(std::move(effect));
    } else {
        turn.add(std::move(effect));
    }
}

bool Pipeline::ready() const {
    return !open_.empty() && !refused_ && under_way_.size() < batches_under_way_max;
}

void Pipeline::close(const Tenure& tenure, Turn& turn) {
    Batch batch = std::move(open_.batch);
    batch.seq = closed_.seq + 1;
    batch.leaves = open_.first + open_.events.size();
    batch.confirmed = batch.seq;
    batch.prev = closed_.head;
    for (const TimerId id : open_.timers_off) batch.timers_off.push_back(due_key(id));
    for (const auto& [id, due] : open_.timers_on) batch.timers_on.emplace_back(due_key(id), due.ms);
    std::vector<CommandId> commands;
    commands.reserve(open_.receipts.size());
    for (const Receipt& each : open_.receipts) {
        commands.push_back({each.sender, each.incarnation, each.n});
    }
    batch.bytes =
        encode_commit(Commit{open_.first, std::move(open_.events), std::move(open_.receipts)});
    batch.head =
        chain_hash(batch.prev, batch.seq, owner_mark(tenure.epoch, tenure.token), batch.bytes);
    closed_ = {batch.seq, batch.head};
    const auto closed = std::make_shared<const Batch>(std::move(batch));
    turn.add(CommitBatch{j_, tenure.token, tenure.epoch, closed});
    under_way_.push_back({closed, std::move(open_.held), std::move(commands), turn.now.steady_ms});
    open_ = {};
}

void Pipeline::send_refused_again(const Tenure& tenure, Turn& turn) {
    if (!refused_ || turn.now.steady_ms < refused_->again_ms) return;
    refused_->again_ms = never_ms;  // do not retry until it is answered
    for (UnderWay& each : under_way_) {
        each.sent_ms = turn.now.steady_ms;
        turn.add(CommitBatch{j_, tenure.token, tenure.epoch, each.batch});
    }
}

std::int64_t Pipeline::next_due() const { return refused_ ? refused_->again_ms : never_ms; }

Pipeline::Next Pipeline::on_committed(const Committed& reply, Turn& turn) {
    using Do = Next::Do;
    // Only the oldest batch counts: the store refuses every batch after a refused one.
    if (under_way_.empty() || under_way_.front().batch->seq != reply.seq) return {};
    const std::string& why = reply.verdict.text;
    switch (reply.verdict.outcome) {
        case Outcome::Done:
            return {Do::Settle};
        case Outcome::Epoch:
            return {Do::LoseLease, "commit refused"};
        case Outcome::NeverTaken:
            return on_never_taken(why, turn);
        case Outcome::Broken:
            return {Do::Halt, "commit: " + why};
        case Outcome::NotExecuted:
        case Outcome::DiskFailed:
            return on_refused(reply, turn);
        default:
            return {Do::Resolve, "commit: " + why};
    }
}

/// Sends the same bytes again after a pause; meanwhile new commands are refused with `busy`. After
/// refused_ms_max everything that depends on the batch is discarded, so that queries are answered
/// from the committed state. If the store's disk failed this happens at once, because what Redis
/// shows may not be what it kept.
Pipeline::Next Pipeline::on_refused(const Committed& reply, Turn& turn) {
    const std::int64_t now = turn.now.steady_ms;
    if (!refused_) {
        refused_ = Refused{now, now, refused_ms / 2};
        turn.note(j_, Note::Level::Warning, "store.refuses", {{"why", reply.verdict.text}});
    }
    if (now - refused_->since_ms >= refused_ms_max ||
        reply.verdict.outcome == Outcome::DiskFailed) {
        return {Next::Do::Rebuild, "store refuses: " + reply.verdict.text};
    }
    refused_->pause_ms = std::min(2 * refused_->pause_ms, refused_ms_max);
    refused_->again_ms = now + refused_->pause_ms;
    return {};
}

Pipeline::Next Pipeline::on_never_taken(const std::string& why, Turn& turn) {
    const std::vector<CommandId>& commands = under_way_.front().commands;
    if (commands.empty() || suspects_.size() + commands.size() > suspects_max) {
        return {Next::Do::Halt, "commit: " + why};
    }
    turn.note(j_, Note::Level::Error, "batch.never_taken",
              {{"why", why}, {"commands", std::to_string(commands.size())}});
    if (commands.size() == 1) {
        suspects_.erase(commands.front());
        remember_broken(commands.front());
    } else {
        suspects_.insert(commands.begin(), commands.end());
    }
    return {Next::Do::Rebuild, "the store can never take a batch"};
}

bool Pipeline::oldest_is(const Hash& head) const {
    return !under_way_.empty() && under_way_.front().batch->head == head;
}

std::int64_t Pipeline::settle_oldest(Turn& turn) {
    UnderWay first = std::move(under_way_.front());
    under_way_.pop_front();
    if (std::exchange(refused_, std::nullopt)) {
        turn.note(j_, Note::Level::Info, "store.takes");
    }
    confirmed_ = {first.batch->seq, first.batch->head};
    for (const CommandId& each : first.commands) suspects_.erase(each);
    for (Effect& effect : first.held) turn.add(std::move(effect));
    return first.sent_ms;
}

}  // namespace dudao::broker
