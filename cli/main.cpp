// dudao: the command-line tool. A noun and a verb; `dudao --help` lists the nouns.
#include <CLI/CLI.hpp>

#include <exception>

#include "cli/exit_code.h"
#include "cli/nouns/globals.h"
#include "cli/output.h"
#include "secret/process_memory.h"

namespace {

void add_globals(CLI::App& app, dudao::Globals& globals) {
    app.add_option("--state", globals.state,
                   "state folder; default ${XDG_STATE_HOME:-~/.local/state}/dudao");
    app.add_option("--lang", globals.lang, "zh or en; default: the environment's")
        ->check(CLI::IsMember({"zh", "en"}));
    app.add_option("-o,--output", globals.output, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    app.add_option("--as", globals.as, "who speaks: a person whose key lies in the state folder");
    app.add_option("--key", globals.key, "or the file of one's own key");
    app.add_option("--broker", globals.broker,
                   "tcp://host:port; default: the one that `dudao up` runs");
    app.add_option("--broker-key", globals.broker_key, "its public key, Z85");
    app.add_option("--redis", globals.redis,
                   "unix:/path or host:port; default: the one that `dudao up` runs");
    app.add_option("--redis-auth-file", globals.redis_auth_file,
                   "file of mode 0600: user and password of Redis, a line each");
}

}  // namespace

int main(int argc, char** argv) {
    using namespace dudao;
    CLI::App app{
        "Dudao (督导): unannounced inspections, rectifications and what comes of them.\n"
        "Exit status: 0 ok, 1 failed, 2 usage, 3 not found, 4 sign-in needed, 5 refused,\n"
        "6 unreachable, 7 verification failed, 130 interrupted.",
        "dudao"};
    app.require_subcommand(1);
    app.fallthrough();  // common flags may be given anywhere
    app.set_version_flag("--version", "dudao 0.1.0");
    Globals globals;
    add_globals(app, globals);
    Registry registry{app, globals};
    for (const auto add : {add_platform, add_matters, add_agent, add_log, add_status, add_public})
        add(registry);
    try {
        keep_memory_private();  // people's keys are read and a county's keys are generated
        app.parse(argc, argv);
        return registry.chosen();
    } catch (const CLI::ParseError& stop) {
        return app.exit(stop) == 0 ? code(Exit::Ok) : code(Exit::Usage);
    } catch (const std::exception& broken) {
        complain({Error::Kind::Corrupt, broken.what(), "please report it"});
        return code(Exit::Failed);
    }
}
