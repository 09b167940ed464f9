// A device's disk in the simulated world: SQLite's files in memory. What was not synced may be lost
// with the power; it may be full, or fail at a call.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/simulation/random.h"

struct sqlite3_vfs;

namespace dudao::sim {

class SimDisk {
 public:
    /// Known to SQLite under this name as long as it lives.
    SimDisk(std::string name, Rng rng);
    ~SimDisk();
    SimDisk(const SimDisk&) = delete;
    SimDisk& operator=(const SimDisk&) = delete;

    const std::string& name() const { return name_; }

    // Faults. Each change of a file is a call: a write, a cut, a sync, a deletion.
    bool full = false;
    /// After so many calls one fails, of a write some bytes are there.
    void fail_after(std::uint64_t calls) { fails_after_ = static_cast<std::int64_t>(calls); }
    /// After so many calls none works any more, as the power is gone.
    void stop_after(std::uint64_t calls) { stops_after_ = static_cast<std::int64_t>(calls); }
    bool stopped() const { return stopped_; }

    /// The process has ended: nothing that closes its files writes any more, until revive().
    void stop() { stopped_ = true; }
    /// All that was not synced is gone, but for a random part of the calls that came first and of
    /// the bytes of the next.
    void lose_power();
    /// Well again.
    void revive();

 private:
    friend struct SimDiskCalls;
    struct Change {  // since the last sync
        bool cut = false;
        std::int64_t at = 0;  // of a cut: the size afterwards
        std::string bytes;
    };
    struct File {
        std::string bytes;   // as whoever reads it sees it
        std::string synced;  // as the disk has it
        std::vector<Change> unsynced;
        std::vector<std::unique_ptr<std::array<char, 32 * 1024>>> shared;  // the WAL's index
    };
    static void apply(const Change& change, std::string& bytes);
    /// SQLite's code for the next call; `bytes`: how many of a write are done all the same.
    int next_call(bool grows, std::size_t& bytes);

    std::string name_;
    Rng rng_;
    std::map<std::string, File> files_;
    std::int64_t fails_after_ = -1;
    std::int64_t stops_after_ = -1;
    bool stopped_ = false;
    std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace dudao::sim
