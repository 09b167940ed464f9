// Reads, follows and verifies the log itself.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/listing.h"
#include "cli/nouns/log_reader.h"
#include "cli/nouns/log_verify.h"
#include "cli/nouns/withheld.h"
#include "cli/output.h"
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

std::string word_of(const Json& body, const char* field) {
    const auto found = body.find(field);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What happened, in words: by the verb, the step, the kind or the outcome where these have their
/// own.
std::string deed_of(const Json& event, Lang lang) {
    const std::string type = cell_of(event["type"]);
    const Json& body = event["body"];
    std::vector<std::string> tries;
    for (const char* field : {"verb", "how", "kind", "state"})
        tries.push_back(word_of(body, field));
    if (body.contains("step")) tries.push_back(body["step"].dump());
    if (body.value("granted", Json()) == true) tries.emplace_back("granted");
    if (body.value("lapsed", Json()) == true) tries.emplace_back("lapsed");
    if (body.value("pass", Json()) == false) tries.emplace_back("returned");
    for (const std::string& more : tries) {
        const std::string key = "event." + type + "." + more;
        if (!more.empty() && has_text(key)) return std::string(text(lang, key));
    }
    return has_text("event." + type) ? std::string(text(lang, "event." + type)) : type;
}

constexpr Noun nothing_else{};

std::vector<std::string> cells_of(const Json& event, Lang lang) {
    const std::string actor = cell_of(event["actor"]);
    Json about = event["body"];
    for (const char* told : {"verb", "how"}) about.erase(told);
    return {event["commit"].dump(),
            event["index"].dump(),
            time_of("at", event["at"].get<std::int64_t>()),
            actor.empty() ? cell_of(event["via"]) : actor,
            deed_of(event, lang),
            in_words(nothing_else, about, {}, lang)};
}

TextTable table_of_events(const std::vector<Json>& events, Lang lang) {
    TextTable table;
    for (const char* column : {"commit", "index", "at", "actor", "event", "matter"})
        table.header.push_back(header_of(column, lang));
    for (const Json& event : events) table.rows.push_back(cells_of(event, lang));
    return table;
}

void print_as_json(Json event) {
    put_iso_times(event);
    std::cout << json_text(event) << '\n';
}

/// Of one commit, what anybody may read.
Result<std::vector<Json>> events_of(const Entry& entry) {
    const auto commit = decode_commit(entry.b);
    if (!commit) return tl::unexpected<Error>(commit.error());
    std::vector<Json> events;
    std::uint64_t index = commit->first;
    for (const std::string& bytes : commit->events) {
        const auto event = event_json(entry.seq, index++, bytes);
        if (!event) return tl::unexpected<Error>(event.error());
        events.push_back(without_leads(*event));
    }
    return events;
}

struct Wanted {
    std::uint64_t from = 0;  // 0: the last ones
    std::uint64_t count = 20;
    std::string type;   // "rectification", or "rectification.issued"; empty: all
    std::string actor;  // empty: anybody
};

bool fits(const Json& event, const Wanted& wanted) {
    const std::string type = cell_of(event["type"]);
    const bool of_type =
        wanted.type.empty() || type == wanted.type || type.starts_with(wanted.type + ".");
    return of_type && (wanted.actor.empty() || cell_of(event["actor"]) == wanted.actor);
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

int list(const Globals& globals, Wanted wanted) {
    const auto log = find_log(globals);
    if (!log) return refuse(log.error());
    auto connection = Connection::connect(log->redis);
    if (!connection) return refuse(connection.error());
    Store store(*connection);
    const auto place = store.place(log->j);
    if (!place) return refuse(place.error());
    if (wanted.from == 0)
        wanted.from = place->seq >= wanted.count ? place->seq - wanted.count + 1 : 1;
    const std::uint64_t to = std::min(place->seq, wanted.from + wanted.count - 1);
    std::vector<Json> all;
    const auto done =
        each_entry(store, log->j, wanted.from, to, [&](const Entry& entry) -> Result<void> {
            const auto events = events_of(entry);
            if (!events) return tl::unexpected<Error>(events.error());
            for (const Json& each : *events) {
                if (fits(each, wanted)) all.push_back(each);
            }
            return {};
        });
    if (!done) return refuse(done.error());
    if (globals.json()) {
        for (const Json& each : all) print_as_json(each);
    } else {
        print_table(globals, table_of_events(all, globals.language()));
    }
    return code(Exit::Ok);
}

/// As they come, so that no column can wait for the widest of those to come.
Result<void> print_commit(const Globals& globals, const Entry& entry) {
    const auto events = events_of(entry);
    if (!events) return tl::unexpected<Error>(events.error());
    for (const Json& each : *events) {
        if (globals.json()) {
            print_as_json(each);
            continue;
        }
        TextTable line;
        line.rows.push_back(cells_of(each, globals.language()));
        print_table(globals, line);
    }
    return {};
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
    while (!loop.stop_asked() && std::cout) {
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
    if (loop.stop_asked()) {
        std::cerr << say(globals.language(), "已停止跟随；记录照常进行。再看：dudao log follow",
                         "no longer followed; the record goes on. Look again: dudao log follow")
                  << '\n';
    }
    return code(Exit::Interrupted);
}

}  // namespace

void add_log(Registry& registry) {
    auto* app =
        registry.app.add_subcommand("log", "The record of everything, as it stands in Redis");
    app->require_subcommand(1);
    auto wanted = std::make_shared<Wanted>();
    auto* listed = app->add_subcommand("list", "Events, oldest first");
    listed->add_option("--from", wanted->from, "first commit; none: the last ones");
    listed->add_option("--count", wanted->count, "commits")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    listed->add_option("--type", wanted->type, "only events of this type, such as rectification");
    listed->add_option("--actor", wanted->actor, "only what this person did");
    listed->callback([&registry, wanted] {
        registry.chosen = [&registry, wanted] { return list(registry.globals, *wanted); };
    });
    auto one = std::make_shared<Wanted>();
    one->count = 1;
    auto* shown = app->add_subcommand("show", "One commit");
    shown->add_option("commit", one->from, "its number")->required()->check(CLI::PositiveNumber);
    shown->callback([&registry, one] {
        registry.chosen = [&registry, one] { return list(registry.globals, *one); };
    });
    app->add_subcommand("follow", "Events as they come")->callback([&registry] {
        registry.chosen = [&registry] { return follow(registry.globals); };
    });
    add_log_verify(*app, registry);
}

}  // namespace dudao
