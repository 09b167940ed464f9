// People of a founded county who speak to the broker, each over a link and under a key of their
// own: how the benchmarks of the console make what it shows.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client/link.h"
#include "net/steady.h"

namespace dudao::bench {

/// Who does what, as the script that founded the county writes it down.
struct Cast {
    struct Group {
        GroupId id;
        PersonId head;
        std::vector<PersonId> members;
    };
    struct Unit {
        UnitId id;
        PersonId officer;
    };
    std::string jurisdiction;
    std::string endpoint;
    std::string broker_key;      // Z85
    std::filesystem::path keys;  // folder of people's keys
    PlanId plan;
    PersonId keeper;
    std::vector<PersonId> officers;
    std::vector<Group> groups;
    std::vector<Unit> units;
};

/// Throws when the file is not there or not whole.
Cast read_cast(const std::filesystem::path& file);

class People {
 public:
    using Done = std::function<void(const Accepted&)>;

    explicit People(const Cast& cast) : cast_(cast) {}

    /// Sends a command as soon as there is credit, in the order of each person's own; `done` is
    /// called within turn(). Throws when the person gets no welcome.
    void say(const PersonId& who, const Command& command, Done done);
    /// Waits for at most so many milliseconds. Throws at a refusal: it is never meant.
    void turn(long wait_ms);
    /// Until everything is answered; throws after a minute without an answer.
    void finish();
    std::size_t unanswered() const;
    std::uint64_t answered() const { return answered_; }

 private:
    struct Speaker {
        std::unique_ptr<Link> link;
        std::map<std::int64_t, Done> waiting;  // by number
    };
    Speaker& speaker(const PersonId& who);

    const Cast& cast_;
    Loop loop_;
    SystemSteady steady_;
    std::map<PersonId, Speaker> speakers_;
    std::uint64_t answered_ = 0;
};

}  // namespace dudao::bench
