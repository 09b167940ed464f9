// Lets a test end this process, as kill -9 would, between two steps of a commit (tests/faults). Set
// DUDAO_FAILPOINT=<name>[:nth]. A broker built with -DDUDAO_FAILPOINTS=OFF refuses to start when
// the variable is set, so that a test cannot run against a broker that never dies.
#pragma once

#include <optional>

#include "result.h"

namespace dudao::broker {

class Failpoint {
 public:
    enum class At {
        Send,        // the batch is closed; nothing was passed to the connection yet
        Sent,        // the batch was written to the socket
        Executed,    // Redis' reply is in the socket but was not read
        Answered,    // the reply was read; no client has been answered
        Dispatched,  // answers and tasks were sent
    };

    /// Reads the failpoint from the environment. Returns BadInput for an unknown name, or when
    /// failpoints are not in this build.
    static Result<Failpoint> from_environment();

    /// Ends the process if the configured failpoint is `here` and its count is reached. `redis` is
    /// the connection's file descriptor; only Executed uses it, to wait for the reply.
    void reached(At here, int redis = -1);

 private:
    std::optional<At> at_;
    int times_left_ = 1;
};

}  // namespace dudao::broker
