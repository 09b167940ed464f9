// Puts personal text aside: each gets a random reference and a commitment
//   commitment = SHA-256(LP("dudao/dds1/pd") || LP(salt32) || LP(value))
// and the value goes to {j}:pd as salt || value, written in the same Redis call as the event.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "domain/command.h"

namespace dudao {

/// `random(n)` gives n unpredictable bytes; injected, so that a simulation is reproducible.
using Random = std::function<std::string(std::size_t)>;
using PersonalValues =
    std::vector<std::pair<std::string, std::string>>;  // reference, salt || value

/// References every non-empty text of the command and returns what must be stored with it.
PersonalValues put_aside(Command& command, const Random& random);

/// A stored value as it is read back: its words, and the commitment that it opens. It is genuine
/// only where an event in the log holds this commitment beside its reference.
struct Opened {
    std::string words;
    std::string commitment;  // empty: too short to hold a salt and a word
};
Opened open_value(const std::string& stored);

}  // namespace dudao
