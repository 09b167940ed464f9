// Commands: from a page's JSON to the broker and back, once per key.
#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "accounts/invitation_code.h"
#include "console/api/may.h"
#include "console/api/numbered.h"
#include "console/commands/adoption.h"
#include "console/commands/form.h"
#include "console/commands/issue.h"
#include "console/limits.h"
#include "console/shell.h"
#include "domain/bounds.h"
#include "domain/cases/hands.h"
#include "domain/command.h"
#include "hex.h"
#include "json_depth.h"
#include "ledger/hash.h"
#include "ledger/key_id.h"
#include "process/process.h"
#include "refusals/says.h"
#include "wire/codec.h"

namespace dudao::console {
namespace {

constexpr std::size_t key_bytes = 26;  // length of a ULID

bool is_for_people(std::string_view command) {
    const CommandDeclaration* declared = declaration_of(command);
    return declared != nullptr && declared->right.roles != 0;
}

/// What only the person concerned says: neither the disk nor a line of the log may name who sent
/// it.
bool is_of_person_concerned(std::string_view command) {
    return command == DefendCase::as_command.name || command == AppealCase::as_command.name;
}

/// Under a key of ours: what lies on the disk lets nobody try names and words against it.
Bytes keyed_hash(const SecretKey& key, std::string_view what) {
    std::string hash(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(what.data()), what.size(),
                       key.bytes.data(), key.bytes.size());
    return Bytes(std::move(hash));
}

/// As the release before kept it, without a key; empty for what is kept with a key alone.
Bytes hash_of_before(const std::string& command, const Json& args) {
    if (is_of_person_concerned(command)) return {};
    return Bytes(to_bytes(sha256(command + "\n" + text_of(args))));
}

/// The person, or a name of ours where the disk may not hold who it was.
PersonId kept_under(const SecretKey& key, std::string_view command, const PersonId& person) {
    if (!is_of_person_concerned(command)) return person;
    return PersonId{to_hex(keyed_hash(key, "person\n" + person.text))};
}

Answer no_command(Lang lang, const Error& error) {
    const bool unknown = error.kind == Error::Kind::NotFound;
    return unknown ? problem(lang, "no_route") : bad(lang, error);
}

/// Faults of a file may be lines made in the reader's language already.
Answer bad_file(Lang lang, const Error& error) {
    return error.said.code.empty() ? problem(lang, "bad_input", error.text()) : bad(lang, error);
}

std::string key_in(const Json& body) {
    const auto key = body.find("key");
    return key != body.end() && key->is_string() ? key->get<std::string>() : std::string();
}

}  // namespace

Result<void> Shell::seal(IssueAssignment& command, const AssignmentWords& words,
                         const PersonId& person) const {
    const Facts seen = facts();
    const Reader reader(seen, person, Lang::Zh, kept_);
    const TeamRow* team = row_of(seen.state().teams, command.team);
    // Of a team that is not theirs to see nobody learns whether it has devices.
    const auto devices = team && reader.sight.sees(*team) ? devices_of(seen.state(), team->id)
                                                          : std::vector<TeamDevice>{};
    return seal_words(command, words, devices, process_.keys, secure_random);
}

Result<std::int64_t> Shell::offer(const Command& command, const PersonId& person,
                                  const PersonId& kept_as, const std::string& key,
                                  const Bytes& hash) {
    Uplink& uplink = link_.uplink();
    const std::string trace = new_trace();
    OutboxRow fresh = uplink.make(command, person, trace);
    const std::int64_t n = fresh.n;
    const auto kept =
        sent_->begin({incarnation_, n, kept_as, key, hash, Bytes(fresh.frame), false, {}});
    if (!kept) {
        process_.log->error(trace, "outbox.failed", {{"why", kept.error().text()}});
        uplink.take_back(fresh);
        return tl::unexpected(kept.error());
    }
    process_.log->info(trace, "command.sent",
                       {{"name", std::string(name(command))},
                        {"person", kept_as == person ? person.text : ""},
                        {"n", std::to_string(n)}});
    uplink.offer(std::move(fresh));
    return n;
}

void Shell::say_looked(const PersonId& person, CaseId lead) {
    const Facts seen = facts();
    const Case* row = row_of(seen.state().cases, lead);
    if (!row || is_look_noted(*row, person, seen.now)) return;
    const std::string day = std::to_string(seen.now.ms / days(1).ms);
    const Bytes hash = keyed_hash(process_.keys.secret_key,
                                  "look\n" + matter_text("case", lead.value) + "\n" + day);
    // One for each person, case and day, so that a second look before the answer adds none.
    const std::string key = to_hex(hash).substr(0, key_bytes);
    if (sent_->find(person, key)) return;
    const auto unanswered = static_cast<std::int64_t>(link_.uplink().unanswered());
    if (unanswered >= commands_unanswered_max) {
        process_.log->error("", "look.unsaid",
                            {{"person", person.text}, {"case", std::to_string(lead.value)}});
        return;
    }
    // A disk that refuses is logged by `offer`; the line `words.shown` is written all the same.
    static_cast<void>(offer({LookAtCase{lead}}, person, person, key, hash));
}

std::string Shell::complete(Command& command, const PersonId& person,
                            const std::string& key) const {
    if (auto* row = std::get_if<KeyRow>(&command); row && !row->id) {
        row->id = key_id(row->public_key);
    }
    auto* invitation = std::get_if<InvitationRow>(&command);
    if (!invitation) return {};
    // Made of the command's key, so that a repeat of the command is told the same code.
    const Bytes made =
        keyed_hash(process_.keys.secret_key, "invitation\n" + person.text + "\n" + key);
    std::string code = invitation_letters(std::string_view(made).substr(0, invitation_code_bytes));
    invitation->code_hash = Bytes(to_bytes(sha256(code)));
    return code;
}

Result<void> Shell::read_files(const std::string& command, Json& args, bool repeated,
                               Lang lang) const {
    const bool calendar = command == CalendarAdoption::as_command.name;
    const bool checklist = command == ChecklistRow::as_command.name;
    if (!calendar && !checklist && command != PolicyAdoption::as_command.name) return {};
    if (!names_files(args)) return {};
    if (repeated) {
        args = Json::object();
        return {};
    }
    const State& state = follower_.replica().state;
    if (calendar) {
        const auto next = calendar_with(args, state.calendar);
        if (!next) return tl::unexpected<Error>(next.error());
        args = Json::from_msgpack(encode(CalendarAdoption{*next}, Form::Log));
        return {};
    }
    if (checklist) {
        const auto list = checklist_from(args, state, lang);
        if (!list) return tl::unexpected<Error>(list.error());
        args = Json::from_msgpack(encode(*list, Form::Log));
        return {};
    }
    auto policy = policy_from(args, row_of(state.policies, state.policy_now), lang);
    if (!policy) return tl::unexpected<Error>(policy.error());
    const Bytes hash(to_bytes(sha256(encode(*policy, Form::Log))));
    args = Json::from_msgpack(encode(PolicyAdoption{hash, std::move(*policy)}, Form::Log));
    return {};
}

void Shell::check_files(const http::Request& request, const SignedIn& session,
                        std::string_view command) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Facts seen = facts();
    const Reader reader(seen, session.person, lang, kept_);
    if (!may_send(reader, command)) return send(request.id, problem(lang, "forbidden"));
    const Json args = json_from_outside<Json>(request.body);
    const State& state = seen.state();
    if (command == PolicyAdoption::as_command.name) {
        const Policy* now = row_of(state.policies, state.policy_now);
        const auto next = policy_from(args, now, lang);
        if (!next) return send(request.id, bad_file(lang, next.error()));
        return send(request.id, plain(policy_changes_in(now ? *now : Policy{}, *next)));
    }
    if (command == ChecklistRow::as_command.name) {
        const auto lists = checklists_from(args, state, lang);
        if (!lists) return send(request.id, bad_file(lang, lists.error()));
        for (const ChecklistRow& each : *lists) {
            // What the file is not refused for, the broker would be.
            const auto beyond = beyond_bounds(state, seen.now, each);
            if (beyond) return send(request.id, bad(lang, beyond->said));
        }
        return send(request.id, plain(checklist_changes_in(state, *lists)));
    }
    const auto next = calendar_with(args, state.calendar);
    if (!next) return send(request.id, bad_file(lang, next.error()));
    Json days = Json::array();
    for (const ChangedDay& each : changed_days(state.calendar, *next)) {
        days.push_back(
            {{"day", to_text(each.day)}, {"before", each.before}, {"after", each.after}});
    }
    send(request.id, plain({{"revision", next->revision}, {"days", std::move(days)}}));
}

