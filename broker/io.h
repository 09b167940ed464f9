// Inputs and effects of the broker's core. The core does no I/O: the shell turns what arrives from
// sockets, Redis and the disk into inputs, and turns effects into calls.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/moment.h"
#include "replica/replica.h"
#include "store/store.h"
#include "wire/message.h"

namespace dudao::broker {

/// The times of a turn, each read once: `moment` for the rules, `steady_ms` for leases and
/// heartbeats.
struct Now {
    Moment moment;
    std::int64_t steady_ms = 0;
};

// Inputs -----------------------------------------------------------------------------------------
struct Frame {
    std::string session;  // identifies the connection
    std::string user_id;  // the KeyId that ZAP admitted; attached to every message
    std::string bytes;
    bool whole = true;  // false: a message of several frames, which is only answered
};
struct SessionGone {
    std::string session;
};
/// The connection to Redis is open again. The outcome of calls in flight on the previous connection
/// is unknown.
struct StoreOpened {};
struct StoreAnswered {
    StoreReply reply;
};
struct SnapshotLoaded {
    std::string j;
    Replica replica;  // empty if there is no snapshot: the log is read from its beginning
    std::uint64_t known_seq = 0;  // the last head stored by this machine; the log must contain it
    Hash known_head{};
};
struct ChunkWritten {
    std::string session;
    std::string j;
    wire::ChunkTaken taken;
};
/// The result of a ReadPiece: the bytes, or the reason they cannot be served.
struct PieceRead {
    enum class Fault { None, Busy, Unreadable, Altered };
    std::string session;
    std::string j;
    std::int64_t q = 0;
    EvidenceHash hash;
    std::string bytes;
    Fault fault = Fault::None;
};
using Input = std::variant<Frame, SessionGone, StoreOpened, StoreAnswered, SnapshotLoaded,
                           ChunkWritten, PieceRead>;

// Effects ----------------------------------------------------------------------------------------
struct Send {
    std::string session;
    std::string bytes;   // one message or a bundle
    bool joins = false;  // may be bundled with others of this turn to the same session
};
struct Acquire {
    std::string j;
    std::string token;
};
struct Renew {
    std::string j;
    std::string token;
    std::uint64_t confirmed = 0;
};
struct CommitBatch {
    std::string j;
    std::string token;
    std::uint64_t epoch = 0;
    /// Shared with the pipeline, which may send the same batch again.
    std::shared_ptr<const Batch> batch;
};
struct Fix {
    std::string j;
    std::string token;
    std::vector<std::string> off;
    std::vector<std::pair<std::string, std::int64_t>> on;
};
struct Release {
    std::string j;
    std::string token;
};
struct ReadLog {
    std::string j;
    std::uint64_t from = 0;
};
struct ReadMail {
    std::string j;
};
struct ReadValue {
    std::string j;
    std::string ref;
    std::uint64_t ask = 0;  // returned with the value
};
/// The outcome of a call is unknown. The shell closes the connection, connects again and reports
/// StoreOpened.
struct ReopenStore {
    std::string why;
};
struct LoadSnapshot {
    std::string j;
};
struct SaveSnapshot {
    std::string j;
    std::uint64_t seq = 0;  // a commit that is in the log
    Hash head{};            // its hash
};
struct WriteChunk {
    std::string session;
    std::string j;
    wire::Chunk chunk;
    CaseId lead{};  // of evidence of a case, which lies veiled on the disk
};
struct ReadPiece {
    std::string session;
    std::string j;
    std::int64_t q = 0;
    EvidenceHash hash;
    std::int64_t offset = 0;
    CaseId lead{};
};
/// A log line for operators. It must never contain a target, a name, a key or free text.
struct Note {
    enum class Level { Info, Warning, Error } level = Level::Info;
    std::string trace;
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;
};
/// A command was decided: a log line of its own, because there is one for each.
struct CommandDecided {
    std::string j;
    std::string trace;
    std::string name;
    KeyId key;
    std::int64_t n = 0;
    std::uint64_t commit = 0;
};
/// This jurisdiction cannot be served. The process logs the reason and exits.
struct Halt {
    std::string j;
    std::string why;
    std::int64_t taken_over = 0;  // the number of the place that took over; 0: another reason
};
using Effect = std::variant<Send, Acquire, Renew, CommitBatch, Fix, Release, ReadLog, ReadMail,
                            ReadValue, ReopenStore, LoadSnapshot, SaveSnapshot, WriteChunk,
                            ReadPiece, Note, CommandDecided, Halt>;
using Effects = std::vector<Effect>;

}  // namespace dudao::broker
