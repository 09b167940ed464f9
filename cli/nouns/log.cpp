// Reads, follows and verifies the log itself.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/log_reader.h"
#include "cli/nouns/log_verify.h"
#include "cli/nouns/withheld.h"
#include "cli/output.h"
#include "domain/zone.h"
#include "net/loop.h"
#include "net/steady.h"
#include "store/redis_store.h"
#include "store/tail.h"
#include "wire/event_codec.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;
constexpr int entries_a_read = 500;
constexpr long tail_wait_ms = 1000;

/// An event [v, type, at, actor, via, trace, body], with an optional second person who confirmed
/// it, as a JSON object.
Result<Json> event_json(std::uint64_t commit, std::uint64_t index, const std::string& bytes) {
    auto event = json_of(bytes);
    if (!event) return event;
    const bool confirmed = event->is_array() && event->size() == 8;
    if (!event->is_array() || (event->size() != 7 && !confirmed))
        return fail(Error::Kind::Corrupt, "not an event");
    const Json& e = *event;
    Json told{{"commit", commit}, {"index", index}, {"at", e[2]}, {"type", e[1]}, {"actor", e[3]},
              {"via", e[4]},      {"trace", e[5]},  {"v", e[0]},  {"body", e[6]}};
    if (confirmed) told["second"] = e[7];
    return told;
}

void print_event(const Globals& globals, const Json& event) {
    if (globals.json()) {
        std::cout << event.dump() << '\n';
        return;
    }
    const Moment at{event["at"].get<std::int64_t>()};
    const std::string actor = cell_of(event["actor"]);
    std::cout << event["commit"] << "  " << event["index"] << "  "
              << to_text(at, shanghai().offset_at(at)) << "  " << cell_of(event["type"]) << "  "
              << (actor.empty() ? cell_of(event["via"]) : actor) << "  " << event["body"].dump()
              << '\n';
}

Result<void> print_commit(const Globals& globals, const Entry& entry) {
    const auto commit = decode_commit(entry.b);
    if (!commit) return tl::unexpected<Error>(commit.error());
    std::uint64_t index = commit->first;
    for (const std::string& bytes : commit->events) {
        const auto event = event_json(entry.seq, index++, bytes);
        if (!event) return tl::unexpected<Error>(event.error());
        print_event(globals, without_leads(*event));
    }
    return {};
}

/// Calls visit(entry) for the commits from..to; stops at the first error.
template <class Visit>
Result<void> each_entry(Store& store, const std::string& j, std::uint64_t from, std::uint64_t to,
                        Visit visit) {
    while (from <= to) {
        const auto entries = store.read_range(j, from, entries_a_read);
        if (!entries) return tl::unexpected<Error>(entries.error());
        if (entries->empty())
            return fail(Error::Kind::Corrupt, "commit " + std::to_string(from) + " is not there");
        for (const Entry& entry : *entries) {
            if (entry.seq > to) return {};
            if (auto visited = visit(entry); !visited) return visited;
        }
        from = entries->back().seq + 1;
    }
    return {};
}

int list(const Globals& globals, std::uint64_t from, std::uint64_t count) {
    const auto log = find_log(globals);
    if (!log) return refuse(log.error());
    auto connection = Connection::connect(log->redis);
    if (!connection) return refuse(connection.error());
    Store store(*connection);
    const auto place = store.place(log->j);
    if (!place) return refuse(place.error());
    if (from == 0) from = place->seq >= count ? place->seq - count + 1 : 1;
    const std::uint64_t to = std::min(place->seq, from + count - 1);
    const auto done = each_entry(store, log->j, from, to,
                                 [&](const Entry& entry) { return print_commit(globals, entry); });
    return done ? code(Exit::Ok) : refuse(done.error());
}

int follow(const Globals& globals) {
    enum Token { signals = 1, tail_token = 2 };
    const auto log = find_log(globals);
    if (!log) return refuse(log.error());
    auto connection = Connection::connect(log->redis);
    if (!connection) return refuse(connection.error());
    const auto place = Store(*connection).place(log->j);
    if (!place) return refuse(place.error());
    Loop loop;
    loop.catch_signals(signals);
    const SystemSteady steady;
    Tail tail;
    if (auto opened = tail.open(log->redis, log->j, place->seq, place->head); !opened)
        return refuse(opened.error());
    loop.watch(tail.fd(), tail_token);
    while (!loop.stop_asked()) {
        const Tailed tailed = tail.pump(steady.now_ms());
        for (const Entry& entry : tailed.entries) {
            if (auto printed = print_commit(globals, entry); !printed)
                return refuse(printed.error());
        }
        std::cout.flush();
        if (tailed.fault)
            return refuse({Error::Kind::Unreachable, tailed.fault->text, "follow again"});
        loop.wait(tail_wait_ms);
    }
    return code(Exit::Interrupted);
}

}  // namespace

void add_log(Registry& registry) {
    auto* app =
        registry.app.add_subcommand("log", "The record of everything, as it stands in Redis");
    app->require_subcommand(1);
    struct Range {
        std::uint64_t from = 0;
        std::uint64_t count = 20;
    };
    auto range = std::make_shared<Range>();
    auto* listed = app->add_subcommand("list", "Events, oldest first");
    listed->add_option("--from", range->from, "first commit; none: the last ones");
    listed->add_option("--count", range->count, "commits")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    listed->callback([&registry, range] {
        registry.chosen = [&registry, range] {
            return list(registry.globals, range->from, range->count);
        };
    });
    auto one = std::make_shared<std::uint64_t>(0);
    auto* shown = app->add_subcommand("show", "One commit");
    shown->add_option("commit", *one, "its number")->required()->check(CLI::PositiveNumber);
    shown->callback([&registry, one] {
        registry.chosen = [&registry, one] { return list(registry.globals, *one, 1); };
    });
    app->add_subcommand("follow", "Events as they come")->callback([&registry] {
        registry.chosen = [&registry] { return follow(registry.globals); };
    });
    add_log_verify(*app, registry);
}

}  // namespace dudao
