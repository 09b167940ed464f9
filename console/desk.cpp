// Requests to the API: identifies the person, checks permission, and answers.
#include <sodium.h>

#include <algorithm>

#include "console/limits.h"
#include "console/shell.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// True if the request comes from our own page. Programs send no Origin.
bool is_of_this_site(const http::Request& request, bool tls_alone) {
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return true;
    const auto slashes = origin.find("://");
    if (slashes == origin.npos || (tls_alone && !origin.starts_with("https://"))) return false;
    return origin.substr(slashes + 3) == request.header("host");
}

/// True if the page made the request by itself, following the stream, without user action.
bool is_by_itself(const http::Request& request, const Matched& matched) {
    const bool stream = matched.route != nullptr && matched.route->special == Special::Events;
    return stream || request.header("x-dudao-live") == "1";
}

/// e.g. rectification:7 for /rectifications/{id}; for a list, the route's own path.
std::string matter_of(const Matched& matched) {
    std::string_view kind = matched.route->path.substr(1);
    kind = kind.substr(0, kind.find('/'));
    if (matched.id.empty()) return std::string(kind);
    if (kind.ends_with('s')) kind.remove_suffix(1);
    return std::string(kind) + ":" + matched.id;
}

}  // namespace

std::optional<Answer> Shell::fault_of(const http::Request& request, const Matched& matched,
                                      const std::optional<SignedIn>& session) const {
    const Lang lang = lang_of(request.header("accept-language"));
    if (!matched.route) return problem(lang, matched.other_method ? "method" : "no_route");
    if (!follower_.ready()) return problem(lang, "starting");
    const bool open = matched.route->access == Access::Open;
    if (!open && !session) return problem(lang, "signed_out");
    if (matched.route->method != "POST") return std::nullopt;
    if (!is_of_this_site(request, options_.secure_cookie)) return problem(lang, "csrf");
    if (!open && !same(request.header("x-dudao-csrf"), session->csrf)) {
        return problem(lang, "csrf");
    }
    const bool piece = matched.route->special == Special::TakePiece;
    const std::string type = piece ? "application/octet-stream" : "application/json";
    if (!request.header("content-type").starts_with(type)) {
        return bad(lang, says("wrong_content_type", type));
    }
    if (!piece && request.body.size() > http::body_bytes_usual) return problem(lang, "too_long");
    return std::nullopt;
}

void Shell::handle(const http::Request& request) {
    const Matched matched = match(request.method, request.path());
    const auto session = sessions_.find(
        cookie(request.header("cookie"), cookie_named()), now_ms_,
        is_by_itself(request, matched) ? Sessions::Use::ByItself : Sessions::Use::Asked);
    if (auto fault = fault_of(request, matched, session)) {
        return send(request.id, std::move(*fault));
    }
    switch (matched.route->special) {
        case Special::Demo:
            return demo(request);
        case Special::Logout:
            return logout(request, *session);
        case Special::Sessions:
            return list_sessions(request, *session);
        case Special::EndSession:
            return end_session(request, matched.id, *session);
        case Special::Account:
            return show_account(request, *session);
        case Special::ChangeAccount:
            change_account(request, *session);
            return;
        case Special::CheckCalendar:
            return check_files(request, *session, CalendarAdoption::as_command.name);
        case Special::CheckPolicy:
            return check_files(request, *session, PolicyAdoption::as_command.name);
        case Special::CheckChecklists:
            return check_files(request, *session, ChecklistRow::as_command.name);
        case Special::ShowInvitation:
            show_invitation(request);
            return;
        case Special::AcceptInvitation:
            accept_invitation(request, session);
            return;
        case Special::Login:
            login(request, session);
            return;
        case Special::Me:
            me(request, *session, {});
            return;
        case Special::Command:
            order(request, matched.id, *session);
            return;
        case Special::Events:
            open_stream(request, *session);
            return;
        case Special::TakePiece:
            take_piece(request, EvidenceHash{matched.id}, *session);
            return;
        case Special::ShowEvidence:
            show_evidence(request, EvidenceHash{matched.id}, *session);
            return;
        case Special::Knock:
            knock(request);
            return;
        case Special::FindDevice:
            return find_device(request, *session);
        case Special::ShowDevices:
            show_devices(request, *session);
            return;
        case Special::AskUpkeep:
            return ask_upkeep(request, *session);
        case Special::None:
            ask(request, matched, *session);
            return;
    }
}

Shell::Work Shell::ask(http::Request request, Matched matched, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Query query = Query::parse(request.query());
    // The answer is made again from the current state after reading personal text, which may need
    // more text. Text that cannot be read stays empty.
    for (int reads = 0;; ++reads) {
        const Facts seen = facts();
        Reader reader(seen, session.person, lang, kept_);
        Answer said = answer(*matched.route, reader, matched.id, query);
        if (!said.fault.empty()) left_out(std::string(matched.route->path), said.fault);
        if (!said.rest.empty()) {
            send_in_pieces(std::move(request), matched, session, std::move(said));
            co_return;
        }
        if (reader.words.wanted().empty() || reads >= reads_a_piece_max) {
            looked(session.person, matched, reader.words.shown(), reader.words.cases());
            send_counted(request.id, session.person, lang, std::move(said));
            co_return;
        }
        const auto came = co_await words(reader.words.wanted());
        if (!came.value_or(false)) reads = reads_a_piece_max;
    }
}

