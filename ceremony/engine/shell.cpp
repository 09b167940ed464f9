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

constexpr std::int64_t tail_retry_ms = 200;
constexpr std::uint64_t snapshot_every = 2000;  // commits

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
      redis_(std::move(parts.redis)),
      database_(std::move(parts.database)),
      settings_(std::move(parts.settings)),
      replica_(snapshot::load(options_.process.data, options_.process.jurisdiction)),
      saved_(replica_.seq) {
    loop_.catch_signals(SignalToken);
    if (process_.clock->fd() >= 0) loop_.watch(process_.clock->fd(), ClockToken);
}

int Shell::run() {
    process_.log->info("", "started", {{"seq", std::to_string(replica_.seq)}});
    while (!loop_.stop_asked() && !failed_) {
        loop_.wait(wait_ms());
        turn();
    }
    if (link_) save_snapshot(1);
    process_.log->info("", "stopped");
    return failed_ ? 1 : 0;
}

void Shell::turn() {
    process_.clock->pump();
    const Moment now = process_.clock->now();
    const std::int64_t now_ms = steady_.now_ms();
    // First on the state as it was when time moved: what others do at this same moment does not
    // change who is drawn.
    work(now);
    read_log(now_ms);
    begin_to_serve(now_ms);
    talk(now_ms);
    work(now);
    talk(now_ms);  // what is due goes out in this turn
    save_snapshot(snapshot_every);
    if (is_idle()) {
        process_.clock->answer_if_asked(activity_, replica_.seq, engine_->next_due());
    }
}

void Shell::talk(std::int64_t now_ms) {
    if (!link_) return;
    for (const auto& event : link_->turn(now_ms)) hear(event);
}

void Shell::read_log(std::int64_t now_ms) {
    if (tail_.closed() && now_ms >= tail_retry_ms_) open_tail(now_ms);
    if (!tail_.closed()) take(tail_.pump(now_ms), now_ms);
    if (tail_.fd() != watched_ && watched_ >= 0) loop_.unwatch(watched_);
    watched_ = tail_.fd();
    if (watched_ >= 0) {
        loop_.watch(watched_, TailToken, tail_.wants_write() ? Want::ReadAndWrite : Want::Read);
    }
}

void Shell::open_tail(std::int64_t now_ms) {
    tail_retry_ms_ = now_ms + tail_retry_ms;
    const std::string& j = options_.process.jurisdiction;
    if (!catch_up_to_) {
        auto connection = Connection::connect(redis_);
        if (!connection) return;
        const auto place = Store(*connection).place(j);
        if (!place) return;
        catch_up_to_ = place->seq;
    }
    const auto opened = tail_.open(redis_, j, replica_.seq, replica_.head);
    if (!opened) process_.log->warning("", "log_unreachable", {{"why", opened.error().what}});
}

void Shell::take(const Tailed& tailed, std::int64_t now_ms) {
    for (const Entry& entry : tailed.entries) {
        ++activity_;
        if (auto taken = replica_.take(entry); !taken) {
            return stop("log_unreadable", taken.error().what);
        }
    }
    if (!tailed.fault) return;
    if (tailed.fault->kind != TailFault::Kind::Unreachable) {
        return stop("log_broken", tailed.fault->text);
    }
    tail_retry_ms_ = now_ms + tail_retry_ms;
    process_.log->warning("", "log_unreachable", {{"why", tailed.fault->text}});
}

/// Once the whole log is known: who we are in it, and the link to the office.
void Shell::begin_to_serve(std::int64_t now_ms) {
    if (link_ || !catch_up_to_ || replica_.seq < *catch_up_to_ || !may_serve()) return;
    const KeyRow* own = row_of_key(replica_.state.keys, as_bytes(process_.keys.public_key));
    if (auto begun = database_.begin_incarnation(own->incarnation); !begun) {
        return stop("database", begun.error().what);
    }
    auto outbox = database_.outbox();
    auto memory = database_.memory();
    if (!outbox) return stop("database", outbox.error().what);
    if (!memory) return stop("database", memory.error().what);
    engine_ = std::make_unique<Engine>(std::move(settings_), std::move(*memory));
    auto keys = dealer_options(options_.process, process_.keys);
    if (!keys) return stop("options", keys.error().text());
    link_ =
        std::make_unique<Link>(loop_, LinkToken, std::move(*keys), options_.process.brokers,
                               Uplink::Options{options_.process.jurisdiction, "dudao-engine 0.1.0",
                                               outbox->incarnation, outbox->last_n});
    for (OutboxRow& row : outbox->rows) link_->uplink().offer(std::move(row));
    link_->set_online(true, now_ms);
    std::cout << "ready" << std::endl;
    process_.log->info("", "ready", {{"seq", std::to_string(replica_.seq)}});
}

