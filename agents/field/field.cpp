#include "agents/field/field.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "agents/limits.h"
#include "domain/hash.h"
#include "json_depth.h"
#include "messages/refusals.h"
#include "refusals/says.h"
#include "utf8.h"

namespace dudao::agent {
namespace {

using Json = nlohmann::json;

constexpr std::string_view root = "/api/field/v1/";
constexpr std::string_view files_under = "files/";
constexpr std::string_view cookie_name = "__Host-dudao-field";
constexpr std::string_view cookie_rules = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

http::Response respond(std::uint64_t request, int status, const Json& body,
                       http::Headers headers = {}) {
    http::Response response;
    response.id = request;
    response.status = status;
    response.headers = std::move(headers);
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

http::Response refuse(std::uint64_t request, Lang lang, int status, const Error& error) {
    const std::string_view why = reply::word_of(error.kind);
    const RefusalWords words = refusal_in(lang, why, error.said, {error.what, error.mend});
    return respond(request, status,
                   {{"ok", false}, {"why", why}, {"error", words.what}, {"mend", words.mend}});
}

/// The language in which the page is shown.
Lang lang_of(const http::Request& request) {
    return dudao::lang_of(request.header("accept-language"));
}

Error not_paired() { return to_error(Error::Kind::Refused, says("phone_not_paired")); }

/// The HTTP status of an error; it tells the phone whether a retry is useful.
int status_of(Error::Kind kind) {
    switch (kind) {
        case Error::Kind::BadInput:
        case Error::Kind::NotFound:
        case Error::Kind::Refused:
            return 422;
        case Error::Kind::Busy:
        case Error::Kind::Unreachable:
        case Error::Kind::Unknown:
        case Error::Kind::Corrupt:
            return 503;
    }
    return 503;
}

std::string_view token_in(std::string_view cookies) {
    while (!cookies.empty()) {
        const auto end = std::min(cookies.find(';'), cookies.size());
        std::string_view one = cookies.substr(0, end);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (!one.starts_with(cookie_name)) continue;
        one.remove_prefix(cookie_name.size());
        if (one.starts_with('=')) return one.substr(1);
    }
    return {};
}

std::string cookie_of(const std::string& token) {
    // An empty cookie is deleted by the browser.
    const std::string age = token.empty() ? "0" : std::to_string(pairing_valid.ms / 1000);
    return std::string(cookie_name) + "=" + token + std::string(cookie_rules) + age;
}

/// True if the page itself sent the request: other sites can set neither this header nor our
/// origin.
bool is_of_the_page(const http::Request& request) {
    if (request.method == "GET") return true;
    const std::string_view origin = request.header("origin");
    const bool ours = origin.empty() || origin == "https://" + std::string(request.header("host"));
    return ours && request.header("x-dudao-field") == "1";
}

std::optional<std::int64_t> number_in(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        std::string_view one = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (!one.starts_with(name) || one.substr(name.size()).substr(0, 1) != "=") continue;
        one.remove_prefix(name.size() + 1);
        std::int64_t number = 0;
        const auto [last, wrong] = std::from_chars(one.data(), one.data() + one.size(), number);
        const bool good = wrong == std::errc{} && last == one.data() + one.size() && number >= 0;
        return good ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}

Json to_json(const PieceStore::Have& have) {
    return {{"have", have.bytes}, {"complete", have.complete}};
}

}  // namespace

http::Response field_refusal(std::uint64_t request, Lang lang, const Error& error) {
    return refuse(request, lang, status_of(error.kind), error);
}

/// Returns nullptr also for a phone whose person has left the group.
const Phone* Field::phone_of(const http::Request& request, Now now) const {
    const Phone* phone = agent_.phones().find(token_in(request.header("cookie")), now);
    return phone != nullptr && agent_.may_be_member(phone->person) ? phone : nullptr;
}

void Field::request(const http::Request& request, Now now, Effects& effects) {
    const auto say = [&](int status, const Error& error) {
        effects.responses.push_back(refuse(request.id, lang_of(request), status, error));
    };
    if (!is_of_the_page(request)) {
        return say(403, to_error(Error::Kind::Refused, says("not_from_the_page")));
    }
    std::string_view path = request.path();
    path.remove_prefix(std::min(path.starts_with(root) ? root.size() : path.size(), path.size()));
    const bool post = request.method == "POST";
    if (post && path == "pair") return pair(request, now, effects);
    const Phone* phone = phone_of(request, now);
    if (phone == nullptr) {
        return say(401, not_paired());
    }
    if (request.method == "GET" && path == "state") return state(request, *phone, now, effects);
    if (post && path == "commands") return command(request, *phone, now, effects);
    if (post && path == "unpair") return unpair(request, *phone, effects);
    const bool of_files = request.method == "GET" || request.method == "PUT";
    if (of_files && path.starts_with(files_under)) {
        return file(request, *phone, path.substr(files_under.size()), effects);
    }
    say(404, to_error(Error::Kind::NotFound, says("no_such_address")));
}

void Field::pair(const http::Request& request, Now now, Effects& effects) {
    const Json body = json_from_outside<Json>(request.body);
    std::string device = text_in(body, "device");
    if (device.size() > device_name_bytes_max) device = excerpt(device, device_name_bytes_max);
    auto paired = agent_.phones().pair(text_in(body, "code"), {std::move(device), request.peer},
                                       now, effects);
    if (!paired) {
        return effects.responses.push_back(
            field_refusal(request.id, lang_of(request), paired.error()));
    }
    // A browser has one pairing; the former one ends.
    if (const Phone* before = agent_.phones().find(token_in(request.header("cookie")), now)) {
        const std::string id = before->id;
        static_cast<void>(agent_.phones().unpair(id, effects));
    }
    effects.responses.push_back(respond(request.id, 200, {{"person", paired->person.text}},
                                        {{"Set-Cookie", cookie_of(paired->token)}}));
}

void Field::unpair(const http::Request& request, const Phone& phone, Effects& effects) {
    const std::string id = phone.id;
    static_cast<void>(agent_.phones().unpair(id, effects));  // cannot fail: the phone exists
    effects.responses.push_back(
        respond(request.id, 200, {{"ok", true}}, {{"Set-Cookie", cookie_of({})}}));
}

/// Answered at the end of this turn or a later one.
void Field::state(const http::Request& request, const Phone& phone, Now now, Effects&) {
    Waiter waiter{request.id, phone.id, phone.person, {}, now.steady_ms, lang_of(request)};
    if (const auto since = number_in(request.query(), "since")) {
        waiter.since = static_cast<std::uint64_t>(*since);
    }
    const auto wait = std::min(number_in(request.query(), "wait").value_or(0), field_wait_s_max);
    const auto own = std::count_if(waiters_.begin(), waiters_.end(), [&](const Waiter& each) {
        return each.phone == phone.id && each.until_ms > now.steady_ms;
    });
    const bool room = waiters_.size() < field_waiters_max && own < shares_.waiters;
    if (room) waiter.until_ms += wait * 1000;
    waiters_.push_back(std::move(waiter));
}

void Field::tick(Now now, Effects& effects) {
    std::erase_if(waiters_, [&](const Waiter& each) {
        if (each.since == agent_.version() && now.steady_ms < each.until_ms) return false;
        const auto& phones = agent_.phones().all();
        const bool paired = std::any_of(phones.begin(), phones.end(),
                                        [&](const Phone& phone) { return phone.id == each.phone; });
        if (!paired) {
            effects.responses.push_back(refuse(each.request, each.lang, 401, not_paired()));
            return true;
        }
        http::Response response = respond(each.request, 200, nullptr);
        response.body = field_state(agent_.view(), each.person, now.moment, each.lang);
        effects.responses.push_back(std::move(response));
        return true;
    });
}

std::optional<std::int64_t> Field::next_due() const {
    std::optional<std::int64_t> due;
    for (const Waiter& each : waiters_) due = std::min(due.value_or(each.until_ms), each.until_ms);
    return due;
}

void Field::let_go(Effects& effects) {
    const Error again = to_error(Error::Kind::Busy, says("device_restarts"));
    for (const Waiter& each : std::exchange(waiters_, {})) {
        effects.responses.push_back(field_refusal(each.request, each.lang, again));
    }
}

void Field::command(const http::Request& request, const Phone& phone, Now now, Effects& effects) {
    const auto ask = parse_spoken(request.body, phone.person);
    const auto kept =
        ask ? keep(*ask, now, effects) : Result<Agent::Kept>(tl::unexpected<Error>(ask.error()));
    if (!kept) {
        return effects.responses.push_back(
            field_refusal(request.id, lang_of(request), kept.error()));
    }
    const auto* speak = std::get_if<Speak>(&*ask);
    Json body = {{"ok", true},
                 {"key", speak ? speak->key : std::get<AttachFile>(*ask).key},
                 {"n", kept->n},
                 {"state", reply::word_of(kept->state)}};
    for (const auto& [field, made] : kept->more) body[field] = made;
    effects.responses.push_back(respond(request.id, 200, body));
}

/// Limits the waiting commands and files of one person. A command already kept is always answered
/// again.
Result<void> Field::may_say(const PersonId& person, const std::string& key) const {
    if (agent_.outbox().find_key(key) != nullptr) return {};
    std::ptrdiff_t waiting = 0;
    std::ptrdiff_t files = 0;
    for (const auto& [n, row] : agent_.outbox().rows()) {
        if (row.by != person) continue;
        if (row.state == RowState::Saved) ++waiting;
        if (!row.evidence.text.empty()) ++files;
    }
    if (waiting >= shares_.waiting) {
        return fail(Error::Kind::Busy, says("too_many_of_yours_wait"));
    }
    if (files >= shares_.files) {
        return fail(Error::Kind::Busy, says("too_many_files_of_yours"));
    }
    return {};
}

/// Files that a phone uploads and never attaches fill the device's disk, so each phone has a limit.
Result<void> Field::may_bring(const EvidenceHash& hash, const Phone& phone) {
    const auto have = files_.have(hash);
    if (brought_.contains(hash) || have.complete) return {};
    std::ptrdiff_t unfinished = 0;
    std::ptrdiff_t own = 0;
    for (auto at = brought_.begin(); at != brought_.end();) {
        const auto there = files_.have(at->first);
        if (there.bytes == 0) {  // deleted: no longer counts
            at = brought_.erase(at);
            continue;
        }
        if (at->second == phone.id) {
            ++own;
            if (!there.complete) ++unfinished;
        }
        ++at;
    }
    if (unfinished >= shares_.unfinished || own >= shares_.unattached) {
        return fail(Error::Kind::Busy, says("too_many_unattached_files"));
    }
    brought_[hash] = phone.id;
    return {};
}

Result<Agent::Kept> Field::keep(const Ask& ask, Now now, Effects& effects) {
    if (const auto* speak = std::get_if<Speak>(&ask)) {
        if (auto may = may_say(speak->as, speak->key); !may) {
            return tl::unexpected<Error>(may.error());
        }
        return agent_.speak(*speak, now, effects);
    }
    const auto& attach = std::get<AttachFile>(ask);
    if (auto may = may_say(attach.as, attach.key); !may) return tl::unexpected<Error>(may.error());
    const auto before = agent_.may_attach(attach);
    if (!before) return tl::unexpected<Error>(before.error());
    if (*before) return **before;
    const PieceStore::Have have = files_.have(attach.hash);
    if (!have.complete) {
        return fail(Error::Kind::NotFound, says("file_not_whole", attach.hash.text));
    }
    auto kept = agent_.attach(attach, {attach.hash, have.bytes}, now, effects);
    if (kept) brought_.erase(attach.hash);
    return kept;
}

void Field::file(const http::Request& request, const Phone& phone, std::string_view name,
                 Effects& effects) {
    const auto refused = [&](int status, const Error& error) {
        effects.responses.push_back(refuse(request.id, lang_of(request), status, error));
    };
    if (!hash_from_hex(name)) {
        return refused(422, to_error(Error::Kind::BadInput, says("no_file_name")));
    }
    const EvidenceHash hash{std::string(name)};
    if (request.method == "GET") {
        return effects.responses.push_back(respond(request.id, 200, to_json(files_.have(hash))));
    }
    const auto offset = number_in(request.query(), "offset");
    const auto size = number_in(request.query(), "size");
    const auto bytes = static_cast<std::int64_t>(request.body.size());
    const bool good = offset && size && *size > 0 && *size <= field_file_bytes_max &&
                      request.body.size() <= field_piece_bytes_max && *offset <= *size - bytes &&
                      (bytes > 0 || *offset == *size);
    if (!good) {
        return refused(422, to_error(Error::Kind::BadInput, says("no_file_piece")));
    }
    if (auto may = may_bring(hash, phone); !may) return refused(503, may.error());
    const auto put = files_.put(hash, {*offset, *size, request.body});
    if (!put) return refused(status_of(put.error().kind), put.error());
    if (put->fit == PieceStore::Fit::WrongHash) brought_.erase(hash);
    switch (put->fit) {
        case PieceStore::Fit::Taken:
            return effects.responses.push_back(respond(request.id, 200, to_json(put->have)));
        case PieceStore::Fit::WrongOffset:
            return effects.responses.push_back(respond(request.id, 409, to_json(put->have)));
        case PieceStore::Fit::WrongHash:
            return refused(422, to_error(Error::Kind::BadInput, says("bytes_of_another_file")));
    }
}

}  // namespace dudao::agent
