#include "cli/nouns/log_reader.h"

#include "cli/up/run_file.h"
#include "store/access.h"

namespace dudao {

Result<LogPlace> find_log(const Globals& globals) {
    const auto founded = load_jurisdiction(globals.folder());
    if (!founded) return tl::unexpected<Error>(founded.error());
    std::string redis = globals.redis;
    std::string auth_file = globals.redis_auth_file;
    if (redis.empty()) {
        const auto run = load_run(globals.folder());
        if (!run) return within("--redis", run.error());
        redis = run->redis;
        if (auth_file.empty()) auth_file = run->redis_auth_file;
    }
    const auto address = redis_address(redis, auth_file);
    if (!address) return tl::unexpected<Error>(address.error());
    return LogPlace{founded->id, *address, founded->demo};
}

}  // namespace dudao
