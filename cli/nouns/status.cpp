// dudao status: the morning questions, answered from the log; --watch answers them again as it
// grows.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/log_reader.h"
#include "cli/nouns/speaker.h"
#include "cli/output.h"
#include "clock.h"
#include "domain/hash.h"
#include "domain/overview.h"
#include "domain/zone.h"
#include "net/loop.h"
#include "net/steady.h"
#include "replica/replica.h"
#include "store/tail.h"
#include "wire/codec.h"

namespace dudao {
namespace {

constexpr std::int64_t first_picture_ms = 15'000;
constexpr std::int64_t between_ms = 500;  // at least, from one picture to the next
constexpr long picture_wait_ms = 500;
constexpr std::size_t rows_shown = 8;

std::string when(const State& state, Moment moment) {
    if (moment.ms == 0) return {};
    return to_text(moment, state.calendar.zone.offset_at(moment)).substr(0, 16);
}

std::string unit_name(const State& state, const UnitId& id, Lang lang) {
    const auto at = state.units.find(id);
    if (at == state.units.end()) return id.text;
    return lang == Lang::Zh ? at->second.name_zh : at->second.name_en;
}

std::string short_number(std::string_view kind, std::int32_t year, std::int32_t number) {
    return std::string(kind) + "〔" + std::to_string(year) + "〕" + std::to_string(number) + "号";
}

void print_owed(const State& state, const std::vector<Owed>& rows, Lang lang) {
    TextTable table;
    for (const Owed& owed : rows) {
        if (table.rows.size() == rows_shown) break;
        table.rows.push_back(
            {"  " + short_number("改字", owed.year, owed.number), unit_name(state, owed.unit, lang),
             std::string(text(lang, "severity." + std::string(name(owed.severity)))),
             when(state, owed.deadline),
             owed.step == 0 ? std::string()
                            : std::string(text(lang, "step." + std::to_string(owed.step)))});
    }
    print(std::cout, table);
    if (rows.size() > rows_shown) {
        std::cout << "  " << say(lang, "另有 ", "and ") << rows.size() - rows_shown
                  << say(lang, " 项", " more") << '\n';
    }
}

void print_text(const Replica& replica, const Overview& view, std::optional<std::int64_t> leads,
                Lang lang) {
    const State& state = replica.state;
    const auto heading = [lang](std::string_view zh, std::string_view en, std::size_t count) {
        std::cout << say(lang, zh, en) << ": " << count << '\n';
    };
    std::cout << (lang == Lang::Zh ? state.founding.name_zh : state.founding.name_en) << "  "
              << when(state, view.now)
              << (state.founding.demo_clock ? say(lang, "  演示", "  DEMO") : "") << '\n';
    heading("正在现场", "In the field now", view.in_field.size());
    TextTable table;
    for (const InField& each : view.in_field) {
        table.rows.push_back({"  " + short_number("督字", each.year, each.number), each.group.text,
                              unit_name(state, each.target, lang), when(state, each.since)});
    }
    print(std::cout, table);
    heading("途中", "On the way", static_cast<std::size_t>(view.on_the_way));
    std::cout << say(lang, "昨日问题", "Found yesterday") << ":";
    for (const auto& [severity, word] : Names<Severity>::table) {
        std::cout << "  " << text(lang, "severity." + std::string(word)) << " "
                  << view.found_yesterday.at(std::string(word));
    }
    std::cout << '\n';
    heading("逾期", "Overdue", view.overdue.size());
    print_owed(state, view.overdue, lang);
    heading("七日内到期", "Due within seven days", view.due_this_week.size());
    print_owed(state, view.due_this_week, lang);
    std::cout << say(lang, "最久未到", "Not seen for longest") << ":";
    for (const Unseen& each : view.unseen) {
        const std::string last = when(state, each.last);
        std::cout << "  " << unit_name(state, each.unit, lang) << " ("
                  << (last.empty() ? std::string(say(lang, "未到过", "never")) : last.substr(0, 10))
                  << ")";
    }
    std::cout << '\n'
              << say(lang, "整改", "Rectifications") << ": " << view.open_rectifications
              << say(lang, " 项在办，", " open, ") << view.struck_off
              << say(lang, " 项销号", " struck off")
              << (leads ? std::string(say(lang, "；线索 ", "; leads ")) + std::to_string(*leads)
                        : "")
              << '\n'
              << say(lang, "通知", "Notices") << ": " << view.notices_waiting
              << say(lang, " 条待发，", " waiting, ") << view.notices_under_way
              << say(lang, " 条发送中", " under way") << '\n'
              << say(lang, "记录完整：第", "The record is whole up to commit ") << replica.seq
              << say(lang, "次提交，", ", ") << to_hex(replica.head).substr(0, 16) << std::endl;
}

class Watcher {
 public:
    explicit Watcher(const Globals& globals) : globals_(globals) {}

