// Signing in and out, and the person's own data.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/registry.h"
#include "console/doors/own_change.h"
#include "console/doors/totp.h"
#include "console/limits.h"
#include "console/shell.h"
#include "domain/roles.h"
#include "json_depth.h"
#include "refusals/says.h"
#include "utf8.h"

namespace dudao::console {

std::string_view Shell::cookie_named() const {
    return options_.secure_cookie ? secure_cookie_name : cookie_name;
}

std::string Shell::cookie_of(const std::string& token) const {
    std::string text =
        std::string(cookie_named()) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
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
    for (const DemoLine& each : book_.accounts().demo) {
        list.push_back({{"name", each.name},
                        {"password", each.password},
                        {"role", each.role},
                        {"person", each.person},
                        {"says", lang == Lang::Zh ? each.says_zh : each.says_en}});
    }
    send(request.id, plain(list));
}

Shell::Work Shell::login(http::Request request, std::optional<SignedIn> former) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    if (!body.is_object())
        co_return send(request.id, bad(lang, says("body_no_object", "{name, password}")));
    const std::string name = text_in(body, "name");
    std::string password = text_in(body, "password");
    if (name.empty() || password.empty() || name.size() > account_name_bytes_max ||
        password.size() > password_bytes_max) {
        co_return send(request.id, problem(lang, "wrong_login"));
    }
    if (book_.is_shut()) co_return send(request.id, problem(lang, "accounts_refused"));
    // Text that is not a code is not checked, and costs no try.
    const std::string typed = text_in(body, "code");
    const auto code = typed.empty() ? std::optional(typed) : read_code(typed);
    if (!code) co_return send(request.id, problem(lang, "no_code"));

    // Counted by name and address, so that tries from elsewhere do not lock the person out.
    const std::string address = http::client_of(request, proxies_);
    const std::string peer = http::neighbourhood(address);
    const std::string name_there = peer + ' ' + name;
    const Account* const account = book_.find(name);
    const std::string hash = account ? account->password : std::string();
    const bool may_try = entering_.of(peer) < entering_a_peer_max && by_peer_.may(peer, now_ms_) &&
                         by_name_.may(name_there, now_ms_);
    if (!may_try || !checker_->ask({request.id, hash, std::move(password)})) {
        process_.log->warning("", "login.limited", {{"peer", address}});
        co_return send(request.id, problem(lang, "too_many"));
    }
    by_peer_.spend(peer, now_ms_);
    by_name_.spend(name_there, now_ms_);
    const Browser from{address, excerpt(request.header("user-agent"), browser_bytes_max)};
    const Counts<std::string>::Token counted(entering_, peer);
    const auto verdict = co_await verdicts_.of(request.id, without_end_ms);

    // The file may have changed while the password was checked.
    const Account* const found = book_.find(name);
    const bool known = verdict && verdict->right && found != nullptr && found->password == hash &&
                       follower_.replica().state.people.contains(found->person);
    const auto second = known ? take_code(*found, *code) : Result<bool>(false);
    if (!second) {
        process_.log->error("", "codes.not_kept", {{"why", second.error().text()}});
        co_return send(request.id, problem(lang, "busy"));
    }
    if (!*second) {
        process_.log->warning("", "login.refused", {{"peer", address}});
        co_return send(request.id, problem(lang, "wrong_login"));
    }
    if (!speaks_for(found->person)) {
        process_.log->warning("", "login.no_access", {{"person", found->person.text}});
        co_return send(request.id, problem(lang, "no_access"));
    }
    // A success resets this name's tries. Of the address's tries only this one is returned;
    // otherwise an account holder could use sign-ins to gain tries on other accounts.
    by_name_.forgive(name_there);
    by_peer_.give_back(peer, now_ms_);
    if (former) end(former->id);  // one browser, one session
    const Sessions::Fresh fresh = sessions_.begin(found->person, from, now_ms_, name);
    process_.log->info("", "session.begun", {{"person", fresh.session.person.text}});
    me(std::move(request), fresh.session, {{"Set-Cookie", cookie_of(fresh.token)}});
}

void Shell::hear_checker() {
    for (const Checker::Verdict& verdict : checker_->verdicts()) {
        verdicts_.tell(verdict.id, verdict);
    }
}

Result<bool> Shell::take_code(const Account& account, const std::string& code) {
    if (account.totp.empty()) return true;
    const auto period = totp_period(account.totp, code, now_,
                                    account.totp_sha1 ? TotpHash::Sha1 : TotpHash::Sha256);
    if (!period) return false;
    return used_codes_.use(account.name, *period);
}

void Shell::end(const std::string& session) {
    sessions_.end(session);
    for (const Hub::Stream& stream : hub_.streams()) {
        if (stream.session != session) continue;
        down_->push(http::CloseStream{stream.id});
        hub_.close(stream.id);
    }
}

void Shell::end_sessions_without_access() {
    if (!follower_.ready()) return;  // an old end that is read again says nothing of today
    for (const PersonId& person : std::exchange(access_ended_, {})) {
        if (speaks_for(person)) continue;
        for (const Sessions::Row& row : sessions_.of(person, now_ms_)) end(row.id);
        process_.log->info("", "session.ended", {{"person", person.text}});
    }
}

void Shell::logout(const http::Request& request, const SignedIn& session) {
    end(session.id);
    process_.log->info("", "session.ended", {{"person", session.person.text}});
    send(request.id, plain(Json::object()), {{"Set-Cookie", cookie_of("")}});
}

void Shell::list_sessions(const http::Request& request, const SignedIn& session) {
    Json list = Json::array();
    for (const Sessions::Row& row : sessions_.of(session.person, now_ms_)) {
        list.push_back({{"id", row.id},
                        {"own", row.id == session.id},
                        {"address", row.from.address},
                        {"software", row.from.software},
                        {"began_ms_ago", now_ms_ - row.began_ms},
                        {"used_ms_ago", now_ms_ - row.used_ms}});
    }
    send(request.id, plain(list));
}

/// Ends a session of this person, including the current one; another person's is answered as not
/// found.
void Shell::end_session(const http::Request& request, const std::string& id,
                        const SignedIn& session) {
    if (sessions_.whose(id, now_ms_) != session.person) {
        return send(request.id, problem(lang_of(request.header("accept-language")), "not_found"));
    }
    if (id == session.id) return logout(request, session);
    end(id);
    process_.log->info("", "session.ended", {{"person", session.person.text}});
    send(request.id, plain(Json::object()));
}

Shell::Work Shell::me(http::Request request, SignedIn session, http::Headers more) {
    for (;;) {
        const Facts seen = facts();
        Reader reader(seen, session.person, lang_of(request.header("accept-language")), kept_);
        Json who = signed_in(reader);
        if (reader.words.wanted().empty()) {
            who["csrf"] = session.csrf;
            co_return send(request.id, plain(who), std::move(more));
        }
        const auto came = co_await words(reader.words.wanted());
        // If the name cannot be read, signing in still works.
        const PersonRow& row = *row_of(follower_.replica().state.people, session.person);
        for (const Text& name : {row.name, row.name_en}) {
            if (!came.value_or(false)) kept_.keep(name.ref, {"", name.commitment, false}, 0);
        }
    }
}

}  // namespace dudao::console
