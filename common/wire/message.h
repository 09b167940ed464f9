// The messages between client and broker. A message is one MessagePack array [protocol version,
// type, jurisdiction, body]; the body is a map of the fields below. A frame is one message or, to
// who reads them, several one after another: a bundle. docs/protocol.md describes them.
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
/// The first message on every connection, and again after a period of silence.
struct Hello {
    /// Incarnation of the sender's counter; an officer grants the next one.
    std::int64_t incarnation = 1;
    std::int64_t sent = 0;  // highest n sent so far
    std::int64_t from = 1;  // the first n without a final answer; sent + 1 if all have one
    std::string software;
    /// The sender understands `said` in an answer; older brokers refuse this field.
    bool said = false;
    /// The latest place of the county that the sender has spoken to (net/place_proof.h); 0: the
    /// first, or none yet; -1: it keeps none, and no field is written. A broker of an earlier place
    /// stops.
    std::int64_t place_number = -1;
    Bytes place_proof = {};
    bool bundles = false;  // the sender reads bundles; no field is written if it does not
    DUDAO_FIELDS(incarnation, sent, from, software, said, place_number, place_proof, bundles)
    std::size_t fields_written() const {
        return bundles ? 8 : place_number >= 0 ? 7 : said ? 5 : 4;
    }
};
/// One command. Repeating the same (incarnation, n) with the same bytes returns the same answer.
struct CommandCall {
    std::int64_t incarnation = 1;
    std::int64_t n = 0;  // consecutive from 1
    std::string trace;   // at most 32 characters; appears in the log lines of all processes
    PersonId as;         // the person, when sent by a device or gateway; otherwise empty
    std::string name;    // "task.accept"
    Bytes args;          // MessagePack of the command's fields
    DUDAO_FIELDS(incarnation, n, trace, as, name, args)
};
struct Query {
    std::int64_t q = 0;  // returned in the result
    PersonId as;
    std::string what;    // "tasks", "task", "rectifications" …
    std::string id;      // of one thing, or empty
    std::string filter;  // "open", where the question has it, or empty
    DUDAO_FIELDS(q, as, what, id, filter)
};
/// A piece of evidence, named by the hash of the whole file. Pieces are sent in order and can be
/// resumed.
struct Chunk {
    EvidenceHash hash;
    std::int64_t size = 0;  // of the whole file
    std::int64_t offset = 0;
    Bytes data;   // 64 to 256 KiB, the last piece less; empty asks how much is stored
    PersonId as;  // who attached it, when sent by a device or gateway; otherwise empty
    DUDAO_FIELDS(hash, size, offset, data, as)
};
/// Both ends: the link lives. A device also says how it is; an earlier broker refuses these fields.
struct Heartbeat {
    std::int64_t unsent = 0;     // commands kept there without an answer
    std::int64_t disk_free = 0;  // bytes, at least 1; 0: nothing is said, and no field is written
    Moment certificate_until;    // of its page for phones; 0: it serves none
    DUDAO_FIELDS(unsent, disk_free, certificate_until)
    std::size_t fields_written() const { return disk_free == 0 ? 0 : 3; }
};

// Broker to client -------------------------------------------------------------------------------
struct Welcome {
    std::int64_t incarnation = 1;
    /// Highest n applied; unanswered commands must be sent again all the same.
    std::int64_t applied = 0;
    std::int64_t credit = 64;  // commands that may be unanswered
    std::uint64_t head = 0;    // last commit of the log
    Moment now;                // the broker's clock
    bool demo_clock = false;
    std::int64_t place_number = 0;  // of this broker, to who keeps it; 0: no field is written
    Bytes place_proof = {};
    bool bundles = false;  // this broker reads bundles; said to who reads them too
    DUDAO_FIELDS(incarnation, applied, credit, head, now, demo_clock, place_number, place_proof,
                 bundles)
    std::size_t fields_written() const { return bundles ? 9 : place_number > 0 ? 8 : 6; }
};
/// Sent after the commit is fsynced. `busy` and `gap` are not final: send the command again.
struct Answer {
    std::int64_t incarnation = 1;
    std::int64_t n = 0;
    bool ok = false;
    Accepted accepted;  // if ok
    std::string why;    // otherwise a word of Why, or busy, gap, id_reused, unknown_session
    std::string what;   // in English
    std::string mend;
    std::vector<std::string> possible;
    Said said = {};  // `what` and `mend` as data, if the hello had `said`
    DUDAO_FIELDS(incarnation, n, ok, accepted, why, what, mend, possible, said)
    std::size_t fields_written() const { return said.code.empty() ? 8 : 9; }
};
struct QueryResult {
    std::int64_t q = 0;
    bool ok = false;
    std::uint64_t head = 0;  // the commit at which the result was read
    Bytes result;            // MessagePack
    std::string why;
    std::string what;
    DUDAO_FIELDS(q, ok, head, result, why, what)
};
/// A sealed task for the device with this key; repeated until task.delivered is answered.
struct Dispatch {
    TaskId task;
    std::int32_t year = 0;
    std::int32_t number = 0;
    Moment accept_due;
    Moment check_in_due;
    std::vector<Bytes> checklists;
    Bytes commitment;
    Bytes blob;
    UnitId target;  // only for an announced visit
    DUDAO_FIELDS(task, year, number, accept_due, check_in_due, checklists, commitment, blob, target)
};
/// A sealed assignment for the device with this key; repeated until assignment.delivered is
/// answered.
struct AssignmentDispatch {
    AssignmentId assignment;
    std::int32_t year = 0;
    std::int32_t number = 0;
    assignment::Kind kind = assignment::Kind::Verify;
    assignment::Paper paper = assignment::Paper::None;
    std::int32_t lead_year = 0;  // the number of the case
    std::int32_t lead_number = 0;
    Moment due;    // of the next step
    Bytes sender;  // 32 bytes, the CURVE key that sealed it
    Bytes commitment;
    Bytes blob;
    DUDAO_FIELDS(assignment, year, number, kind, paper, lead_year, lead_number, due, sender,
                 commitment, blob)
};
struct ChunkTaken {
    EvidenceHash hash;
    std::int64_t have = 0;  // bytes stored without a gap; continue from here
    bool stored = false;    // complete, with the right hash
    std::string what;       // the reason for a refusal, or empty
    DUDAO_FIELDS(hash, have, stored, what)
};
/// Not served here now, or to be greeted first; nothing was done.
struct Moved {
    std::string endpoint;  // a possible owner, or empty
    DUDAO_FIELDS(endpoint)
};
/// What came could not be taken, and nothing was done; or what a greeting had wrong.
struct Problem {
    /// To a key that is not enrolled, or revoked: this text, word for word, so that a device can
    /// say so to whoever holds it.
    static constexpr std::string_view not_admitted = "this key may not speak here";
    std::string what;
    std::string mend;
    DUDAO_FIELDS(what, mend)
};

using Body = std::variant<Hello, CommandCall, Query, Chunk, Heartbeat, Welcome, Answer, QueryResult,
                          Dispatch, ChunkTaken, Moved, Problem, AssignmentDispatch>;

struct Message {
    std::string jurisdiction;  // an id of 1 to 64 characters
    Body body;
};

}  // namespace dudao::wire
