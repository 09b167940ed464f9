#include "tests/simulation/sim_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "ensure.h"
#include "tests/simulation/planted.h"

namespace dudao::sim {

/// What SQLite calls. An open file is its name on a disk: deleted, it is empty.
struct SimDiskCalls {
    struct Open : sqlite3_file {
        SimDisk* disk;
        SimDisk::File* file;
        char name[64];
        bool goes;  // with its last descriptor
    };
    static Open& open_of(sqlite3_file* file) { return *static_cast<Open*>(file); }
    static SimDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<SimDisk*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
        Open& opened = *static_cast<Open*>(file);
        opened.pMethods = nullptr;
        SimDisk& disk = disk_of(vfs);
        const std::string path = name == nullptr ? "temporary" : name;
        if (path.size() >= sizeof opened.name) return SQLITE_CANTOPEN;
        const bool there = disk.files_.contains(path);
        if (!there && ((flags & SQLITE_OPEN_CREATE) == 0 || disk.stopped_)) return SQLITE_CANTOPEN;
        opened.disk = &disk;
        opened.file = &disk.files_[path];
        opened.goes = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        std::memcpy(opened.name, path.c_str(), path.size() + 1);
        opened.pMethods = &methods;
        if (out != nullptr) *out = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int) {
        SimDisk& disk = disk_of(vfs);
        std::size_t none = 0;
        if (const int bad = disk.next_call(false, none); bad != SQLITE_OK) return bad;
        disk.files_.erase(name);
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
        *out = disk_of(vfs).files_.contains(name) ? 1 : 0;
        return SQLITE_OK;
    }
    static int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs* vfs, int size, char* out) {
        const std::string bytes = disk_of(vfs).rng_.bytes(static_cast<std::size_t>(size));
        std::memcpy(out, bytes.data(), bytes.size());
        return size;
    }
    static int wait(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int now(sqlite3_vfs*, double* days) {
        *days = 2'460'000.5;
        return SQLITE_OK;
    }
    static int last_error(sqlite3_vfs*, int, char*) { return 0; }

    static int close(sqlite3_file* file) {
        const Open& opened = open_of(file);
        if (opened.goes) opened.disk->files_.erase(opened.name);
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
        const std::string& bytes = open_of(file).file->bytes;
        const auto wanted = static_cast<std::size_t>(size);
        const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
        const auto count = std::min(wanted, bytes.size() - from);
        std::memcpy(to, bytes.data() + from, count);
        std::memset(static_cast<char*>(to) + count, 0, wanted - count);
        return count == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int change(sqlite3_file* file, SimDisk::Change what, int bad) {
        SimDisk::File& of = *open_of(file).file;
        if (bad != SQLITE_OK && what.bytes.empty()) return bad;
        SimDisk::apply(what, of.bytes);
        of.unsynced.push_back(std::move(what));
        return bad;
    }
    static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
        auto count = static_cast<std::size_t>(size);
        const int bad = open_of(file).disk->next_call(true, count);
        return change(file, {false, at, std::string(static_cast<const char*>(bytes), count)}, bad);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        std::size_t none = 0;
        return change(file, {true, size, {}}, open_of(file).disk->next_call(false, none));
    }
    static int sync(sqlite3_file* file, int) {
        std::size_t none = 0;
        if (const int bad = open_of(file).disk->next_call(false, none); bad != SQLITE_OK) {
            return bad == SQLITE_IOERR_WRITE ? SQLITE_IOERR_FSYNC : bad;
        }
        SimDisk::File& of = *open_of(file).file;
        if (planted(Bug::DiskUnsynced)) return SQLITE_OK;
        for (const SimDisk::Change& each : of.unsynced) SimDisk::apply(each, of.synced);
        of.unsynced.clear();
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* out) {
        *out = static_cast<sqlite3_int64>(open_of(file).file->bytes.size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file*, int) { return SQLITE_OK; }
    static int is_reserved(sqlite3_file*, int* out) {
        *out = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return 512; }
    static int characteristics(sqlite3_file*) { return 0; }
    static int map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
        auto& shared = open_of(file).file->shared;
        const auto at = static_cast<std::size_t>(page);
        *out = nullptr;
        if (at >= shared.size() && extend == 0) return SQLITE_OK;
        ensure(size == 32 * 1024, "the pages of a WAL's index have 32 KiB");
        while (shared.size() <= at)
            shared.push_back(std::make_unique<std::array<char, 32 * 1024>>());
        *out = shared[at]->data();
        return SQLITE_OK;
    }
    static int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
    static void barrier(sqlite3_file*) {}
    static int unmap(sqlite3_file* file, int) {
        open_of(file).file->shared.clear();
        return SQLITE_OK;
    }

    static const sqlite3_io_methods methods;
};

const sqlite3_io_methods SimDiskCalls::methods = {
    2,     close,       read,    write,       truncate,        sync, size,        lock,
    lock,  is_reserved, control, sector_size, characteristics, map,  lock_shared, barrier,
    unmap, nullptr,     nullptr};

SimDisk::SimDisk(std::string name, Rng rng)
    : name_(std::move(name)), rng_(std::move(rng)), vfs_(std::make_unique<sqlite3_vfs>()) {
    vfs_->iVersion = 1;
    vfs_->szOsFile = sizeof(SimDiskCalls::Open);
    vfs_->mxPathname = 60;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = this;
    vfs_->xOpen = SimDiskCalls::open;
    vfs_->xDelete = SimDiskCalls::remove;
    vfs_->xAccess = SimDiskCalls::access;
    vfs_->xFullPathname = SimDiskCalls::full_name;
    vfs_->xRandomness = SimDiskCalls::randomness;
    vfs_->xSleep = SimDiskCalls::wait;
    vfs_->xCurrentTime = SimDiskCalls::now;
    vfs_->xGetLastError = SimDiskCalls::last_error;
    ensure(sqlite3_vfs_register(vfs_.get(), 0) == SQLITE_OK, "SQLite takes a disk");
}

SimDisk::~SimDisk() { sqlite3_vfs_unregister(vfs_.get()); }

void SimDisk::apply(const Change& change, std::string& bytes) {
    const auto at = static_cast<std::size_t>(change.at);
    if (change.cut) return bytes.resize(std::min(bytes.size(), at));
    if (bytes.size() < at + change.bytes.size()) bytes.resize(at + change.bytes.size());
    std::copy(change.bytes.begin(), change.bytes.end(), bytes.begin() + change.at);
}

int SimDisk::next_call(bool grows, std::size_t& bytes) {
    if (stops_after_ >= 0 && stops_after_-- == 0) stopped_ = true;
    if (stopped_ || (full && grows)) {
        bytes = 0;
        return stopped_ ? SQLITE_IOERR_WRITE : SQLITE_FULL;
    }
    if (fails_after_ < 0 || fails_after_-- > 0) return SQLITE_OK;
    bytes = bytes == 0 ? 0 : rng_.below(bytes);
    return SQLITE_IOERR_WRITE;
}

void SimDisk::lose_power() {
    for (auto& [name, file] : files_) {
        std::size_t keeps = rng_.below(file.unsynced.size() + 1);
        for (Change& each : file.unsynced) {
            if (keeps == 0) {
                each.bytes.resize(each.bytes.empty() ? 0 : rng_.below(each.bytes.size()));
                if (!each.cut) apply(each, file.synced);
                break;
            }
            --keeps;
            apply(each, file.synced);
        }
        file.bytes = file.synced;
        file.unsynced.clear();
    }
}

void SimDisk::revive() {
    full = stopped_ = false;
    fails_after_ = stops_after_ = -1;
}

}  // namespace dudao::sim
