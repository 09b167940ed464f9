// dudao-broker: the only writer of a jurisdiction. Receives commands, commits events to Redis,
// sends answers and tasks.
#include <malloc.h>

#include <iostream>

#include "broker/shell.h"
#include "seal/seal.h"
#include "store/access.h"

namespace {

/// Batches and bundles are some hundred kilobytes each, several a turn. By default the C library
/// takes each from the system and gives it back, which costs a page fault for every 4 KiB.
void keep_memory() {
    constexpr int at_once = 32 * 1024 * 1024;  // bytes; a larger block is still given back
    (void)mallopt(M_MMAP_THRESHOLD, at_once);
    (void)mallopt(M_TRIM_THRESHOLD, 2 * at_once);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace dudao;
    keep_memory();
    broker::BrokerOptions options;
    options.process.name = "broker";
    options.owner = "broker-1";
    Flags flags("dudao-broker", "Turns commands into the log and dispatches tasks.");
    add_to(flags, options.process);
    flags.add("--listen", options.listen, "tcp://host:port; port 0: any that is free")
        .add("--owner", options.owner, "name of this broker in the lease")
        .add("--case-key", options.case_key_file,
             "file of the key that marks whom cases are about; none: no case names anybody")
        .add("--place-number", options.place_number,
             "how often this county was taken over by a copy; who has spoken to a later one is "
             "believed, and this one ends")
        .add("--also", options.jurisdictions, "further jurisdictions to serve");
    flags.add_switch("--accept-demo-log", options.accept_demo_log,
                     "serve a demo's log on the machine's clock: for tests, and to look around");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    auto process = begin(options.process, step::Role::Writer);
    auto redis = redis_address(options.process.redis, options.process.redis_auth_file);
    auto failpoint = broker::Failpoint::from_environment();
    Result<void> marked;
    if (!options.case_key_file.empty()) {
        auto key = seal::load_case_key(options.case_key_file);
        if (key) options.case_key = std::move(*key);
        if (!key) marked = within("--case-key", key.error());
    }
    if (!process || !redis || !failpoint || !marked) {
        std::cerr << "dudao-broker: "
                  << (!process  ? process.error().text()
                      : !redis  ? redis.error().text()
                      : !marked ? marked.error().text()
                                : "DUDAO_FAILPOINT: " + failpoint.error().text())
                  << "\n";
        return 2;
    }
    options.failpoint = *failpoint;
    try {
        return broker::Shell(std::move(options), std::move(*process), std::move(*redis)).run();
    } catch (const std::exception& error) {
        std::cerr << "dudao-broker: " << error.what() << "\n";
        return 1;
    }
}
