// The command-line options of the console.
#pragma once

#include <string>
#include <vector>

#include "process/flags.h"

namespace dudao::console {

struct Options {
    ProcessOptions process;
    std::string listen = "127.0.0.1:8080";
    std::string web;       // folder of the built pages; empty: the one beside the program, if any
    std::string accounts;  // file; empty: accounts.json in --data
    std::string run_file;  // file; empty: which processes are down is not known here
    std::string upkeep;    // empty: nobody does it here
    std::string case_key;  // file; empty: a case hides itself from its unit alone
    std::string tls_certificate;  // PEM file; empty: plain HTTP
    std::string tls_key;
    bool secure_cookie = false;      // true with a certificate
    std::vector<std::string> hosts;  // names under which browsers reach us, including a proxy's
    std::vector<std::string> trusted_proxies;  // addresses and networks
    bool hash_password = false;

    /// Returns a negative number if the process may start, otherwise the exit code.
    int parse(int argc, const char* const* argv) {
        process.name = "console";
        Flags flags("dudao-console",
                    "Serves the pages: what leaders, officers and units see live.");
        add_to(flags, process);
        flags
            .add("--listen", listen,
                 "host:port; port 0: any that is free; 8080+: the first free from there")
            .add("--web", web, "folder of the built pages; none: the one beside this program")
            .add("--accounts", accounts, "file of who may sign in; none: accounts.json of --data")
            .add("--run-file", run_file,
                 "run.json of dudao up: the system page names the processes it left down")
            .add("--upkeep", upkeep,
                 "folder in which dudao up takes what administrators ask for on the system page")
            .add("--case-key", case_key,
                 "file of the key that marks whom cases are about; none: they cannot sign in to "
                 "their own case")
            .add("--tls-certificate", tls_certificate,
                 "PEM file of the server's certificate and its chain: the pages are served over "
                 "TLS; "
                 "a renewed one is taken up as soon as it is there")
            .add("--tls-key", tls_key, "PEM file of the certificate's key")
            .add_switch("--secure-cookie", secure_cookie,
                        "browsers come over the TLS of a proxy: the cookie travels no other way, "
                        "and they are "
                        "told to keep to it (HSTS)")
            .add("--host", hosts,
                 "a name or address by which browsers reach this, beside the one listened at; "
                 "may be repeated")
            .add("--trusted-proxy", trusted_proxies,
                 "address or net (10.0.0.0/8) of a proxy whose X-Forwarded-For is believed; may "
                 "be repeated")
            .add_switch("--hash-password", hash_password,
                        "reads a password from stdin, prints what accounts.json wants, ends");
        const int code = flags.parse(argc, argv);
        if (!tls_certificate.empty()) secure_cookie = true;
        return code;
    }
};

}  // namespace dudao::console
