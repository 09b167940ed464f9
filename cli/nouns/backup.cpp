// dudao backup and restore: a county's state folder, whole, to another place and back.
#include "cli/backup/backup.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/output.h"
#include "clock.h"

namespace dudao {
namespace {

std::string size_text(const backup::Done& done) {
    constexpr std::int64_t mib = 1024LL * 1024;
    return std::to_string((done.bytes + mib - 1) / mib) + " MiB";
}

void print_done(const backup::Done& done, const std::string& folder) {
    const nlohmann::ordered_json json = {{"folder", folder},
                                         {"files", done.files},
                                         {"bytes", done.bytes},
                                         {"of_one_moment", done.of_one_moment}};
    std::cout << json_text(json, 2) << '\n';
}

int run_backup(const Globals& globals, const std::string& to) {
    const auto done = backup::back_up(globals.folder(), to, SystemClock().now());
    if (!done) return refuse(done.error());
    if (globals.json()) {
        print_done(*done, to);
        return code(Exit::Ok);
    }
    const Lang lang = globals.language();
    std::cout << say(lang, "已备份：", "backed up: ") << to << "  " << done->files
              << say(lang, "个文件，", " files, ") << size_text(*done)
              << say(lang, "。内含全部密钥，请与状态文件夹同样保密。",
                     ". It holds every key: keep it as secret as the state folder.")
              << '\n';
    if (!done->of_one_moment) {
        std::cout
            << say(lang,
                   "备份期间一直有人写入：恢复后可能有设备要求重新授权续报（incarnation grant）。",
                   "Somebody wrote all along: put back, a device may ask for its next "
                   "incarnation (incarnation grant).")
            << '\n';
    }
    return code(Exit::Ok);
}

int run_restore(const Globals& globals, const std::string& from) {
    const StateFolder folder = globals.folder();
    const auto done = backup::restore(from, folder);
    if (!done) return refuse(done.error());
    if (globals.json()) {
        print_done(*done, folder.root.string());
        return code(Exit::Ok);
    }
    const Lang lang = globals.language();
    std::cout << say(lang, "已恢复到 ", "put back in ") << folder.root.string() << "  "
              << done->files << say(lang, "个文件，", " files, ") << size_text(*done) << '\n';
    if (done->demo) return code(Exit::Ok);
    std::cout << say(lang, "请先确认原来的已不再运行，然后：",
                     "Make sure that the original does not run any more, then: ")
              << "dudao --state " << folder.root.string() << " up --take-over\n";
    return code(Exit::Ok);
}

}  // namespace

void add_backup(Registry& registry) {
    auto* out = registry.app.add_subcommand(
        "backup", "Copies all of a county, while it runs, into a folder that is not there yet");
    auto to = std::make_shared<std::string>();
    out->add_option("to", *to, "the folder to make, best on another disk")->required();
    out->callback([&registry, to] {
        registry.chosen = [&registry, to] { return run_backup(registry.globals, *to); };
    });
    auto* back = registry.app.add_subcommand("restore",
                                             "Lays a backup out as a state folder (--state), which "
                                             "is held until `dudao up --take-over`");
    auto from = std::make_shared<std::string>();
    back->add_option("from", *from, "the folder that `dudao backup` made")->required();
    back->callback([&registry, from] {
        registry.chosen = [&registry, from] { return run_restore(registry.globals, *from); };
    });
}

}  // namespace dudao
