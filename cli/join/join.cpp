#include "cli/join/join.h"

#include <sys/stat.h>

#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "accounts/device_code.h"
#include "cli/exit_code.h"
#include "cli/join/post.h"
#include "cli/nouns/login.h"
#include "cli/nouns/speaker.h"
#include "cli/output.h"
#include "disk/file.h"
#include "hex.h"
#include "json_depth.h"
#include "net/curve.h"
#include "refusals/says.h"
#include "seal/seal.h"
#include "visible.h"

namespace dudao {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::minutes patience{30};  // as long as the pages keep a code

struct Asked {
    std::string address;
    std::string pages;
    std::string folder = "device";
};

struct OwnKeys {
    KeyPair link;
    seal::SealingKeys sealing;
};

std::string text_of(const auto& key) { return {key.begin(), key.end()}; }

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (!failed) return {};
    return fail(Error::Kind::Refused,
                says("folder_not_made", printable(folder.string()), failed.message()));
}

/// Those in the folder; made there where none are.
Result<OwnKeys> own_keys(const std::filesystem::path& folder) {
    OwnKeys keys;
    const auto link = folder / "device.key";
    const auto sealing = folder / "device.seal";
    std::error_code closed;  // then none can be made in it, which is said
    if (std::filesystem::exists(link, closed)) {
        auto kept = load_key(link);
        if (!kept) return tl::unexpected<Error>(kept.error());
        keys.link = std::move(*kept);
    } else {
        keys.link = generate_key_pair();
        if (auto saved = save_key(keys.link, link); !saved)
            return tl::unexpected<Error>(saved.error());
    }
    if (std::filesystem::exists(sealing, closed)) {
        auto kept = seal::load_sealing_keys(sealing.string());
        if (!kept) return tl::unexpected<Error>(kept.error());
        keys.sealing = std::move(*kept);
    } else {
        keys.sealing = seal::generate_sealing_keys();
        if (auto saved = seal::save(keys.sealing, sealing.string()); !saved) {
            return tl::unexpected<Error>(saved.error());
        }
    }
    return keys;
}

/// True once the device is enrolled; with `hold` the pages answer when it is, or after a while.
/// Errors: Refused, in the pages' words.
Result<bool> knock(const std::string& pages, const CountyAddress& county, const OwnKeys& keys,
                   bool hold, Lang lang) {
    const auto answer = join::post(pages + "/api/v1/devices/knock",
                                   {{"jurisdiction", county.jurisdiction},
                                    {"public_key", to_hex(text_of(keys.link.public_key))},
                                    {"sealing_key", to_hex(text_of(keys.sealing.public_key))},
                                    {"hold", hold}},
                                   lang == Lang::Zh ? "zh" : "en");
    if (!answer) return tl::unexpected<Error>(answer.error());
    const Json json = json_from_outside<Json>(answer->body);
    const auto text = [&](const char* field) { return text_in(json, field); };
    if (answer->status == 200 && text("state") == "enrolled") return true;
    if (answer->status == 200 && text("state") == "waiting") return false;
    const std::string what = text("what");
    if (what.empty()) {
        return fail(Error::Kind::Unreachable,
                    says("no_console_there", printable(pages), answer->status));
    }
    return fail(Error::Kind::Refused, what, text("mend"));
}

/// What the office says of this device: {group, team, engine_key}.
Result<Json> ask_who_i_am(const CountyAddress& county, const std::filesystem::path& key,
                          const Globals& globals) {
    auto speaker = Speaker::open(speaking_to(county, key.string(), globals));
    if (!speaker) return tl::unexpected<Error>(speaker.error());
    if (auto greeted = (*speaker)->greet(); !greeted) return tl::unexpected<Error>(greeted.error());
    return (*speaker)->ask("me");
}

