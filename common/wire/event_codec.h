// Encodes and decodes events and commits of the log. These exact bytes are the leaves of the tree
// and are never encoded again.
//
//    event  = [v, type, at, actor, via, trace, body]          at most 65,535 bytes; an optional
//             eighth element is the person who confirmed the actor's proposal
//    commit = [1, first event index, [event…], [receipt…]]    events as bin, to keep their bytes
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

/// Encodes an event, with personal text as references. Decoding returns Corrupt for any other
/// bytes.
std::string encode_event(const Event& event);
Result<Event> decode_event(std::string_view bytes);

struct Commit {
    std::uint64_t first = 0;          // index of its first event
    std::vector<std::string> events;  // exact bytes of each event
    std::vector<Receipt> receipts;
};

std::string encode_commit(const Commit& commit);
Result<Commit> decode_commit(std::string_view bytes);

/// Calls visit(text) for every personal text of an event, at any depth; for a proposal, those of
/// its command.
void for_each_text(const Event& event, const std::function<void(const Text&)>& visit);

/// Applies a commit to the state and returns its events in order, each decoded once. Returns
/// Corrupt if the commit is not the next one or an event cannot be decoded. Throws BrokenInvariant
/// if an event is impossible in this state.
Result<std::vector<Event>> fold(State& state, const Commit& commit);

/// The whole state in canonical form: the body of a snapshot.
std::string encode_state(const State& state);
Result<State> decode_state(std::string_view bytes);

}  // namespace dudao
