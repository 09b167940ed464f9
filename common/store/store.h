// The store's interface: what an owner commits, the answers to its calls, and what readers get.
// Plain data without Redis; the broker's core, the simulation and the real store all use it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/hash.h"
#include "store/reply.h"

namespace dudao {

/// One commit: the events and everything that must change atomically with them. The caller sets
/// `head` = chain_hash(prev, seq, owner_mark(epoch, token), bytes).
struct Batch {
    std::uint64_t seq = 0;     // number of this commit: the previous one + 1
    std::uint64_t leaves = 0;  // events in the log after this commit
    /// Readers may act up to this commit; never decreases. Without replicas: = seq.
    std::uint64_t confirmed = 0;
    Hash prev{};        // h(seq - 1)
    Hash head{};        // h(seq)
    std::string bytes;  // the events: index of the first, count, exact bytes
    std::vector<std::string> timers_off;
    std::vector<std::pair<std::string, std::int64_t>> timers_on;  // timer id, ms >= 0
    std::vector<std::pair<std::string, std::string>> values;      // ref, personal value
    std::vector<std::pair<std::string, std::string>> mail_in;     // id, sealed blob
    std::vector<std::string> mail_out;
};

/// The outcome of a call; it determines what the caller does next.
enum class Outcome {
    Done,         // written to the log and fsynced
    Epoch,        // another process owns the log: stop, discard speculative state, stand by
    Seq,          // not the next position (rollback, fork, or the batch before failed): resolve
    Held,         // only acquire: another process holds the lease
    Genesis,      // no log here; `dudao init` creates it
    NotExecuted,  // OOM, BUSY, LOADING …: nothing was done; retry the same bytes
    DiskFailed,   // MISCONF: nothing was done, and earlier acknowledged writes may not be on disk
    NotHere,      // READONLY, MOVED, ASK: wait for pending calls, find the master or slot, resolve
    NeverTaken,   // ARGS: these arguments will always be refused; nothing was done
    Broken,       // any other error (partial write, no library): stop and raise an alarm
    Unknown,      // timeout or EOF: may or may not be done; resolve, never guess
};

const char* name_of(Outcome outcome);

struct Verdict {
    Outcome outcome = Outcome::Unknown;
    std::string text;  // Redis' text, for the log
};

/// Maps a reply to an outcome; a reply that is not an error is Done.
Verdict verdict_on(const Reply& reply);

/// The right to write a jurisdiction's log, granted by acquire.
struct Tenure {
    std::uint64_t epoch = 0;
    /// 32 hex digits, 128 random bits; needed because after data loss an epoch can be granted
    /// twice.
    std::string token;
    std::uint64_t seq = 0;
    Hash head{};
    std::uint64_t leaves = 0;
    std::string clock;  // "system" or "demo"; never changes
};

/// One commit as stored in the log.
struct Entry {
    std::uint64_t seq = 0;
    std::string e;  // owner_mark
    std::string b;  // Batch::bytes
    Hash h{};
};

// Answers of the asynchronous store, in the order of the calls. Data fields are set only if the
// verdict is Done.
struct Acquired {
    std::string j;
    Verdict verdict;
    Tenure tenure;
};
struct Renewed {
    std::string j;
    Verdict verdict;
};
struct Committed {
    std::string j;
    Verdict verdict;
    std::uint64_t seq = 0;  // of the batch, whatever the verdict
};
struct Fixed {
    std::string j;
    Verdict verdict;
};
struct Released {
    std::string j;
    Verdict verdict;
};
struct Trimmed {
    std::string j;
    Verdict verdict;
    std::uint64_t upto = 0;  // trimmed up to here; at most 1000 commits per call
};
struct LogRead {
    std::string j;
    Verdict verdict;
    std::uint64_t from = 0;
    std::vector<Entry> entries;  // unverified: the reader checks numbers and chain
};
struct MailRead {
    std::string j;
    Verdict verdict;
    std::vector<std::pair<std::string, std::string>> mail;  // id, sealed blob
};
struct ValueRead {
    std::string j;
    Verdict verdict;
    std::uint64_t ask = 0;  // of the call
    std::string value;      // as stored; empty: there is none
};
using StoreReply = std::variant<Acquired, Renewed, Committed, Fixed, Released, Trimmed, LogRead,
                                MailRead, ValueRead>;

}  // namespace dudao
