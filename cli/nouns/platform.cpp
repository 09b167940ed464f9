// Commands that run the platform on this machine.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/drill/drill.h"
#include "cli/exit_code.h"
#include "cli/init/init.h"
#include "cli/nouns/globals.h"
#include "cli/output.h"
#include "cli/up/up.h"
#include "clock.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* same_names_help =
    "of a founding: villages of one name in a township are two, not one written twice";

struct FoundingFlags {
    std::string county;
    bool dry_run = false;
    bool same_names = false;
};

int run_init(const Globals& globals, const FoundingFlags& founding) {
    const bool dry_run = founding.dry_run;
    init::Options options{
        founding.county,     globals.folder().root,   globals.redis,       dry_run,
        SystemClock().now(), globals.redis_auth_file, founding.same_names, globals.language()};
    const bool alone = !dry_run && options.redis.empty();
    const auto done = alone ? found_alone(options) : init::init(options);
    if (!done) return refuse(done.error());
    if (globals.json()) {
        const Json json = {{"jurisdiction", done->jurisdiction.id},
                           {"units", done->units},
                           {"villages", done->villages},
                           {"people", done->people},
                           {"posts", done->posts},
                           {"groups", done->groups},
                           {"devices", done->devices},
                           {"keys", done->keys},
                           {"checklists", done->checklists},
                           {"events", done->events},
                           {"commits", done->commits},
                           {"invitations", done->invitations},
                           {"plan", done->plan},
                           {"dry_run", dry_run}};
        std::cout << json_text(json, 2) << '\n';
        return code(Exit::Ok);
    }
    const Lang lang = globals.language();
    std::cout << (dry_run ? say(lang, "检查无误，未写入：", "no fault found, nothing written: ")
                          : say(lang, "已建立：", "founded: "))
              << done->jurisdiction.id << "  " << done->villages
              << say(lang, "个村 ", " villages, ") << done->people << say(lang, "人 ", " people, ")
              << done->groups << say(lang, "个督导组 ", " groups, ") << done->keys
              << say(lang, "把密钥", " keys") << '\n';
    if (!dry_run && done->invitations > 0) {
        std::cout << done->invitations << say(lang, "份开通码在 ", " invitations to hand out: ")
                  << globals.folder().invitations().string()
                  << say(lang, "，逐一当面交给本人后删除此文件",
                         "; give each to its person, then remove the file")
                  << '\n';
    }
    return code(Exit::Ok);
}

