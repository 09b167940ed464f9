// The local API's lines: what is wrong is said by field, and nothing a client sends breaks the
// device.
#include "agents/request.h"

#include <gtest/gtest.h>

#include "agents/limits.h"
#include "agents/ulid.h"

namespace dudao::agent {
namespace {

std::string fault(const std::string& line) {
    std::string id;
    const auto ask = parse_request(line, id);
    return ask ? "none" : ask.error().text();
}

TEST(Requests, what_is_not_one_object_a_line_is_refused) {
    const std::vector<std::string> lines = {"",
                                            " ",
                                            "{",
                                            "}",
                                            "[]",
                                            "[1]",
                                            "null",
                                            "true",
                                            "7",
                                            "\"do\"",
                                            "{}{}",
                                            "{\"do\"}",
                                            "{\"do\":}",
                                            "{\"do\":\"status\"",
                                            "{'do':'status'}",
                                            "{\"do\":\"status\",}",
                                            std::string("\0", 1),
                                            std::string("{\"do\":\"st\0atus\"}", 16),
                                            "\xff\xfe{}",
                                            "{\"do\":\"\xc3\x28\"}",
                                            "{\"do\":\"\\ud800\"}",
                                            "GET / HTTP/1.1",
                                            std::string(60'000, '['),
                                            std::string(60'000, '{'),
                                            "{\"a\":" + std::string(50'000, '['),
                                            "{\"do\":{\"do\":{\"do\":1}}}",
                                            "{\"do\":null}",
                                            "{\"do\":[]}",
                                            "{\"do\":1e999}",
                                            "{\"id\":1,\"do\":\"\"}",
                                            "{\"id\":1}",
                                            "{\"id\":-1,\"do\":\"status\"}",
                                            "{\"id\":1.5,\"do\":\"status\"}",
                                            "{\"id\":\"x\",\"do\":\"status\"}",
                                            "{\"id\":99999999999999999999,\"do\":\"status\"}",
                                            "{\"do\":\"STATUS\"}",
                                            "{\"do\":\"status\",\"more\":1}",
                                            "{\"do\":\"" + std::string(5000, 'x') + "\"}"};
    for (const auto& line : lines) EXPECT_NE(fault(line), "none") << line.substr(0, 80);
}

TEST(Requests, a_wrong_field_is_named_with_what_would_be_right) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"({"do":"fly"})", "do: 'fly' is not known"},
        {R"({"do":"accept","as":"p1"})", "task: missing"},
        {R"({"do":"accept","task":7})", "as: missing"},
        {R"({"do":"accept","task":"7","as":"p1"})", "task: wrong value"},
        {R"({"do":"accept","task":0,"as":"p1"})", "task: wrong value"},
        {R"({"do":"accept","task":-7,"as":"p1"})", "task: wrong value"},
        {R"({"do":"accept","task":7.0,"as":"p1"})", "task: wrong value"},
        {R"({"do":"accept","task":18446744073709551615,"as":"p1"})", "task: wrong value"},
        {R"({"do":"accept","task":7,"as":""})", "as: wrong value"},
        {R"({"do":"accept","task":7,"as":"张三"})", "as: wrong value"},
        {R"({"do":"accept","task":7,"as":"p1","x":1})", "'x' is not a field here"},
        {R"({"do":"recuse","task":7,"as":"p1"})", "reason: missing"},
        {R"({"do":"recuse","task":7,"as":"p1","reason":")" + std::string(4001, 'x') + R"("})",
         "reason: wrong value"},
        {R"({"do":"check_in","task":7,"as":"p1","members":[]})", "members: wrong value"},
        {R"({"do":"check_in","task":7,"as":"p1","members":[1]})", "members: wrong value"},
        {R"({"do":"check_in","task":7,"as":"p1","members":"p1"})", "members: wrong value"},
        {R"({"do":"check_in","task":7,"as":"p1","members":["p1"],"latitude_e6":90000001})",
         "latitude_e6: wrong value"},
        {R"({"do":"record","task":7,"as":"p1","category":"gossip","severity":"minor","unit":"u","text":"t"})",
         "category: wrong value"},
        {R"({"do":"amend","as":"p1","finding":"short","category":"help","severity":"minor","unit":"u","text":"t"})",
         "finding: wrong value"},
        {R"({"do":"report","task":7,"as":"p1","final":"yes"})", "final: wrong value"},
        {R"({"do":"report","task":7,"as":"p1","final":true,"gaps":[{"item":"R1"}]})",
         "gaps: reason: missing"},
        {R"({"do":"report","task":7,"as":"p1","final":true,"gaps":[3]})", "gaps: wrong value"},
        {R"({"do":"attach","task":7,"as":"p1","path":"/x","mime":"jpeg"})", "mime: wrong value"},
        {R"({"do":"uplink","online":1})", "online: wrong value"},
        {R"({"do":"wait","n":0})", "n: wrong value"},
        {R"({"do":"outbox","limit":1001})", "limit: wrong value"}};
    for (const auto& [line, want] : cases)
        EXPECT_EQ(fault(line).rfind(want, 0), 0U) << line << "\n" << fault(line);
}

TEST(Requests, a_refusal_names_its_request_where_it_can) {
    std::string id;
    EXPECT_FALSE(parse_request(R"({"id":12,"do":"fly"})", id));
    EXPECT_EQ(id, "12");
    EXPECT_FALSE(parse_request("nonsense", id));
    EXPECT_EQ(id, "null");
}

TEST(Requests, every_verb_reads_its_fields) {
    const std::vector<std::string> lines = {
        R"({"do":"status"})",
        R"({"do":"tasks"})",
        R"({"do":"checklists"})",
        R"({"do":"outbox"})",
        R"({"do":"outbox","from":3,"limit":10})",
        R"({"do":"uplink","online":false})",
        R"({"do":"wait","n":3})",
        R"({"do":"changes","since":0})",
        R"({"do":"accept","task":7,"as":"p1"})",
        R"({"do":"recuse","task":7,"as":"p1","reason":"亲属"})",
        R"({"do":"check_in","task":7,"as":"p1","members":["p1","p2"],"latitude_e6":-1,"longitude_e6":5,"accuracy_m":9,"source":"gps"})",
        R"({"do":"answer","task":7,"as":"p1","item":"R1","value":"y","text":"好"})",
        R"({"do":"pick","task":7,"as":"p1","item":"R1","index":1})",
        R"({"do":"record","task":7,"as":"p1","category":"help","severity":"grave","rule":"R1","unit":"u","text":"t","suspected_breach":true})",
        R"({"do":"amend","as":"p1","finding":"01ARZ3NDEKTSV4RRFFQ69G5FAV","category":"help","severity":"minor","unit":"u","text":"t"})",
        R"({"do":"correct","as":"p1","finding":"01ARZ3NDEKTSV4RRFFQ69G5FAV","how":"补","evidence":["aa"]})",
        R"({"do":"attach","task":7,"as":"p1","finding":"01ARZ3NDEKTSV4RRFFQ69G5FAV","path":"/x","mime":"image/jpeg"})",
        R"({"do":"report","task":7,"as":"p1","final":true,"summary":"s","gaps":[{"item":"R2","reason":"锁门"}]})"};
    for (const auto& line : lines) EXPECT_EQ(fault(line), "none") << line;
}

TEST(Ulids, are_of_26_characters_in_the_order_of_making) {
    Ulids ulids([](std::size_t n) { return std::string(n, '\xff'); });
    const std::string first = ulids.next(Moment{1'469'918'176'385});
    EXPECT_EQ(first.substr(0, 10), "01ARYZ6S41");
    EXPECT_EQ(first, "01ARYZ6S41ZZZZZZZZZZZZZZZZ");
    const std::string second = ulids.next(Moment{1'469'918'176'385});
    const std::string third = ulids.next(Moment{5});
    const std::string fourth = ulids.next(Moment{1'469'918'176'999});
    for (const auto& each : {first, second, third, fourth}) EXPECT_TRUE(is_ulid(each)) << each;
    EXPECT_LT(first, second);
    EXPECT_LT(second, third);
    EXPECT_LT(third, fourth);
    EXPECT_FALSE(is_ulid("8ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
    EXPECT_FALSE(is_ulid("01ARYZ6S41ILOUZZZZZZZZZZZZ"));
    EXPECT_FALSE(is_ulid(""));
}

}  // namespace
}  // namespace dudao::agent
