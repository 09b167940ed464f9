// dudao-agent: the device of a supervision group in the field.
#include <exception>
#include <iostream>

#include "agents/shell.h"

int main(int argc, char** argv) {
    using namespace dudao;
    agent::AgentOptions options;
    Flags flags("dudao-agent", "A group's device: inbox, outbox and evidence, on line or not");
    add_to(flags, options.process);
    flags.add("--socket", options.socket, "path of the local API's unix socket")
        .add("--sealing-key", options.sealing_key, "file of the device's sealing key, mode 0400")
        .add("--engine-key", options.engine_key, "the engine's public key, 64 hex digits")
        .add(
            "--field-listen", options.field.listen,
            "HOST:PORT of the page for the group's phones; with '+': or one of the next free ports")
        .add("--field-cert", options.field.certificate, "file of its certificate, PEM")
        .add("--field-key", options.field.private_key, "file of the certificate's key, PEM")
        .add("--field-pages", options.field.pages, "folder of the built page")
        .add("--field-ca", options.field.authority, "certificate that phones are told to trust")
        .required("--socket");
    if (const int stop = flags.parse(argc, argv); stop >= 0) return stop;
    try {
        auto shell = agent::Shell::open(options);
        if (!shell) {
            std::cerr << "dudao-agent: " << shell.error().text() << "\n";
            return 2;
        }
        (*shell)->run();
        return 0;
    } catch (const std::exception& broken) {
        std::cerr << "dudao-agent: " << broken.what() << "\n";
        return 1;
    }
}
