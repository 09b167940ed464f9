// What goes into and comes out of the broker's core. The core touches nothing: the shell turns
// sockets, Redis and disk into inputs, and effects into calls.
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

/// The two times of a turn, read once: the domain's, and the steady one of leases and heartbeats.
struct Now {
    Moment moment;
    std::int64_t steady_ms = 0;
};

// Inputs -----------------------------------------------------------------------------------------
struct Frame {
    std::string session;  // of the connection
    std::string user_id;  // KeyId that ZAP admitted, of each message
    std::string bytes;
};
struct SessionGone {
    std::string session;
};
/// The connection to Redis is there again; what was under way on the last one is unknown.
struct StoreOpened {};
struct StoreAnswered {
    StoreReply reply;
};
struct SnapshotLoaded {
    std::string j;
    Replica replica;              // empty: read the log from its beginning
    std::uint64_t known_seq = 0;  // the last head this machine has seen; the log must extend it
    Hash known_head{};
};
struct ChunkWritten {
    std::string session;
    std::string j;
    wire::ChunkTaken taken;
};
/// What ReadPiece asked for, or why it is not given out.
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
    std::string bytes;
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
    std::shared_ptr<const Batch> batch;  // shared with the pipeline, which may send it again
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
/// An outcome is unknown: close the connection, connect again, report StoreOpened.
struct ReopenStore {
    std::string why;
};
struct LoadSnapshot {
    std::string j;
};
struct SaveSnapshot {
    std::string j;
};
struct WriteChunk {
    std::string session;
    std::string j;
    wire::Chunk chunk;
};
struct ReadPiece {
    std::string session;
    std::string j;
    std::int64_t q = 0;
    EvidenceHash hash;
    std::int64_t offset = 0;
};
/// A line for the operators; never a target, a name, a key or free text.
struct Note {
    enum class Level { Info, Warning, Error } level = Level::Info;
    std::string trace;
    std::string event;
    std::vector<std::pair<std::string, std::string>> fields;
};
/// This jurisdiction cannot be served; the process says why and ends.
struct Halt {
    std::string j;
    std::string why;
};
using Effect =
    std::variant<Send, Acquire, Renew, CommitBatch, Fix, Release, ReadLog, ReadMail, ReopenStore,
                 LoadSnapshot, SaveSnapshot, WriteChunk, ReadPiece, Note, Halt>;
using Effects = std::vector<Effect>;

}  // namespace dudao::broker
