#include "client/uplink.h"

#include <algorithm>
#include <utility>

#include "ensure.h"
#include "wire/command_codec.h"
#include "wire/message_codec.h"

namespace dudao {
namespace {

constexpr std::int64_t heartbeat_ms = 2000;
constexpr std::int64_t dead_ms = 8000;
constexpr std::int64_t greeting_ms = 1000;  // repeat an unanswered hello
constexpr std::int64_t busy_pause_ms = 50;

// Highest number of a command; never reached in practice.
constexpr std::int64_t number_max = INT64_MAX / 2;

/// False for values no correct broker sends; they would make our numbers overflow.
bool is_sound(const wire::Welcome& welcome) {
    return welcome.incarnation >= 1 && welcome.applied >= 0 && welcome.applied < number_max &&
           welcome.credit >= 0;
}

bool is_final(const wire::Answer& answer) {
    return answer.ok || (answer.why != "busy" && answer.why != "gap");
}

}  // namespace

std::string Uplink::frame(wire::Body body) const {
    return wire::encode(wire::Message{options_.jurisdiction, std::move(body)});
}

OutboxRow Uplink::make(const Command& command, const PersonId& as, const std::string& trace) {
    wire::CommandCall call{options_.incarnation,       ++last_n_,           trace, as,
                           std::string(name(command)), encode_args(command)};
    return OutboxRow{last_n_, frame(std::move(call))};
}

void Uplink::take_back(const OutboxRow& row) {
    ensure(row.n == last_n_, "the last row made is taken back");
    --last_n_;
}

void Uplink::offer(OutboxRow row) {
    ensure(rows_.empty() || row.n > rows_.back().n, "outbox rows out of order");
    last_n_ = std::max(last_n_, row.n);
    rows_.push_back(std::move(row));
}

std::string Uplink::query(std::int64_t q, const PersonId& as, const std::string& what,
                          const std::string& id, const std::string& filter) const {
    return frame(wire::Query{q, as, what, id, filter});
}

std::string Uplink::chunk(const wire::Chunk& chunk) const { return frame(chunk); }

void Uplink::connected(std::int64_t now_ms) {
    linked_ = true;
    greets_ = Greets::WithBundles;
    greeted_ = welcomed_ = bundles_ = false;
    sent_ = 0;
    heard_ms_ = spoke_ms_ = now_ms;
}

void Uplink::disconnected() { linked_ = greeted_ = welcomed_ = false; }

bool Uplink::adopted(const wire::Welcome& welcome) {
    if (!options_.adopt || !rows_.empty()) return true;
    last_n_ = std::max(last_n_, welcome.applied);
    if (options_.incarnation == welcome.incarnation) return true;
    options_.incarnation = welcome.incarnation;
    last_n_ = welcome.applied;
    greeted_ = false;
    return false;
}

std::vector<Uplink::Event> Uplink::receive(std::string_view frame, std::int64_t now_ms) {
    heard_ms_ = now_ms;
    std::vector<Event> events;
    do {
        auto message = wire::take_message(frame);
        if (!message || message->jurisdiction != options_.jurisdiction) {
            ++unread_;
        } else if (auto event = take(message->body, now_ms)) {
            events.push_back(std::move(*event));
        }
    } while (!frame.empty());
    return events;
}

std::optional<Uplink::Event> Uplink::take(wire::Body& body, std::int64_t now_ms) {
    if (auto* welcome = std::get_if<wire::Welcome>(&body)) {
        if (!is_sound(*welcome)) {
            ++unread_;
            return std::nullopt;
        }
        if (!adopted(*welcome)) return std::nullopt;
        // A command numbered below `applied` may have been refused without our receiving the
        // refusal. So everything without an answer is sent again, and the broker repeats its
        // answers.
        welcomed_ = true;
        sent_ = 0;
        credit_ = welcome->credit;
        bundles_ = welcome->bundles;
        return Welcomed{*welcome};
    }
    if (auto* answer = std::get_if<wire::Answer>(&body)) {
        const auto row = std::find_if(rows_.begin(), rows_.end(),
                                      [&](const OutboxRow& each) { return each.n == answer->n; });
        if (row == rows_.end() || answer->incarnation != options_.incarnation) return std::nullopt;
        if (!is_final(*answer)) {  // busy or gap: send this and the following again, in order
            sent_ = std::min(sent_, static_cast<std::size_t>(row - rows_.begin()));
            wait_until_ms_ = now_ms + busy_pause_ms;
            return std::nullopt;
        }
        if (static_cast<std::size_t>(row - rows_.begin()) < sent_) --sent_;
        rows_.erase(row);
        return Answered{std::move(*answer)};
    }
    if (auto* result = std::get_if<wire::QueryResult>(&body)) return std::move(*result);
    if (auto* dispatch = std::get_if<wire::Dispatch>(&body)) return std::move(*dispatch);
    if (auto* dispatch = std::get_if<wire::AssignmentDispatch>(&body)) {
        return std::move(*dispatch);
    }
    if (auto* taken = std::get_if<wire::ChunkTaken>(&body)) return std::move(*taken);
    if (auto* problem = std::get_if<wire::Problem>(&body)) {
        // The broker may be of a release that refuses a field of the greeting: greet without it.
        if (!welcomed_ && greets_ != Greets::Plainly) {
            greets_ = greets_ == Greets::WithBundles ? Greets::WithSaid : Greets::Plainly;
            greeted_ = false;
        }
        if (welcomed_) tells_health_ = false;
        return std::move(*problem);
    }
    if (auto* moved = std::get_if<wire::Moved>(&body)) {
        welcomed_ = greeted_ = false;
        wait_until_ms_ = now_ms + busy_pause_ms;
        return std::move(*moved);
    }
    return std::nullopt;  // a heartbeat
}

std::string Uplink::greeting() const {
    const std::int64_t from = rows_.empty() ? last_n_ + 1 : rows_.front().n;
    wire::Hello hello{options_.incarnation, last_n_, from, options_.software};
    hello.said = greets_ != Greets::Plainly;
    hello.bundles = greets_ == Greets::WithBundles;
    if (hello.said) {
        hello.place_number = options_.place_number;
        hello.place_proof = options_.place_proof;
    }
    return frame(std::move(hello));
}

std::vector<std::string> Uplink::to_send(std::int64_t now_ms) {
    std::vector<std::string> frames;
    if (!linked_) return frames;
    const bool greet_again = !welcomed_ && now_ms - spoke_ms_ >= greeting_ms;
    if ((!greeted_ && now_ms >= wait_until_ms_) || greet_again) {
        greeted_ = true;
        frames.push_back(greeting());
    }
    if (welcomed_ && now_ms >= wait_until_ms_) {
        std::optional<wire::Bundle> bundle;
        while (sent_ < rows_.size() && sent_ < static_cast<std::size_t>(credit_)) {
            const std::string& row = rows_[sent_++].frame;
            if (bundle && bundles_ && bundle->add(row)) continue;
            if (bundle) frames.push_back(bundle->take());
            bundle.emplace(row);
        }
        if (bundle) frames.push_back(bundle->take());
        if (frames.empty() && now_ms - spoke_ms_ >= heartbeat_ms) {
            frames.push_back(frame(tells_health_ ? health_ : wire::Heartbeat{}));
        }
    }
    if (!frames.empty()) spoke_ms_ = now_ms;
    return frames;
}

std::int64_t Uplink::next_due(std::int64_t now_ms) const {
    if (!linked_) return now_ms + heartbeat_ms;
    std::int64_t due =
        std::min(spoke_ms_ + (welcomed_ ? heartbeat_ms : greeting_ms), heard_ms_ + dead_ms);
    const bool waits = !greeted_ || (welcomed_ && sent_ < rows_.size() &&
                                     sent_ < static_cast<std::size_t>(credit_));
    if (waits) due = std::min(due, std::max(wait_until_ms_, now_ms));
    return due;
}

bool Uplink::is_dead(std::int64_t now_ms) const { return linked_ && now_ms - heard_ms_ >= dead_ms; }

}  // namespace dudao