/// Logs who read personal text, and of which matter, but never the text. Names alone are not
/// logged. A look at a case is an event too; the rules note one a day for each person.
void Shell::looked(const PersonId& person, const Matched& matched, std::size_t shown,
                   const std::set<CaseId>& cases) {
    if (matched.route->path == "/names") return;
    // Whoever reads of an own case is the person concerned: no line may name them, nor the case.
    const bool own = matched.route->path.starts_with("/own-");
    if (shown > 0) {
        process_.log->info("", "words.shown",
                           {{"person", own ? "" : person.text},
                            {"matter", own ? "own-cases" : matter_of(matched)},
                            {"texts", std::to_string(shown)}});
    }
    if (own) return;
    for (const CaseId lead : cases) say_looked(person, lead);
}

Shell::Work Shell::send_in_pieces(http::Request request, Matched matched, SignedIn session,
                                  Answer answer) {
    const Lang lang = lang_of(request.header("accept-language"));
    if (in_pieces_.all() >= answers_growing_max ||
        in_pieces_.of(session.person) >= answers_growing_a_person_max) {
        send(request.id, problem(lang, "busy"));
        co_return;
    }
    const Counts<PersonId>::Token counted(in_pieces_, session.person);
    const std::int64_t until_ms = now_ms_ + growing_ms_max;
    const std::uint64_t reloads = reloads_;
    std::size_t shown = 0;   // texts shown
    std::set<CaseId> cases;  // whose words were among them
    for (const auto& piece_of : answer.rest) {
        for (int reads = 0;; ++reads) {
            co_await turns_.of(0, without_end_ms);
            // Timed out, or the replica it was made from was rebuilt.
            if (now_ms_ >= until_ms || reloads != reloads_) {
                send(request.id, problem(lang, "busy"));
                co_return;
            }
            const Facts seen = facts();
            Reader reader(seen, session.person, lang, kept_);
            std::string piece = piece_of(reader);
            if (reader.words.wanted().empty() || reads >= reads_a_piece_max) {
                answer.body += piece;
                shown += reader.words.shown();
                cases.insert(reader.words.cases().begin(), reader.words.cases().end());
                break;
            }
            co_await words(reader.words.wanted());
        }
    }
    looked(session.person, matched, shown, cases);
    send_counted(request.id, session.person, lang, std::move(answer));
}

Shell::Work Shell::open_stream(http::Request request, SignedIn session) {
    const Query query = Query::parse(request.query());
    // A reconnecting browser sends its position in a header; the address has the one it started at.
    std::optional<std::uint64_t> since;
    for (const std::string& given :
         {query.text("since"), std::string(request.header("last-event-id"))}) {
        if (given.empty() || given.find_first_not_of("0123456789") != given.npos) continue;
        since = std::max(since.value_or(0), id_number(given));
    }
    const Hub::Stream stream{request.id, session.id, session.person};
    for (;;) {
        const auto streams = hub_.streams();
        const auto own =
            std::count_if(streams.begin(), streams.end(),
                          [&](const Hub::Stream& each) { return each.person == session.person; });
        if (own >= streams_a_person_max) {  // leave connections for others
            send(request.id, problem(lang_of(request.header("accept-language")), "busy"));
            co_return;
        }
        Hub::Made made = hub_.open(facts(), kept_, stream, since);
        look_at_frames();
        if (made.wanted.empty()) {
            std::string first = std::move(made.out.front().text) + upkeep_news(session.person);
            if (!down_->push(http::OpenStream{request.id, std::move(first)})) {
                hub_.close(request.id);
            }
            co_return;
        }
        const auto came = co_await words(made.wanted);
        if (!came.value_or(false)) hub_.go_without();
    }
}

void Shell::send_counted(std::uint64_t id, const PersonId& person, Lang lang, Answer answer) {
    std::shared_ptr<const void> held;
    if (answer.body.size() > answer_bytes_free) {
        held = room_.reserve(person, static_cast<std::int64_t>(answer.body.size()));
        if (!held) return send(id, problem(lang, "busy"));
    }
    send(id, std::move(answer), {}, std::move(held));
}

void Shell::send(std::uint64_t id, Answer answer, http::Headers more,
                 std::shared_ptr<const void> held) {
    http::Response response;
    response.id = id;
    response.status = answer.status;
    response.type = std::move(answer.type);
    response.body = std::move(answer.body);
    response.headers = std::move(more);
    response.held = std::move(held);
    response.headers.emplace_back("Cache-Control", "no-store");
    if (!answer.file.empty()) {
        response.headers.emplace_back("Content-Disposition",
                                      "attachment; filename=\"" + answer.file + "\"");
    }
    if (response.status == 429) response.headers.emplace_back("Retry-After", "30");
    if (!down_->push(std::move(response))) process_.log->warning("", "answers.full");
}

}  // namespace dudao::console
