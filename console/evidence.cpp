// Evidence on its way through: pieces from a page to the office, files from the office to a page.
// Nothing of it stays here.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "console/limits.h"
#include "console/shell.h"
#include "domain/evidence.h"
#include "domain/hash.h"
#include "refusals/says.h"
#include "wire/limits.h"

namespace dudao::console {
namespace {

/// What a browser may show where it is; all else is a file to keep. A type is whatever the sender
/// called it: no page and no script is ever made of it.
struct Shape {
    std::string_view mime;
    bool in_place = false;
    std::string_view ending;
};
constexpr auto shapes = std::to_array<Shape>({{"image/jpeg", true, ".jpg"},
                                              {"image/png", true, ".png"},
                                              {"image/webp", true, ".webp"},
                                              {"application/pdf", false, ".pdf"},
                                              {"application/octet-stream", false, ".bin"}});

const Shape& shape_of(std::string_view mime) {
    const auto at = std::find_if(shapes.begin(), shapes.end(),
                                 [&](const Shape& each) { return each.mime == mime; });
    return at == shapes.end() ? shapes.back() : *at;
}

constexpr std::size_t name_digits = 12;  // of the hash, in the name of a file

}  // namespace

const Evidence* Shell::evidence_of(const EvidenceHash& hash, const SignedIn& session) const {
    const Facts seen = facts();
    const Reader reader(seen, session.person, Lang::Zh, kept_);
    const auto at = reader.state.evidence.find(hash);
    const bool there = at != reader.state.evidence.end() && reader.sight.sees(at->second);
    return there ? &at->second : nullptr;
}

Context Shell::speaker(const PersonId& person) const {
    Context who;
    who.now = now_;
    who.actor = person;
    who.kind = KeyKind::Gateway;
    return who;
}

void Shell::take_piece(const http::Request& request, const EvidenceHash& hash,
                       const SignedIn& session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Evidence* known = evidence_of(hash, session);
    if (!known) return send(request.id, problem(lang, "not_found"));
    if (!has_attached(follower_.replica().state, speaker(session.person), *known)) {
        return send(request.id, problem(lang, "not_attached"));
    }
    const Query query = Query::parse(request.query());
    const auto offset = query.number("offset", 0);
    const auto size = query.number("size", known->size);
    if (!offset || *offset > known->size) {
        return send(request.id, bad(lang, says("offset_out_of_file", known->size)));
    }
    if (!size || *size != known->size) {
        return send(request.id, bad(lang, says("size_of_another_file", known->size)));
    }
    const auto bytes = static_cast<std::int64_t>(request.body.size());
    const bool small = request.body.size() < wire::chunk_bytes_least;
    if (bytes > 0 && small && *offset + bytes < known->size) {
        return send(request.id, bad(lang, says("piece_too_small")));
    }
    const wire::Chunk chunk{hash, known->size, *offset, Bytes(request.body), session.person};
    if (!link_.uplink().welcomed() || taking_.size() >= pieces_taken_max ||
        !link_.send(link_.uplink().chunk(chunk))) {
        return send(request.id, problem(lang, "no_broker"));
    }
    taking_.push_back({{request.id, lang, now_ms_ + command_ms_max}, hash});
}

void Shell::taken(const wire::ChunkTaken& said) {
    const auto at = std::find_if(taking_.begin(), taking_.end(),
                                 [&](const Taking& each) { return each.hash == said.hash; });
    if (at == taking_.end()) return;
    const Waiter waiter = at->waiter;
    taking_.erase(at);
    if (!said.what.empty()) {
        process_.log->warning("", "evidence.not_kept", {{"why", said.what}});
        return send(waiter.id, problem(waiter.lang, "not_kept"));
    }
    send(waiter.id, plain({{"have", said.have}, {"stored", said.stored}}));
}

void Shell::show_evidence(const http::Request& request, const EvidenceHash& hash,
                          const SignedIn& session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Evidence* known = evidence_of(hash, session);
    if (!known || !known->stored) return send(request.id, problem(lang, "not_found"));
    if (!link_.uplink().welcomed()) return send(request.id, problem(lang, "no_broker"));
    auto held = room_.take(session.person, known->size);  // until it is read, or given up
    if (!held) return send(request.id, problem(lang, "busy"));
    const Waiter waiter{request.id, lang, now_ms_ + evidence_ms_max};
    showing_.emplace(++questions_,
                     Showing{waiter, session.person, hash, *known, std::move(held), {}, {}});
    process_.log->info("", "looked",
                       {{"person", session.person.text}, {"matter", "evidence:" + hash.text}});
    ask_on(questions_);
}

void Shell::ask_on(std::int64_t q) {
    const Showing& wanted = showing_.at(q);
    const std::string from = std::to_string(wanted.bytes.size());
    const std::string frame =
        link_.uplink().query(q, wanted.person, "evidence", wanted.hash.text, from);
    if (link_.send(frame)) return;
    send(wanted.waiter.id, problem(wanted.waiter.lang, "busy"));
    showing_.erase(q);
}

void Shell::shown(const wire::QueryResult& piece) {
    const auto at = showing_.find(piece.q);
    if (at == showing_.end()) return;
    Showing& wanted = at->second;
    const auto size = static_cast<std::size_t>(wanted.known.size);
    wanted.bytes += piece.result;
    wanted.sum.add(piece.result);
    const bool whole = wanted.bytes.size() == size;
    if (piece.ok && !piece.result.empty() && wanted.bytes.size() < size) {
        // The next question has a number of its own: a late answer is nobody's.
        auto node = showing_.extract(at);
        node.key() = ++questions_;
        showing_.insert(std::move(node));
        return ask_on(questions_);
    }
    // The office has held it against its hash, and so do we: nobody is shown another's bytes.
    const bool genuine = whole && to_hex(wanted.sum.done()) == wanted.hash.text;
    if (piece.ok && genuine) {
        const Shape& shape = shape_of(wanted.known.mime);
        Answer answer;
        answer.type = shape.mime;
        answer.body = std::move(wanted.bytes);
        if (!shape.in_place) {
            answer.file = wanted.hash.text.substr(0, name_digits) + std::string(shape.ending);
        }
        send(wanted.waiter.id, std::move(answer), {}, std::move(wanted.held));
    } else if (piece.ok || piece.why == "altered") {
        process_.log->error("", "evidence.altered", {{"hash", wanted.hash.text}});
        send(wanted.waiter.id, problem(wanted.waiter.lang, "altered"));
    } else {
        const bool there = piece.why != "not_found";
        send(wanted.waiter.id, problem(wanted.waiter.lang, there ? "busy" : "not_found"));
    }
    showing_.erase(at);
}

void Shell::give_up_evidence() {
    std::erase_if(taking_, [&](const Taking& each) {
        if (now_ms_ < each.waiter.until_ms) return false;
        send(each.waiter.id, problem(each.waiter.lang, "busy"));
        return true;
    });
    std::erase_if(showing_, [&](const auto& each) {
        const Waiter& waiter = each.second.waiter;
        if (now_ms_ < waiter.until_ms) return false;
        send(waiter.id, problem(waiter.lang, "busy"));
        return true;
    });
}

}  // namespace dudao::console
