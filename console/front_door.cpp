// Signing in and out, and who one is.
#include <nlohmann/json.hpp>

#include "console/api/registry.h"
#include "console/doors/totp.h"
#include "console/limits.h"
#include "console/shell.h"
#include "domain/roles.h"
#include "json_depth.h"

namespace dudao::console {
namespace {

constexpr std::size_t name_bytes_max = 64;
constexpr std::size_t password_bytes_max = 256;

std::string text_in(const Json& body, const char* key) {
    const auto at = body.find(key);
    return at != body.end() && at->is_string() ? at->get<std::string>() : std::string();
}

}  // namespace

std::string Shell::cookie_of(const std::string& token) const {
    std::string text =
        std::string(cookie_name) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    if (options_.secure_cookie) text += "; Secure";
    if (token.empty()) text += "; Max-Age=0";
    return text;
}

void Shell::demo(const http::Request& request) {
    const Lang lang = lang_of(request.header("accept-language"));
    if (!follower_.replica().state.founding.demo_clock) {
        return send(request.id, problem(lang, "no_route"));
    }
    Json list = Json::array();
    for (const DemoLine& each : accounts_.demo) {
        list.push_back({{"name", each.name},
                        {"password", each.password},
                        {"role", each.role},
                        {"person", each.person},
                        {"says", lang == Lang::Zh ? each.says_zh : each.says_en}});
    }
    send(request.id, plain(list));
}

void Shell::login(const http::Request& request) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    if (!body.is_object())
        return send(request.id,
                    bad(lang, {{}, "the body is no JSON object", "with {name, password}"}));
    const std::string name = text_in(body, "name");
    const std::string password = text_in(body, "password");
    if (name.empty() || password.empty() || name.size() > name_bytes_max ||
        password.size() > password_bytes_max) {
        return send(request.id, problem(lang, "wrong_login"));
    }
    const bool may_try = by_peer_.take(request.peer, now_ms_) && by_name_.take(name, now_ms_);
    const auto account = accounts_.by_name.find(name);
    const std::string hash =
        account == accounts_.by_name.end() ? std::string() : account->second.password;
    if (!may_try || !checker_->ask({request.id, hash, password})) {
        process_.log->warning("", "login.limited", {{"peer", request.peer}});
        return send(request.id, problem(lang, "too_many"));
    }
    entering_[request.id] = {lang, name, request.peer, text_in(body, "code")};
}

void Shell::hear_checker() {
    for (const Checker::Verdict& verdict : checker_->verdicts()) {
        const auto at = entering_.find(verdict.id);
        if (at == entering_.end()) continue;
        const Entering entering = std::move(at->second);
        entering_.erase(at);
        const auto account = accounts_.by_name.find(entering.name);
        const bool known = verdict.right && account != accounts_.by_name.end();
        const bool second = known && (account->second.totp.empty() ||
                                      totp_fits(account->second.totp, entering.code, now_));
        const bool person =
            second && follower_.replica().state.people.contains(account->second.person);
        if (!person) {
            process_.log->warning("", "login.refused", {{"peer", entering.peer}});
            send(verdict.id, problem(entering.lang, "wrong_login"));
            continue;
        }
        by_name_.forgive(entering.name);
        by_peer_.forgive(entering.peer);
        const Sessions::Fresh fresh = sessions_.begin(account->second.person, now_ms_);
        process_.log->info("", "login", {{"person", fresh.session.person.text}});
        me(verdict.id, fresh.session, entering.lang, {{"Set-Cookie", cookie_of(fresh.token)}});
    }
}

void Shell::logout(const http::Request& request, const SignedIn& session) {
    sessions_.end(session.id);
    for (const Hub::Stream& stream : hub_.streams()) {
        if (stream.session != session.id) continue;
        down_->push(http::CloseStream{stream.id});
        hub_.close(stream.id);
    }
    process_.log->info("", "logout", {{"person", session.person.text}});
    send(request.id, plain(Json::object()), {{"Set-Cookie", cookie_of("")}});
}

void Shell::me(std::uint64_t id, const SignedIn& session, Lang lang, const http::Headers& more) {
    const Facts seen = facts();
    Reader reader(seen, session.person, lang, kept_);
    const State& state = reader.state;
    const PersonRow* person = row_of(state.people, session.person);
    const std::string own_name = person ? reader.words.of(person->name) : std::string();
    if (!reader.words.wanted().empty()) {
        return read_then(reader.words.wanted(), [this, id, session, lang, more](bool good) {
            // A name that cannot be read keeps nobody out.
            const Text& name = row_of(facts().state().people, session.person)->name;
            if (!good) kept_.keep(name.ref, {"", name.commitment, false}, 0);
            me(id, session, lang, more);
        });
    }
    Json roles = Json::array();
    for (const Role role : reader.roles()) roles.push_back(name(role));
    send(id,
         plain({{"person", session.person.text},
                {"name", own_name},
                {"post", post_of(reader, session.person)},
                {"unit", person ? person->unit.text : ""},
                {"roles", std::move(roles)},
                {"group", reader.sight.group().text},
                {"csrf", session.csrf},
                {"demo", state.founding.demo_clock},
                {"jurisdiction",
                 {{"id", state.founding.jurisdiction},
                  {"zh", state.founding.name_zh},
                  {"en", state.founding.name_en},
                  {"time_zone", seen.health.time_zone}}}}),
         more);
}

}  // namespace dudao::console
