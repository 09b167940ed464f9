// The page for phones, request by request, on the real core, database and files.
#pragma once

#include <algorithm>

#include "agents/evidence_files.h"
#include "agents/field/field.h"
#include "tests/unit/agents/device.h"

namespace dudao::agent {

class FieldPage : public testing::Test {
 protected:
    FieldPage() : FieldPage([](Device& begun) { begun.with_a_task(); }) {}
    explicit FieldPage(void (*make)(Device&)) {
        make(device);
        begin();
    }
    void begin() { field = std::make_unique<Field>(*device.agent, files); }
    /// As after a kill of the process.
    void kill() {
        device.restart();
        begin();
    }

    struct Said {
        int status = 0;  // 0: not answered yet
        Json body;
        std::string cookie;
    };
    void turn(const http::Request* request) {
        Effects seen = device.turn([&](Effects& effects) {
            if (request) field->request(*request, device.now, effects);
        });
        field->tick(device.now, seen);
        responses = std::move(seen.responses);
    }
    Said send(const std::string& method, const std::string& path, std::string body = {},
              http::Headers headers = {{"x-dudao-field", "1"}}) {
        headers.emplace_back("host", "phone.lan:8443");
        if (!cookie.empty()) headers.emplace_back("cookie", "other=1; " + cookie);
        const http::Request request{
            ++id, method, "/api/field/v1/" + path, std::move(headers), std::move(body), peer};
        turn(&request);
        return said(id);
    }
    Said said(std::uint64_t request) {
        for (const http::Response& each : responses) {
            if (each.id != request) continue;
            Said out{each.status, Json::parse(each.body), {}};
            for (const auto& [name, value] : each.headers) {
                if (name == "Set-Cookie") out.cookie = value;
            }
            return out;
        }
        return {};
    }
    Said post(const std::string& path, const Json& body) { return send("POST", path, body.dump()); }
    Json state() { return send("GET", "state").body; }

    std::string code(const std::string& person = "p1") {
        return device.ask({{"do", "pair"}, {"as", person}}).value("code", "");
    }
    void pair_as(const std::string& person = "p1") {
        const Said paired = post("pair", {{"code", code(person)}, {"device", "her phone"}});
        ASSERT_EQ(paired.status, 200) << paired.body;
        cookie = paired.cookie.substr(0, paired.cookie.find(';'));
    }
    Said finding(const std::string& key, const std::string& text = "空岗") {
        return post("commands", {{"key", key},
                                 {"do", "record"},
                                 {"task", 7},
                                 {"finding", "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
                                 {"category", "help"},
                                 {"severity", "ordinary"},
                                 {"unit", "village-9"},
                                 {"text", text}});
    }
    Said put(const std::string& name, std::size_t offset, std::size_t size, std::string bytes) {
        return send(
            "PUT",
            "files/" + name + "?offset=" + std::to_string(offset) + "&size=" + std::to_string(size),
            std::move(bytes));
    }

    Device device;
    EvidenceFiles files = *EvidenceFiles::open(device.folder / "evidence");
    std::unique_ptr<Field> field;
    std::vector<http::Response> responses;
    std::string cookie;
    std::string peer = "10.0.0.7";
    std::uint64_t id = 0;
};

inline constexpr const char* key_1 = "01BX5ZZKBKACTAV9WEVGEMMVRZ";
inline constexpr const char* key_2 = "01BX5ZZKBKACTAV9WEVGEMMVS0";

}  // namespace dudao::agent
