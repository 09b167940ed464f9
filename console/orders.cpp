// Commands: from a page's JSON to the broker and back, once for each key.
#include <algorithm>
#include <nlohmann/json.hpp>

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

constexpr std::size_t key_bytes = 26;  // of a ULID

bool is_for_people(std::string_view command) {
    const CommandDeclaration* declared = declaration_of(command);
    return declared && declared->right.roles != 0;
}

}  // namespace

void Shell::order(const http::Request& request, const std::string& name_of_command,
                  const SignedIn& session) {
    const Lang lang = lang_of(request.header("accept-language"));
    const Json body = json_from_outside<Json>(request.body);
    if (!body.is_object())
        return send(request.id, bad(lang, says("body_no_object", "{key, args}")));
    const std::string key = body.contains("key") && body["key"].is_string()
                                ? body["key"].get<std::string>()
                                : std::string();
    if (key.size() != key_bytes || !is_code(key)) {
        return send(request.id, bad(lang, says("no_command_key")));
    }
    const Json args = body.value("args", Json::object());
    const auto command = command_of(name_of_command, args);
    if (!command) {
        const bool unknown = command.error().kind == Error::Kind::NotFound;
        return send(request.id,
                    unknown ? problem(lang, "no_route") : bad(lang, command.error()));
    }
    if (!is_for_people(name_of_command)) return send(request.id, problem(lang, "forbidden"));

    const Bytes hash(to_bytes(sha256(name_of_command + "\n" + text_of(args))));
    const Waiter waiter{request.id, lang, now_ms_ + command_ms_max};
    if (const Journal::Row* row = journal_->find(session.person, key)) {
        if (row->hash != hash) return send(request.id, problem(lang, "key_reused"));
        if (row->answered) return settle(request.id, lang, row->answer);
        waiting_.emplace(row->n, waiter);
        return;
    }
    Uplink& uplink = link_.uplink();
    const auto unanswered = static_cast<std::int64_t>(uplink.unanswered());
    if (!uplink.welcomed() || unanswered >= commands_unanswered_max) {
        return send(request.id, problem(lang, "no_broker"));
    }
    const std::string trace = new_trace();
    OutboxRow row = uplink.make(*command, session.person, trace);
    const auto kept = journal_->begin(
        {incarnation_, row.n, session.person, key, hash, Bytes(row.frame), false, {}});
    if (!kept) {
        process_.log->error(trace, "journal.failed", {{"why", kept.error().text()}});
        uplink.take_back(row);
        return send(request.id, problem(lang, "no_disk"));
    }
    process_.log->info(
        trace, "command",
        {{"name", name_of_command}, {"person", session.person.text}, {"n", std::to_string(row.n)}});
    waiting_.emplace(row.n, waiter);
    uplink.offer(std::move(row));
}

void Shell::answered(const wire::Answer& answer) {
    if (const auto kept = journal_->finish(answer); !kept) {
        process_.log->warning("", "journal.failed", {{"why", kept.error().text()}});
    }
    const auto [from, to] = waiting_.equal_range(answer.n);
    for (auto at = from; at != to; ++at) {
        const Waiter& waiter = at->second;
        const bool ahead = answer.ok && follower_.replica().seq < answer.accepted.commit;
        // Whoever acts and then looks must see what they did.
        if (ahead) settled_.push_back({waiter, answer});
        if (!ahead) settle(waiter.id, waiter.lang, answer);
    }
    waiting_.erase(from, to);
}

void Shell::settle(std::uint64_t id, Lang lang, const wire::Answer& answer) {
    send(id, answer.ok ? done(answer.accepted) : refused(lang, answer));
}

}  // namespace dudao::console
