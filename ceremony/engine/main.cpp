// dudao-engine: draws who is inspected, when and by whom, and releases the tasks sealed.
#include <sys/prctl.h>

#include <iostream>

#include "ceremony/engine/shell.h"

int main(int argc, char** argv) {
    using namespace dudao;
    prctl(PR_SET_DUMPABLE, 0);  // a core dump could contain targets
    engine::EngineOptions options;
    options.process.name = "engine";
    Flags flags("dudao-engine", "Draws targets, groups and moments, and releases sealed tasks.");
    add_to(flags, options.process);
    flags.add("--signing-key", options.signing_key, "file of the Ed25519 key that signs tasks")
        .add("--seed", options.seed, "demo only: a number that the draws follow from")
        .required("--data")
        .required("--signing-key");
    if (const int code = flags.parse(argc, argv); code >= 0) return code;
    auto process = begin(options.process, step::Role::Tail);
    if (!process) {
        std::cerr << "dudao-engine: " << process.error().text() << "\n";
        return 2;
    }
    auto shell = engine::Shell::open(std::move(options), std::move(*process));
    if (!shell) {
        std::cerr << "dudao-engine: " << shell.error().text() << "\n";
        return 1;
    }
    try {
        return (*shell)->run();
    } catch (const std::exception& error) {
        std::cerr << "dudao-engine: " << error.what() << "\n";
        return 1;
    }
}
