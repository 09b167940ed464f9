#include "console/commands/sent.h"

#include <algorithm>

#include "console/commands/old_journal.h"
#include "disk/file.h"
#include "wire/codec.h"

namespace dudao::console {
namespace {

struct About {
    PersonId person;
    std::string key;
    Bytes hash;
    DUDAO_FIELDS(person, key, hash)
};

OutboxTable::Row outbox_row(const Sent::Row& row) {
    const auto answered = row.answer.ok ? RowState::Received : RowState::Refused;
    return {row.incarnation,
            row.n,
            row.answered ? std::string() : std::string(row.frame),
            row.answered ? answered : RowState::Saved,
            row.answered_at,
            row.answer,
            encode(About{row.person, row.key, row.hash})};
}

}  // namespace

Result<std::unique_ptr<Sent>> Sent::open(const std::filesystem::path& folder, Moment now,
                                         const Bounds& bounds) {
    auto opened =
        disk::Database::open(folder / "console.sqlite", {"console database", {OutboxTable::make}});
    if (!opened) return tl::unexpected<Error>(opened.error());
    std::unique_ptr<Sent> sent(new Sent(std::move(*opened), bounds));
    auto done = sent->load(now);
    if (done) done = sent->take_in(folder / "commands.journal", now);
    if (!done) return tl::unexpected<Error>(done.error());
    return sent;
}

Result<void> Sent::load(Moment now) {
    auto dated = database_.transaction([&] {
        return database_.prepare("UPDATE outbox SET answered_ms=? WHERE state<>0 AND answered_ms=0")
            .number(now.ms)
            .run();
    });
    if (!dated) return dated;
    auto rows = OutboxTable(database_).rows();
    if (!rows) return tl::unexpected<Error>(rows.error());
    for (OutboxTable::Row& each : *rows) {
        auto about = decode<About>(each.about);
        if (!about) return within("outbox row " + std::to_string(each.n), about.error());
        add({each.incarnation, each.n, std::move(about->person), std::move(about->key),
             std::move(about->hash), Bytes(std::move(each.frame)), each.state != RowState::Saved,
             std::move(each.answer), each.answered_at});
    }
    return {};
}

/// The file is deleted after its rows are on disk; after a crash in between they are imported
/// again.
Result<void> Sent::take_in(const std::filesystem::path& journal, Moment now) {
    auto rows = read_old_journal(journal);
    if (!rows) return tl::unexpected<Error>(rows.error());
    if (!*rows) return {};
    for (Row& row : **rows) {  // the last row of each key
        if (row.answered) row.answered_at = now;
        add(std::move(row));
    }
    auto kept = database_.transaction([&] {
        auto done = database_.run("DELETE FROM outbox");
        for (const auto& [place, name] : places_) {
            if (done) done = OutboxTable(database_).keep(outbox_row(rows_.at(name)));
        }
        return done;
    });
    return kept ? disk::remove(journal) : kept;
}

void Sent::add(Row row) {
    const Place place{row.incarnation, row.n};
    if (row.incarnation > incarnation_) last_n_ = 0;  // numbers start again
    incarnation_ = std::max(incarnation_, row.incarnation);
    last_n_ = std::max(last_n_, row.n);
    const Name name{row.person, row.key};
    if (const auto at = rows_.find(name); at != rows_.end()) {
        places_.erase({at->second.incarnation, at->second.n});
    }
    places_[place] = name;
    rows_[name] = std::move(row);
}

/// The number of unanswered rows, which are passed over, is bounded by the sender's credit.
template <class Goes>
std::vector<Sent::Place> Sent::oldest(const Goes& goes) const {
    std::vector<Place> out;
    for (const auto& [place, name] : places_) {
        if (out.size() == bounds_.at_once) break;
        const Row& row = rows_.at(name);
        if (!row.answered) continue;
        if (!goes(row, out.size())) break;
        out.push_back(place);
    }
    return out;
}

Result<void> Sent::drop(const std::vector<Place>& places) const {
    for (const auto& [incarnation, n] : places) {
        if (auto done = OutboxTable(database_).drop(incarnation, n); !done) return done;
    }
    return {};
}

void Sent::forget(const std::vector<Place>& places) {
    for (const Place& place : places) {
        rows_.erase(places_.at(place));
        places_.erase(place);
    }
}

const Sent::Row* Sent::find(const PersonId& person, const std::string& key) const {
    const auto at = rows_.find(Name{person, key});
    return at == rows_.end() ? nullptr : &at->second;
}

Result<void> Sent::begin(Row row) {
    const auto old = oldest([&](const Row&, std::size_t gone) {
        return places_.size() - gone >= bounds_.rows;  // one more comes
    });
    auto kept = database_.transaction([&] {
        auto done = OutboxTable(database_).keep(outbox_row(row));
        return done ? drop(old) : done;
    });
    if (!kept) return kept;
    forget(old);
    add(std::move(row));
    return {};
}

Result<void> Sent::let_go(Moment now) {
    const auto old =
        oldest([&](const Row& row, std::size_t) { return now - row.answered_at > bounds_.kept; });
    if (old.empty()) return {};
    auto done = database_.transaction([&] { return drop(old); });
    if (done) forget(old);
    return done;
}

Result<void> Sent::finish(const wire::Answer& answer, Moment now) {
    const auto place = places_.find({answer.incarnation, answer.n});
    if (place == places_.end() || answer.incarnation != incarnation_) return {};
    Row& row = rows_.at(place->second);
    row.answered = true;
    row.answer = answer;
    row.answered_at = now;
    row.frame.clear();
    return database_.transaction([&] { return OutboxTable(database_).answer(outbox_row(row)); });
}

std::vector<OutboxRow> Sent::unanswered() const {
    std::vector<OutboxRow> out;
    for (auto at = places_.lower_bound({incarnation_, 0}); at != places_.end(); ++at) {
        const Row& row = rows_.at(at->second);
        if (!row.answered) out.push_back({row.n, row.frame});
    }
    return out;
}

}  // namespace dudao::console
