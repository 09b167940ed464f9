// The devices: how each is, and how a new one is let in by the code on its screen.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "accounts/device_code.h"
#include "console/api/devices.h"
#include "console/api/routes.h"
#include "console/limits.h"
#include "console/shell.h"
#include "hex.h"
#include "json_depth.h"
#include "ledger/key_id.h"
#include "seal/seal.h"

namespace dudao::console {
namespace {

/// Empty unless the field is a key in hex.
std::string key_in(const Json& body, const char* field) {
    const auto bytes = hash_from_hex(text_in(body, field));
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

}  // namespace

Shell::Work Shell::knock(http::Request request) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    const std::string public_key = key_in(body, "public_key");
    const std::string sealing_key = key_in(body, "sealing_key");
    if (public_key.empty() || sealing_key.empty() || !seal::takes_box(Bytes(sealing_key))) {
        co_return send(request.id, problem(lang, "no_device_keys"));
    }
    if (text_in(body, "jurisdiction") != options_.process.jurisdiction) {
        co_return send(request.id, problem(lang, "other_county"));
    }
    const KeyId id = key_id(public_key);
    const auto holds = body.find("hold");
    const bool hold = holds == body.end() || *holds != false;
    const std::string address = http::client_of(request, proxies_);
    for (bool waited = false;; waited = true) {
        const KeyRow* row = row_of(follower_.replica().state.keys, id);
        if (row && row->revoked) co_return send(request.id, problem(lang, "device_revoked"));
        if (row || waited) {
            co_return send(request.id, plain({{"state", row ? "enrolled" : "waiting"}}));
        }
        const bool taken =
            devices_.add(device_code(options_.process.jurisdiction, public_key, sealing_key),
                         {public_key, sealing_key, address, now_ms_});
        if (!taken || knocking_.size() >= WaitingDevices::devices_max) {
            co_return send(request.id, problem(lang, "too_many_devices"));
        }
        // The code is shown once the pages have heard of it, not after they waited.
        if (!hold) continue;
        co_await knocking_.of(id, now_ms_ + knock_ms_max);
    }
}

void Shell::tell_enrolled_devices() {
    for (const KeyId& key : std::exchange(enrolled_, {})) knocking_.tell(key, true);
}

void Shell::find_device(const http::Request& request, const SignedIn& session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Facts seen = facts();
    const Reader reader(seen, session.person, lang, kept_);
    if (!reader.has(Role::Officer) && !reader.has(Role::Leader)) {
        return send(request.id, problem(lang, "forbidden"));
    }
    const auto code = read_device_code(Query::parse(request.query()).text("code"));
    if (!code) return send(request.id, problem(lang, "no_device_code"));
    const WaitingDevice* found = devices_.find(*code, now_ms_);
    if (!found) return send(request.id, problem(lang, "no_waiting_device"));
    send(request.id, plain({{"code", *code},
                            {"public_key", to_hex(found->public_key)},
                            {"sealing_key", to_hex(found->sealing_key)},
                            {"address", found->address},
                            {"since_ms_ago", now_ms_ - found->since_ms}}));
}

Shell::Work Shell::show_devices(http::Request request, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    {
        const Facts seen = facts();
        const Reader reader(seen, session.person, lang, kept_);
        if (!may_ask(reader, Access::Register)) {
            co_return send(request.id, problem(lang, "forbidden"));
        }
    }
    // What the broker hears over its links; without it the record alone answers.
    Json told;
    const std::int64_t q = ++questions_asked_;
    const bool asked =
        link_.uplink().welcomed() && link_.send(link_.uplink().query(q, session.person, "devices"));
    if (asked) {
        const auto said = co_await questions_.of(q, now_ms_ + command_ms_max);
        if (said && said->ok) told = Json::from_msgpack(said->result, true, false);
    }
    const Facts seen = facts();
    const Reader reader(seen, session.person, lang, kept_);
    send(request.id, snapshot(reader, device_list(reader, told)));
}

}  // namespace dudao::console
