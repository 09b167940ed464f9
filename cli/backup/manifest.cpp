#include "cli/backup/manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "disk/file.h"
#include "hex.h"
#include "json_depth.h"
#include "ledger/hash.h"
#include "refusals/says.h"

namespace dudao::backup {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t manifest_bytes_max = 256UL * 1024 * 1024;
constexpr std::size_t read_at_once = 1024UL * 1024;
constexpr int mode_max = 0700;

std::filesystem::path sum_of(const std::filesystem::path& folder) {
    return folder / (std::string(manifest_name) + ".sha256");
}

std::string sum_line(const std::string& bytes) {
    return to_hex(sha256(bytes)) + "  " + manifest_name + "\n";
}

/// A path that stays within the folder.
bool is_within(const std::string& text) {
    const std::filesystem::path path(text);
    return !text.empty() && path.is_relative() &&
           std::none_of(path.begin(), path.end(), [](const auto& part) {
               return part == ".." || part == "." || part.empty();
           });
}

}  // namespace

Result<std::string> hash_of(const std::filesystem::path& file) {
    const auto opened = disk::File::open_regular(file);
    if (!opened) return tl::unexpected<Error>(opened.error());
    Sha256 hash;
    for (;;) {
        const auto bytes = opened->read(read_at_once);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        if (bytes->empty()) return to_hex(hash.done());
        hash.add(*bytes);
    }
}

Result<void> save(const Manifest& manifest, const std::filesystem::path& folder) {
    Json files = Json::array();
    for (const Filed& each : manifest.files) {
        files.push_back({{"path", each.path},
                         {"bytes", each.bytes},
                         {"mode", each.mode},
                         {"sha256", each.sha256}});
    }
    const Json json{{"form", form_now},
                    {"jurisdiction", manifest.jurisdiction},
                    {"demo", manifest.demo},
                    {"made", manifest.made},
                    {"of_one_moment", manifest.of_one_moment},
                    {"files", std::move(files)}};
    const std::string bytes = json.dump(1) + "\n";
    if (auto made = disk::create(folder / manifest_name, bytes, 0600); !made) return made;
    return disk::create(sum_of(folder), sum_line(bytes), 0600);
}

Result<Manifest> load_manifest(const std::filesystem::path& folder) {
    const auto none = [&] { return bad_input(says("backup_none", folder.string())); };
    const auto file = folder / manifest_name;
    const auto bytes = disk::read_whole(file, manifest_bytes_max);
    const auto sum = disk::read_whole(sum_of(folder), read_at_once);
    if (!bytes || !sum) return none();
    if (*sum != sum_line(*bytes)) {
        return fail(Error::Kind::Corrupt, says("backup_altered", file.string()));
    }
    const Json json = json_from_outside<Json>(*bytes);
    try {
        const int form = json.at("form").get<int>();
        if (form > form_now) return bad_input(says("backup_newer", form, form_now));
        Manifest manifest{json.at("jurisdiction"),
                          json.at("demo"),
                          json.at("made"),
                          json.at("of_one_moment"),
                          {}};
        for (const Json& each : json.at("files")) {
            Filed filed{each.at("path"), each.at("bytes"), each.at("mode"), each.at("sha256")};
            filed.mode &= mode_max;
            if (!is_within(filed.path) || filed.bytes < 0) return none();
            manifest.files.push_back(std::move(filed));
        }
        return manifest;
    } catch (const Json::exception&) {
        return none();
    }
}

}  // namespace dudao::backup
