#include "broker/broker.h"

#include <algorithm>
#include <unordered_map>

#include "broker/limits.h"
#include "wire/message_codec.h"

namespace dudao::broker {

namespace {

/// Joins what a client that reads bundles is told in this turn: one frame, one wake-up. What it is
/// told keeps its order.
void bundle(Effects& effects) {
    struct Open {
        std::size_t at;  // in `effects`: where the bundle goes
        wire::Bundle bytes;
    };
    std::unordered_map<std::string, Open> open;  // by session
    std::vector<bool> joined(effects.size());
    const auto close = [&](Open& each) {
        std::get<Send>(effects[each.at]).bytes = each.bytes.take();
    };
    for (std::size_t i = 0; i < effects.size(); ++i) {
        auto* send = std::get_if<Send>(&effects[i]);
        if (send == nullptr) continue;
        const auto begun = open.find(send->session);
        joined[i] = send->joins && begun != open.end() && begun->second.bytes.add(send->bytes);
        if (joined[i]) continue;
        if (begun != open.end()) {
            close(begun->second);
            open.erase(begun);
        }
        if (send->joins) {
            open.emplace(send->session, Open{i, wire::Bundle(std::move(send->bytes))});
        }
    }
    for (auto& [session, each] : open) close(each);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < effects.size(); ++i) {
        if (joined[i]) continue;
        if (kept != i) effects[kept] = std::move(effects[i]);
        ++kept;
    }
    effects.resize(kept);
}

}  // namespace

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
    const Frame from{frame.session, frame.user_id, {}};
    // Commands alone go in bundles: the shell looks at the time after each frame, and a hundred
    // questions in one would keep everybody else waiting.
    std::string_view rest = frame.bytes;
    std::size_t messages = 0;
    do {
        if (++messages > wire::bundle_messages_max) {
            const wire::Problem crowded{
                "a bundle of more than " + std::to_string(wire::bundle_messages_max) + " messages",
                "several bundles; nothing was done with those above"};
            return turn.send(first, frame.session, crowded);
        }
        const auto message = wire::take_message(rest);
        if (!message) {
            const wire::Problem unread{message.error().what, message.error().mend};
            return turn.send(first, frame.session, unread);
        }
        const bool command = std::holds_alternative<wire::CommandCall>(message->body);
        if (messages > 1 && !command) {
            const wire::Problem costly{
                "a " + std::string(wire::name(message->body)) + " inside a bundle",
                "a bundle holds commands behind its first message; the rest was not done"};
            return turn.send(first, frame.session, costly);
        }
        on_message(from, *message, turn);
    } while (!rest.empty());
}

void Broker::on_message(const Frame& from, const wire::Message& message, Turn& turn) {
    Jurisdiction* j = find(message.jurisdiction);
    if (!j) {
        const wire::Problem unserved{"jurisdiction " + message.jurisdiction + " is not served here",
                                     "this broker serves: " + served()};
        return turn.send(message.jurisdiction, from.session, unserved);
    }
    if (!std::holds_alternative<wire::Heartbeat>(message.body)) ++handled_;
    j->on_frame(from, message, turn);
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
    bundle(turn.effects);
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

bool Broker::waits_for_commits(std::int64_t steady_ms) const {
    return std::any_of(jurisdictions_.begin(), jurisdictions_.end(),
                       [&](const auto& each) { return each.second->waits_for_commits(steady_ms); });
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
