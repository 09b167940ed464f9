#include "cli/up/settings.h"

#include <algorithm>
#include <array>

#include "disk/file.h"
#include "domain/contact.h"
#include "files/toml_table.h"
#include "net/outward.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::up {
namespace {

using files::Need;
using files::TomlTable;

constexpr std::size_t file_bytes_max = 64U * 1024;
constexpr std::size_t secret_bytes_max = 512;  // as the worker takes it
constexpr std::size_t user_bytes_max = 254;
constexpr std::int32_t keep_max = 1000;
constexpr std::int32_t night_usual = 2 * 60;
constexpr auto tls_words = std::to_array<std::string_view>({"required", "none"});
constexpr auto lang_words = std::to_array<std::string_view>({"both", "zh", "en"});

struct Reading {
    const StateFolder& folder;

    /// As the worker opens it.
    std::string path_of(const std::string& written) const {
        return (folder.root / written).lexically_normal().string();
    }

    template <std::size_t n>
    std::string word(TomlTable& table, const std::string& key,
                     const std::array<std::string_view, n>& words) const {
        std::string value = table.text(key, Need::Optional);
        const bool given = table.has(key);
        if (!given || std::find(words.begin(), words.end(), value) != words.end()) return value;
        std::string choices;
        for (const std::string_view each : words) {
            choices += (choices.empty() ? "" : ", ") + std::string(each);
        }
        table.wrong(key, says("settings_no_choice", excerpt(printable(value), 64), choices));
        return {};
    }

    /// The path of a file that holds one line which is nobody else's to know.
    std::string secret(TomlTable& table, const std::string& key) const {
        const std::string written = table.text(key, Need::Optional);
        if (!table.has(key)) return {};
        std::string path = path_of(written);
        auto text = disk::read_private(path, secret_bytes_max);
        if (!text) {
            const bool open =
                text.error().kind == Error::Kind::Refused && text.error().mend.starts_with("chmod");
            table.wrong(key, open ? says("file_open_to_others", printable(path))
                                  : says("settings_no_file", printable(path)));
            return {};
        }
        if (text->ends_with('\n')) text->pop_back();
        const bool good = !text->empty() && text->find_first_of("\r\n") == text->npos &&
                          !is_blank(text->substr(0, 1)) &&
                          !is_blank(text->substr(text->size() - 1));
        if (!good) table.wrong(key, says("settings_no_line", printable(path), secret_bytes_max));
        return path;
    }

    void mail(TomlTable& table, NoticeSettings& out) const {
        out.mail_server = table.text("server");
        const auto server = parse_mail_server(out.mail_server);
        if (table.has("server") && !server) table.wrong("server", says("settings_no_server"));
        out.mail_tls = word(table, "tls", tls_words);
        out.mail_from = table.text("from");
        if (table.has("from") && !is_mail_address(out.mail_from)) {
            table.wrong("from", says("no_mail_address"));
        }
        out.mail_user = table.text("user", Need::Optional);
        const bool named = table.has("user");
        const bool good_name = !out.mail_user.empty() && out.mail_user.size() <= user_bytes_max &&
                               !hides_something(out.mail_user);
        if (named && !good_name) table.wrong("user", says("toml_no_name"));
        out.mail_password_file = secret(table, "password_file");
        if (named != table.has("password_file")) {
            const std::string there = named ? "user" : "password_file";
            table.wrong(there, says("settings_needs", named ? "password_file" : "user"));
        }
        const bool in_clear = out.mail_tls == "none" && server && !server->tls_from_start;
        if (in_clear && named && !server->is_here()) {
            table.wrong("tls", says("settings_in_clear"));
        }
        const std::string ca_file = table.text("ca_file", Need::Optional);
        if (table.has("ca_file")) {
            out.mail_ca_file = path_of(ca_file);
            if (!disk::read_whole(out.mail_ca_file)) {
                table.wrong("ca_file", says("settings_no_file", printable(out.mail_ca_file)));
            }
        }
        out.mail_lang = word(table, "lang", lang_words);
        table.close();
    }

    void notices(TomlTable& table, NoticeSettings& out) const {
        const bool file = table.boolean("file", Need::Optional);
        out.file = !table.has("file") || file;
        out.webhook = table.text("webhook", Need::Optional);
        if (table.has("webhook") && !is_web_address(out.webhook)) {
            table.wrong("webhook", says("settings_no_url"));
        }
        out.webhook_secret_file = secret(table, "webhook_secret_file");
        if (table.has("webhook_secret_file") && !table.has("webhook")) {
            table.wrong("webhook_secret_file", says("settings_needs", "webhook"));
        }
        auto with_mail = table.table("mail", Need::Optional);
        if (with_mail) mail(*with_mail, out);
        if (!out.file && !table.has("webhook") && !table.has("mail")) {
            table.wrong("file", says("settings_no_channel"));
        }
        table.close();
    }

    /// A given folder is on another disk, it is hoped, and has room for one each night.
    void backup(TomlTable& table, BackupSettings& out) const {
        const std::string written = table.text("folder", Need::Optional);
        const bool given = table.has("folder");
        if (given) {
            out.folder = path_of(written);
            out.night = night_usual;
            if (!std::filesystem::path(written).is_absolute()) {
                table.wrong("folder", says("settings_no_place"));
            }
        }
        const std::int32_t keep = table.number("keep", Need::Optional);
        if (table.has("keep")) out.keep = keep;
        if (out.keep < 1 || out.keep > keep_max) {
            table.wrong("keep", says("settings_no_count", keep_max));
        }
        const std::int32_t at = table.minutes("at", Need::Optional);
        if (table.has("at")) {
            out.night = at;
            if (!given) table.wrong("at", says("settings_needs", "folder"));
        }
        table.close();
    }
};

}  // namespace

Settings read_settings(const StateFolder& folder, files::Faults& faults) {
    Settings out;
    const std::string name = folder.settings().filename().string();
    const auto bytes = disk::read_private(folder.settings(), file_bytes_max);
    if (!bytes) {
        if (bytes.error().kind == Error::Kind::NotFound) return out;
        const bool open = bytes.error().mend.starts_with("chmod");
        const std::string path = printable(folder.settings().string());
        faults.add({name},
                   open ? says("file_open_to_others", path) : says("settings_no_file", path));
        return out;
    }
    auto table = TomlTable::parse(*bytes, name, faults);
    if (!table) return out;
    if (auto notices = table->table("notices", Need::Optional)) {
        Reading{folder}.notices(*notices, out.notices);
    }
    if (auto backup = table->table("backup", Need::Optional)) {
        Reading{folder}.backup(*backup, out.backup);
    }
    table->close();
    return out;
}

}  // namespace dudao::up
