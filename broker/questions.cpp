// Requests that are not commands: queries on the committed state, and pieces of evidence.
#include <algorithm>
#include <exception>

#include "broker/jurisdiction.h"
#include "broker/limits.h"
#include "broker/queries.h"
#include "domain/cases/about.h"
#include "domain/decide.h"
#include "domain/evidence.h"
#include "domain/sight.h"
#include "hex.h"
#include "ledger/key_id.h"
#include "outside/outside.h"
#include "wire/codec.h"

namespace dudao::broker {
namespace {

/// If one row makes a query fail, only this query fails; the fault is returned in the answer.
Result<std::string> safely_answered(const State& state, const Context& asker,
                                    const wire::Query& query) {
    try {
        return answer(state, asker, query);
    } catch (const std::exception& fault) {
        return fail(Error::Kind::Corrupt, std::string("the answer cannot be made: ") + fault.what(),
                    "please report it, with the time");
    }
}

/// Checks a piece against the attached size. Returns the fault, or an empty string if it fits.
std::string fault_of(const wire::Chunk& chunk, std::int64_t size) {
    const auto bytes = static_cast<std::int64_t>(chunk.data.size());
    if (chunk.size != size || chunk.offset < 0 || chunk.offset > size - bytes)
        return "size is not the one attached, or the piece is not within it";
    if (chunk.data.size() > wire::chunk_bytes_max) return "a piece is over 256 KiB";
    const bool last = chunk.offset + bytes == size;
    if (bytes > 0 && !last && chunk.data.size() < wire::chunk_bytes_least)
        return "a piece is under 64 KiB and not the last";
    return {};
}

}  // namespace

CaseId Jurisdiction::case_of_evidence(const EvidenceHash& hash) const {
    return case_about(state_, EvidenceStored{hash});
}

/// Of the links, not of the record: nothing of it is committed.
Result<std::string> Jurisdiction::devices_seen(const Context& asker) const {
    if (!Sight(state_, asker).reads_register()) {
        return fail(Error::Kind::NotFound, "no such item, or not yours to see");
    }
    return encode(health_.rows(state_, sessions_), Form::Log);
}

void Jurisdiction::on_query(const Frame& frame, const Peer& peer, const wire::Query& query,
                            Turn& turn) {
    wire::QueryResult result{query.q, false, pipeline_.newest_seq(), {}, "", ""};
    const auto context = speaker(state_.keys.at(peer.key), query.as, "", turn.now);
    if (!context) {
        result.why = "forbidden";
        result.what = "this key may not speak for that person";
    } else if (query.what == "evidence") {
        const auto wanted = piece_of(state_, *context, query);
        if (wanted) {
            turn.add(ReadPiece{frame.session, options_.j, query.q, wanted->hash, wanted->offset,
                               case_of_evidence(wanted->hash)});
            return;
        }
        result.why = why_not(wanted.error());
        result.what = wanted.error().text();
    } else if (query.what == "returned" || query.what == "recorded") {
        const auto words = words_of(state_, *context, query);
        if (words) return ask_value(frame.session, query.q, *words, turn);
        result.why = why_not(words.error());
        result.what = words.error().text();
    } else if (auto answered = query.what == "devices" ? devices_seen(*context)
                                                       : safely_answered(state_, *context, query)) {
        result.ok = answered->size() < wire::message_bytes_max - query_frame_bytes;
        if (result.ok) result.result = Bytes(std::move(*answered));
        if (!result.ok) result.what = "the answer is over 1 MiB; ask with a filter";
    } else {
        result.why = why_not(answered.error());
        result.what = answered.error().text();
        if (answered.error().kind == Error::Kind::Corrupt) {
            turn.note(options_.j, Note::Level::Error, "query.broken",
                      {{"what", query.what}, {"why", answered.error().what}});
        }
    }
    send_when_committed(frame.session, std::move(result), turn);
}

void Jurisdiction::on_piece_read(const PieceRead& read, Turn& turn) {
    wire::QueryResult result{read.q, false, pipeline_.newest_seq(), {}, "", ""};
    switch (read.fault) {
        case PieceRead::Fault::None:
            result.ok = true;
            result.result = Bytes(read.bytes);
            break;
        case PieceRead::Fault::Busy:
            result.why = "busy";
            result.what = "too much evidence is on its way; ask again";
            break;
        case PieceRead::Fault::Unreadable:
            result.why = "not_found";
            result.what = "the office cannot read it: the disk, or a destroyed key of its case";
            turn.note(options_.j, Note::Level::Error, "evidence.unreadable",
                      {{"hash", read.hash.text}});
            break;
        case PieceRead::Fault::Altered:
            result.why = "altered";
            result.what = "what the office has is not what was attached: it was altered";
            turn.note(options_.j, Note::Level::Error, "evidence.altered",
                      {{"hash", read.hash.text}});
            break;
    }
    send_when_committed(read.session, std::move(result), turn);
}

void Jurisdiction::ask_value(const std::string& session, std::int64_t q, const Text& words,
                             Turn& turn) {
    if (values_asked_.size() >= values_asked_max) {
        wire::QueryResult busy{q, false, pipeline_.newest_seq(), {}, "busy", ""};
        busy.what = "too many words are on their way; ask again";
        return send_when_committed(session, std::move(busy), turn);
    }
    values_asked_[++last_value_asked_] = {session, q, words};
    // The words are stored with the commit; before it they are not there.
    pipeline_.hold(ReadValue{options_.j, words.ref, last_value_asked_}, turn);
}

void Jurisdiction::on_value(const ValueRead& read, Turn& turn) {
    if (const auto at = values_asked_.find(read.ask); at != values_asked_.end()) {
        const ValueAsked asked = std::move(at->second);
        values_asked_.erase(at);
        send_when_committed(asked.session, given(asked.q, asked.words, read, turn), turn);
    }
    if (read.verdict.outcome == Outcome::Unknown && serving()) {
        lease_.resolve("value unknown", turn);
    }
}

/// What is given out was held against its commitment: salt and words, so that the asker can do the
/// same.
wire::QueryResult Jurisdiction::given(std::int64_t q, const Text& words, const ValueRead& read,
                                      Turn& turn) const {
    wire::QueryResult result{q, false, pipeline_.newest_seq(), {}, "", ""};
    if (read.verdict.outcome != Outcome::Done) {
        result.why = "busy";
        result.what = "the store did not answer; ask again";
        return result;
    }
    const bool open = read.value.empty() || !options_.unlock_words;
    const auto unlocked =
        open ? Result<std::string>(read.value) : options_.unlock_words(options_.j, read.value);
    const bool erased =
        read.value.empty() || (!unlocked && unlocked.error().kind == Error::Kind::NotFound);
    if (erased) {
        result.why = "not_found";
        result.what = "these words are erased";
    } else if (!unlocked || open_value(*unlocked).commitment != words.commitment) {
        result.why = "altered";
        result.what = "what the office has is not what was said: it was altered";
        turn.note(options_.j, Note::Level::Error, "words.altered", {{"ref", to_hex(words.ref)}});
    } else {
        result.ok = true;
        result.result = Bytes(*unlocked);
    }
    return result;
}

void Jurisdiction::on_chunk(const Frame& frame, const Peer& peer, const wire::Chunk& chunk,
                            Turn& turn) {
    const auto known = state_.evidence.find(chunk.hash);
    const auto who = speaker(state_.keys.at(peer.key), chunk.as, "", turn.now);
    wire::ChunkTaken taken{chunk.hash, 0, false, ""};
    // The same answer for evidence that does not exist and evidence that others attached.
    if (!who || known == state_.evidence.end() || !has_attached(state_, *who, known->second)) {
        taken.what = "no evidence with this hash was attached; send evidence.attach first";
    } else if (known->second.stored) {
        taken.have = known->second.size;
        taken.stored = true;
    } else if (!may_bring(state_, *who, known->second)) {
        taken.what = "another attached this file first, and brings its bytes";
    } else {
        taken.what = fault_of(chunk, known->second.size);
        if (taken.what.empty()) {
            turn.add(WriteChunk{frame.session, options_.j, chunk, case_of_evidence(chunk.hash)});
            return;
        }
    }
    send_when_committed(frame.session, std::move(taken), turn);
}

/// The file counts as stored only once the event is in the log; until then the sender sends it
/// again.
void Jurisdiction::on_chunk_written(const ChunkWritten& written, Turn& turn) {
    if (!serving()) {
        turn.send(options_.j, written.session, wire::Moved{});
        return;
    }
    wire::ChunkTaken taken = written.taken;
    if (!taken.what.empty()) {
        turn.note(options_.j, Note::Level::Warning, "evidence.not_taken",
                  {{"hash", taken.hash.text}, {"why", taken.what}});
    }
    if (taken.stored) {
        const KeyRow* own = row_of_key(state_.keys, options_.own_key);
        const KeyId own_key = own ? own->id : key_id(options_.own_key);
        const Context context{std::max(turn.now.moment, state_.last_at),
                              {},
                              own_key,
                              KeyKind::Broker,
                              {},
                              "",
                              &outside_of_rules};
        auto decision = decide(state_, context, EvidenceStored{taken.hash});
        if (!decision) {
            taken.stored = false;
            taken.what = decision.error().what();
        } else if (!decision->events.empty()) {
            add(encode(std::move(decision->events)), {}, {});
        }
    }
    send_when_committed(written.session, std::move(taken), turn);
}

}  // namespace dudao::broker
