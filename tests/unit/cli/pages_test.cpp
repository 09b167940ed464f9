// Where the pages listen under `dudao up`, and when over TLS.
#include "cli/up/pages.h"

#include <gtest/gtest.h>

namespace dudao::up {
namespace {

PagesDoor door_of(const UpOptions& options) {
    const auto door = pages_door(options, {"/state"});
    EXPECT_TRUE(door) << (door ? "" : door.error().text());
    return door.value_or(PagesDoor{});
}

TEST(PagesDoor, is_in_clear_for_this_machine_alone) {
    UpOptions options;
    EXPECT_EQ(door_of(options).listen, "127.0.0.1:8080+");
    EXPECT_FALSE(door_of(options).tls);
    options.console_port = 9000;
    EXPECT_EQ(door_of(options).listen, "127.0.0.1:9000");
    for (const char* here : {"127.0.0.1:9000", "127.1.2.3:9000", "[::1]:9000"}) {
        options.console_listen = here;
        EXPECT_FALSE(door_of(options).tls) << here;
    }
    options.console_tls = true;
    EXPECT_TRUE(door_of(options).tls && door_of(options).of_the_county) << "unless it is asked for";
}

TEST(PagesDoor, is_over_tls_for_all_others) {
    UpOptions options;
    for (const char* reached : {"0.0.0.0:8444", "10.1.2.3:8444", "[::]:8444", "[fd00::1]:8444"}) {
        options.console_listen = reached;
        const PagesDoor door = door_of(options);
        EXPECT_TRUE(door.tls && door.of_the_county) << reached;
        EXPECT_EQ(door.certificate, "/state/tls/console.crt");
        EXPECT_EQ(door.key, "/state/tls/console.key");
    }
    options.console_certificate = "/etc/pages.crt";
    options.console_key = "/etc/pages.key";
    EXPECT_FALSE(door_of(options).of_the_county) << "with a certificate of one's own";
    EXPECT_EQ(door_of(options).certificate, "/etc/pages.crt");
}

TEST(PagesDoor, refuses_what_is_no_address) {
    UpOptions options;
    for (const char* none : {"0.0.0.0", "0.0.0.0:", "0.0.0.0:0", "0.0.0.0:65536", "name:8444",
                             ":8444", "[::1:8444", "0.0.0.0:84x"}) {
        options.console_listen = none;
        EXPECT_FALSE(pages_door(options, {"/state"})) << none;
    }
    options.console_listen = "0.0.0.0:8444";
    options.console_key = "/etc/pages.key";
    EXPECT_FALSE(pages_door(options, {"/state"})) << "a key without its certificate";
}

TEST(PagesDoor, shows_an_address_that_others_can_open) {
    UpOptions options;
    const std::vector<std::string> own{"127.0.0.1", "::1", "10.1.2.3", "fd00::1"};
    EXPECT_EQ(address_to_open("http://127.0.0.1:8080", options, own), "http://127.0.0.1:8080");
    EXPECT_EQ(address_to_open("https://0.0.0.0:8444", options, own), "https://10.1.2.3:8444");
    EXPECT_EQ(address_to_open("https://0.0.0.0:8444", options, {"127.0.0.1"}),
              "https://127.0.0.1:8444");
    EXPECT_EQ(address_to_open("https://[fd00::2]:8444", options, own), "https://[fd00::2]:8444");
    options.console_hosts = {"duban.example.cn"};
    EXPECT_EQ(address_to_open("https://0.0.0.0:8444", options, own),
              "https://duban.example.cn:8444");
}

}  // namespace
}  // namespace dudao::up
