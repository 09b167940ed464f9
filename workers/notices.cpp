#include "workers/notices.h"

#include <algorithm>

#include "ledger/key_id.h"
#include "workers/limits.h"

namespace dudao::workers {

void Notices::load(const State& state) {
    attempted_.clear();
    for (const auto& [id, notice] : state.notices) {
        const bool own = names_key(notice.by.text, me_.text);
        if (own && notice.state == NoticeState::Attempted) attempted_.insert(id);
    }
}

void Notices::apply(const Event& event) {
    if (const auto* attempt = std::get_if<NoticeAttempted>(&event.body)) {
        if (names_key(event.via.text, me_.text)) attempted_.insert(attempt->id);
    } else if (const auto* outcome = std::get_if<NoticeOutcome>(&event.body)) {
        attempted_.erase(outcome->id);
        forget(outcome->id);
    }
}

void Notices::forget(NoticeId id) {
    const auto at = mine_.find(id);
    if (at == mine_.end()) return;
    if (at->second.phase == Phase::Sending) --sending_;
    mine_.erase(at);
}

void Notices::accepted(NoticeId id, std::uint64_t commit) {
    mine_.emplace(id, Mine{Phase::Accepted, commit, {}});
}

void Notices::done(const NoticeOutcome& outcome) {
    const auto at = mine_.find(outcome.id);
    if (at == mine_.end() || at->second.phase != Phase::Sending) return;
    --sending_;
    at->second.phase = Phase::ToReport;
    at->second.outcome = outcome;
}

std::vector<NoticeId> Notices::to_send(std::uint64_t seq) {
    std::vector<NoticeId> ids;
    for (auto at = mine_.begin(); at != mine_.end() && sending_ < sends_max;) {
        auto& [id, mine] = *at;
        if (mine.phase != Phase::Accepted || mine.commit > seq) {
            ++at;
        } else if (!attempted_.contains(id)) {
            // No longer open in the log: it must not be sent any more.
            at = mine_.erase(at);
        } else {
            mine.phase = Phase::Sending;
            ++sending_;
            ids.push_back(id);
            ++at;
        }
    }
    return ids;
}

std::vector<NoticeOutcome> Notices::to_report(bool settled) {
    if (settled) {
        for (const NoticeId id : attempted_) {
            mine_.emplace(id,
                          Mine{Phase::ToReport, 0,
                               NoticeOutcome{id, NoticeState::Uncertain, "the worker stopped"}});
        }
    }
    std::vector<NoticeOutcome> outcomes;
    for (auto& [id, mine] : mine_) {
        if (mine.phase != Phase::ToReport) continue;
        mine.phase = Phase::Reported;
        outcomes.push_back(mine.outcome);
    }
    return outcomes;
}

bool Notices::busy() const {
    return std::any_of(mine_.begin(), mine_.end(),
                       [](const auto& each) { return each.second.phase != Phase::Reported; });
}

}  // namespace dudao::workers
