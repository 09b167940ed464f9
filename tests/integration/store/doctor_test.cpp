#include "fixture.h"

namespace dudao::test {
namespace {

TEST(Doctor, a_well_set_server_passes_without_a_word) {
    const RedisServer server;
    Connection connection = server.connect();
    const auto checked = check_server(connection);
    ASSERT_TRUE(checked) << checked.error().text();
    EXPECT_TRUE(checked->empty()) << checked->front();
}

TEST(Doctor, each_wrong_setting_is_refused_with_the_line_that_mends_it) {
    const RedisServer server;
    Connection connection = server.connect();
    struct Case {
        const char *name, *wrong, *right;
    };
    for (const Case& setting :
         {Case{"appendonly", "no", "yes"}, Case{"appendfsync", "everysec", "always"},
          Case{"maxmemory-policy", "allkeys-lru", "noeviction"},
          Case{"no-appendfsync-on-rewrite", "yes", "no"}}) {
        server.config_set(setting.name, setting.wrong);
        const auto checked = check_server(connection);
        ASSERT_FALSE(checked) << setting.name;
        EXPECT_EQ(checked.error().mend,
                  "set in redis.conf: " + std::string(setting.name) + " " + setting.right);
        server.config_set(setting.name, setting.right);
    }
    EXPECT_TRUE(check_server(connection));
}

TEST(Doctor, all_faults_come_in_one_report_and_rdb_points_are_only_a_warning) {
    const RedisServer debian(
        {"--appendonly", "no", "--appendfsync", "everysec", "--save", "3600 1"});
    Connection connection = debian.connect();
    const auto checked = check_server(connection);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().mend, "set in redis.conf: appendonly yes | appendfsync always");
    debian.config_set("appendonly", "yes");
    debian.config_set("appendfsync", "always");
    const auto better = check_server(connection);
    ASSERT_TRUE(better);
    ASSERT_EQ(better->size(), 1U);
    EXPECT_NE(better->front().find("set: save \"\""), std::string::npos) << better->front();
}

TEST(Doctor, a_password_is_asked_for_and_a_wrong_one_is_refused) {
    const RedisServer server;
    server.call({"ACL", "SETUSER", "broker", "on", ">secret", "~*", "+@all"});
    Address address = server.address();
    address.user = "broker";
    address.password = "wrong";
    EXPECT_EQ(Connection::connect(address).error().kind, Error::Kind::Refused);
    address.password = "secret";
    auto connection = Connection::connect(address);
    ASSERT_TRUE(connection);
    EXPECT_EQ(connection->call({"ACL", "WHOAMI"}, 1'000)->text, "broker");
}

TEST(Doctor, after_a_start_the_append_only_file_is_written_anew_before_anything_else_and_once) {
    RedisServer server;
    const auto rewrites = [&server] {
        const std::string info = server.call({"INFO", "persistence"}).text;
        return info.substr(info.find("aof_rewrites:"), 14);
    };
    server.call({"SET", "something", "kept"});
    server.restart();
    EXPECT_EQ(rewrites(), "aof_rewrites:0");
    for (int i = 0; i < 2; ++i) {
        Connection connection = server.connect();
        EXPECT_TRUE(check_server(connection));
        EXPECT_EQ(rewrites(), "aof_rewrites:1");
    }
    server.restart();
    EXPECT_EQ(server.call({"GET", "something"}).text, "kept");
}

TEST(Doctor, nobody_listening_is_unreachable) {
    const TempDir empty;
    Address address;
    address.socket = (empty / "s").string();
    EXPECT_EQ(Connection::connect(address).error().kind, Error::Kind::Unreachable);
}

}  // namespace
}  // namespace dudao::test