/// The flags of dudao-agent, as it reads them with --config.
std::string settings(const CountyAddress& county, const std::filesystem::path& folder,
                     const std::string& engine_key) {
    const auto quoted = [](const std::string& text) { return Json(text).dump(); };
    const auto in = [&](const char* name) { return quoted((folder / name).string()); };
    return "# Flags of dudao-agent(1), written by `dudao join`.\n"
           "jurisdiction = " +
           quoted(county.jurisdiction) + "\nname = " + quoted(folder.filename().string()) +
           "\nbroker = " + quoted(county.broker) + "\nbroker-key = " + quoted(to_z85(county.key)) +
           "\nengine-key = " + quoted(engine_key) + "\nkey = " + in("device.key") +
           "\nsealing-key = " + in("device.seal") + "\ndata = " + in("data") +
           "\nsocket = " + in("agent.sock") + "\nlog = " + in("agent.log") + "\n";
}

int finish(const Globals& globals, const CountyAddress& county,
           const std::filesystem::path& folder) {
    const auto me = ask_who_i_am(county, folder / "device.key", globals);
    if (!me) return refuse(me.error());
    const std::string engine = me->value("engine_key", std::string());
    if (engine.empty()) {
        return refuse(to_error(Error::Kind::Refused, says("no_engine_key_told")));
    }
    if (auto made = make_folder(folder / "data"); !made) return refuse(made.error());
    const auto file = folder / "device.toml";
    if (auto kept = disk::replace(file, settings(county, folder, engine)); !kept) {
        return refuse(kept.error());
    }
    const Lang lang = globals.language();
    const std::string group = me->value("group", std::string());
    const std::string whose = group.empty() ? me->value("team", std::string()) : group;
    if (globals.json()) {
        std::cout << json_text({{"state", "enrolled"}, {"of", whose}, {"config", file.string()}})
                  << '\n';
        return code(Exit::Ok);
    }
    std::cout << say(lang, "已登记为下列督导组或案件组的终端：", "enrolled as a device of ")
              << whose << '\n'
              << say(lang, "启动：", "start it: ") << "dudao-agent --config " << file.string()
              << '\n';
    return code(Exit::Ok);
}

int join_county(const Globals& globals, const Asked& asked) {
    const auto county = parse_county_address(asked.address);
    if (!county) return refuse(county.error());
    std::string pages = asked.pages;
    while (pages.ends_with('/')) pages.pop_back();
    const auto folder = std::filesystem::absolute(asked.folder).lexically_normal();
    ::umask(S_IRWXG | S_IRWXO);  // keys, and later opened tasks, lie in there
    if (auto made = make_folder(folder); !made) return refuse(made.error());
    const auto keys = own_keys(folder);
    if (!keys) return refuse(keys.error());
    const std::string code_shown = device_code(county->jurisdiction, text_of(keys->link.public_key),
                                               text_of(keys->sealing.public_key));
    const Lang lang = globals.language();
    const auto until = std::chrono::steady_clock::now() + patience;
    for (bool first = true; std::chrono::steady_clock::now() < until; first = false) {
        const auto enrolled = knock(pages, *county, *keys, !first, lang);
        if (!enrolled) return refuse(enrolled.error());
        if (*enrolled) return finish(globals, *county, folder);
        if (!first) continue;
        std::cout << say(lang, "本机编码：", "this device's code: ") << code_shown << '\n'
                  << say(lang,
                         "请纪检或领导在网页“终端”页填写此编码登记，再由组长确认；在此等候，最长"
                         "半小时。",
                         "An officer or leader types it on the page \"Devices\", and the "
                         "group's head "
                         "confirms it. Waiting, half an hour at most.")
                  << std::endl;
    }
    return refuse(to_error(Error::Kind::Unreachable, says("nobody_enrolled_it")));
}

}  // namespace

void add_join(Registry& registry) {
    auto* app = registry.app.add_subcommand("join", "Make this machine a device of a group");
    auto asked = std::make_shared<Asked>();
    app->add_option("address", asked->address, "what `dudao address` prints on the server")
        ->required();
    app->add_option("--pages", asked->pages, "the county's pages, as browsers open them")
        ->required();
    app->add_option("--folder", asked->folder,
                    "where its keys and records lie; made where it is not");
    app->callback([&registry, asked] {
        registry.chosen = [&registry, asked] { return join_county(registry.globals, *asked); };
    });
}

}  // namespace dudao
