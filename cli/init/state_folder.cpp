#include "cli/init/state_folder.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "disk/file.h"
#include "files/faults.h"
#include "files/toml_table.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao {
namespace {

tl::unexpected<Error> io_error(const std::filesystem::path& file, const char* what) {
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return fail(full ? Error::Kind::Busy : Error::Kind::Refused,
                file.string() + ": " + what + ": " + std::strerror(errno));
}

Result<void> make_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return io_error(folder, "cannot be made");
}

/// A TOML basic string.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= ' ') out += c;
    }
    return out + "\"";
}

}  // namespace

Result<void> StateFolder::make() const {
    std::error_code failed;
    std::filesystem::create_directories(root.parent_path(), failed);  // said by the next line
    if (auto made = make_folder(root); !made) return made;
    for (const char* name : {"keys", "tls", "redis", "broker", "worker-1", "engine", "console",
                             "agents", "logs", "receipts", "notices"}) {
        if (auto made = make_folder(root / name); !made) return made;
    }
    return make_folder(keys() / "people");
}

std::filesystem::path default_state_folder() {
    const char* base = std::getenv("XDG_STATE_HOME");
    if (base && *base) return std::filesystem::path(base) / "dudao";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".local" / "state" / "dudao";
}

Result<void> save(const JurisdictionFile& file, const StateFolder& folder) {
    std::ostringstream out;
    out << "# Written by dudao init, last of all: what stands here is founded.\n"
        << "id = " << quoted(file.id) << "\nname_zh = " << quoted(file.name_zh)
        << "\nname_en = " << quoted(file.name_en) << "\ndemo = " << (file.demo ? "true" : "false")
        << "\ntime_zone = " << quoted(file.time_zone)
        << "\nbroker_key = " << quoted(file.broker_key)
        << "\nengine_key = " << quoted(file.engine_key) << "\ndevices = [";
    for (std::size_t i = 0; i < file.devices.size(); ++i) {
        out << (i ? ", " : "") << quoted(file.devices[i]);
    }
    out << "]\n";
    if (file.demo) out << "start = " << to_text(file.start, 0) << "\n";
    return disk::replace(folder.jurisdiction(), out.str());
}

Result<JurisdictionFile> load_jurisdiction(const StateFolder& folder) {
    const auto bytes = disk::read_whole(folder.jurisdiction());
    if (!bytes) {
        return fail(Error::Kind::NotFound,
                    says("no_jurisdiction_here", printable(folder.root.string())));
    }
    files::Faults faults;
    auto table = files::TomlTable::parse(*bytes, folder.jurisdiction().string(), faults);
    JurisdictionFile file;
    if (table) {
        file.id = table->text("id");
        file.name_zh = table->text("name_zh");
        file.name_en = table->text("name_en");
        file.demo = table->boolean("demo");
        file.time_zone = table->text("time_zone");
        file.broker_key = table->text("broker_key");
        file.engine_key = table->text("engine_key");
        file.devices = table->texts("devices");
        if (file.demo) file.start = table->moment("start");
    }
    if (!faults.none()) return tl::unexpected<Error>(faults.report(Lang::En));
    return file;
}

}  // namespace dudao
