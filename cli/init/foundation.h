// Builds the log of a new jurisdiction in memory: every row goes through the rules, in order, as if
// it had been commanded. Only the table of permissions is passed over, since nobody has a role
// before the first posts are filled.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/command.h"
#include "domain/event.h"
#include "domain/state.h"
#include "result.h"
#include "store/redis_store.h"
#include "wire/event_codec.h"
#include "wire/personal.h"

namespace dudao::init {

/// One commit to come: its events and what moves with them.
struct Piece {
    Commit commit;
    std::size_t bytes = 0;
    std::vector<std::pair<std::string, std::int64_t>> timers_on;
    std::vector<std::string> timers_off;
    PersonalValues values;
};

class Foundation {
 public:
    static constexpr std::size_t piece_bytes_max = 512U * 1024;

    Foundation(Moment now, Random random) : now_(now), random_(std::move(random)) {}

    /// The first event.
    void found(const Founding& founding);
    /// Puts personal text aside and asks the rule. Refused, BadInput: what the rule says.
    /// `second` confirms what `actor` proposes, where the rule keeps both.
    Result<Accepted> carry_out(Command command, const PersonId& actor = {},
                               const PersonId& second = {});

    const State& state() const { return state_; }
    const std::vector<Piece>& pieces() const { return pieces_; }

 private:
    void add(const std::vector<Event>& events, PersonalValues values);
    void keep(const Event& event, std::string bytes);

    Moment now_;
    Random random_;
    State state_;
    std::vector<Piece> pieces_;
};

/// Makes the log and commits the pieces in order. Refused: the jurisdiction is there already.
Result<void> write(Store& store, const std::string& j, const std::string& clock,
                   const std::vector<Piece>& pieces, const Random& random);

}  // namespace dudao::init
