#include "cli/nouns/log_reader.h"

#include "cli/up/run_file.h"

namespace dudao {

Result<LogPlace> find_log(const Globals& globals) {
    const auto founded = load_jurisdiction(globals.folder());
    if (!founded) return tl::unexpected<Error>(founded.error());
    std::string redis = globals.redis;
    if (redis.empty()) {
        const auto run = load_run(globals.folder());
        if (!run) return within("--redis", run.error());
        redis = run->redis;
    }
    const auto address = parse_address(redis);
    if (!address) return within("--redis", address.error());
    return LogPlace{founded->id, *address, founded->demo};
}

}  // namespace dudao
