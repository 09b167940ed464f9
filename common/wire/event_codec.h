// Events and commits as the log holds them. These exact bytes are the leaves; they are never
// encoded again.
//   event  = [v, type, at, actor, via, trace, body]          at most 65,535 bytes; an eighth part,
//            the person who confirmed what the actor proposed, where somebody did
//   commit = [1, first event index, [event…], [receipt…]]    events as bin, so that they stay exact
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.h"
#include "domain/state.h"
#include "result.h"

namespace dudao {

std::string encode_event(const Event& event);
Result<Event> decode_event(std::string_view bytes);

struct Commit {
    std::uint64_t first = 0;          // index of its first event
    std::vector<std::string> events;  // exact bytes
    std::vector<Receipt> receipts;
};

std::string encode_commit(const Commit& commit);
Result<Commit> decode_commit(std::string_view bytes);

/// Calls visit(text) for every personal text of an event, however deep: in a proposal those of the
/// command that it keeps.
void for_each_text(const Event& event, const std::function<void(const Text&)>& visit);

/// Folds a commit into the state and returns its events in their order, each decoded once; the
/// place must be the next one. Corrupt when it is not, or when an event cannot be read;
/// BrokenInvariant when it cannot have happened.
Result<std::vector<Event>> fold(State& state, const Commit& commit);

/// The whole state, canonical: the body of a snapshot.
std::string encode_state(const State& state);
Result<State> decode_state(std::string_view bytes);

}  // namespace dudao