    int run(bool watch) {
        const auto log = find_log(globals_);
        if (!log) return refuse(log.error());
        demo_ = log->demo;
        if (auto opened = tail_.open(log->redis, log->j, 0, {}); !opened)
            return refuse(opened.error());
        loop_.catch_signals(signals);
        loop_.watch(tail_.fd(), tail_token);
        const std::int64_t since_ms = steady_.now_ms();
        while (!loop_.stop_asked()) {
            if (auto read = pump(); !read) return refuse(read.error());
            if (due()) {
                show(watch);
                if (!watch) return code(Exit::Ok);
            }
            if (!caught_up_ && steady_.now_ms() - since_ms > first_picture_ms) {
                return refuse(
                    {Error::Kind::Unreachable, "the log does not come", "is Redis well?"});
            }
            loop_.wait(picture_wait_ms);
        }
        return code(Exit::Interrupted);
    }

 private:
    enum Token { signals = 1, tail_token = 2 };

    Result<void> pump() {
        const Tailed tailed = tail_.pump(steady_.now_ms());
        for (const Entry& entry : tailed.entries) {
            if (auto taken = replica_.take(entry); !taken) return taken;
            news_ = true;
        }
        if (tailed.fault) return fail(Error::Kind::Unreachable, tailed.fault->text, "ask again");
        caught_up_ = caught_up_ || (replica_.seq > 0 && replica_.seq >= tail_.confirmed());
        return {};
    }

    bool due() {
        if (!caught_up_ || !news_ || steady_.now_ms() - shown_ms_ < between_ms) return false;
        return replica_.seq >= tail_.confirmed();
    }

    /// The log says nothing of leads to whoever can read it; the broker does, to a key that may
    /// know.
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

    void show(bool watch) {
        shown_ms_ = steady_.now_ms();
        news_ = false;
        const Moment now = demo_ ? replica_.state.last_at : SystemClock().now();
        const Overview view = overview(replica_.state, now);
        const auto leads = leads_of_speaker();
        if (globals_.json()) {
            auto json = json_of(encode(view, Form::Log)).value_or(nlohmann::ordered_json::object());
            if (leads) json["leads"] = *leads;
            json["commit"] = replica_.seq;
            json["head"] = to_hex(replica_.head);
            std::cout << json.dump(watch ? -1 : 2) << std::endl;
            return;
        }
        if (watch && ::isatty(STDOUT_FILENO) != 0) std::cout << "\033[H\033[2J";
        print_text(replica_, view, leads, globals_.language());
    }

    const Globals& globals_;
    std::unique_ptr<Speaker> speaker_;  // opened when somebody says who asks
    SystemSteady steady_;
    Loop loop_;
    Tail tail_;
    Replica replica_;
    bool demo_ = false;
    bool caught_up_ = false;
    bool news_ = false;
    std::int64_t shown_ms_ = -between_ms;
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
