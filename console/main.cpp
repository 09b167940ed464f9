// dudao-console: serves the pages and their API, live from the log.
#include <sodium.h>
#include <sys/resource.h>

#include <cstdio>
#include <exception>
#include <iostream>

#include "console/shell.h"
#include "messages/refusals.h"
#include "seal/password.h"
#include "secret/process_memory.h"

namespace {

int say(const dudao::Error& error) {
    std::fprintf(stderr, "dudao-console: %s\n",
                 dudao::told(error, dudao::lang_of_environment()).c_str());
    return error.kind == dudao::Error::Kind::BadInput ? 2 : 1;
}

int hash_password() {
    dudao::keep_memory_private();
    std::string password;
    std::getline(std::cin, password);
    if (sodium_init() < 0 || password.size() < 8) {
        return say({dudao::Error::Kind::BadInput, "a password on stdin", "8 characters or more"});
    }
    const auto hash = dudao::seal::hash_password(password);
    if (!hash) return say(hash.error());
    std::puts(hash->c_str());
    return 0;
}

/// console/web/dist of a checkout, or share/dudao/web of an installation; empty if neither exists.
std::string pages_beside_us() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    for (const char* place : {"../../console/web/dist", "../share/dudao/web"}) {
        const auto folder = (program / place).lexically_normal();
        if (std::filesystem::exists(folder / "index.html")) return folder.string();
    }
    return {};
}

/// Each open page needs a descriptor: raises the limit to its maximum.
void take_descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    // On failure the limit stays lower, and later connections are closed.
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    dudao::console::Options options;
    if (const int code = options.parse(argc, argv); code >= 0) return code;
    if (options.hash_password) return hash_password();
    take_descriptors();
    if (options.web.empty()) options.web = pages_beside_us();
    auto process = dudao::begin(options.process, dudao::step::Role::Tail);
    if (!process) return say(process.error());
    auto shell = dudao::console::Shell::open(options, std::move(*process));
    if (!shell) return say(shell.error());
    try {
        return (*shell)->run();
    } catch (const std::exception& fault) {
        return say({dudao::Error::Kind::Corrupt, fault.what(), ""});
    }
}
