// Queries on the committed state. Every row is filtered by what the asker may see; a person
// excluded from a matter sees neither its row nor its count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/draft.h"
#include "domain/fields.h"
#include "domain/state.h"
#include "domain/text.h"
#include "result.h"
#include "wire/message.h"

namespace dudao::broker {

// What is answered beside rows of the state ------------------------------------------------------
/// Counts of what the asker may see.
struct Status {
    std::uint64_t events = 0;  // of the log
    std::int64_t tasks_open = 0;
    std::int64_t on_site = 0;  // checked in, without a final report
    std::int64_t findings = 0;
    std::int64_t rectifications_open = 0;
    std::int64_t overdue = 0;  // the clock runs and the deadline has passed
    std::int64_t listed = 0;   // for supervision by the leading group
    std::int64_t leads = 0;
    std::int64_t notices_waiting = 0;
    std::int64_t timers = 0;
    Moment now;  // by the office's clock
    DUDAO_FIELDS(events, tasks_open, on_site, findings, rectifications_open, overdue, listed, leads,
                 notices_waiting, timers, now)
};

/// Who asks, as the office knows them.
struct Me {
    PersonId person;  // empty: a process, or a device that named nobody
    KeyId key;
    KeyKind kind = KeyKind::Person;
    GroupId group;
    std::vector<Role> roles;  // anywhere
    TeamId team;              // of a case team's device
    Bytes engine_key;         // to a device: the key that signs its tasks
    DUDAO_FIELDS(person, key, kind, group, roles, team, engine_key)
};

/// A proposal as its reader needs it.
struct ProposalShown {
    ProposalId id;
    std::int32_t year = 0;
    std::int32_t number = 0;
    bool waits_for_you = false;  // the asker may confirm it
    std::string command;         // what is proposed: its name
    Bytes args;                  // and its fields, packed; of a text reference and commitment
    PersonId proposer;
    Moment at;
    Moment lapses;
    std::vector<Confirmation> confirmations;
    DUDAO_FIELDS(id, year, number, waits_for_you, command, args, proposer, at, lapses,
                 confirmations)
};

/// A question by its name on the wire. `evidence`, `returned`, `recorded` and `devices` are not
/// among them: they give bytes (piece_of, words_of), or what is of the links and not of the record.
struct Question {
    enum class Id { None, Code, Number };
    std::string_view name;
    Id id = Id::None;   // what `id` must hold: of the one thing that is asked for
    bool open = false;  // `filter` may be `open`: what is not done yet
};
std::vector<Question> questions();

/// MessagePack of a record, a list of records, or a map of counts. NotFound for what is not there
/// or not the asker's to see; BadInput for an unknown question or filter, with those that there
/// are.
Result<std::string> answer(const State& state, const Context& asker, const wire::Query& query);

/// Parses the query `evidence`: one piece of a stored file, from the offset in `filter`. Errors:
/// NotFound as above.
struct PieceWanted {
    EvidenceHash hash;
    std::int64_t offset = 0;
};
Result<PieceWanted> piece_of(const State& state, const Context& asker, const wire::Query& query);

/// Parses the query `returned`: the words that say why the report of an assignment was returned, or
/// why it was withdrawn; or `recorded`: what a finding says. NotFound as above, and where there are
/// no words.
Result<Text> words_of(const State& state, const Context& asker, const wire::Query& query);

/// The protocol's word for the error kind.
std::string_view why_not(const Error& error);

}  // namespace dudao::broker
