#include "tests/simulation/store_model.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>
#include <string_view>
#include <type_traits>

#include "store/chain.h"
#include "tests/simulation/planted.h"

namespace dudao::sim {
namespace {

constexpr std::uint64_t trimmed_a_call = 1000;
constexpr std::int64_t claims_max = 100;
constexpr std::size_t items_max = 100'000;  // of one list
constexpr std::string_view dummy = "~";

Verdict refused(Outcome outcome, const std::string& text) { return {outcome, text}; }
const Verdict done{Outcome::Done, ""};

// What the functions call ARGS.
Verdict bad_arguments() { return refused(Outcome::NeverTaken, "ARGS"); }

/// Numbers travel as at most 15 digits, without a sign.
template <class Number>
bool whole(Number number) {
    if constexpr (std::is_signed_v<Number>) {
        if (number < 0) return false;
    }
    return static_cast<std::uint64_t>(number) <= 999'999'999'999'999;
}

/// Nobody may name the dummy, or nothing.
bool sound(const std::string& id) { return !id.empty() && id != dummy; }

bool sound(const std::vector<std::string>& ids) {
    return ids.size() <= items_max &&
           std::all_of(ids.begin(), ids.end(), [](const auto& id) { return sound(id); });
}

template <class Value>
bool sound(const std::vector<std::pair<std::string, Value>>& pairs) {
    return pairs.size() <= items_max &&
           std::all_of(pairs.begin(), pairs.end(), [](const auto& pair) {
               if constexpr (std::is_integral_v<Value>) {
                   if (!whole(pair.second)) return false;
               }
               return sound(pair.first);
           });
}

bool is_token(const std::string& text) {
    return text.size() == 32 && std::all_of(text.begin(), text.end(),
                                            [](unsigned char c) { return std::isxdigit(c) != 0; });
}

}  // namespace

Verdict StoreModel::genesis(const std::string& clock_word) {
    if (clock_word != "system" && clock_word != "demo") return bad_arguments();
    if (founded) return refused(Outcome::Genesis, "exists already");
    founded = true;
    clock = clock_word;
    return done;
}

Acquired StoreModel::acquire(const std::string& j, const std::string& me,
                             const std::string& new_token, std::int64_t lease_ms,
                             std::int64_t now_ms) {
    if (me.empty() || !is_token(new_token) || !whole(lease_ms)) return {j, bad_arguments(), {}};
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
    if (!whole(lease_ms) || !whole(up_to)) return bad_arguments();
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
    const bool numbers =
        whole(batch.seq) && whole(batch.leaves) && whole(batch.confirmed) && whole(lease_ms);
    const bool lists = sound(batch.timers_off) && sound(batch.timers_on) && sound(batch.values) &&
                       sound(batch.mail_in) && sound(batch.mail_out);
    if (!numbers || !lists) return bad_arguments();
    if (!founded) return refused(Outcome::Genesis, "nothing there");
    const std::string e = owner_mark(by_epoch, by);
    const bool owner = !token.empty() && by == token && e == owner_mark(epoch, token);
    if (!owner && !planted(Bug::TokenUnchecked)) return refused(Outcome::Epoch, "another owner");
    if (batch.seq != seq + 1 || batch.prev != head) {
        return refused(Outcome::Seq, "after commit " + std::to_string(seq));
    }
    if (batch.leaves < leaves) return bad_arguments();
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
    if (!sound(off) || !sound(on)) return bad_arguments();
    if (auto verdict = not_owner(by); verdict.outcome != Outcome::Done) return verdict;
    for (const auto& timer : off) due.erase(timer);
    for (const auto& [timer, ms] : on) due[timer] = ms;
    return done;
}

Trimmed StoreModel::trim(const std::string& j, const std::string& by, std::uint64_t upto,
                         const Hash& root) {
    if (!whole(upto)) return {j, bad_arguments(), 0};
    if (auto verdict = not_owner(by); verdict.outcome != Outcome::Done) return {j, verdict, 0};
    if (upto < archived || upto > seq) return {j, refused(Outcome::Seq, "cannot be dropped"), 0};
    upto = std::min(upto, archived + trimmed_a_call);
    log.erase(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(upto - archived));
    archived = upto;
    archived_root = to_hex(root);
    return {j, done, upto};
}

/// In the order of a sorted set: by score, then by name.
TimersClaimed StoreModel::claim(std::int64_t now_ms, std::int64_t lease_ms, std::int64_t n) {
    if (!whole(now_ms) || !whole(lease_ms) || !whole(n) || n > claims_max) {
        return {bad_arguments(), {}};
    }
    std::set<std::pair<std::int64_t, std::string>> ripe;
    for (const auto& [timer, ms] : due) {
        if (ms <= now_ms) ripe.emplace(ms, timer);
    }
    TimersClaimed claimed{done, {}};
    for (const auto& [ms, timer] : ripe) {
        if (std::ssize(claimed.timers) == n) break;
        claimed.timers.push_back({timer, ms});
        due[timer] = now_ms + lease_ms;
    }
    return claimed;
}

ViewMoved StoreModel::view(const ViewWrite& write) {
    if (!whole(write.from) || !whole(write.to) || write.from > write.to || !sound(write.rows)) {
        return {bad_arguments(), 0};
    }
    std::uint64_t cursor = 0;
    if (const auto rows = views.find(write.view); rows != views.end()) {
        const std::string& at = rows->second.at(std::string(view_cursor));
        std::from_chars(at.data(), at.data() + at.size(), cursor);
    }
    if (!write.anew && cursor != write.from) return {done, cursor};
    auto& rows = views[write.view];
    if (write.anew) rows.clear();
    rows[std::string(view_cursor)] = std::to_string(write.to);
    for (const auto& [id, row] : write.rows) rows[id] = row;
    return {done, write.to};
}

std::vector<Entry> StoreModel::read_log(std::uint64_t from, std::size_t count) const {
    std::vector<Entry> entries;
    for (std::uint64_t n = std::max(from, archived + 1); n <= seq && entries.size() < count; ++n) {
        entries.push_back(log[n - archived - 1]);
    }
    return entries;
}

}  // namespace dudao::sim
