#include "cli/up/up.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/up/machine.h"
#include "cli/up/pages.h"
#include "cli/up/pulse.h"
#include "cli/up/upkeep.h"
#include "clock.h"
#include "net/outward.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao {
namespace {

using up::Machine;

/// As somebody opens it: in the language that was asked for.
std::string address_of(const UpOptions& options, const std::string& page) {
    if (page.empty() || !options.lang_asked) return page;
    return page + (page.ends_with('/') ? "" : "/") +
           (options.lang == Lang::Zh ? "?lang=zh" : "?lang=en");
}

void tell_what_runs(const UpOptions& options, Machine& machine, const StateFolder& folder) {
    const Lang lang = options.lang;
    const JurisdictionFile& j = machine.jurisdiction();
    std::cout << printable(lang == Lang::Zh ? j.name_zh : j.name_en) << " (" << j.id << ")  "
              << (j.demo ? say(lang, "演示：人员和村庄均为虚构，不得用于实际工作",
                               "DEMO: people and villages are made up; not for real work")
                         : say(lang, "已运行", "is running"))
              << "\n";
    TextTable table;
    table.rows = {
        {"  " + std::string(say(lang, "网页", "pages")),
         address_of(options, machine.run().console)},
        {"  " + std::string(say(lang, "受理", "broker")), machine.run().broker},
        {"  " + std::string(say(lang, "督导组终端", "groups' devices")),
         std::to_string(j.devices.size())},
        {"  " + std::string(say(lang, "数据与日志", "data and logs")), folder.root.string()},
        {"  " + std::string(say(lang, "查看", "look")),
         "dudao --state " + folder.root.string() + " status"},
        {"  " + std::string(say(lang, "结束", "end")), "Ctrl-C"},
    };
    std::vector<std::vector<std::string>> doors;
    for (const auto& [device, at] : machine.run().fields) {
        doors.push_back({"  " + std::string(say(lang, "手机页", "phones' page")),
                         device + "  " + address_of(options, at)});
    }
    table.rows.insert(table.rows.begin() + 1, doors.begin(), doors.end());
    if (machine.run().console.empty()) table.rows.erase(table.rows.begin());
    print(std::cout, table);
    std::cout << std::endl;
}

/// In one line, for the service manager.
std::string status_of(const UpOptions& options, const Machine& machine) {
    const JurisdictionFile& j = machine.jurisdiction();
    std::string status = (options.lang == Lang::Zh ? j.name_zh : j.name_en) + " (" + j.id + ")";
    if (!machine.run().console.empty()) {
        status += std::string(say(options.lang, "，网页 ", ", pages ")) + machine.run().console;
    }
    return printable(status);
}

/// Address and accounts once more: the story has run them off the screen.
void tell_how_to_look(const UpOptions& options, Machine& machine, const StateFolder& folder) {
    const Lang lang = options.lang;
    std::cout << '\n'
              << say(lang, "演示停在此刻，时间不走。", "The play is over and time stands.") << '\n';
    if (!machine.run().console.empty()) {
        std::cout << say(lang, "网页 ", "pages ") << machine.run().console << '\n';
    }
    std::ifstream in(folder.accounts(), std::ios::binary);
    const auto accounts =
        nlohmann::json::parse(std::string{std::istreambuf_iterator<char>(in), {}}, nullptr, false);
    TextTable table;
    if (accounts.is_object() && accounts.contains("demo")) {
        for (const auto& each : accounts["demo"]) {
            table.rows.push_back({"  " + each.value("name", ""), each.value("password", ""),
                                  each.value(lang == Lang::Zh ? "zh" : "en", "")});
        }
    }
    print(std::cout, table);
    std::cout << say(lang,
                     "让时间再走：回车走一小时，d 走一天，w 走一周（只有到期和抽取，无人扮演）；"
                     "Ctrl-C 结束。",
                     "Let time run on: Enter for an hour, d for a day, w for a week (deadlines and "
                     "draws; nobody is played). Ctrl-C ends.")
              << std::endl;
}

int over(const UpOptions& options, Machine& machine, const StateFolder& folder, int code) {
    machine.stop_time();
    if (auto saved = save(DemoFile{options.seed, true}, folder); !saved) complain(saved.error());
    if (!options.exit) tell_how_to_look(options, machine, folder);
    return code;
}

/// What was typed at the end of a play; nothing that is not a terminal's or a script's line.
class Typed {
 public:
    /// How far time is to run, for each line that has come.
    std::vector<Span> take_all() {
        std::vector<Span> spans;
        pollfd ready{STDIN_FILENO, POLLIN, 0};
        while (!closed_ && ::poll(&ready, 1, 0) == 1) {
            std::array<char, 64> bytes{};
            const auto size = ::read(STDIN_FILENO, bytes.data(), bytes.size());
            if (size <= 0) {
                closed_ = true;
                break;
            }
            text_.append(bytes.data(), static_cast<std::size_t>(size));
            if (text_.size() > line_max) text_.clear();
        }
        for (auto end = text_.find('\n'); end != text_.npos; end = text_.find('\n')) {
            const std::string line = text_.substr(0, end);
            text_.erase(0, end + 1);
            if (line.empty()) spans.push_back(hours(1));
            if (line == "d") spans.push_back(days(1));
            if (line == "w") spans.push_back(days(7));
        }
        return spans;
    }

