// Separates personal text from a command. Each text gets a random reference and a commitment:
//
//    commitment = SHA-256(LP("dudao/dds1/pd") || LP(salt32) || LP(value))
//
// The value is stored in {j}:pd as salt || value, in the same Redis call as the event.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "domain/command.h"

namespace dudao {

/// `random(n)` returns n unpredictable bytes; it is passed in so that a simulation is reproducible.
using Random = std::function<std::string(std::size_t)>;
using PersonalValues =
    std::vector<std::pair<std::string, std::string>>;  // reference, salt || value

/// Gives every non-empty text of the command a reference, and returns the values to store.
PersonalValues put_aside(Command& command, const Random& random);

/// A stored value: its text and the commitment computed from it. It is genuine only if an event in
/// the log has this commitment beside the value's reference.
struct Opened {
    std::string words;
    std::string commitment;  // empty if the value is too short to hold a salt and text
};
Opened open_value(const std::string& stored);

}  // namespace dudao
