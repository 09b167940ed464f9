#include "cli/up/programs.h"

#include <algorithm>
#include <initializer_list>

#include "cli/output.h"

namespace dudao::up {
namespace {

void add(std::vector<std::string>& argv, const std::vector<std::string>& more) {
    argv.insert(argv.end(), more.begin(), more.end());
}

/// The first of these places, relative to the programs, that has the file; empty: none.
std::filesystem::path beside_us(std::initializer_list<const char*> places, const char* file) {
    for (const char* place : places) {
        auto folder = (program_folder() / place).lexically_normal();
        if (std::filesystem::exists(folder / file)) return folder;
    }
    return {};
}

}  // namespace

std::filesystem::path program_folder() {
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
}

std::filesystem::path demo_county() {
    return beside_us({"../../deploy/county", "../share/dudao/county"}, "jurisdiction.toml");
}

std::filesystem::path county_template() {
    return beside_us({"../../deploy/template", "../share/dudao/template"}, "units.csv");
}

std::filesystem::path county_of(const UpOptions& options) {
    return options.county.empty() && options.demo ? demo_county() : options.county;
}

std::filesystem::path field_pages() {
    return beside_us({"../../console/web/dist-field", "../share/dudao/field"}, "index.html");
}

Programs::Programs(StateFolder folder, JurisdictionFile jurisdiction, const UpOptions& options,
                   std::int64_t place_number)
    : folder_(std::move(folder)),
      jurisdiction_(std::move(jurisdiction)),
      options_(options),
      place_number_(place_number) {}

// Commits are synced before they are answered, nothing is evicted, and only this user can connect.
std::vector<std::string> Programs::redis(const StateFolder& folder, bool asks_who) {
    std::vector<std::string> argv{"redis-server",
                                  "--port",
                                  "0",
                                  "--unixsocket",
                                  folder.redis_socket().string(),
                                  "--unixsocketperm",
                                  "700",
                                  "--dir",
                                  folder.redis().string(),
                                  "--appendonly",
                                  "yes",
                                  "--appendfsync",
                                  "always",
                                  "--no-appendfsync-on-rewrite",
                                  "no",
                                  "--aof-use-rdb-preamble",
                                  "yes",
                                  "--maxmemory-policy",
                                  "noeviction",
                                  "--save",
                                  "",
                                  "--replica-serve-stale-data",
                                  "no",
                                  "--daemonize",
                                  "no",
                                  "--logfile",
                                  ""};
    if (asks_who) add(argv, {"--aclfile", folder.redis_users().string()});
    return argv;
}

std::vector<std::string> Programs::process(const std::string& program, const std::string& name,
                                           const std::filesystem::path& data) const {
    std::vector<std::string> argv{(program_folder() / program).string(),
                                  "--jurisdiction",
                                  jurisdiction_.id,
                                  "--redis",
                                  "unix:" + folder_.redis_socket().string(),
                                  "--key",
                                  folder_.key(name).string(),
                                  "--data",
                                  data.string(),
                                  "--log",
                                  folder_.log(name).string(),
                                  "--clock",
                                  jurisdiction_.demo ? folder_.clock_socket().string() : "system",
                                  "--name",
                                  name};
    if (!options_.redis_auth_file.empty()) {
        add(argv, {"--redis-auth-file", options_.redis_auth_file});
    }
    return argv;
}

std::vector<std::string> Programs::client(const std::string& program, const std::string& name,
                                          const std::filesystem::path& data,
                                          const std::string& broker) const {
    auto argv = process(program, name, data);
    add(argv, {"--broker", broker, "--broker-key", jurisdiction_.broker_key});
    return argv;
}

std::vector<std::string> Programs::broker(const std::string& listen) const {
    auto argv = process("dudao-broker", "broker", folder_.root / "broker");
    if (place_number_ > 0) add(argv, {"--place-number", std::to_string(place_number_)});
    add(argv,
        {"--listen", listen, "--owner", "broker-1", "--case-key", folder_.case_key().string()});
    return argv;
}

std::vector<std::string> Programs::worker(const std::string& broker,
                                          const NoticeSettings& notices) const {
    auto argv = client("dudao-worker", "worker-1", folder_.root / "worker-1", broker);
    const auto add_if = [&](const char* flag, const std::string& value) {
        if (!value.empty()) add(argv, {flag, value});
    };
    if (notices.file) {
        add(argv, {"--notice-file", (folder_.root / "notices" / "notices.jsonl").string()});
    }
    add_if("--webhook", options_.webhook.empty() ? notices.webhook : options_.webhook);
    add_if("--webhook-secret-file", notices.webhook_secret_file);
    add_if("--mail-server", notices.mail_server);
    add_if("--mail-tls", notices.mail_tls);
    add_if("--mail-from", notices.mail_from);
    add_if("--mail-user", notices.mail_user);
    add_if("--mail-password-file", notices.mail_password_file);
    add_if("--mail-ca-file", notices.mail_ca_file);
    add_if("--mail-lang", notices.mail_lang);
    return argv;
}

std::vector<std::string> Programs::engine(const std::string& broker) const {
    auto argv = client("dudao-engine", "engine", folder_.root / "engine", broker);
    add(argv, {"--signing-key", folder_.signing_key().string()});
    if (jurisdiction_.demo) add(argv, {"--seed", std::to_string(options_.seed)});
    return argv;
}

std::vector<std::string> Programs::console(const std::string& broker, const PagesDoor& door) const {
    auto argv = client("dudao-console", "console", folder_.console(), broker);
    add(argv, {"--listen", door.listen, "--accounts", folder_.accounts().string(), "--case-key",
               folder_.case_key().string(), "--run-file", folder_.run().string(), "--upkeep",
               (folder_.root / "upkeep").string()});
    if (door.tls) add(argv, {"--tls-certificate", door.certificate, "--tls-key", door.key});
    if (options_.secure_cookie) add(argv, {"--secure-cookie"});
    for (const std::string& host : options_.console_hosts) add(argv, {"--host", host});
    for (const std::string& proxy : options_.trusted_proxies) {
        add(argv, {"--trusted-proxy", proxy});
    }
    return argv;
}

std::vector<std::string> Programs::agent(const std::string& device, const std::string& broker,
                                         const std::string& listen) const {
    auto argv = client("dudao-agent", device, folder_.agent(device), broker);
    add(argv, {"--socket", folder_.agent_socket(device).string(), "--sealing-key",
               folder_.sealing_key(device).string(), "--engine-key", jurisdiction_.engine_key});
    if (!listen.empty()) {
        add(argv,
            {"--field-listen", listen, "--field-cert", folder_.field_certificate(device).string(),
             "--field-key", folder_.field_key(device).string(), "--field-ca",
             folder_.authority().string(), "--field-pages", field_pages().string()});
    }
    return argv;
}

std::vector<std::string> Programs::drill() const {
    std::vector<std::string> argv{(program_folder() / "dudao").string(),
                                  "drill",
                                  "--state",
                                  folder_.root.string(),
                                  "--seed",
                                  std::to_string(options_.seed),
                                  "--days",
                                  std::to_string(options_.days),
                                  "--lang",
                                  options_.lang == Lang::Zh ? "zh" : "en",
                                  "--log",
                                  folder_.log("drill").string()};
    if (!options_.report.empty()) add(argv, {"--report", options_.report.string()});
    if (options_.verbose) add(argv, {"--verbose"});
    if (!options_.exit) add(argv, {"--morning"});
    if (shows_colour()) add(argv, {"--colour"});
    const int each = shows_in_place() ? 1 : std::max(1, options_.days / 5);
    add(argv, {"--progress", std::to_string(each)});
    const auto pictures = county_of(options_) / "pictures";
    if (std::filesystem::is_directory(pictures)) add(argv, {"--pictures", pictures.string()});
    return argv;
}

}  // namespace dudao::up
