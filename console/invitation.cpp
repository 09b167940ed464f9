// Whoever brings an invitation's code makes their own account; from then on this console may speak
// for them.
#include <nlohmann/json.hpp>

#include "accounts/invitation_code.h"
#include "console/api/registry.h"
#include "console/doors/invited.h"
#include "console/doors/totp.h"
#include "console/limits.h"
#include "console/shell.h"
#include "domain/confirm.h"
#include "hex.h"
#include "json_depth.h"
#include "ledger/key_id.h"
#include "refusals/says.h"
#include "utf8.h"

namespace dudao::console {
namespace {

constexpr std::size_t command_key_bytes = 13;  // 26 digits, the length of a command's key

/// Whoever decides about others, or sees what others may not, signs in with one.
bool wants_second_factor(const std::vector<Role>& roles) {
    return std::any_of(roles.begin(), roles.end(), is_powerful);
}

/// The name of the account that the person had, where they had one.
std::string name_before(const AccountBook& book, const PersonId& person) {
    for (const auto& [name, account] : book.accounts().by_name) {
        if (account.person == person && !book.is_shared(name)) return name;
    }
    return {};
}

}  // namespace

bool Shell::speaks_for(const PersonId& person) const {
    const KeyRow* own = row_of(follower_.replica().state.keys, key_id(process_.keys.public_key));
    return own != nullptr && !own->revoked &&
           std::find(own->speaks_for.begin(), own->speaks_for.end(), person) !=
               own->speaks_for.end();
}

const InvitationRow* Shell::invitation_with(const std::string& letters) const {
    const Bytes hash(to_bytes(sha256(letters)));
    for (const auto& [person, row] : follower_.replica().state.invitations) {
        if (row.code_hash == hash) return &row;
    }
    return nullptr;
}

std::optional<Answer> Shell::fault_of_invitation(const http::Request& request,
                                                 const std::string& letters) {
    const Lang lang = lang_of(request.header("accept-language"));
    const std::string address = http::client_of(request, proxies_);
    const std::string peer = http::neighbourhood(address);
    if (!by_peer_.may(peer, now_ms_)) return problem(lang, "too_many");
    const InvitationRow* row = invitation_with(letters);
    if (row && now_ < row->until) return std::nullopt;
    by_peer_.spend(peer, now_ms_);  // whoever guesses is slowed down
    process_.log->warning("", "invitation.refused", {{"peer", address}});
    return problem(lang, row ? "invitation_over" : "no_invitation");
}

Shell::Work Shell::show_invitation(http::Request request) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    const auto typed = body.is_object() ? body.find("code") : body.end();
    const auto letters = typed != body.end() && typed->is_string()
                             ? read_invitation(typed->get<std::string>())
                             : std::nullopt;
    if (!letters) co_return send(request.id, problem(lang, "no_invitation"));
    if (auto fault = fault_of_invitation(request, *letters)) {
        co_return send(request.id, std::move(*fault));
    }
    for (int reads = 0;; ++reads) {
        const InvitationRow* row = invitation_with(*letters);
        if (!row) co_return send(request.id, problem(lang, "no_invitation"));
        const Facts seen = facts();
        Reader reader(seen, row->person, lang, kept_);
        Json who = signed_in(reader);
        if (reader.words.wanted().empty() || reads >= reads_a_piece_max) {
            who["until"] = row->until.ms;
            who["account"] = name_before(book_, row->person);
            who["second_factor"] = wants_second_factor(reader.roles());
            co_return send(request.id, plain(who));
        }
        const auto came = co_await words(reader.words.wanted());
        if (!came.value_or(false)) reads = reads_a_piece_max;
    }
}

void Shell::take_back(const Account& account, const std::vector<Account>& before) {
    const auto undone = take_account_back(accounts_file_, account, before);
    if (undone) return;
    process_.log->error("", "account.not_taken_back", {{"why", undone.error().text()}});
}

