// A Redis that asks who speaks, and lets each kind of process do what it must and nothing else. The
// lines tried here are those that docs/operations.md tells an administrator to write.
#include "store/access.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cctype>
#include <fstream>
#include <iterator>
#include <sstream>

#include "ledger/hash.h"
#include "store/calls.h"
#include "store/doctor.h"
#include "store/keys.h"
#include "store/redis_store.h"
#include "store/tail.h"
#include "tests/support/redis_server.h"

namespace dudao::test {
namespace {

constexpr int answer_ms = 5000;

std::string file_of(const TempDir& folder, const std::string& text, mode_t mode = 0600) {
    const auto file = folder / "redis.auth";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    EXPECT_EQ(::chmod(file.c_str(), mode), 0);
    return file.string();
}

struct Guarded {
    TempDir folder;
    RedisServer server;

    Guarded() {
        let("dudao", Access::Owner);
        let("dudao-console", Access::Console);
        let("dudao-reader", Access::Reader);
    }
    void let(const std::string& user, Access access) const {
        std::vector<std::string> call{"ACL", "SETUSER", user, "on", ">secret-of-" + user};
        std::istringstream rules(access_rules(access, "gqc"));
        call.insert(call.end(), std::istream_iterator<std::string>(rules), {});
        server.call(call);
    }
    Address as(const std::string& user) const {
        const auto address = redis_address("unix:" + server.socket(),
                                           file_of(folder, user + "\nsecret-of-" + user + "\n"));
        EXPECT_TRUE(address) << address.error().text();
        return address.value_or(Address{});
    }
    Connection connect(const std::string& user) const {
        auto connection = Connection::connect(as(user));
        EXPECT_TRUE(connection) << connection.error().text();
        return std::move(*connection);
    }
    static std::string said(Connection& connection, const std::vector<std::string>& call) {
        const auto reply = connection.call(call, answer_ms);
        EXPECT_TRUE(reply);
        return reply && reply->is(Reply::Kind::Error) ? reply->text : "";
    }
};

bool is_denied(const std::string& said) { return said.starts_with("NOPERM"); }

}  // namespace

TEST(Access, the_owner_sets_up_commits_and_keeps_timers_and_views) {
    const Guarded redis;
    Connection owner = redis.connect("dudao");
    ASSERT_TRUE(check_server(owner));
    ASSERT_TRUE(ensure_functions(owner));
    EXPECT_EQ(Guarded::said(owner, calls::genesis("gqc", "demo")), "");
    const std::string token(32, 'a');
    EXPECT_EQ(Guarded::said(owner, calls::acquire("gqc", "broker-1", token, 1500)), "");
    EXPECT_EQ(Guarded::said(owner, calls::renew("gqc", token, 1500, 0)), "");
    // A commit that the function refuses for its hash was still allowed to ask for the head.
    for (const auto& call :
         {calls::claim("gqc", 1, 5000, 10), calls::read_log("gqc", 1, 10), calls::read_mail("gqc"),
          calls::fix("gqc", token, {"a"}, {{"b", 5}}), calls::release("gqc", token),
          calls::Args{"HGET", keys::w("gqc"), "seq"},
          calls::Args{"ZRANGE", keys::due("gqc"), "0", "10", "WITHSCORES"}}) {
        EXPECT_FALSE(is_denied(Guarded::said(owner, call))) << call.front() << " " << call[1];
    }
    EXPECT_TRUE(is_denied(Guarded::said(owner, {"FLUSHALL"})));
    EXPECT_TRUE(is_denied(Guarded::said(owner, {"CONFIG", "SET", "appendonly", "no"})));
    EXPECT_TRUE(is_denied(Guarded::said(owner, {"ACL", "LIST"})));
    EXPECT_TRUE(is_denied(Guarded::said(owner, {"HGET", "{other}:w", "seq"})));
}

TEST(Access, every_command_of_the_function_library_is_the_owners) {
    // Redis asks for the right to each command that a function calls, at the moment it calls it:
    // one that is seldom reached would fail only then.
    const std::string rules = access_rules(Access::Owner, "gqc") + " ";
    std::ifstream in(DUDAO_FUNCTIONS);
    const std::string lua{std::istreambuf_iterator<char>(in), {}};
    int found = 0;
    for (const char* before : {"redis.call('", "redis.pcall('", "in_pieces('"}) {
        for (auto at = lua.find(before); at != lua.npos; at = lua.find(before, at + 1)) {
            const auto from = at + std::string(before).size();
            std::string command = lua.substr(from, lua.find('\'', from) - from);
            for (char& c : command) c = static_cast<char>(std::tolower(c));
            const bool allowed = rules.find(" +" + command + " ") != rules.npos ||
                                 rules.find(" +" + command + "|") != rules.npos;
            EXPECT_TRUE(allowed) << command;
            ++found;
        }
    }
    EXPECT_GT(found, 20);
}

TEST(Access, a_reader_follows_the_log_and_reads_no_words) {
    const Guarded redis;
    Connection owner = redis.connect("dudao");
    ASSERT_TRUE(ensure_functions(owner));
    ASSERT_EQ(Guarded::said(owner, calls::genesis("gqc", "demo")), "");
    for (const std::string user : {"dudao-reader", "dudao-console"}) {
        Connection reader = redis.connect(user);
        EXPECT_TRUE(Store(reader).place("gqc")) << user;
        EXPECT_EQ(Guarded::said(reader, calls::read_log("gqc", 1, 10)), "");
        Tail tail;
        EXPECT_TRUE(tail.open(redis.as(user), "gqc", 0, {})) << user;
        const auto words = Guarded::said(reader, {"HMGET", keys::pd("gqc"), "ref"});
        EXPECT_EQ(is_denied(words), user == "dudao-reader") << user << ": " << words;
        for (const auto& call :
             {calls::read_mail("gqc"), calls::Args{"HSET", keys::w("gqc"), "seq", "1"},
              calls::Args{"HGETALL", keys::pd("gqc")}, calls::release("gqc", "t"),
              calls::Args{"DEL", keys::log("gqc")}, calls::Args{"KEYS", "*"}}) {
            EXPECT_TRUE(is_denied(Guarded::said(reader, call))) << user << ": " << call.front();
        }
    }
}

TEST(Access, the_password_is_read_from_a_file_that_nobody_else_can_read) {
    const TempDir folder;
    const std::string where = "unix:/run/redis.sock";
    EXPECT_TRUE(redis_address(where, "")->password.empty());
    const auto both = redis_address(where, file_of(folder, "dudao\nsecret\n"));
    ASSERT_TRUE(both);
    EXPECT_EQ(both->user, "dudao");
    EXPECT_EQ(both->password, "secret");
    EXPECT_EQ(both->text(), where);  // never the password
    const auto alone = redis_address(where, file_of(folder, "secret"));
    ASSERT_TRUE(alone);
    EXPECT_TRUE(alone->user.empty());
    EXPECT_EQ(alone->password, "secret");
    for (const mode_t open_to_others : {0640, 0604, 0666}) {
        const auto refused = redis_address(where, file_of(folder, "a\nb\n", open_to_others));
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().what.find("--redis-auth-file"), std::string::npos);
        EXPECT_EQ(refused.error().what.find("b\n"), std::string::npos);
    }
    for (const char* text : {"", "\n", "a b\nc", "a\nb\nc", "a\n b"}) {
        EXPECT_FALSE(redis_address(where, file_of(folder, text))) << text;
    }
    EXPECT_FALSE(redis_address(where, (folder / "absent").string()));
    EXPECT_FALSE(redis_address("nowhere", ""));
}

TEST(Access, the_manual_has_the_lines_that_were_tried_here) {
    std::ifstream in(DUDAO_OPERATIONS);
    const std::string manual{std::istreambuf_iterator<char>(in), {}};
    for (const Access access : {Access::Owner, Access::Console, Access::Reader}) {
        const std::string rules = access_rules(access, "gqc");
        EXPECT_NE(manual.find(rules), manual.npos) << rules;
    }
    const std::string line = acl_line("dudao", to_hex(sha256("secret")), Access::Reader, "gqc");
    EXPECT_TRUE(
        line.starts_with("user dudao on #2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a2"
                         "5fe97bf527a25b resetchannels "))
        << line;
}

}  // namespace dudao::test
