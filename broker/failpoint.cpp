#include "broker/failpoint.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "broker/limits.h"

namespace dudao::broker {
namespace {

constexpr bool built_in = DUDAO_FAILPOINTS != 0;

using Named = std::pair<std::string_view, Failpoint::At>;
constexpr auto names = std::to_array<Named>({{"send", Failpoint::At::Send},
                                             {"sent", Failpoint::At::Sent},
                                             {"executed", Failpoint::At::Executed},
                                             {"answered", Failpoint::At::Answered},
                                             {"dispatched", Failpoint::At::Dispatched}});

}  // namespace

Result<Failpoint> Failpoint::from_environment() {
    Failpoint point;
    const char* asked = std::getenv("DUDAO_FAILPOINT");  // NOLINT(concurrency-mt-unsafe): at start
    if (asked == nullptr) return point;
    if (!built_in) return bad_input("this build has no failpoints", "-DDUDAO_FAILPOINTS=ON");
    const std::string_view text = asked;
    const std::string_view name = text.substr(0, text.find(':'));
    for (const auto& [known, at] : names) {
        if (known == name) point.at_ = at;
    }
    const std::string_view nth = name == text ? "1" : text.substr(name.size() + 1);
    const auto [end, wrong] =
        std::from_chars(nth.data(), nth.data() + nth.size(), point.times_left_);
    if (!point.at_ || wrong != std::errc() || end != nth.data() + nth.size()) {
        return bad_input("no failpoint " + std::string(text),
                         "send, sent, executed, answered or dispatched, and perhaps :nth");
    }
    return point;
}

void Failpoint::reached(At here, int redis) {
    if (at_ != here || --times_left_ > 0) return;
    if (here == At::Executed) {
        pollfd answer{redis, POLLIN, 0};
        ::poll(&answer, 1, failpoint_answer_ms);
    }
    if (here == At::Dispatched) ::poll(nullptr, 0, failpoint_leave_ms);
    ::kill(::getpid(), SIGKILL);
}

}  // namespace dudao::broker