tl::expected<Account, std::string_view> Shell::account_for(const PersonId& person,
                                                           const InvitedAccount& wanted,
                                                           Lang lang) const {
    const auto no = [](std::string_view key) { return tl::unexpected<std::string_view>(key); };
    const Facts seen = facts();
    const Reader invited(seen, person, lang, kept_);
    Account account{wanted.name, person, {}, wanted.secret};
    if (account.totp.empty() && wants_second_factor(invited.roles())) {
        return no("wants_second_factor");
    }
    if (account.totp.empty()) return account;
    const auto hash = totp_hash_of(account.totp, wanted.shown, now_);
    if (!hash) return no("wrong_new_code");
    account.totp_sha1 = *hash == TotpHash::Sha1;
    return account;
}

void Shell::enter(http::Request request, const Account& account,
                  const std::optional<SignedIn>& former) {
    // Whoever was signed in as this person was so by the account of before.
    for (const Sessions::Row& row : sessions_.of(account.person, now_ms_)) end(row.id);
    book_.change(account);
    if (former) end(former->id);
    const Browser from{http::client_of(request, proxies_),
                       excerpt(request.header("user-agent"), browser_bytes_max)};
    const Sessions::Fresh fresh = sessions_.begin(account.person, from, now_ms_, account.name);
    process_.log->info("", "invitation.accepted", {{"person", account.person.text}});
    me(std::move(request), fresh.session, {{"Set-Cookie", cookie_of(fresh.token)}});
}

Shell::Work Shell::accept_invitation(http::Request request, std::optional<SignedIn> former) {
    const Lang lang = lang_of(request.header("accept-language"));
    const auto wanted = invited_account(json_from_outside<Json>(request.body));
    if (!wanted) co_return send(request.id, problem(lang, wanted.error()));
    if (auto fault = fault_of_invitation(request, wanted->letters)) {
        co_return send(request.id, std::move(*fault));
    }
    const PersonId person = invitation_with(wanted->letters)->person;
    if (inviting_.of(person) > 0) co_return send(request.id, problem(lang, "busy"));
    const Counts<PersonId>::Token counted(inviting_, person);
    const Account* namesake = book_.find(wanted->name);
    if (namesake && (namesake->person != person || book_.is_shared(wanted->name))) {
        co_return send(request.id, problem(lang, "name_taken"));
    }
    if (book_.is_shut()) co_return send(request.id, problem(lang, "accounts_refused"));

    auto drafted = account_for(person, *wanted, lang);
    if (!drafted) co_return send(request.id, problem(lang, drafted.error()));
    Account account = std::move(*drafted);
    if (!link_.uplink().welcomed()) co_return send(request.id, problem(lang, "no_broker"));
    if (!checker_->ask({request.id, {}, {}, wanted->password, true})) {
        co_return send(request.id, problem(lang, "busy"));
    }
    const auto verdict = co_await verdicts_.of(request.id, without_end_ms);
    if (!verdict || verdict->hash.empty()) co_return send(request.id, problem(lang, "busy"));
    account.password = verdict->hash;

    // The account first: it lets nobody in until the record says that we speak for the person, and
    // the code is good until then.
    std::vector<Account> before;
    for (const auto& [name, each] : book_.accounts().by_name) {
        if (each.person == person && !book_.is_shared(name)) before.push_back(each);
    }
    if (auto kept = put_account(accounts_file_, account); !kept) {
        process_.log->error("", "account.not_saved", {{"why", kept.error().text()}});
        co_return send(request.id, problem(lang, problem_of_saving(kept.error().kind)));
    }
    const std::string key = to_hex(secure_random(command_key_bytes));
    const auto sent = offer({AcceptInvitation{person, wanted->letters}}, {}, person, key,
                            Bytes(to_bytes(sha256(key))));
    if (!sent) {
        take_back(account, before);
        co_return send(request.id, problem(lang, "no_disk"));
    }
    const std::int64_t until_ms = now_ms_ + command_ms_max;
    const auto answer = co_await answers_.of(*sent, until_ms);
    if (!answer) co_return send(request.id, problem(lang, "busy"));
    if (!answer->ok) {
        take_back(account, before);
        co_return send(request.id, refused(lang, *answer));
    }
    if (follower_.replica().seq < answer->accepted.commit) {
        co_await commits_.of(answer->accepted.commit, until_ms);
    }
    enter(std::move(request), account, former);
}

}  // namespace dudao::console
