// Commands: from a page's JSON to the broker and back, once per key.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "console/api/numbered.h"
#include "console/commands/form.h"
#include "console/limits.h"
#include "console/shell.h"
#include "domain/command.h"
#include "json_depth.h"
#include "ledger/hash.h"
#include "process/process.h"
#include "refusals/says.h"

namespace dudao::console {
namespace {

constexpr std::size_t key_bytes = 26;  // length of a ULID

bool is_for_people(std::string_view command) {
    const CommandDeclaration* declared = declaration_of(command);
    return declared != nullptr && declared->right.roles != 0;
}

}  // namespace

Shell::Work Shell::order(http::Request request, std::string name_of_command, SignedIn session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    if (!body.is_object())
        co_return send(request.id, bad(lang, says("body_no_object", "{key, args}")));
    const std::string key = body.contains("key") && body["key"].is_string()
                                ? body["key"].get<std::string>()
                                : std::string();
    if (key.size() != key_bytes || !is_code(key)) {
        co_return send(request.id, bad(lang, says("no_command_key")));
    }
    const Json args = body.value("args", Json::object());
    const auto command = command_of(
        name_of_command, args, [&](MatterKind kind, std::int32_t year, std::int32_t number) {
            const Facts seen = facts();
            const Reader reader(seen, session.person, lang, kept_);
            return id_by_number(seen.state(), reader.sight, kind, year, number);
        });
    if (!command) {
        const bool unknown = command.error().kind == Error::Kind::NotFound;
        co_return send(request.id,
                       unknown ? problem(lang, "no_route") : bad(lang, command.error()));
    }
    if (!is_for_people(name_of_command)) co_return send(request.id, problem(lang, "forbidden"));

    const Bytes hash(to_bytes(sha256(name_of_command + "\n" + text_of(args))));
    std::int64_t n = 0;
    std::optional<wire::Answer> answer;
    if (const Sent::Row* row = sent_->find(session.person, key)) {
        if (row->hash != hash) co_return send(request.id, problem(lang, "key_reused"));
        n = row->n;
        if (row->answered) answer = row->answer;
    } else {
        Uplink& uplink = link_.uplink();
        const auto unanswered = static_cast<std::int64_t>(uplink.unanswered());
        if (!uplink.welcomed() || unanswered >= commands_unanswered_max) {
            co_return send(request.id, problem(lang, "no_broker"));
        }
        const std::string trace = new_trace();
        OutboxRow fresh = uplink.make(*command, session.person, trace);
        n = fresh.n;
        const auto kept = sent_->begin(
            {incarnation_, n, session.person, key, hash, Bytes(fresh.frame), false, {}});
        if (!kept) {
            process_.log->error(trace, "outbox.failed", {{"why", kept.error().text()}});
            uplink.take_back(fresh);
            co_return send(request.id, problem(lang, "no_disk"));
        }
        process_.log->info(
            trace, "command.sent",
            {{"name", name_of_command}, {"person", session.person.text}, {"n", std::to_string(n)}});
        uplink.offer(std::move(fresh));
    }
    const std::int64_t until_ms = now_ms_ + command_ms_max;
    if (!answer) answer = co_await answers_.of(n, until_ms);
    if (!answer) co_return send(request.id, problem(lang, "busy"));
    if (!answer->ok) co_return send(request.id, refused(lang, *answer));
    // Wait until the replica has the commit, so that the next read shows its effect.
    if (follower_.replica().seq < answer->accepted.commit) {
        co_await commits_.of(answer->accepted.commit, until_ms);
    }
    send(request.id, done(answer->accepted));
}

void Shell::answered(const wire::Answer& answer) {
    if (const auto kept = sent_->finish(answer); !kept) {
        process_.log->warning("", "outbox.failed", {{"why", kept.error().text()}});
    }
    answers_.tell(answer.n, answer);
}

}  // namespace dudao::console