 private:
    static constexpr std::size_t line_max = 4096;
    std::string text_;
    bool closed_ = false;
};

/// Ctrl-C: what stays, and how to look again.
void tell_what_stays(const UpOptions& options, const up::WorkFolder& work) {
    const Lang lang = options.lang;
    const std::string folder = work.folder().root.string();
    if (work.temporary()) {
        std::cout << say(lang, "已结束；临时文件夹已删除，什么也没有留下。",
                         "Ended; the temporary folder is gone and nothing stays.")
                  << std::endl;
        return;
    }
    const auto play = load_demo(work.folder());
    const bool finished = play && play->finished;
    std::cout << say(lang, "已结束；数据都在 ", "Ended; all data stay in ") << folder
              << say(lang, "\n再打开：", "\nOpen again: ") << "dudao --state " << folder << " up"
              << (options.demo ? " --demo" : "") << (finished ? " --open" : "") << std::endl;
}

/// Until asked to stop, or with --exit until the drill is over.
int run(const UpOptions& options, Machine& machine, const up::WorkFolder& work, up::Pulse& pulse,
        up::Upkeep& upkeep) {
    Typed typed;
    bool told = options.open;
    if (told) {
        machine.stop_time();
        tell_how_to_look(options, machine, work.folder());
    }
    while (!machine.fleet().stop_asked()) {
        machine.fleet().turn();
        machine.look_at_settings();
        machine.look_at_certificates();
        upkeep.turn(SystemClock().now(), machine.backup_settings());
        pulse.turn();
        if (machine.given_way()) {
            complain(*machine.given_way());
            return code(Exit::Refused);
        }
        if (machine.fleet().hopeless()) {
            complain(*machine.fleet().hopeless());
            return code(Exit::Failed);
        }
        if (told && options.demo) {
            for (const Span span : typed.take_all()) {
                machine.let_run(span);
                std::cout << say(options.lang, "时间继续。", "Time runs on.") << std::endl;
            }
        }
        const auto ended = options.demo ? machine.fleet().ended("drill") : std::nullopt;
        if (!ended || told) continue;
        told = true;
        const int result = over(options, machine, work.folder(), *ended);
        if (options.exit) return result;
    }
    pulse.stopping();
    tell_what_stays(options, work);
    return options.exit ? code(Exit::Interrupted) : code(Exit::Ok);
}

}  // namespace

int run_up(const UpOptions& asked) {
    UpOptions options = asked;
    if (options.open && (!options.demo || options.exit)) {
        return refuse(to_error(Error::Kind::BadInput, says("open_needs_demo")));
    }
    if (options.exit && !options.demo)
        return refuse(to_error(Error::Kind::BadInput, says("exit_needs_demo")));
    if (!options.webhook.empty() && !is_web_address(options.webhook)) {
        return refuse(to_error(Error::Kind::BadInput, says("webhook_no_url")));
    }
    // Before anything is started.
    if (auto door = up::pages_door(options, {options.state}); !door) return refuse(door.error());
    auto work = up::WorkFolder::open(options);
    if (!work) return refuse(work.error());
    if (options.open) options.seed = load_demo(work->folder())->seed;  // it was asked for by open()
    const up::Notify notify = up::Notify::from_environment();          // before anything is started
    Machine machine(options, *work);
    up::Pulse pulse(notify, machine.fleet(), options.lang);
    if (auto started = machine.start(); !started) {
        return machine.fleet().stop_asked() ? code(Exit::Interrupted) : refuse(started.error());
    }
    tell_what_runs(options, machine, work->folder());
    if (options.demo && !options.open) {
        if (auto started = machine.start_drill(); !started) return refuse(started.error());
    }
    if (const auto redis = machine.redis_at(); redis) {
        pulse.ready(*redis, machine.jurisdiction().id, status_of(options, machine));
    }
    up::Upkeep upkeep(machine.fleet(), machine.state(), machine.jurisdiction());
    if (!machine.run().console.empty()) {
        if (auto opened = upkeep.open(); !opened) complain(opened.error());
    }
    return run(options, machine, *work, pulse, upkeep);
}

Result<init::Done> found_alone(const init::Options& options) {
    init::Options check = options;
    check.dry_run = true;
    if (auto good = init::init(check); !good) return good;
    UpOptions up;
    up.state = options.state;
    up.redis_auth_file = options.redis_auth_file;
    up.lang = options.lang;
    auto work = up::WorkFolder::open(up);
    if (!work) return tl::unexpected<Error>(work.error());
    Machine machine(up, *work);
    return machine.found(options);
}

}  // namespace dudao
