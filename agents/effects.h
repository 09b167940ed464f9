// What the agent's core asks its shell to do, in this order: store, offer, answer, send. Nothing is
// offered or answered before the writes of the same turn are on disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agents/records.h"
#include "client/uplink.h"
#include "http/message.h"
#include "log.h"

namespace dudao::agent {

/// The two times of a turn, read once: the domain's, and the steady one of retries.
struct Now {
    Moment moment;
    std::int64_t steady_ms = 0;
};

using ClientId = std::uint64_t;  // a connection to the local API; never used twice

struct Reply {
    ClientId client = 0;
    std::string id;    // the request's, as JSON
    std::string line;  // without its end
};

/// Send this much of a file; 0 bytes asks how much is there.
struct Piece {
    EvidenceHash hash;
    std::int64_t size = 0;
    std::int64_t offset = 0;
    std::int64_t bytes = 0;
};

struct Question {
    std::int64_t q = 0;
    std::string what;
};

/// For the operators: never a target, a name or free text.
struct Line {
    LogLevel level = LogLevel::Info;
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;
};

struct Effects {
    std::vector<Write> writes;
    bool new_link = false;  // begin the connection anew, with nothing offered
    std::vector<OutboxRow> offers;
    std::vector<Reply> replies;
    std::vector<http::Response> responses;  // to phones
    std::vector<Question> questions;
    std::vector<Piece> pieces;
    std::optional<bool> online;
    std::vector<Line> lines;
};

}  // namespace dudao::agent
