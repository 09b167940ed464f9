// The command-line options of a worker.
#pragma once

#include <string>

#include "process/flags.h"
#include "workers/channels.h"

namespace dudao::workers {

struct Options {
    ProcessOptions process;
    ChannelOptions channels;

    /// Returns a negative number if the process may start, otherwise the exit code.
    int parse(int argc, const char* const* argv) {
        process.name = "worker-1";
        Flags flags("dudao-worker", "Keeps every deadline, sends notices, keeps the views.");
        add_to(flags, process);
        flags.add("--notice-file", channels.file, "file that gets a line of JSON a notice")
            .add("--webhook", channels.url, "URL that gets a POST a notice")
            .add("--webhook-secret-file", channels.url_secret_file,
                 "file, mode 0600, with the secret that the posts are signed with")
            .add("--mail-server", channels.server, "smtps://host:465 or smtp://host:587")
            .add("--mail-tls", channels.tls,
                 "required or none; without it none only to this machine")
            .add("--mail-from", channels.from, "address that the mails come from")
            .add("--mail-user", channels.user, "name at the mail server")
            .add("--mail-password-file", channels.password_file,
                 "file, mode 0600, with its password")
            .add("--mail-ca-file", channels.ca_file,
                 "certificates that are trusted; without it the system's")
            .add("--mail-lang", channels.lang, "both, zh or en; without it both");
        return flags.parse(argc, argv);
    }
};

}  // namespace dudao::workers
