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
#pragma once

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

/// Without a file the defaults: notices go to the file notices/notices.jsonl. Names of files are
/// taken from the state folder on.
NoticeSettings read_settings(const StateFolder& folder, files::Faults& faults);

}  // namespace dudao::up
