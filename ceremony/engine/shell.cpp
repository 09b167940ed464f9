#include "ceremony/engine/shell.h"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <iostream>

#include "ceremony/engine/master_key.h"
#include "ledger/key_id.h"
#include "store/access.h"
#include "store/redis_store.h"

namespace dudao::engine {
namespace {

enum Token { SignalToken = 1, ClockToken, TailToken, LinkToken };

Result<Secret<32>> master_of(const EngineOptions& options) {
    const std::filesystem::path data = options.process.data;
    if (options.seed.empty()) return master_key(data / "engine.secret");
    std::int64_t n = 0;
    const char* end = options.seed.data() + options.seed.size();
    const auto read = std::from_chars(options.seed.data(), end, n);
    if (read.ec != std::errc() || read.ptr != end) {
        return bad_input("--seed is not a whole number", "a number, in a demo only");
    }
    return Secret<32>(demo_master_key(n));
}

}  // namespace

Result<std::unique_ptr<Shell>> Shell::open(EngineOptions options, Process process) {
    std::error_code wrong;
    std::filesystem::create_directories(options.process.data, wrong);
    ::chmod(options.process.data.c_str(), 0700);
    auto redis = redis_address(options.process.redis, options.process.redis_auth_file);
    if (!redis) return tl::unexpected<Error>(redis.error());
    auto signing = seal::load_signing_keys(options.signing_key);
    if (!signing) return within("--signing-key", signing.error());
    auto master = master_of(options);
    if (!master) return tl::unexpected<Error>(master.error());
    auto database = Database::open(std::filesystem::path(options.process.data) / "engine.sqlite");
    if (!database) return tl::unexpected<Error>(database.error());
    Settings settings{options.process.jurisdiction, *master, *signing};
    return std::unique_ptr<Shell>(
        new Shell(Parts{std::move(options), std::move(process), std::move(*redis),
                        std::move(*database), std::move(settings)}));
}

Shell::Shell(Parts parts)
    : options_(std::move(parts.options)),
      process_(std::move(parts.process)),
      database_(std::move(parts.database)),
      settings_(std::move(parts.settings)),
      follower_(loop_, TailToken,
                {std::move(parts.redis), options_.process.jurisdiction, options_.process.data},
                *process_.log) {
    loop_.catch_signals(SignalToken);
    if (process_.clock->fd() >= 0) loop_.watch(process_.clock->fd(), ClockToken);
}

int Shell::run() {
    process_.log->info("", "process.started", {{"seq", std::to_string(follower_.replica().seq)}});
    while (!loop_.stop_asked() && !failed_) {
        loop_.wait(wait_ms());
        turn();
    }
    if (link_) follower_.save();
    process_.log->info("", "process.stopped");
    return failed_ ? 1 : 0;
}

void Shell::turn() {
    process_.clock->pump();
    const Moment now = process_.clock->now();
    const std::int64_t now_ms = steady_.now_ms();
    // First on the state as it was when the time changed, so that what others do at the same moment
    // does not change who is drawn.
    work(now);
    follow(now_ms);
    begin_to_serve(now_ms);
    talk(now_ms);
    work(now);
    talk(now_ms);  // sends what became due in this turn
    if (is_idle()) {
        process_.clock->answer_if_asked(activity_, follower_.replica().seq, engine_->next_due());
    }
}

void Shell::talk(std::int64_t now_ms) {
    if (!link_) return;
    for (const auto& event : link_->turn(now_ms)) hear(event);
}

void Shell::follow(std::int64_t now_ms) {
    const auto followed = follower_.turn(
        now_ms, [this](std::uint64_t, const FoldedCommit&) { ++activity_; }, [] {});
    if (!followed) stop("log.unusable", followed.error().text());
}

/// Starts once the whole log is read: finds the engine's own key in it and connects to the office.
void Shell::begin_to_serve(std::int64_t now_ms) {
    if (link_ || !follower_.ready() || !may_serve()) return;
    const KeyRow* own =
        row_of_key(follower_.replica().state.keys, as_bytes(process_.keys.public_key));
    if (auto begun = database_.begin_incarnation(own->incarnation); !begun) {
        return stop("database.unusable", begun.error().what);
    }
    auto outbox = database_.outbox();
    auto memory = database_.memory();
    if (!outbox) return stop("database.unusable", outbox.error().what);
    if (!memory) return stop("database.unusable", memory.error().what);
    engine_ = std::make_unique<Engine>(std::move(settings_), std::move(*memory));
    auto keys = dealer_options(options_.process, process_.keys);
    if (!keys) return stop("options.unusable", keys.error().text());
    link_ =
        std::make_unique<Link>(loop_, LinkToken, std::move(*keys), options_.process.brokers,
                               Uplink::Options{options_.process.jurisdiction, "dudao-engine 0.1.0",
                                               outbox->incarnation, outbox->last_n});
    for (OutboxRow& row : outbox->rows) link_->uplink().offer(std::move(row));
    link_->set_online(true, now_ms);
    std::cout << "ready" << std::endl;
    process_.log->info("", "process.ready", {{"seq", std::to_string(follower_.replica().seq)}});
}

bool Shell::may_serve() {
    const State& state = follower_.replica().state;
    if (!options_.seed.empty() && !state.founding.demo_clock) {
        stop("seed.refused", "--seed makes draws foreseeable: it is for a demo's log only");
        return false;
    }
    const KeyRow* own = row_of_key(state.keys, as_bytes(process_.keys.public_key));
    if (!own || own->kind != KeyKind::Engine) {
        stop("key.not_enrolled", "the key of --key is not enrolled as the engine's");
        return false;
    }
    return true;
}

/// Steps the core. Its effects are stored before any of them is sent.
void Shell::work(Moment now) {
    if (!link_ || !follower_.following() || !follower_.ready() || failed_) return;
    const Effects effects = engine_->step(follower_.replica().state, now);
    if (effects.empty()) return;
    ++activity_;
    std::vector<OutboxRow> rows;
    for (const Call& call : effects.calls) {
        rows.push_back(link_->uplink().make(call.command, {}, new_trace()));
    }
    if (auto kept = database_.keep(effects, rows); !kept) {
        return stop("database.unusable", kept.error().what);
    }
    for (OutboxRow& row : rows) link_->uplink().offer(std::move(row));
    write(effects.lines);
}

void Shell::hear(const Uplink::Event& event) {
    ++activity_;
    if (const auto* welcomed = std::get_if<Uplink::Welcomed>(&event)) {
        told_seq_ = std::max(told_seq_, welcomed->welcome.head);
        const auto outbox = database_.outbox();
        if (outbox && welcomed->welcome.applied > outbox->last_n) {
            stop("numbering.outdated",
                 "the office has commands that this engine does not remember: an "
                 "officer grants it the next incarnation");
        }
    }
    if (const auto* answer = std::get_if<Uplink::Answered>(&event)) answered(answer->answer);
}

void Shell::answered(const wire::Answer& answer) {
    Effects effects;
    if (answer.ok) {
        told_seq_ = std::max(told_seq_, answer.accepted.commit);
    } else if (const auto about = database_.about(answer.n)) {
        effects = engine_->refused(about->draw, about->release, answer.why);
    }
    if (auto gone = database_.drop(answer.n, effects); !gone) {
        return stop("database.unusable", gone.error().what);
    }
    write(effects.lines);
}

void Shell::write(const std::vector<Line>& lines) const {
    for (const Line& line : lines) {
        LogFields fields;
        for (const auto& [key, value] : line.fields) fields.push_back({key, value});
        if (line.level == LogLevel::Error) process_.log->error("", line.event, fields);
        if (line.level == LogLevel::Warning) process_.log->warning("", line.event, fields);
        if (line.level == LogLevel::Info) process_.log->info("", line.event, fields);
    }
}

bool Shell::is_idle() const {
    return link_ && follower_.following() && !failed_ && link_->uplink().welcomed() &&
           link_->uplink().unanswered() == 0 && follower_.replica().seq >= told_seq_;
}

long Shell::wait_ms() const {
    const std::int64_t now_ms = steady_.now_ms();
    std::int64_t wait =
        process_.clock->wait_ms(engine_ ? engine_->next_due() : std::optional<Moment>());
    if (link_) wait = std::min<std::int64_t>(wait, link_->wait_ms(now_ms));
    wait = std::min<std::int64_t>(wait, follower_.wait_ms(now_ms));
    return static_cast<long>(std::max<std::int64_t>(wait, 0));
}

void Shell::stop(const std::string& event, const std::string& why) {
    failed_ = true;
    process_.log->error("", event, {{"why", why}});
    std::cerr << "dudao-engine: " << event << ": " << why << std::endl;
}

}  // namespace dudao::engine
