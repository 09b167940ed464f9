// Effects of the agent's core. The shell performs them in this order: store, offer, answer, send.
// Nothing is offered or answered before the writes of the same turn are on disk.
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

/// The times of a turn, each read once: `moment` for the rules, `steady_ms` for retries.
struct Now {
    Moment moment;
    std::int64_t steady_ms = 0;
};

using ClientId = std::uint64_t;  // a connection to the local API; never reused

struct Reply {
    ClientId client = 0;
    std::string id;    // id of the request, as JSON
    std::string line;  // without the newline
};

/// A part of a file to send; 0 bytes asks how much the office already has.
struct Piece {
    EvidenceHash hash;
    std::int64_t size = 0;
    std::int64_t offset = 0;
    std::int64_t bytes = 0;
};

struct Question {
    std::int64_t q = 0;
    std::string what;
    std::string id;  // of one thing, or empty
    PersonId as;     // in whose name; empty: the device's own
};

/// A log line for operators. It must never contain a target, a name or free text.
struct Line {
    LogLevel level = LogLevel::Info;
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;
};

struct Effects {
    std::vector<Write> writes;
    bool new_link = false;  // open a new connection on which nothing is offered yet
    std::vector<OutboxRow> offers;
    std::vector<Reply> replies;
    std::vector<http::Response> responses;  // to phones
    std::vector<Question> questions;
    std::vector<Piece> pieces;
    std::optional<bool> online;
    std::vector<Line> lines;
};

}  // namespace dudao::agent
