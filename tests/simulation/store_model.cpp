#include "tests/simulation/store_model.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "store/chain.h"
#include "tests/simulation/planted.h"

namespace dudao::sim {
namespace {

Verdict refused(Outcome outcome, const std::string& text) { return {outcome, text}; }
const Verdict done{Outcome::Done, ""};

}  // namespace

Verdict StoreModel::genesis(const std::string& clock_word) {
    if (founded) return refused(Outcome::Genesis, "exists already");
    founded = true;
    clock = clock_word;
    return done;
}

Acquired StoreModel::acquire(const std::string& j, const std::string& me,
                             const std::string& new_token, std::int64_t lease_ms,
                             std::int64_t now_ms) {
    if (!founded) return {j, refused(Outcome::Genesis, "nothing there"), {}};
    if (!holder.empty() && holder != me && until_ms > now_ms) {
        return {j, refused(Outcome::Held, holder), {}};
    }
    ++epoch;
    token = new_token;
    holder = me;
    until_ms = now_ms + lease_ms;
    return {j, done, Tenure{epoch, new_token, seq, head, leaves, clock}};
}

Verdict StoreModel::not_owner(const std::string& by) const {
    if (!founded) return refused(Outcome::Genesis, "nothing there");
    if (planted(Bug::TokenUnchecked)) return done;
    if (token.empty() || token != by) return refused(Outcome::Epoch, "another owner");
    return done;
}

Verdict StoreModel::renew(const std::string& by, std::int64_t lease_ms, std::uint64_t up_to,
                          std::int64_t now_ms) {
    if (auto verdict = not_owner(by); verdict.outcome != Outcome::Done) return verdict;
    until_ms = now_ms + lease_ms;
    confirmed = std::min(std::max(confirmed, up_to), seq);
    return done;
}

Verdict StoreModel::release(const std::string& by) {
    if (auto verdict = not_owner(by); verdict.outcome != Outcome::Done) return verdict;
    token.clear();
    holder.clear();
    until_ms = 0;
    return done;
}

Verdict StoreModel::commit(const std::string& by, std::uint64_t by_epoch, const Batch& batch,
                           std::int64_t lease_ms, std::int64_t now_ms) {
    if (!founded) return refused(Outcome::Genesis, "nothing there");
    const std::string e = owner_mark(by_epoch, by);
    const bool owner = !token.empty() && by == token && e == owner_mark(epoch, token);
    if (!owner && !planted(Bug::TokenUnchecked)) return refused(Outcome::Epoch, "another owner");
    if (batch.seq != seq + 1 || batch.prev != head) {
        return refused(Outcome::Seq, "after commit " + std::to_string(seq));
    }
    if (batch.leaves < leaves) return refused(Outcome::Broken, "leaves go back");
    log.push_back(Entry{batch.seq, e, batch.bytes, batch.head});
    seq = batch.seq;
    head = batch.head;
    leaves = batch.leaves;
    until_ms = now_ms + lease_ms;
    confirmed = std::min(std::max(confirmed, batch.confirmed), seq);
    for (const auto& timer : batch.timers_off) due.erase(timer);
    for (const auto& [timer, ms] : batch.timers_on) due[timer] = ms;
    for (const auto& [ref, value] : batch.values) pd[ref] = value;
    for (const auto& [id, blob] : batch.mail_in) mail[id] = blob;
    for (const auto& id : batch.mail_out) mail.erase(id);
    return done;
}

Verdict StoreModel::fix(const std::string& by, const std::vector<std::string>& off,
                        const std::vector<std::pair<std::string, std::int64_t>>& on) {
    if (auto verdict = not_owner(by); verdict.outcome != Outcome::Done) return verdict;
    for (const auto& timer : off) due.erase(timer);
    for (const auto& [timer, ms] : on) due[timer] = ms;
    return done;
}

/// In the order of a sorted set: by score, then by name.
std::vector<Claimed> StoreModel::claim(std::int64_t now_ms, std::int64_t lease_ms, std::size_t n) {
    std::set<std::pair<std::int64_t, std::string>> ripe;
    for (const auto& [timer, ms] : due) {
        if (ms <= now_ms) ripe.emplace(ms, timer);
    }
    std::vector<Claimed> claimed;
    for (const auto& [ms, timer] : ripe) {
        if (claimed.size() == n) break;
        claimed.push_back({timer, ms});
        due[timer] = now_ms + lease_ms;
    }
    return claimed;
}

std::uint64_t StoreModel::view(const ViewWrite& write) {
    auto& rows = views[write.view];
    std::uint64_t cursor = 0;
    if (const auto at = rows.find(std::string(view_cursor)); at != rows.end()) {
        std::from_chars(at->second.data(), at->second.data() + at->second.size(), cursor);
    }
    if (write.anew) {
        rows.clear();
    } else if (cursor != write.from) {
        return cursor;
    }
    rows[std::string(view_cursor)] = std::to_string(write.to);
    for (const auto& [id, row] : write.rows) rows[id] = row;
    return write.to;
}

std::vector<Entry> StoreModel::read_log(std::uint64_t from, std::size_t count) const {
    std::vector<Entry> entries;
    for (std::uint64_t n = std::max<std::uint64_t>(from, 1);
         n <= log.size() && entries.size() < count; ++n) {
        entries.push_back(log[n - 1]);
    }
    return entries;
}

}  // namespace dudao::sim