Shell::Work Shell::order(http::Request request, std::string name_of_command, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    if (!body.is_object())
        co_return send(request.id, bad(lang, says("body_no_object", "{key, args}")));
    const std::string key = key_in(body);
    if (key.size() != key_bytes || !is_code(key)) {
        co_return send(request.id, bad(lang, says("no_command_key")));
    }
    Json args = body.value("args", Json::object());
    const Bytes hash =
        keyed_hash(process_.keys.secret_key, "command\n" + name_of_command + "\n" + text_of(args));
    const auto words = take_words(name_of_command, args);
    if (!words) co_return send(request.id, bad(lang, words.error()));
    const PersonId kept_as = kept_under(process_.keys.secret_key, name_of_command, session.person);
    const bool repeated = sent_->find(kept_as, key) != nullptr;
    // What a repeat's files would change is in force by now: it is answered by what is kept.
    if (auto read = read_files(name_of_command, args, repeated, lang); !read) {
        co_return send(request.id, bad_file(lang, read.error()));
    }
    auto command = command_of(
        name_of_command, args, [&](MatterKind kind, std::int32_t year, std::int32_t number) {
            const Facts seen = facts();
            const Reader reader(seen, session.person, lang, kept_);
            return id_by_number(seen.state(), reader.sight, kind, year, number);
        });
    if (!command) co_return send(request.id, no_command(lang, command.error()));
    const std::string code = complete(*command, session.person, key);
    if (!is_for_people(name_of_command)) co_return send(request.id, problem(lang, "forbidden"));

    std::int64_t n = 0;
    std::optional<wire::Answer> answer;
    if (const Sent::Row* row = sent_->find(kept_as, key)) {
        if (row->hash != hash && row->hash != hash_of_before(name_of_command, args)) {
            co_return send(request.id, problem(lang, "key_reused"));
        }
        n = row->n;
        if (row->answered) answer = row->answer;
    } else {
        Uplink& uplink = link_.uplink();
        const auto unanswered = static_cast<std::int64_t>(uplink.unanswered());
        if (!uplink.welcomed() || unanswered >= commands_unanswered_max) {
            co_return send(request.id, problem(lang, "no_broker"));
        }
        if (auto* issue = std::get_if<IssueAssignment>(&*command); issue && *words) {
            const auto sealed = seal(*issue, **words, session.person);
            if (!sealed) co_return send(request.id, bad(lang, sealed.error()));
        }
        const auto sent = offer(*command, session.person, kept_as, key, hash);
        if (!sent) co_return send(request.id, problem(lang, "no_disk"));
        n = *sent;
    }
    const std::int64_t until_ms = now_ms_ + command_ms_max;
    if (!answer) answer = co_await answers_.of(n, until_ms);
    if (!answer) co_return send(request.id, problem(lang, "busy"));
    if (!answer->ok) co_return send(request.id, refused(lang, *answer));
    // Wait until the replica has the commit, so that the next read shows its effect.
    if (follower_.replica().seq < answer->accepted.commit) {
        co_await commits_.of(answer->accepted.commit, until_ms);
    }
    send(request.id, done(answer->accepted, invitation_shown(code)));
}

void Shell::answered(const wire::Answer& answer) {
    if (const auto kept = sent_->finish(answer, now_); !kept) {
        process_.log->warning("", "outbox.failed", {{"why", kept.error().text()}});
    }
    answers_.tell(answer.n, answer);
}

}  // namespace dudao::console