void add_up(Registry& registry) {
    auto* app = registry.app.add_subcommand("up", "Everything of a jurisdiction on this machine");
    auto options = std::make_shared<UpOptions>();
    app->add_option("--county", options->county,
                    "folder of the county, read when nothing is founded yet");
    app->add_flag("--same-names", options->same_names, same_names_help);
    app->add_flag("--demo", options->demo,
                  "the made-up county, a stepped clock, and everybody played");
    app->add_flag("--ephemeral", options->ephemeral, "a temporary folder, gone at the end");
    app->add_flag("--exit", options->exit, "end with the play, with its summary");
    app->add_flag("--open", options->open,
                  "open the play that is over again: nothing more is played");
    app->add_flag("--verbose", options->verbose,
                  "tell the whole story, not the first of each kind");
    app->add_option("--days", options->days, "days to play")
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
    app->add_option("--seed", options->seed, "which play")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    app->add_option("--speed", options->speed, "at most so many times as fast as life; 0: no limit")
        ->check(CLI::NonNegativeNumber);
    app->add_option("--report", options->report, "file for the report as JSON");
    auto* port =
        app->add_option("--console-port", options->console_port,
                        "of the pages, on this machine; none: the first free one from 8080 on")
            ->check(CLI::Range(1, 65'535));
    app->add_option("--console-listen", options->console_listen,
                    "host:port of the pages, such as 0.0.0.0:8444; reached from other machines "
                    "they are served over TLS alone")
        ->excludes(port);
    app->add_flag("--console-tls", options->console_tls, "the pages over TLS also on this machine");
    app->add_option("--console-certificate", options->console_certificate,
                    "PEM file of the pages' own certificate and its chain; none: the county's "
                    "authority issues one");
    app->add_option("--console-key", options->console_key, "PEM file of that certificate's key");
    app->add_flag("--secure-cookie", options->secure_cookie,
                  "browsers reach the pages over TLS, by a proxy: their cookie travels no other "
                  "way");
    app->add_option("--console-host", options->console_hosts,
                    "a name by which browsers reach the pages there; may be repeated");
    app->add_option("--trusted-proxy", options->trusted_proxies,
                    "address or net of that proxy, whose X-Forwarded-For is believed; may be "
                    "repeated");
    app->add_flag("--take-over", options->take_over,
                  "this folder was copied or put back, and the original does not run any more");
    app->add_option("--broker-listen", options->broker_listen,
                    "host:port of the broker, for devices and people elsewhere, such as "
                    "0.0.0.0:7117; none: a free port of this machine alone");
    app->add_option("--webhook", options->webhook,
                    "URL that gets each notice; without it that of dudao.toml");
    app->add_option("--device-elsewhere", options->devices_elsewhere,
                    "a device that is a machine of its own: no agent is run for it here; may be "
                    "repeated");
    app->add_option("--field-host", options->field_host,
                    "address at which the groups' phones find their devices; none: every one, in a "
                    "demo this machine alone");
    app->callback([&registry, options] {
        registry.chosen = [&registry, options] {
            options->state = registry.globals.state;
            options->lang = registry.globals.language();
            options->lang_asked = !registry.globals.lang.empty();
            if (!registry.globals.redis_auth_file.empty()) {  // its children run elsewhere
                options->redis_auth_file =
                    std::filesystem::absolute(registry.globals.redis_auth_file).string();
            }
            return run_up(*options);
        };
    });
}

void add_init(Registry& registry) {
    auto* app =
        registry.app.add_subcommand("init", "Founds a jurisdiction from a folder of CSV and TOML");
    auto founding = std::make_shared<FoundingFlags>();
    app->add_option("--county", founding->county, "folder of the county")->required();
    app->add_flag("--dry-run", founding->dry_run, "check everything, write nothing");
    app->add_flag("--same-names", founding->same_names, same_names_help);
    app->callback([&registry, founding] {
        registry.chosen = [&registry, founding] { return run_init(registry.globals, *founding); };
    });
}

void add_drill(Registry& registry) {
    auto* app =
        registry.app.add_subcommand("drill", "Plays everybody of a county by the public protocol");
    auto options = std::make_shared<DrillOptions>();
    app->add_option("--seed", options->seed, "which play")->capture_default_str();
    app->add_option("--days", options->days, "days to play")
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
    app->add_option("--report", options->report, "file for the report as JSON");
    app->add_option("--pictures", options->pictures, "folder of *.jpg that stand for photos")
        ->check(CLI::ExistingDirectory);
    app->add_flag("--quiet", options->quiet, "print the summary only");
    app->add_flag("--verbose", options->verbose,
                  "tell the whole story, not the first of each kind");
    app->add_flag("--colour", options->colour, "slips in their colour");
    app->add_option("--progress", options->progress_each_days,
                    "a line of progress each so many days");
    app->add_flag("--morning", options->morning, "stop in the middle of a working morning");
    app->add_option("--log", options->log, "log file; none: stderr");
    app->add_option("--log-level", options->log_level, "debug, info, warning or error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    app->callback([&registry, options] {
        registry.chosen = [&registry, options] {
            options->state = registry.globals.folder().root;
            options->lang = registry.globals.language();
            options->redis = registry.globals.redis;
            options->redis_auth_file = registry.globals.redis_auth_file;
            options->broker = registry.globals.broker;
            options->broker_key = registry.globals.broker_key;
            return run_drill(*options);
        };
    });
}

}  // namespace

void add_platform(Registry& registry) {
    add_up(registry);
    add_init(registry);
    add_drill(registry);
}

}  // namespace dudao
