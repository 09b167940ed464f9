#include "cli/up/up.h"

#include <iostream>

#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/up/machine.h"

namespace dudao {
namespace {

using up::Machine;

void tell_what_runs(const UpOptions& options, Machine& machine, const StateFolder& folder) {
    const Lang lang = options.lang;
    const JurisdictionFile& j = machine.jurisdiction();
    std::cout << (lang == Lang::Zh ? j.name_zh : j.name_en) << " (" << j.id << ")  "
              << (j.demo ? say(lang, "演示：人员和村庄均为虚构，不得用于实际工作",
                               "DEMO: people and villages are made up; not for real work")
                         : say(lang, "已运行", "is running"))
              << "\n";
    TextTable table;
    table.rows = {
        {"  " + std::string(say(lang, "网页", "pages")), machine.run().console},
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
        doors.push_back(
            {"  " + std::string(say(lang, "手机页", "phones' page")), device + "  " + at});
    }
    table.rows.insert(table.rows.begin() + 1, doors.begin(), doors.end());
    if (machine.run().console.empty()) table.rows.erase(table.rows.begin());
    print(std::cout, table);
    std::cout << std::endl;
}

int over(const UpOptions& options, Machine& machine, const StateFolder& folder, int code) {
    machine.stop_time();
    if (auto saved = save(DemoFile{options.seed, true}, folder); !saved) complain(saved.error());
    if (!options.exit) {
        std::cout
            << say(options.lang, "演示结束，时间停在此刻；数据可继续查看，Ctrl-C 结束。",
                   "The play is over and time stands; everything can be looked at. Ctrl-C ends.")
            << std::endl;
    }
    return code;
}

/// Runs until asked to stop, or with --exit until the drill has ended.
int run(const UpOptions& options, Machine& machine, const StateFolder& folder) {
    bool told = false;
    while (!machine.fleet().stop_asked()) {
        machine.fleet().turn();
        if (machine.fleet().hopeless()) {
            complain(*machine.fleet().hopeless());
            return code(Exit::Failed);
        }
        const auto ended = options.demo ? machine.fleet().ended("drill") : std::nullopt;
        if (!ended || told) continue;
        told = true;
        const int result = over(options, machine, folder, *ended);
        if (options.exit) return result;
    }
    return options.exit ? code(Exit::Interrupted) : code(Exit::Ok);
}

}  // namespace

int run_up(const UpOptions& options) {
    if (options.exit && !options.demo)
        return refuse({Error::Kind::BadInput, "--exit ends with a play", "add --demo"});
    auto work = up::WorkFolder::open(options);
    if (!work) return refuse(work.error());
    Machine machine(options, *work);
    if (auto started = machine.start(); !started) {
        return machine.fleet().stop_asked() ? code(Exit::Interrupted) : refuse(started.error());
    }
    tell_what_runs(options, machine, work->folder());
    if (options.demo) {
        if (auto started = machine.start_drill(); !started) return refuse(started.error());
    }
    return run(options, machine, work->folder());
}

}  // namespace dudao
