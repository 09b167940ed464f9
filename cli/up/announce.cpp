#include "cli/up/announce.h"

#include <algorithm>

#include "client/link.h"
#include "net/steady.h"

namespace dudao::up {
namespace {

constexpr std::int64_t patience_ms = 2000;
constexpr int reconnect_ms = 200;
constexpr int link_token = 1;

}  // namespace

void announce(const Announcement& what, const std::string& endpoint, const PublicKey& broker,
              const KeyPair& speaker) {
    const SystemSteady steady;
    Loop loop;
    Uplink::Options options{what.jurisdiction, "dudao 0.1.0"};
    options.adopt = true;
    options.place_number = what.number;
    options.place_proof = what.proof;
    Link link(loop, link_token, {speaker, broker, reconnect_ms}, {endpoint}, options);
    link.set_online(true, steady.now_ms());
    const std::int64_t end = steady.now_ms() + patience_ms;
    while (steady.now_ms() < end && !link.uplink().welcomed()) {
        static_cast<void>(link.turn(steady.now_ms()));
        loop.wait(std::min<long>(link.wait_ms(steady.now_ms()), end - steady.now_ms()));
    }
}

}  // namespace dudao::up