bool Shell::may_serve() {
    if (!options_.seed.empty() && !replica_.state.founding.demo_clock) {
        stop("seed_refused", "--seed makes draws foreseeable: it is for a demo's log only");
        return false;
    }
    const KeyRow* own = row_of_key(replica_.state.keys, as_bytes(process_.keys.public_key));
    if (!own || own->kind != KeyKind::Engine) {
        stop("key_not_enrolled", "the key of --key is not enrolled as the engine's");
        return false;
    }
    return true;
}

/// The core's turn: what it decides is kept before anything of it leaves.
void Shell::work(Moment now) {
    if (!link_ || tail_.closed() || failed_) return;
    const Effects effects = engine_->step(replica_.state, now);
    if (effects.empty()) return;
    ++activity_;
    std::vector<OutboxRow> rows;
    for (const Call& call : effects.calls) {
        rows.push_back(link_->uplink().make(call.command, {}, new_trace()));
    }
    if (auto kept = database_.keep(effects, rows); !kept) {
        return stop("database", kept.error().what);
    }
    for (OutboxRow& row : rows) link_->uplink().offer(std::move(row));
    write(effects.lines);
}

void Shell::hear(const Uplink::Event& event) {
    ++activity_;
    if (const auto* welcomed = std::get_if<Uplink::Welcomed>(&event)) {
        must_see_ = std::max(must_see_, welcomed->welcome.head);
        const auto outbox = database_.outbox();
        if (outbox && welcomed->welcome.applied > outbox->last_n) {
            stop("restored",
                 "the office has commands that this engine does not remember: an "
                 "officer grants it the next incarnation");
        }
    }
    if (const auto* answer = std::get_if<Uplink::Answered>(&event)) answered(answer->answer);
}

void Shell::answered(const wire::Answer& answer) {
    Effects effects;
    if (answer.ok) {
        must_see_ = std::max(must_see_, answer.accepted.commit);
    } else if (const auto about = database_.about(answer.n)) {
        effects = engine_->refused(about->draw, about->release, answer.why);
    }
    if (auto gone = database_.drop(answer.n, effects); !gone) {
        return stop("database", gone.error().what);
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

/// A cache only: a failure costs time at the next start, and is said.
void Shell::save_snapshot(std::uint64_t every) {
    if (replica_.seq < saved_ + every) return;
    saved_ = replica_.seq;
    const auto saved =
        snapshot::save(options_.process.data, options_.process.jurisdiction, replica_);
    if (!saved) process_.log->warning("", "snapshot_unsaved", {{"why", saved.error().what}});
}

bool Shell::is_idle() const {
    return link_ && !tail_.closed() && !failed_ && link_->uplink().welcomed() &&
           link_->uplink().unanswered() == 0 && replica_.seq >= must_see_;
}

long Shell::wait_ms() const {
    const std::int64_t now_ms = steady_.now_ms();
    std::int64_t wait =
        process_.clock->wait_ms(engine_ ? engine_->next_due() : std::optional<Moment>());
    if (link_) wait = std::min<std::int64_t>(wait, link_->wait_ms(now_ms));
    if (tail_.closed()) wait = std::min(wait, tail_retry_ms_ - now_ms);
    if (const auto due = tail_.next_due()) wait = std::min(wait, *due - now_ms);
    return static_cast<long>(std::max<std::int64_t>(wait, 0));
}

void Shell::stop(const std::string& event, const std::string& why) {
    failed_ = true;
    process_.log->error("", event, {{"why", why}});
    std::cerr << "dudao-engine: " << event << ": " << why << std::endl;
}

}  // namespace dudao::engine
