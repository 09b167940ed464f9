#include "cli/report/history.h"

#include "store/chain.h"

namespace dudao::report {

void History::add(const Entry& entry) {
    const std::string place = "commit " + std::to_string(entry.seq);
    if (entry.seq != seq_ + 1) {
        faults_.add(place + " where " + std::to_string(seq_ + 1) + " is next: the log has a gap");
    } else if (chain_hash(head_, entry.seq, entry.e, entry.b) != entry.h) {
        faults_.add(place + ": the hash chain does not hold; the log was changed");
    }
    seq_ = entry.seq;
    head_ = entry.h;
    const auto commit = decode_commit(entry.b);
    if (!commit) return faults_.add(place + ": " + commit.error().text());
    if (commit->first != events_) faults_.add(place + ": its events are not the next ones");
    events_ = commit->first + commit->events.size();
    for (const std::string& bytes : commit->events) {
        if (const auto event = decode_event(bytes)) {
            add(*event);
        } else {
            faults_.add(place + ": " + event.error().text());
        }
    }
    for (const Receipt& receipt : commit->receipts) receipts_.add(entry.seq, receipt, faults_);
}

void History::add(const Event& event) {
    if (event.at < last_at_) faults_.add("an event's time goes back, at " + to_text(event.at, 0));
    last_at_ = event.at;
    lifecycles_.add(event, faults_);
    inspections_.add(event);
    if (const auto* set = std::get_if<TimerSet>(&event.body)) deadlines_.set(set->timer, faults_);
    if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
        deadlines_.end(*ended, event.at, faults_);
    }
    if (const auto* step = std::get_if<StepTaken>(&event.body)) deadlines_.step(*step, faults_);
    if (const auto* queued = std::get_if<NoticeQueued>(&event.body)) take_notice(*queued);
    if (const auto* attempt = std::get_if<NoticeAttempted>(&event.body)) {
        if (!attempted_.insert(attempt->id).second) {
            faults_.add("notice " + std::to_string(attempt->id.value) + ": attempted twice");
        }
    }
}

void History::take_notice(const NoticeQueued& queued) {
    const NoticeItem& item = queued.item;
    if (!told_.emplace(item.matter, item.generation, item.step, queued.to, item.text).second) {
        faults_.add("notice " + item.text + " of " + std::string(name(item.matter.kind)) + " " +
                    std::to_string(item.matter.id) + ": the same person is told twice");
    }
}

void History::count_inspections(Moment end) { inspections_.count(end, faults_); }

Report History::report(Moment end, const std::vector<Kept>& kept) {
    Report report;
    lifecycles_.count(end, report);
    report.deadlines = deadlines_.count(end, faults_);
    report.acknowledged = receipts_.count(kept, faults_);
    const auto& d = report.deadlines;
    if (d.due != d.acted + d.overtaken + d.cancelled + d.missing) {
        faults_.add("deadlines do not add up");
    }
    report.promises_broken = faults_.words();
    return report;
}

}  // namespace dudao::report
