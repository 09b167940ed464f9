// dudao.toml of the state folder: what whoever runs a county may set. It is used whole or not at
// all; every fault is told in one go, with line and column. The file may name files with secrets
// and decides where notices go, so only its owner may open it.
//
//     [notices]
//     file = true
//     webhook = "https://gateway.example.cn/notices"
//     webhook_secret_file = "keys/webhook.secret"
//     [notices.mail]
//     server = "smtps://mail.example.cn:465"
//     from = "dudao@example.cn"
//     user = "dudao"
//     password_file = "keys/mail.password"
//     [backup]
//     folder = "/mnt/disk2/dudao"
//     keep = 14
//     at = 02:30:00
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/init/state_folder.h"
#include "files/faults.h"

namespace dudao::up {

/// The channels of notices, as the worker takes them; an empty address leaves a channel out.
struct NoticeSettings {
    bool file = true;
    std::string webhook;
    std::string webhook_secret_file;
    std::string mail_server;
    std::string mail_tls;  // required or none; empty: none only to this machine
    std::string mail_from;
    std::string mail_user;
    std::string mail_password_file;
    std::string mail_ca_file;
    std::string mail_lang;  // both, zh or en; empty: both
    friend bool operator==(const NoticeSettings&, const NoticeSettings&) = default;
};

/// Where backups go that are asked for at the pages, or made each night.
struct BackupSettings {
    /// Empty: backups beside the state folder, under its name and "-backups"; none at night.
    std::string folder;
    std::int32_t keep = 7;              // the older ones are removed, 1 to 1000
    std::optional<std::int32_t> night;  // the minute of the day at which one is made; none: never
    friend bool operator==(const BackupSettings&, const BackupSettings&) = default;
};

struct Settings {
    NoticeSettings notices;
    BackupSettings backup;
    friend bool operator==(const Settings&, const Settings&) = default;
};

/// Without a file the defaults: notices go to the file notices/notices.jsonl. Names of files are
/// taken from the state folder on.
Settings read_settings(const StateFolder& folder, files::Faults& faults);

}  // namespace dudao::up
