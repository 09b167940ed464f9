#include "broker/broker.h"

#include <algorithm>

#include "broker/limits.h"
#include "wire/message_codec.h"

namespace dudao::broker {

Broker::Broker(const Options& options) {
    for (const std::string& j : options.jurisdictions) {
        jurisdictions_[j] = std::make_unique<Jurisdiction>(Jurisdiction::Options{
            j, options.random, options.own_key, options.clock, options.case_key, options.lock_words,
            options.unlock_words, options.place_number, options.prove_place});
    }
}

Jurisdiction* Broker::find(const std::string& j) const {
    const auto at = jurisdictions_.find(j);
    return at == jurisdictions_.end() ? nullptr : at->second.get();
}

/// "gqc, lixian"
std::string Broker::served() const {
    std::string all;
    for (const auto& [j, each] : jurisdictions_) all += (all.empty() ? "" : ", ") + j;
    return all;
}

void Broker::start(Turn& turn) const {
    for (const auto& [j, each] : jurisdictions_) turn.add(LoadSnapshot{j});
}

void Broker::on_frame(const Frame& frame, Turn& turn) {
    const std::string first = jurisdictions_.empty() ? "-" : jurisdictions_.begin()->first;
    if (!frame.whole) {
        const wire::Problem one{"a message of several frames",
                                "send [1, type, jurisdiction, body] as one"};
        return turn.send(first, frame.session, one);
    }
    auto message = wire::decode(frame.bytes);
    if (!message) {
        const wire::Problem unread{message.error().what, message.error().mend};
        return turn.send(first, frame.session, unread);
    }
    Jurisdiction* j = find(message->jurisdiction);
    if (!j) {
        const wire::Problem unserved{
            "jurisdiction " + message->jurisdiction + " is not served here",
            "this broker serves: " + served()};
        return turn.send(message->jurisdiction, frame.session, unserved);
    }
    if (!std::holds_alternative<wire::Heartbeat>(message->body)) ++handled_;
    j->on_frame(frame, *message, turn);
}

void Broker::step(const Input& input, Turn& turn) {
    if (const auto* frame = std::get_if<Frame>(&input)) {
        on_frame(*frame, turn);
    } else if (const auto* gone = std::get_if<SessionGone>(&input)) {
        for (auto& [j, each] : jurisdictions_) each->on_session_gone(gone->session);
    } else if (std::holds_alternative<StoreOpened>(input)) {
        for (auto& [j, each] : jurisdictions_) each->on_store_opened(turn);
    } else if (const auto* answered = std::get_if<StoreAnswered>(&input)) {
        const std::string& j = std::visit(
            [](const auto& reply) -> const std::string& { return reply.j; }, answered->reply);
        ++handled_;
        if (Jurisdiction* each = find(j)) each->on_store(answered->reply, turn);
    } else if (const auto* loaded = std::get_if<SnapshotLoaded>(&input)) {
        ++handled_;
        if (Jurisdiction* each = find(loaded->j)) each->on_snapshot(*loaded, turn);
    } else if (const auto* written = std::get_if<ChunkWritten>(&input)) {
        ++handled_;
        if (Jurisdiction* each = find(written->j)) each->on_chunk_written(*written, turn);
    } else if (const auto* read = std::get_if<PieceRead>(&input)) {
        ++handled_;
        if (Jurisdiction* each = find(read->j)) each->on_piece_read(*read, turn);
    }
}

void Broker::end_turn(Turn& turn) {
    for (auto& [j, each] : jurisdictions_) each->end_turn(turn);
}

bool Broker::serving() const {
    return std::all_of(jurisdictions_.begin(), jurisdictions_.end(),
                       [](const auto& each) { return each.second->serving(); });
}

std::optional<KeyId> Broker::admitted(std::string_view public_key) const {
    for (const auto& [j, each] : jurisdictions_) {
        if (auto id = each->admitted(public_key)) return id;
    }
    return std::nullopt;
}

bool Broker::idle() const {
    return std::all_of(jurisdictions_.begin(), jurisdictions_.end(),
                       [](const auto& each) { return each.second->idle(); });
}

std::uint64_t Broker::committed() const {
    std::uint64_t sum = 0;
    for (const auto& [j, each] : jurisdictions_) sum += each->committed();
    return sum;
}

std::int64_t Broker::next_due(std::int64_t steady_ms) const {
    std::int64_t due = steady_ms + wait_ms_max;
    for (const auto& [j, each] : jurisdictions_) due = std::min(due, each->next_due(steady_ms));
    return due;
}

}  // namespace dudao::broker
