// dudao-worker: fires deadlines, sends notices and keeps the views. Any number may run.
#include <cstdio>
#include <exception>

#include "workers/shell.h"

namespace {

int say(const dudao::Error& error) {
    std::fprintf(stderr, "dudao-worker: %s\n", error.text().c_str());
    return error.kind == dudao::Error::Kind::BadInput ? 2 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    dudao::workers::Options options;
    if (const int code = options.parse(argc, argv); code >= 0) return code;
    auto process = dudao::begin(options.process, dudao::step::Role::Tail);
    if (!process) return say(process.error());
    auto shell = dudao::workers::Shell::open(options, std::move(*process));
    if (!shell) return say(shell.error());
    try {
        return (*shell)->run();
    } catch (const std::exception& fault) {
        return say({dudao::Error::Kind::Corrupt, fault.what(), ""});
    }
}
