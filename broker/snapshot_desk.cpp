#include "broker/snapshot_desk.h"

#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "broker/limits.h"
#include "store/redis_store.h"

namespace dudao::broker {

namespace fs = std::filesystem;

Result<void> make_snapshot(const fs::path& folder, const Address& redis, const SaveSnapshot& wanted,
                           const std::atomic<bool>& stopping) {
    auto connection = Connection::connect(redis);
    if (!connection) return tl::unexpected<Error>(connection.error());
    Store store(*connection);
    Replica replica = snapshot::load(folder, wanted.j);
    if (replica.seq > wanted.seq) replica = {};  // of a log that was set back
    while (replica.seq < wanted.seq) {
        if (stopping) return fail(Error::Kind::Unreachable, "the broker stops");
        const auto entries = store.read_range(wanted.j, replica.seq + 1, snapshot_read_count);
        if (!entries) return tl::unexpected<Error>(entries.error());
        if (entries->empty()) return fail(Error::Kind::NotFound, "the log ends before it");
        for (const Entry& entry : *entries) {
            if (replica.seq == wanted.seq) break;
            if (auto taken = replica.apply(entry); !taken) return taken;
        }
    }
    if (replica.head != wanted.head) {
        return fail(Error::Kind::Corrupt, "the log there is not the one that was served");
    }
    return snapshot::save(folder, wanted.j, replica);
}

SnapshotDesk::SnapshotDesk(fs::path folder, Address redis, const Log& log)
    : folder_(std::move(folder)),
      redis_(std::move(redis)),
      log_(log),
      asked_(snapshots_waiting_max + 1),
      thread_([this] { run(); }) {}

SnapshotDesk::~SnapshotDesk() {
    stopping_ = true;
    static_cast<void>(asked_.push({}));  // wakes it; if the queue is full it is awake
    thread_.join();
}

void SnapshotDesk::ask(SaveSnapshot wanted) { static_cast<void>(asked_.push(std::move(wanted))); }

/// Empty if it was made. A snapshot is a cache: whatever went wrong, also memory that ran out for a
/// second state, must not end the broker.
std::string SnapshotDesk::why_not_made(const SaveSnapshot& wanted) const {
    try {
        const auto made = make_snapshot(folder_, redis_, wanted, stopping_);
        return made ? std::string() : made.error().text();
    } catch (const std::exception& fault) {
        return fault.what();
    }
}

void SnapshotDesk::run() {
    constexpr int lowest = 19;
    // On Linux this is the thread's own; it may fail, and the desk then competes with the loop.
    static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), lowest));
    while (!stopping_) {
        pollfd readable{asked_.fd(), POLLIN, 0};
        if (::poll(&readable, 1, -1) <= 0) continue;  // interrupted by a signal
        for (const SaveSnapshot& wanted : asked_.take_all()) {
            if (stopping_) return;
            const std::string why = why_not_made(wanted);
            if (why.empty() || stopping_) continue;
            log_.warning("", "snapshot.unwritten", {{"j", wanted.j}, {"why", why}});
        }
    }
}

}  // namespace dudao::broker
