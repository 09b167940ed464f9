// The care of the installation: what an administrator asks for on the system page is written where
// `dudao up` takes it, and what came of it is read where `dudao up` writes it.
#include <nlohmann/json.hpp>

#include "clock.h"
#include "console/api/routes.h"
#include "console/limits.h"
#include "console/shell.h"
#include "disk/file.h"
#include "json_depth.h"
#include "refusals/says.h"
#include "upkeep/asked.h"

namespace dudao::console {
namespace {

constexpr std::int64_t page_opens_ms_max = 60'000;  // from its snapshot to its stream

}  // namespace

void Shell::watch_upkeep() {
    if (options_.upkeep.empty()) return;
    const std::filesystem::path folder(options_.upkeep);
    std::error_code there;  // whether it can be watched is said below
    std::filesystem::create_directories(folder, there);
    auto watch = disk::FileWatch::open(folder / upkeep::done_file);
    if (!watch) {
        return process_.log->error("", "upkeep.not_watched", {{"why", watch.error().text()}});
    }
    upkeep_watch_ = std::move(*watch);
    loop_->watch(upkeep_watch_->fd(), UpkeepToken);
    read_upkeep();
}

void Shell::hear_upkeep() {
    if (!upkeep_watch_ || !upkeep_watch_->changed()) return;
    read_upkeep();
    upkeep_news_ms_ = now_ms_;
    http::Frame frame;
    for (const Hub::Stream& stream : hub_.streams()) {
        if (cares(stream.person)) frame.streams.push_back(stream.id);
    }
    if (frame.streams.empty()) return;
    frame.bytes = std::make_shared<const std::string>(sse("upkeep", "{}"));
    down_->push(std::move(frame));
}

bool Shell::cares(const PersonId& person) const {
    const Facts seen = facts();
    return Reader(seen, person, Lang::Zh, kept_).has(Role::Administrator);
}

/// A page asks for its stream once its snapshot is there; what came in between would be missed.
std::string Shell::upkeep_news(const PersonId& person) const {
    const bool lately = upkeep_news_ms_ && now_ms_ - *upkeep_news_ms_ < page_opens_ms_max;
    return lately && cares(person) ? sse("upkeep", "{}") : std::string();
}

/// A file that is not as `dudao up` writes it counts as none.
void Shell::read_upkeep() {
    const auto bytes = disk::read_whole(std::filesystem::path(options_.upkeep) / upkeep::done_file,
                                        upkeep::done_bytes_max);
    Json done = bytes ? json_from_outside<Json>(*bytes) : Json();
    const bool whole =
        done.is_object() && done.contains("number") && done["number"].is_number_integer();
    const std::int64_t number = whole ? done["number"].get<std::int64_t>() : 0;
    if (number != upkeep_number_) upkeep_awaited_ = false;
    upkeep_number_ = number;
    upkeep_ = whole ? std::make_shared<const Json>(std::move(done)) : nullptr;
}

void Shell::ask_upkeep(const http::Request& request, const SignedIn& session) {
    const Lang lang = lang_of(request.header("accept-language"));
    if (!cares(session.person)) return send(request.id, problem(lang, "forbidden"));
    const Json body = json_from_outside<Json>(request.body);
    const auto work = upkeep::work_named(text_in(body, "work"));
    if (!work) {
        return send(request.id,
                    bad(lang, says("in_param", "work",
                                   says("unknown_word", text_in(body, "work").substr(0, 32),
                                        dudao::words({}, {"examine", "verify", "back_up"})))));
    }
    const std::string noted = text_in(body, "noted");
    if (!noted.empty() && (*work != upkeep::Work::Verify || !upkeep::is_noted_head(noted))) {
        return send(request.id, problem(lang, "no_noted_head"));
    }
    if (!upkeep_) return send(request.id, problem(lang, "no_upkeep"));
    if (upkeep_awaited_ || !text_in(*upkeep_, "running").empty()) {
        return send(request.id, problem(lang, "upkeep_busy"));
    }
    const std::int64_t ms = SystemClock().now().ms;
    const upkeep::Asked asked{.number = ms == upkeep_number_ ? ms + 1 : ms,
                              .work = *work,
                              .chinese = lang == Lang::Zh,
                              .by = session.person.text,
                              .at_ms = now_.ms,
                              .noted = noted};
    const auto written = disk::replace(std::filesystem::path(options_.upkeep) / upkeep::asked_file,
                                       upkeep::to_json(asked));
    if (!written) return send(request.id, bad(lang, written.error()));
    upkeep_awaited_ = true;
    process_.log->info(
        "", "upkeep.asked",
        {{"work", std::string(upkeep::name(*work))}, {"person", session.person.text}});
    send(request.id, plain({{"number", asked.number}}));
}

}  // namespace dudao::console
