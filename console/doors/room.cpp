#include "console/doors/room.h"

#include <map>
#include <mutex>

namespace dudao::console {

struct Room::Taken {
    std::mutex mutex;
    std::int64_t bytes = 0;
    std::map<PersonId, std::int64_t> by_person;

    bool reserve(const PersonId& person, std::int64_t wanted, const Options& most) {
        const std::lock_guard lock(mutex);
        const auto at = by_person.find(person);
        const std::int64_t own = at == by_person.end() ? 0 : at->second;
        if (bytes + wanted > most.bytes_max || own + wanted > most.bytes_a_person_max) return false;
        bytes += wanted;
        by_person[person] = own + wanted;
        return true;
    }
    void give_back(const PersonId& person, std::int64_t freed) {
        const std::lock_guard lock(mutex);
        bytes -= freed;
        const auto at = by_person.find(person);
        if (at == by_person.end()) return;
        at->second -= freed;
        if (at->second == 0) by_person.erase(at);
    }
};

Room::Room(Options options) : options_(options), taken_(std::make_shared<Taken>()) {}

std::shared_ptr<const void> Room::reserve(const PersonId& person, std::int64_t bytes) {
    if (!taken_->reserve(person, bytes, options_)) return nullptr;
    // The pointer may outlive the console, in the server's thread.
    return {&options_,
            [all = taken_, person, bytes](const void*) { all->give_back(person, bytes); }};
}

std::int64_t Room::taken() const {
    const std::lock_guard lock(taken_->mutex);
    return taken_->bytes;
}

}  // namespace dudao::console
