// dudao status: an overview from the views in Redis; --watch repeats it as the log grows.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/log_reader.h"
#include "cli/nouns/rows.h"
#include "cli/nouns/speaker.h"
#include "cli/nouns/status_text.h"
#include "cli/output.h"
#include "clock.h"
#include "domain/figures.h"
#include "domain/hash.h"
#include "domain/overview.h"
#include "domain/zone.h"
#include "messages/number_text.h"
#include "net/loop.h"
#include "net/steady.h"
#include "net/watched.h"
#include "store/redis_store.h"
#include "store/tail.h"
#include "store/view_reader.h"
#include "visible.h"
#include "wire/codec.h"

namespace dudao {
namespace {

constexpr std::int64_t views_late_ms = 5'000;  // the views follow a commit within this time
constexpr std::int64_t between_ms = 500;       // minimum time between two outputs
constexpr long look_again_ms = 50;             // no notification tells that a view was written
constexpr long next_entry_ms = 500;

class Watcher {
 public:
    explicit Watcher(const Globals& globals) : globals_(globals) {}

    int run(bool watch) {
        const auto log = find_log(globals_);
        if (!log) return refuse(log.error());
        auto connection = Connection::connect(log->redis);
        if (!connection) return refuse(connection.error());
        const auto place = Store(*connection).place(log->j);
        if (!place) return refuse(place.error());
        loop_.catch_signals(signals);
        if (auto shown = picture(*connection, *log, place->confirmed, watch); !shown) {
            return refuse(shown.error());
        }
        return watch ? follow(*connection, *log, *place) : code(Exit::Ok);
    }

 private:
    enum Token { signals = 1, tail_token = 2 };

    int follow(Connection& connection, const LogPlace& log, const Place& place) {
        Tail tail;
        if (auto opened = tail.open(log.redis, log.j, place.seq, place.head); !opened)
            return refuse(opened.error());
        Watched watched(loop_, tail_token);
        bool news = false;
        while (!loop_.stop_asked() && std::cout) {
            const Tailed tailed = tail.pump(steady_.now_ms());
            watched.see(tail.fd(), tail.wants_write());
            if (tailed.fault) {
                return refuse({Error::Kind::Unreachable, tailed.fault->text, "ask again"});
            }
            news = news || !tailed.entries.empty();
            if (news && steady_.now_ms() - shown_ms_ >= between_ms) {
                news = false;
                if (auto shown = picture(connection, log, tail.confirmed(), true); !shown)
                    return refuse(shown.error());
            }
            loop_.wait(next_entry_ms);
        }
        if (loop_.stop_asked()) {
            std::cerr << say(globals_.language(), "已停止更新；平台照常运行。再看：dudao status",
                             "no longer updated; the platform runs on. Look again: dudao status")
                      << '\n';
        }
        return code(Exit::Interrupted);
    }

    /// Prints the views once they have reached this commit.
    Result<void> picture(Connection& connection, const LogPlace& log, std::uint64_t confirmed,
                         bool watch) {
        const std::int64_t until_ms = steady_.now_ms() + views_late_ms;
        while (!loop_.stop_asked()) {
            const auto read = read_views(connection, log.j);
            if (!read) return tl::unexpected<Error>(read.error());
            if (read->seq >= confirmed && read->seq > 0) {
                const auto entry = Store(connection).read_entry(log.j, read->seq);
                if (!entry) return tl::unexpected<Error>(entry.error());
                show(*read, to_hex(entry->h), log.demo, watch);
                return {};
            }
            if (steady_.now_ms() > until_ms) {
                return fail(Error::Kind::Unreachable,
                            "the views stand at commit " + std::to_string(read->seq) +
                                ", the log at " + std::to_string(confirmed),
                            "a worker keeps them: is one running?");
            }
            loop_.wait(look_again_ms);
        }
        return {};
    }

    /// The views contain nothing of leads; the broker tells a key that may know of them.
    std::optional<std::int64_t> leads_of_speaker() {
        if (globals_.as.empty() && globals_.key.empty()) return std::nullopt;
        if (!speaker_) {
            auto opened = Speaker::open(globals_);
            if (!opened) {
                complain(opened.error());
                return std::nullopt;
            }
            speaker_ = std::move(*opened);
            if (auto greeted = speaker_->greet(); !greeted) complain(greeted.error());
        }
        const auto told = speaker_->ask("status");
        if (!told) {
            complain(told.error());
            return std::nullopt;
        }
        return told->value("leads", std::int64_t{0});
    }

    void show(const ReadViews& read, const std::string& head, bool demo, bool watch) {
        shown_ms_ = steady_.now_ms();
        const Moment now = demo ? read.rows.jurisdiction.last_at : SystemClock().now();
        const Overview view = overview(read.rows, now);
        const auto leads = leads_of_speaker();
        if (globals_.json()) {
            auto json = json_of(encode(view, Form::Log)).value_or(nlohmann::ordered_json::object());
            if (leads) json["leads"] = *leads;
            json["commit"] = read.seq;
            json["head"] = head;
            json["figures"] = view.figures;
            json["found_yesterday"] = view.found_yesterday;
            put_iso_times(json);
            std::cout << json_text(json, watch ? -1 : 2) << std::endl;
            return;
        }
        if (watch && ::isatty(STDOUT_FILENO) != 0) std::cout << "\033[H\033[2J";
        const Lang lang = globals_.language();
        print_status(std::cout, read.rows, view, leads, lang);
        std::cout << say(lang, "截至第", "As of commit ") << read.seq << say(lang, "次提交，", ", ")
                  << head.substr(0, 16)
                  << say(lang, "（核对记录：dudao log verify）",
                         " (dudao log verify holds the record against itself)")
                  << std::endl;
    }

    const Globals& globals_;
    std::unique_ptr<Speaker> speaker_;  // opened if a speaker is given
    SystemSteady steady_;
    Loop loop_;
    std::int64_t shown_ms_ = 0;
};

}  // namespace

void add_status(Registry& registry) {
    auto* app = registry.app.add_subcommand("status", "What leaders ask every morning");
    auto watch = std::make_shared<bool>(false);
    app->add_flag("--watch", *watch, "again whenever something happens, until Ctrl-C");
    app->callback([&registry, watch] {
        registry.chosen = [&registry, watch] { return Watcher(registry.globals).run(*watch); };
    });
}

}  // namespace dudao
