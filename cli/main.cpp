// dudao: the command-line tool. A noun and a verb; `dudao --help` lists the nouns.
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>

#include "cli/exit_code.h"
#include "cli/join/join.h"
#include "cli/nouns/adopt.h"
#include "cli/nouns/globals.h"
#include "cli/nouns/login.h"
#include "cli/nouns/usage.h"
#include "cli/output.h"
#include "process/manual.h"
#include "secret/process_memory.h"

namespace dudao {
namespace {

constexpr std::string_view manual_see_also =
    "dudao-broker(1), dudao-worker(1), dudao-engine(1), dudao-console(1), dudao-agent(1); "
    "/usr/share/doc/dudao/operations.md";

void add_globals(CLI::App& app, Globals& globals) {
    app.add_option("--state", globals.state,
                   "state folder; default ${XDG_STATE_HOME:-~/.local/state}/dudao");
    app.add_option("--lang", globals.lang, "zh or en; default: the environment's")
        ->check(CLI::IsMember({"zh", "en"}));
    app.add_option("-o,--output", globals.output, "table, json or csv")
        ->check(CLI::IsMember({"table", "json", "csv"}));
    app.add_option("--as", globals.as, "who speaks: a person whose key lies in the state folder");
    app.add_option("--key", globals.key, "or the file of one's own key");
    app.add_option("--jurisdiction", globals.jurisdiction,
                   "its id; default: that of the state folder, or of `dudao login`");
    app.add_option("--broker", globals.broker,
                   "tcp://host:port; default: the one that `dudao up` runs");
    app.add_option("--broker-key", globals.broker_key, "its public key, Z85");
    app.add_option("--redis", globals.redis,
                   "unix:/path or host:port; default: the one that `dudao up` runs");
    app.add_option("--redis-auth-file", globals.redis_auth_file,
                   "file of mode 0600: user and password of Redis, a line each");
}

void add_help(Registry& registry) {
    auto* help = registry.app.add_subcommand("help", "Explains a noun or one of its verbs");
    auto words = std::make_shared<std::vector<std::string>>();
    help->add_option("command", *words, "such as task, or task accept");
    auto manual = std::make_shared<bool>(false);
    help->add_flag("--manual", *manual, "all of it as a page for man");
    help->callback([&registry, words, manual] {
        registry.chosen = [&registry, words, manual] {
            const Lang lang = registry.globals.language();
            if (*manual) {
                std::cout << manual_of(registry.app,
                                       lang == Lang::Zh ? manual_words_zh() : manual_words_en(),
                                       manual_see_also);
                return code(Exit::Ok);
            }
            const auto told = help_of(registry.app, *words);
            if (told) {
                std::cout << *told;
                return code(Exit::Ok);
            }
            const auto fault = unknown_word(registry.app, *words, lang);
            std::cerr << "dudao: "
                      << fault.value_or(std::string(say(lang, "没有这个命令", "no such command")))
                      << '\n';
            return code(Exit::Usage);
        };
    });
}

void add_completion(Registry& registry) {
    auto* made = registry.app.add_subcommand(
        "completion", "Prints the completion of this command line for a shell");
    auto shell = std::make_shared<std::string>();
    made->add_option("shell", *shell, "bash or zsh")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh"}));
    made->callback([&registry, shell] {
        registry.chosen = [&registry, shell] {
            std::cout << (*shell == "bash" ? bash_completion(registry.app)
                                           : zsh_completion(registry.app));
            return code(Exit::Ok);
        };
    });
}

int run(CLI::App& app, int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    Globals globals;
    // Read before the commands are made: their help and every error are in this language, also
    // those of the processes that are started.
    globals.lang = lang_among(words);
    if (parse_lang(globals.lang)) {
        if (!globals.lang.empty()) ::setenv(lang_variable, globals.lang.c_str(), 1);
    } else {
        globals.lang.clear();
    }
    const Lang lang = globals.language();
    app.description(std::string(
        say(lang,
            "督导：暗访、整改及其结果。\n退出状态：0 正常，1 失败，2 写法不对，3 没有这一项，"
            "4 需要登录，5 被拒绝，\n6 联系不上，7 核对不符，130 被中断。",
            "Dudao (督导): unannounced inspections, rectifications and what comes of them.\n"
            "Exit status: 0 ok, 1 failed, 2 usage, 3 not found, 4 sign-in needed, 5 refused,\n"
            "6 unreachable, 7 verification failed, 130 interrupted.")));
    app.require_subcommand(1);
    app.fallthrough();  // common flags may be given anywhere
    app.set_version_flag("--version", "dudao 0.1.0");
    add_globals(app, globals);
    Registry registry{app, globals};
    for (const auto add :
         {add_platform, add_found, add_matters, add_agent, add_log, add_status, add_public,
          add_adoption, add_doctor, add_backup, add_login, add_join, add_help, add_completion})
        add(registry);
    speak(app, lang);
    try {
        if (const auto fault = unknown_word(app, words, lang)) {
            std::cerr << "dudao: " << *fault << '\n';
            return code(Exit::Usage);
        }
        app.parse(argc, argv);
        take_login(globals);
        return registry.chosen();
    } catch (const CLI::ParseError& stop) {
        if (stop.get_exit_code() == 0) {
            app.exit(stop);
            return code(Exit::Ok);
        }
        std::cerr << "dudao: " << usage_error(stop, lang) << '\n'
                  << say(lang, "写法见：dudao help", "how it is written: dudao help") << '\n';
        return code(Exit::Usage);
    }
}

/// What was printed must have arrived: a full disk or a closed pipe is a failure like any other.
int written(int result) {
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0) return result;
    complain({Error::Kind::Refused,
              std::string(say(lang_of_environment(), "输出没有写完",
                              "the output could not be written to its end")),
              std::string(say(lang_of_environment(), "请检查磁盘空间或接收输出的程序",
                              "look at the disk's space, or at the program that reads it"))});
    return result == 0 ? code(Exit::Failed) : result;
}

}  // namespace
}  // namespace dudao

int main(int argc, char** argv) {
    using namespace dudao;
    std::signal(SIGPIPE, SIG_IGN);  // who reads no more is told by the failed write
    CLI::App app{"", "dudao"};
    try {
        keep_memory_private();  // people's keys are read here, and a county's made
        return written(run(app, argc, argv));
    } catch (const std::exception& broken) {
        complain({Error::Kind::Corrupt, broken.what(), "please report it"});
        return code(Exit::Failed);
    }
}
