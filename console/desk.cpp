// Requests of the API: who asks, whether they may, what is answered.
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

/// The page that sent it came from here. Programs send no Origin.
bool is_of_this_site(const http::Request& request, bool tls_alone) {
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return true;
    const auto slashes = origin.find("://");
    if (slashes == origin.npos || (tls_alone && !origin.starts_with("https://"))) return false;
    return origin.substr(slashes + 3) == request.header("host");
}

/// Nobody pressed anything: the page follows what the stream told it.
bool is_by_itself(const http::Request& request, const Matched& matched) {
    const bool stream = matched.route && matched.route->special == Special::Events;
    return stream || request.header("x-dudao-live") == "1";
}

/// rectification:7 of /rectifications/{id}; the route's own path of a list.
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
        case Special::Login:
            return login(request, session);
        case Special::Logout:
            return logout(request, *session);
        case Special::Sessions:
            return list_sessions(request, *session);
        case Special::EndSession:
            return end_session(request, matched.id, *session);
        case Special::Me:
            return me(request.id, *session, lang_of(request.header("accept-language")), {});
        case Special::Command:
            return order(request, matched.id, *session);
        case Special::Events:
            return open_stream(request, *session);
        case Special::TakePiece:
            return take_piece(request, EvidenceHash{matched.id}, *session);
        case Special::ShowEvidence:
            return show_evidence(request, EvidenceHash{matched.id}, *session);
        case Special::None:
            return ask(request, matched, *session);
    }
}

void Shell::ask(const http::Request& request, const Matched& matched, const SignedIn& session,
                int reads) {
    const Facts seen = facts();
    Reader reader(seen, session.person, lang_of(request.header("accept-language")), kept_);
    const Query query = Query::parse(request.query());
    Answer said = answer(*matched.route, reader, matched.id, query);
    if (!said.fault.empty()) left_out(std::string(matched.route->path), said.fault);
    if (!said.rest.empty()) {
        const auto own = std::count_if(growing_.begin(), growing_.end(), [&](const auto& each) {
            return each.second.person == session.person;
        });
        if (growing_.size() >= answers_growing_max || own >= answers_growing_a_person_max) {
            return send(request.id, problem(reader.lang, "busy"));
        }
        growing_[request.id] = {reader.lang, session.person, matched, std::move(said),
                                now_ms_ + growing_ms_max};
        return;
    }
    const WordsWanted& wanted = reader.words.wanted();
    if (wanted.empty() || reads >= reads_a_piece_max) {
        looked(session.person, matched, reader.words.shown());
        return send_counted(request.id, session.person, reader.lang, std::move(said));
    }
    // Read, and made again from what the state is then, which may want more; words that do not come
    // stay empty.
    read_then(wanted, [this, request, matched, session, reads](bool good) {
        ask(request, matched, session, good ? reads + 1 : reads_a_piece_max);
    });
}

/// Who read people's words, and of what; never the words. Names are no secret to those who see
/// them.
void Shell::looked(const PersonId& person, const Matched& matched, std::size_t shown) {
    if (shown == 0 || matched.route->path == "/names") return;
    process_.log->info("", "looked",
                       {{"person", person.text},
                        {"matter", matter_of(matched)},
                        {"texts", std::to_string(shown)}});
}

void Shell::grow() {
    for (auto at = growing_.begin(); at != growing_.end();) {
        auto& [id, each] = *at;
        try {
            if (!each.reading) grow_by_a_piece(id, each);
        } catch (const std::exception& fault) {
            left_out(std::string(each.matched.route->path), fault.what());
            each.answer = problem(each.lang, "broken");
            each.made = 0;
        }
        if (each.made == each.answer.rest.size()) {
            looked(each.person, each.matched, each.shown);
            send_counted(id, each.person, each.lang, std::move(each.answer));
        } else if (now_ms_ >= each.until_ms) {
            send(id, problem(each.lang, "busy"));
        } else {
            ++at;
            continue;
        }
        at = growing_.erase(at);
    }
}

void Shell::grow_by_a_piece(std::uint64_t id, Growing& each) {
    const Facts seen = facts();
    Reader reader(seen, each.person, each.lang, kept_);
    std::string piece = each.answer.rest[each.made](reader);
    if (!reader.words.wanted().empty() && each.reads < reads_a_piece_max) {
        each.reading = true;
        ++each.reads;
        return read_then(reader.words.wanted(), [this, id](bool) {
            const auto at = growing_.find(id);
            if (at != growing_.end()) at->second.reading = false;
        });
    }
    each.answer.body += piece;
    each.shown += reader.words.shown();
    each.reads = 0;
    ++each.made;
}

void Shell::open_stream(const http::Request& request, const SignedIn& session) {
    const auto streams = hub_.streams();
    const auto own = std::count_if(streams.begin(), streams.end(), [&](const Hub::Stream& each) {
        return each.person == session.person;
    });
    if (own >= streams_a_person_max) {  // others want a connection as well
        return send(request.id, problem(lang_of(request.header("accept-language")), "busy"));
    }
    const Query query = Query::parse(request.query());
    // A browser that comes back says where it stood in a header; its address says where it began.
    std::optional<std::uint64_t> since;
    for (const std::string& given :
         {query.text("since"), std::string(request.header("last-event-id"))}) {
        if (given.empty() || given.find_first_not_of("0123456789") != given.npos) continue;
        since = std::max(since.value_or(0), id_number(given));
    }
    const Hub::Stream stream{request.id, session.id, session.person};
    Hub::Made made = hub_.open(facts(), kept_, stream, since);
    look_at_frames();
    if (!made.wanted.empty()) {
        return read_then(made.wanted, [this, request, session](bool good) {
            if (!good) hub_.go_without();
            open_stream(request, session);
        });
    }
    if (!down_->push(http::OpenStream{request.id, std::move(made.out.front().text)})) {
        hub_.close(request.id);
    }
}

void Shell::send_counted(std::uint64_t id, const PersonId& person, Lang lang, Answer answer) {
    std::shared_ptr<const void> held;
    if (answer.body.size() > answer_bytes_free) {
        held = room_.take(person, static_cast<std::int64_t>(answer.body.size()));
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
