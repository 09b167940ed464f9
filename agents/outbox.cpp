#include "agents/outbox.h"

#include <algorithm>

#include "agents/limits.h"
#include "hex.h"
#include "refusals/says.h"
#include "wire/message_codec.h"

namespace dudao::agent {
namespace {

bool says_restored(const wire::Answer& answer) {
    return !answer.ok && (answer.why == "id_reused" || answer.why == "unknown_session");
}

}  // namespace

Outbox::Outbox(Options options, Settings& settings, std::vector<Row> rows, std::vector<Keyed> keys,
               Random random)
    : options_(std::move(options)), settings_(settings), random_(std::move(random)) {
    for (Keyed& each : keys) {
        const std::string key = each.key;
        keys_.emplace(key, std::move(each));
    }
    for (Row& row : rows) {
        settings_.last_n = std::max(settings_.last_n, row.n);  // an assigned number stays assigned
        if (row.state == RowState::Saved) {
            ++waiting_;
        } else {
            answered_.emplace(row.answered_at, row.n);
        }
        rows_.emplace(row.n, std::move(row));
    }
}

Result<std::int64_t> Outbox::keep(const Command& command, const PersonId& as, About about, Now now,
                                  Effects& effects) {
    if (waiting_ >= outbox_rows_max) {
        return fail(Error::Kind::Busy, says("outbox_full"));
    }
    Uplink maker(
        {options_.jurisdiction, options_.software, settings_.incarnation, settings_.last_n});
    OutboxRow made = maker.make(command, as, random_hex(random_(8)));
    Row row;
    row.incarnation = settings_.incarnation;
    row.n = made.n;
    row.name = std::string(name(command));
    row.task = about.task;
    row.assignment = about.assignment;
    row.step = std::move(about.step);
    row.evidence = std::move(about.evidence);
    row.frame = made.frame;
    row.kept_at = now.moment;
    row.by = as;
    row.key = std::move(about.key);
    settings_.last_n = made.n;
    effects.writes.emplace_back(KeepRow{row});
    keep_key(row, about.made, effects);
    if (offering_) {
        settings_.offered_to = given_ = made.n;
        effects.offers.push_back(std::move(made));
    }
    effects.writes.emplace_back(KeepSettings{settings_});
    rows_.emplace(row.n, std::move(row));
    ++waiting_;
    return settings_.last_n;
}

/// Stores the state of the key's row. The oldest keys are deleted first; ULIDs sort by time.
void Outbox::keep_key(const Row& row, const std::string& made, Effects& effects) {
    if (row.key.empty()) return;
    Keyed& keyed = keys_[row.key];
    keyed = {row.key, row.incarnation, row.n, row.state, made};
    effects.writes.emplace_back(KeepKey{keyed});
    if (keys_.size() <= keys_max) return;
    const auto old = std::find_if(keys_.begin(), keys_.end(), [](const auto& each) {
        return each.second.state != RowState::Saved;
    });
    if (old == keys_.end() || old->first == row.key) return;
    effects.writes.emplace_back(DropKey{old->first});
    keys_.erase(old);
}

const Keyed* Outbox::find_key(const std::string& key) const {
    const auto at = keys_.find(key);
    return at == keys_.end() ? nullptr : &at->second;
}

void Outbox::welcomed(const wire::Welcome& welcome, Effects& effects) {
    offering_ = false;
    if (welcome.incarnation > settings_.incarnation) {
        adopt(welcome.incarnation, effects);
        return;
    }
    if (!settings_.held.empty()) return;
    // The office has numbers this device never sent: they were sent from a newer copy of this
    // storage.
    if (welcome.incarnation < settings_.incarnation || welcome.applied > settings_.offered_to) {
        hold("restored_from_an_old_copy", effects);
        return;
    }
    offering_ = true;
    offer_waiting(effects);
}

std::int64_t Outbox::settled_n() const {
    for (const auto& [n, row] : rows_) {
        if (row.state == RowState::Saved) return n - 1;
    }
    return settings_.last_n;
}

void Outbox::offer_waiting(Effects& effects) {
    for (const auto& [n, row] : rows_) {
        if (row.state != RowState::Saved || n <= given_) continue;
        effects.offers.push_back({n, row.frame});
    }
    given_ = settings_.last_n;
    if (settings_.offered_to == settings_.last_n) return;
    settings_.offered_to = settings_.last_n;
    effects.writes.emplace_back(KeepSettings{settings_});
}

const Row* Outbox::answered(const wire::Answer& answer, Now now, Effects& effects) {
    const auto at = rows_.find(answer.n);
    if (at == rows_.end() || answer.incarnation != settings_.incarnation) return nullptr;
    Row& row = at->second;
    if (row.state != RowState::Saved) return nullptr;
    if (says_restored(answer)) {
        hold(answer.why, effects);
        return nullptr;
    }
    row.state = answer.ok ? RowState::Received : RowState::Refused;
    row.answer = answer;
    settle(row, now, effects);
    forget_old(now, effects);
    return find(answer.n);
}

void Outbox::settle(Row& row, Now now, Effects& effects) {
    row.answered_at = now.moment;
    row.frame.clear();
    if (waiting_ > 0) --waiting_;
    answered_.emplace(row.answered_at, row.n);
    effects.writes.emplace_back(AnswerRow{row});
    if (const Keyed* keyed = find_key(row.key)) keep_key(row, std::string(keyed->made), effects);
}

void Outbox::forget_old(Now now, Effects& effects) {
    const Moment before = now.moment - answered_kept;
    if (!answered_.empty() && answered_.begin()->first < before) {
        effects.writes.emplace_back(DropAnswered{before});
    }
    while (!answered_.empty() &&
           (answered_.begin()->first < before || answered_.size() > answered_rows_max)) {
        const std::int64_t n = answered_.begin()->second;
        if (!(answered_.begin()->first < before)) {
            effects.writes.emplace_back(DropRow{settings_.incarnation, n});
        }
        rows_.erase(n);
        answered_.erase(answered_.begin());
    }
}

void Outbox::hold(const std::string& why, Effects& effects) {
    offering_ = false;
    given_ = 0;
    settings_.held = why;
    effects.offers.clear();
    effects.writes.emplace_back(KeepSettings{settings_});
    effects.new_link = true;
    effects.lines.push_back({LogLevel::Error, "numbering.held", {{"why", why}}});
}

/// An officer granted the next incarnation: waiting rows are renumbered from 1, in order.
void Outbox::adopt(std::int64_t incarnation, Effects& effects) {
    std::map<std::int64_t, Row> fresh;
    renumbered_.clear();
    for (auto& [n, row] : rows_) {
        if (row.state != RowState::Saved) continue;
        effects.writes.emplace_back(DropRow{row.incarnation, n});
        auto message = wire::decode(row.frame);
        auto* kept = message ? std::get_if<wire::CommandCall>(&message->body) : nullptr;
        if (!kept) {  // the stored bytes are damaged: skip this row
            if (waiting_ > 0) --waiting_;
            effects.lines.push_back({LogLevel::Error,
                                     "row.left_out",
                                     {{"n", std::to_string(n)}, {"command", row.name}}});
            continue;
        }
        wire::CommandCall& call = *kept;
        row.incarnation = call.incarnation = incarnation;
        row.n = call.n = static_cast<std::int64_t>(fresh.size()) + 1;
        row.frame = wire::encode(*message);
        effects.writes.emplace_back(KeepRow{row});
        if (const Keyed* keyed = find_key(row.key)) {
            keep_key(row, std::string(keyed->made), effects);
        }
        renumbered_[n] = row.n;
        fresh.emplace(row.n, std::move(row));
    }
    rows_ = std::move(fresh);
    answered_.clear();
    given_ = 0;
    effects.offers.clear();
    settings_.incarnation = incarnation;
    settings_.last_n = static_cast<std::int64_t>(rows_.size());
    settings_.offered_to = 0;
    settings_.held.clear();
    effects.writes.emplace_back(KeepSettings{settings_});
    effects.new_link = true;
    effects.lines.push_back(
        {LogLevel::Warning, "incarnation.new", {{"incarnation", std::to_string(incarnation)}}});
}

const Row* Outbox::find(std::int64_t n) const {
    const auto at = rows_.find(n);
    return at == rows_.end() ? nullptr : &at->second;
}

}  // namespace dudao::agent
