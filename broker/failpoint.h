// Where a test lets this process end as by kill -9, between two steps of a commit (tests/faults):
// DUDAO_FAILPOINT=<name>[:nth]. Built with -DDUDAO_FAILPOINTS=OFF the broker refuses to start with
// it, so that a test never takes an unhurt broker for one that was killed.
#pragma once

#include <optional>

#include "result.h"

namespace dudao::broker {

class Failpoint {
 public:
    enum class At {
        Send,        // the batch is closed; nothing of it was given to the connection
        Sent,        // its bytes were handed to the socket
        Executed,    // Redis' answer lies in the socket, unread
        Answered,    // the answer was read; no client has heard of it
        Dispatched,  // answers and tasks have left
    };

    /// What the environment asks for; BadInput: no such place, or not in this build.
    static Result<Failpoint> from_environment();

    /// Ends the process if it was to end here, this time. `redis`: the connection's descriptor,
    /// for Executed, which waits for the answer.
    void reached(At here, int redis = -1);

 private:
    std::optional<At> at_;
    int times_left_ = 1;
};

}  // namespace dudao::broker
