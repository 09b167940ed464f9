// The store's port: what a jurisdiction's owner commits, what it may be answered, what readers get.
// Plain data, no Redis: a broker's core, a simulation and the real store all speak in it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/hash.h"
#include "store/reply.h"

namespace dudao {

/// One commit: events, and all that must move with them in one atomic step.
/// The caller fills `head` = chain_hash(prev, seq, owner_mark(epoch, token), bytes).
struct Batch {
    std::uint64_t seq = 0;        // this commit's number: the one before it + 1
    std::uint64_t leaves = 0;     // events in the log after it
    std::uint64_t confirmed = 0;  // readers may act up to here; never goes back. Not strict: = seq
    Hash prev{};                  // h(seq - 1)
    Hash head{};                  // h(seq)
    std::string bytes;            // the events: first index, count, exact bytes
    std::vector<std::string> timers_off;
    std::vector<std::pair<std::string, std::int64_t>> timers_on;  // timer id, ms >= 0
    std::vector<std::pair<std::string, std::string>> values;      // ref, personal value
    std::vector<std::pair<std::string, std::string>> mail_in;     // id, sealed blob
    std::vector<std::string> mail_out;
};

/// What a call came to, and so what the caller does next.
enum class Outcome {
    Done,         // in the log and fsynced
    Epoch,        // another owns it: stop, drop speculation, stand by
    Seq,          // not the next place: a rollback, a fork, or the predecessor failed: resolve
    Held,         // acquire only: leased to another
    Genesis,      // no log here: only `dudao init` makes one
    NotExecuted,  // OOM, BUSY, LOADING …: nothing was done, the same bytes may go again
    DiskFailed,   // MISCONF: nothing was done, and what it said before may not be on its disk
    NotHere,      // READONLY, MOVED, ASK: drain, find the master or slot, resolve
    NeverTaken,   // ARGS: these arguments are refused now and always; nothing was done
    Broken,       // any other error: half written, or no library: freeze, alarm
    Unknown,      // time limit or EOF: done or not done: resolve, never guess
};

const char* name_of(Outcome outcome);

struct Verdict {
    Outcome outcome = Outcome::Unknown;
    std::string text;  // Redis' words, kept for the log
};

/// Reads a reply by the table of outcomes; anything that is not an error is Done.
Verdict verdict_on(const Reply& reply);

/// The right to write a jurisdiction, as acquire gave it.
struct Tenure {
    std::uint64_t epoch = 0;
    std::string token;  // 32 hex digits, 128 random bits: an epoch alone can be given out twice
    std::uint64_t seq = 0;
    Hash head{};
    std::uint64_t leaves = 0;
    std::string clock;  // "system" or "demo", for ever
};

/// One commit as the log holds it.
struct Entry {
    std::uint64_t seq = 0;
    std::string e;  // owner_mark
    std::string b;  // Batch::bytes
    Hash h{};
};

// Answers of the asynchronous store, in the order of the calls. Data is set when verdict is Done.
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
    std::uint64_t upto = 0;  // how far it came: at most 1000 commits a call
};
struct LogRead {
    std::string j;
    Verdict verdict;
    std::uint64_t from = 0;
    std::vector<Entry> entries;  // as stored: the reader checks places and chain
};
struct MailRead {
    std::string j;
    Verdict verdict;
    std::vector<std::pair<std::string, std::string>> mail;  // id, sealed blob
};
using StoreReply =
    std::variant<Acquired, Renewed, Committed, Fixed, Released, Trimmed, LogRead, MailRead>;

}  // namespace dudao
