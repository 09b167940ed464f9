// What `dudao up` tells its processes.
#include "cli/up/programs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dudao::up {
namespace {

bool has(const std::vector<std::string>& argv, const std::vector<std::string>& part) {
    return std::search(argv.begin(), argv.end(), part.begin(), part.end()) != argv.end();
}

TEST(Programs, hand_on_to_the_console_what_stands_before_it) {
    UpOptions options;
    const StateFolder folder{"state"};
    PagesDoor door;
    door.listen = "127.0.0.1:8080";
    const auto bare = Programs(folder, {}, options).console("tcp://127.0.0.1:1", door);
    for (const char* flag : {"--secure-cookie", "--host", "--trusted-proxy", "--tls-certificate"}) {
        EXPECT_FALSE(has(bare, {flag})) << flag;
    }
    options.secure_cookie = true;
    options.console_hosts = {"dudao.example.cn", "10.1.2.3"};
    options.trusted_proxies = {"10.0.0.0/8", "fd00::1"};
    const auto argv = Programs(folder, {}, options).console("tcp://127.0.0.1:1", door);
    EXPECT_TRUE(has(argv, {"--secure-cookie"}));
    EXPECT_TRUE(has(argv, {"--host", "dudao.example.cn"}) && has(argv, {"--host", "10.1.2.3"}));
    EXPECT_TRUE(has(argv, {"--trusted-proxy", "10.0.0.0/8"}) &&
                has(argv, {"--trusted-proxy", "fd00::1"}));
    door.tls = true;
    door.certificate = "pages.crt";
    door.key = "pages.key";
    const auto over_tls = Programs(folder, {}, options).console("tcp://127.0.0.1:1", door);
    EXPECT_TRUE(has(over_tls, {"--tls-certificate", "pages.crt", "--tls-key", "pages.key"}));
}

}  // namespace
}  // namespace dudao::up
