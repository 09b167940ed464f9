// The peers, measured in the same run on the same cores: what transport alone and what a durable
// stream alone can do. They keep no state and no deadlines: they bound, they do not compete.
#pragma once

#include <string>

#include "store/connection.h"

namespace dudao::bench {

/// Lifecycles a second of ZeroMQ with CURVE: the same messages through a ROUTER (5 in, 6 out a
/// lifecycle) of `bytes` each, nothing done with them.
double bare_zmq(int lifecycles, std::size_t bytes);

/// Lifecycles a second of Redis Streams: 5 XADD of `bytes` a lifecycle, fsync always, pipelined.
double bare_streams(Connection connection, int lifecycles, std::size_t bytes);

}  // namespace dudao::bench
