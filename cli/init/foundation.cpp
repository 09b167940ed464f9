#include "cli/init/foundation.h"

#include "domain/apply.h"
#include "domain/decide.h"
#include "ensure.h"
#include "hex.h"
#include "outside/outside.h"
#include "refusals/says.h"
#include "store/chain.h"
#include "wire/limits.h"

namespace dudao::init {
namespace {

constexpr int lease_ms = 60'000;
constexpr std::size_t events_max = 2048;  // of a piece
static_assert(Foundation::piece_bytes_max + wire::event_bytes_max < wire::batch_bytes_max);

Error to_error(const Rejection& rejection) {
    const bool input = rejection.why == Why::BadInput;
    return dudao::to_error(input ? Error::Kind::BadInput : Error::Kind::Refused, rejection.said);
}

}  // namespace

void Foundation::found(const Founding& founding) {
    EventHead head;
    head.at = now_;
    add({Event{head, founding}}, {});
}

Result<Accepted> Foundation::carry_out(Command command, const PersonId& actor,
                                       const PersonId& second) {
    PersonalValues values = put_aside(command, random_);
    Context context;
    context.now = now_;
    context.actor = actor;
    context.second = second;
    context.outside = &outside_of_rules;
    Draft draft(state_, context);
    const Refusal refusal = run_rule(draft, command);
    if (refusal) return tl::unexpected<Error>(to_error(*refusal));
    const Accepted accepted = draft.accepted();
    const auto events = draft.take_events();
    for (const Event& event : events) {
        if (encode_event(event).size() <= wire::event_bytes_max) continue;
        return bad_input(says("row_too_large"));
    }
    add(events, std::move(values));
    return accepted;
}

void Foundation::add(const std::vector<Event>& events, PersonalValues values) {
    const bool full = !pieces_.empty() && (pieces_.back().bytes > piece_bytes_max ||
                                           pieces_.back().commit.events.size() > events_max);
    if (pieces_.empty() || full) {
        pieces_.emplace_back();
        pieces_.back().commit.first = state_.leaves;
    }
    Piece& piece = pieces_.back();
    for (const Event& event : events) keep(event, encode_event(event));
    for (auto& [ref, value] : values) piece.values.emplace_back(ref, std::move(value));
}

void Foundation::keep(const Event& event, std::string bytes) {
    Piece& piece = pieces_.back();
    if (const auto* set = std::get_if<TimerSet>(&event.body)) {
        piece.timers_on.emplace_back(due_key(set->timer.id), set->timer.due.ms);
    }
    if (const auto* ended = std::get_if<TimerEnded>(&event.body)) {
        piece.timers_off.push_back(due_key(ended->id));
    }
    // What is folded is what readers will read, not what was meant.
    const auto read = decode_event(bytes);
    ensure(read.has_value(), "an event of the founding reads back");
    apply(state_, *read);
    piece.bytes += bytes.size();
    piece.commit.events.push_back(std::move(bytes));
}

Result<void> write(Store& store, const std::string& j, const std::string& clock,
                   const std::vector<Piece>& pieces, const Random& random) {
    if (auto made = store.genesis(j, clock); !made) return made;
    auto tenure = store.acquire(j, "dudao-init", random_hex(random(32)), lease_ms);
    if (!tenure) return tl::unexpected<Error>(tenure.error());
    for (const Piece& piece : pieces) {
        Batch batch;
        batch.seq = tenure->seq + 1;
        batch.leaves = piece.commit.first + piece.commit.events.size();
        batch.confirmed = batch.seq;
        batch.prev = tenure->head;
        batch.bytes = encode_commit(piece.commit);
        batch.head = chain_hash(batch.prev, batch.seq, owner_mark(tenure->epoch, tenure->token),
                                batch.bytes);
        batch.timers_on = piece.timers_on;
        batch.timers_off = piece.timers_off;
        batch.values = piece.values;
        if (auto done = store.commit(j, *tenure, batch, lease_ms); !done) return done;
        tenure->seq = batch.seq;
        tenure->head = batch.head;
        tenure->leaves = batch.leaves;
    }
    return store.release(j, tenure->token);
}

}  // namespace dudao::init
