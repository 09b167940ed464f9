// Passes evidence through: pieces from a page to the office, files from the office to a page.
// Nothing is stored here.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "console/limits.h"
#include "console/shell.h"
#include "domain/cases/about.h"
#include "domain/evidence.h"
#include "domain/hash.h"
#include "refusals/says.h"
#include "wire/limits.h"

namespace dudao::console {
namespace {

/// The types that a browser may display; anything else is downloaded. The type is chosen by the
/// sender, so pages and scripts are never displayed.
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

constexpr std::size_t name_digits = 12;  // digits of the hash used in the file name

void take_shape(Answer& answer, std::string_view mime, const EvidenceHash& hash) {
    const Shape& shape = shape_of(mime);
    answer.type = shape.mime;
    if (shape.in_place) return;
    answer.file = hash.text.substr(0, name_digits) + std::string(shape.ending);
}

}  // namespace

const Evidence* Shell::evidence_of(const EvidenceHash& hash, const SignedIn& session) const {
    const Facts seen = facts();
    const Reader reader(seen, session.person, Lang::Zh, kept_);
    const auto at = reader.state.evidence.find(hash);
    const bool there = at != reader.state.evidence.end() && reader.sight.sees(at->second);
    return there ? &at->second : nullptr;
}

/// The case whose evidence this is, for somebody who reads the case: a look at it. A hand of the
/// assignment, to whom it was given to do, looks at nothing.
CaseId Shell::case_read_in(const EvidenceHash& hash, const SignedIn& session) const {
    const Facts seen = facts();
    const Reader reader(seen, session.person, Lang::Zh, kept_);
    const CaseId lead = case_about(reader.state, EvidenceStored{hash});
    const Case* row = row_of(reader.state.cases, lead);
    return row && reader.sight.reads(*row) ? lead : CaseId{};
}

Context Shell::speaker(const PersonId& person) const {
    Context who;
    who.now = now_;
    who.actor = person;
    who.kind = KeyKind::Gateway;
    return who;
}

Shell::Work Shell::take_piece(http::Request request, EvidenceHash hash, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Evidence* known = evidence_of(hash, session);
    if (!known) co_return send(request.id, problem(lang, "not_found"));
    if (!has_attached(follower_.replica().state, speaker(session.person), *known)) {
        co_return send(request.id, problem(lang, "not_attached"));
    }
    const Query query = Query::parse(request.query());
    const auto offset = query.number("offset", 0);
    const auto size = query.number("size", known->size);
    if (!offset || *offset > known->size) {
        co_return send(request.id, bad(lang, says("offset_out_of_file", known->size)));
    }
    if (!size || *size != known->size) {
        co_return send(request.id, bad(lang, says("size_of_another_file", known->size)));
    }
    const auto bytes = static_cast<std::int64_t>(request.body.size());
    const bool small = request.body.size() < wire::chunk_bytes_least;
    if (bytes > 0 && small && *offset + bytes < known->size) {
        co_return send(request.id, bad(lang, says("piece_too_small")));
    }
    const wire::Chunk chunk{hash, known->size, *offset, Bytes(request.body), session.person};
    if (!link_.uplink().welcomed() || receipts_.size() >= pieces_taken_max ||
        !link_.send(link_.uplink().chunk(chunk))) {
        co_return send(request.id, problem(lang, "no_broker"));
    }
    const auto said = co_await receipts_.of(hash, now_ms_ + command_ms_max);
    if (!said) co_return send(request.id, problem(lang, "busy"));
    if (!said->what.empty()) {
        process_.log->warning("", "evidence.not_kept", {{"why", said->what}});
        co_return send(request.id, problem(lang, "not_kept"));
    }
    send(request.id, plain({{"have", said->have}, {"stored", said->stored}}));
}

Shell::Work Shell::show_evidence(http::Request request, EvidenceHash hash, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Evidence* found = evidence_of(hash, session);
    if (!found || !found->stored) co_return send(request.id, problem(lang, "not_found"));
    if (!link_.uplink().welcomed()) co_return send(request.id, problem(lang, "no_broker"));
    const auto size = static_cast<std::size_t>(found->size);
    const std::string mime = found->mime;
    auto held = room_.reserve(session.person, found->size);  // until it is written or given up
    if (!held) co_return send(request.id, problem(lang, "busy"));
    process_.log->info("", "words.shown",
                       {{"person", session.person.text}, {"matter", "evidence:" + hash.text}});
    if (const CaseId lead = case_read_in(hash, session)) say_looked(session.person, lead);
    const std::int64_t until_ms = now_ms_ + evidence_ms_max;
    Answer answer;
    Sha256 sum;  // of the bytes received
    for (bool whole = false; !whole;) {
        // A new number for each query, so that a late answer is ignored.
        const std::int64_t q = ++questions_asked_;
        const std::string frame = link_.uplink().query(q, session.person, "evidence", hash.text,
                                                       std::to_string(answer.body.size()));
        if (!link_.send(frame)) co_return send(request.id, problem(lang, "busy"));
        const auto piece = co_await questions_.of(q, until_ms);
        if (!piece) co_return send(request.id, problem(lang, "busy"));
        if (!piece->ok && piece->why != "altered") {
            const bool there = piece->why != "not_found";
            co_return send(request.id, problem(lang, there ? "busy" : "not_found"));
        }
        answer.body += piece->result;
        sum.add(piece->result);
        whole = answer.body.size() >= size || piece->result.empty();
    }
    // Also checked here, so that nobody is shown other bytes than those attached.
    if (answer.body.size() != size || to_hex(sum.done()) != hash.text) {
        process_.log->error("", "evidence.altered", {{"hash", hash.text}});
        co_return send(request.id, problem(lang, "altered"));
    }
    take_shape(answer, mime, hash);
    send(request.id, std::move(answer), {}, std::move(held));
}

}  // namespace dudao::console
