// One's own account: what it is, and another password or second factor for it.
#include <nlohmann/json.hpp>

#include "console/doors/own_change.h"
#include "console/doors/totp.h"
#include "console/limits.h"
#include "console/shell.h"
#include "json_depth.h"
#include "refusals/says.h"

namespace dudao::console {

std::string_view problem_of_saving(Error::Kind kind) {
    switch (kind) {
        case Error::Kind::Busy:
            return "busy";
        case Error::Kind::BadInput:
        case Error::Kind::NotFound:
            return "accounts_refused";
        case Error::Kind::Refused:
            return "name_taken";
        default:
            return "no_disk";
    }
}

void Shell::show_account(const http::Request& request, const SignedIn& session) {
    const Account* const own = book_.find(session.account);
    const bool second = own != nullptr && !own->totp.empty();
    send(request.id, plain({{"name", session.account},
                            {"second_factor", second},
                            {"shared", book_.is_shared(session.account)}}));
}

Shell::Work Shell::change_account(http::Request request, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Account* const account = book_.find(session.account);
    if (!account) co_return send(request.id, problem(lang, "not_found"));
    if (book_.is_shared(session.account)) {
        co_return send(request.id, problem(lang, "shared_account"));
    }
    auto change = own_change(json_from_outside<Json>(request.body), session.account);
    if (!change) co_return send(request.id, problem(lang, change.error()));

    // Counted as an attempt to sign in is: whoever sits at an open page does not guess here either.
    const std::string peer = http::neighbourhood(http::client_of(request, proxies_));
    const std::string name_there = peer + ' ' + session.account;
    const bool may_try = entering_.of(peer) < entering_a_peer_max && by_peer_.may(peer, now_ms_) &&
                         by_name_.may(name_there, now_ms_);
    if (!may_try || !checker_->ask({request.id, account->password, std::move(change->password),
                                    change->fresh})) {
        process_.log->warning("", "account.limited", {{"person", session.person.text}});
        co_return send(request.id, problem(lang, "too_many"));
    }
    by_peer_.spend(peer, now_ms_);
    by_name_.spend(name_there, now_ms_);
    const Counts<std::string>::Token counted(entering_, peer);
    const auto verdict = co_await verdicts_.of(request.id, without_end_ms);

    // Signed out, or changed elsewhere, while the password was checked.
    const Account* const own = book_.find(session.account);
    if (!sessions_.lives(session.id, now_ms_) || !own) {
        co_return send(request.id, problem(lang, "signed_out"));
    }
    const bool right = verdict && verdict->right;
    const auto second = right ? take_code(*own, change->code) : Result<bool>(false);
    if (!second) co_return send(request.id, problem(lang, "no_disk"));
    if (!*second) {
        process_.log->warning("", "account.refused", {{"person", session.person.text}});
        co_return send(request.id, problem(lang, "wrong_current"));
    }
    by_name_.forgive(name_there);
    by_peer_.give_back(peer, now_ms_);
    Account changed = *own;
    if (!change->fresh.empty()) {
        if (verdict->hash.empty()) co_return send(request.id, problem(lang, "busy"));
        changed.password = verdict->hash;
    }
    if (!change->secret.empty()) {
        changed.totp = std::move(change->secret);
        const auto hash = totp_hash_of(changed.totp, change->shown, now_);
        if (!hash) co_return send(request.id, problem(lang, "wrong_new_code"));
        changed.totp_sha1 = *hash == TotpHash::Sha1;
    }
    if (auto saved = save_account(accounts_file_, changed); !saved) {
        process_.log->error("", "account.not_saved", {{"why", saved.error().text()}});
        co_return send(request.id, problem(lang, problem_of_saving(saved.error().kind)));
    }
    book_.change(std::move(changed));
    for (const Sessions::Row& row : sessions_.of(session.person, now_ms_)) {
        if (row.id != session.id) end(row.id);
    }
    process_.log->info("", "account.changed", {{"person", session.person.text}});
    send(request.id, plain(Json::object()));
}

}  // namespace dudao::console
