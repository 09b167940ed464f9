// The messages between a client and the broker. A frame is one MessagePack array
//   [protocol version, type, jurisdiction, body]
// with body a map of the fields below. docs/protocol.md is written from these.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "domain/fields.h"
#include "domain/ids.h"
#include "domain/moment.h"
#include "domain/rejection.h"
#include "domain/state.h"
#include "said.h"

namespace dudao::wire {

// Client to broker -------------------------------------------------------------------------------
/// First on every connection, and again after a silence.
struct Hello {
    std::int64_t incarnation = 1;  // of the sender's counter; an officer grants the next one
    std::int64_t sent = 0;         // highest n sent so far
    std::int64_t from = 1;  // the first n without a final answer; sent + 1 when there is none
    std::string software;
    bool said = false;  // the sender reads `said` in an answer; brokers before it refuse the field
    DUDAO_FIELDS(incarnation, sent, from, software, said)
    std::size_t fields_written() const { return said ? 5 : 4; }
};
/// One command. The same (incarnation, n) with the same bytes gives the same answer again.
struct CommandCall {
    std::int64_t incarnation = 1;
    std::int64_t n = 0;  // consecutive from 1
    std::string trace;   // at most 32 characters, for the log lines of all processes
    PersonId as;         // who speaks, through a device or a gateway; else empty
    std::string name;    // "task.accept"
    Bytes args;          // MessagePack of the command's fields
    DUDAO_FIELDS(incarnation, n, trace, as, name, args)
};
struct Query {
    std::int64_t q = 0;  // echoed
    PersonId as;
    std::string what;    // "tasks", "task", "rectifications" …
    std::string id;      // of one thing, or empty
    std::string filter;  // a word of the view: "open", "overdue" …
    DUDAO_FIELDS(q, as, what, id, filter)
};
/// A piece of evidence, by the hash of the whole; pieces in order, resumable.
struct Chunk {
    EvidenceHash hash;
    std::int64_t size = 0;  // of the whole
    std::int64_t offset = 0;
    Bytes data;   // 64 to 256 KiB, the last one less; empty asks how much is there
    PersonId as;  // who attached it, through a device or a gateway; else empty
    DUDAO_FIELDS(hash, size, offset, data, as)
};
struct Heartbeat {
    DUDAO_FIELDS()
};

// Broker to client -------------------------------------------------------------------------------
struct Welcome {
    std::int64_t incarnation = 1;
    std::int64_t applied = 0;  // highest n applied; what was never answered goes again all the same
    std::int64_t credit = 64;  // commands that may be unanswered
    std::uint64_t head = 0;    // commits in the log
    Moment now;                // the broker's clock
    bool demo_clock = false;
    DUDAO_FIELDS(incarnation, applied, credit, head, now, demo_clock)
};
/// After the commit is fsynced. `busy` and `gap` are not final: send again.
struct Answer {
    std::int64_t incarnation = 1;
    std::int64_t n = 0;
    bool ok = false;
    Accepted accepted;  // when ok
    std::string why;    // else: a word of Why, or busy, gap, id_reused, unknown_session
    std::string what;   // in English
    std::string mend;
    std::vector<std::string> possible;
    Said said = {};  // `what` and `mend` as data, for whoever said in the hello that they read it
    DUDAO_FIELDS(incarnation, n, ok, accepted, why, what, mend, possible, said)
    std::size_t fields_written() const { return said.code.empty() ? 8 : 9; }
};
struct QueryResult {
    std::int64_t q = 0;
    bool ok = false;
    std::uint64_t head = 0;  // the commit the result stands at
    Bytes result;            // MessagePack
    std::string why;
    std::string what;
    DUDAO_FIELDS(q, ok, head, result, why, what)
};
/// A sealed task for the device of this key; again until task.delivered is answered.
struct Dispatch {
    TaskId task;
    std::int32_t year = 0;
    std::int32_t number = 0;
    Moment accept_due;
    Moment check_in_due;
    std::vector<Bytes> checklists;
    Bytes commitment;
    Bytes blob;
    UnitId target;  // of an announced visit
    DUDAO_FIELDS(task, year, number, accept_due, check_in_due, checklists, commitment, blob, target)
};
struct ChunkTaken {
    EvidenceHash hash;
    std::int64_t have = 0;  // bytes in order so far: send from here
    bool stored = false;    // all there and the hash is right
    std::string what;       // why not, else empty
    DUDAO_FIELDS(hash, have, stored, what)
};
/// This broker does not own the jurisdiction.
struct Moved {
    std::string endpoint;  // who might, or empty
    DUDAO_FIELDS(endpoint)
};
/// The frame could not be read; nothing was done.
struct Problem {
    std::string what;
    std::string mend;
    DUDAO_FIELDS(what, mend)
};

using Body = std::variant<Hello, CommandCall, Query, Chunk, Heartbeat, Welcome, Answer, QueryResult,
                          Dispatch, ChunkTaken, Moved, Problem>;

struct Message {
    std::string jurisdiction;  // 1 to 64 characters of an id
    Body body;
};

}  // namespace dudao::wire
