#include "console/shell.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "console/limits.h"
#include "http/hosts.h"
#include "refusals/says.h"
#include "seal/seal.h"
#include "store/access.h"
#include "wire/limits.h"

namespace dudao::console {
namespace {

constexpr std::string_view software = "dudao-console 0.1.0";

Result<std::vector<std::string>> hosts_of(const std::vector<std::string>& given) {
    std::vector<std::string> hosts;
    for (const std::string& each : given) {
        auto host = http::host_of(each);
        if (!host) return bad_input("--host: '" + each + "' is no host", "dudao.example.cn");
        hosts.push_back(std::move(*host));
    }
    return hosts;
}

Result<http::Server::Options> listen_options(const Options& given) {
    http::Server::Options options;
    std::string listen = given.listen;
    auto hosts = hosts_of(given.hosts);
    if (!hosts) return tl::unexpected<Error>(hosts.error());
    options.hosts = std::move(*hosts);
    options.tls_alone = given.secure_cookie;
    options.body_bytes_max = wire::chunk_bytes_max;
    if (listen.ends_with('+')) {
        options.further = 100;
        listen.pop_back();
    }
    const auto colon = listen.rfind(':');
    unsigned port = 0;
    const char* from = listen.data() + (colon == listen.npos ? 0 : colon + 1);
    const auto [end, wrong] = std::from_chars(from, listen.data() + listen.size(), port);
    const bool good = colon != listen.npos && wrong == std::errc{} &&
                      end == listen.data() + listen.size() &&
                      port <= 65'000 + (options.further == 0 ? 535U : 0U);
    if (!good) return bad_input("--listen: '" + listen + "' is no address", "127.0.0.1:8080");
    options.host = listen.substr(0, colon);
    if (options.host.starts_with('[') && options.host.ends_with(']')) {
        options.host = options.host.substr(1, options.host.size() - 2);
    }
    options.port = static_cast<std::uint16_t>(port);
    return options;
}

}  // namespace

Result<std::unique_ptr<Shell>> Shell::open(const Options& options, Process process) {
    auto redis = redis_address(options.process.redis, options.process.redis_auth_file);
    if (!redis) return tl::unexpected<Error>(redis.error());
    auto dealer = dealer_options(options.process, process.keys);
    if (!dealer) return tl::unexpected<Error>(dealer.error());
    auto http = listen_options(options);
    if (!http) return tl::unexpected<Error>(http.error());
    const std::vector<std::string> names = certificate_names(*http);
    auto certificate = load_certificate(options, names);
    if (!certificate) return tl::unexpected<Error>(certificate.error());
    http->certificate = std::move(*certificate);
    auto assets = http::Assets::load(options.web);
    if (!assets) return within("--web", assets.error());
    if (options.process.data.empty()) return bad_input("--data is missing", "a folder of its own");
    const std::filesystem::path data(options.process.data);
    const std::filesystem::path given(options.accounts);
    const std::filesystem::path accounts_file = given.empty() ? data / "accounts.json" : given;
    std::optional<Secret<32>> case_key;
    if (!options.case_key.empty()) {
        auto key = seal::load_case_key(options.case_key);
        if (!key) return within("--case-key", key.error());
        case_key = std::move(*key);
    }
    auto used_codes = UsedCodes::open(data / "codes.used");
    if (!used_codes) return within("--data", used_codes.error());
    auto proxies = http::parse_nets(options.trusted_proxies);
    if (!proxies) return within("--trusted-proxy", proxies.error());
    auto sent = Sent::open(data, process.clock->now());
    if (!sent) return within("--data", sent.error());
    Parts parts{
        std::move(*redis),  *dealer, accounts_file,       std::move(*used_codes), std::move(*sent),
        std::move(*assets), *http,   std::move(*proxies), std::move(case_key)};
    std::unique_ptr<Shell> shell(new Shell(options, std::move(process), parts));
    if (auto serves = shell->serve(parts); !serves) return tl::unexpected<Error>(serves.error());
    return shell;
}

namespace {

std::optional<seal::CaseKeys> case_keys_of(const Options& options) {
    if (options.case_key.empty()) return std::nullopt;
    return seal::CaseKeys::beside(options.case_key, options.process.jurisdiction);
}

}  // namespace

Shell::Shell(const Options& options, Process process, Parts& parts)
    : options_(options),
      process_(std::move(process)),
      up_(std::make_unique<Queue<http::Up>>(requests_queued_max)),
      down_(std::make_unique<Queue<http::Down>>(answers_queued_max)),
      loop_(std::make_unique<Loop>()),
      follower_(*loop_, TailToken, {parts.redis, options.process.jurisdiction}, *process_.log),
      personal_(*loop_, PersonalToken, parts.redis, options.process.jurisdiction, *process_.log,
                case_keys_of(options)),
      link_(*loop_, LinkToken, parts.dealer, options.process.brokers,
            {.jurisdiction = options.process.jurisdiction,
             .software = std::string(software),
             .incarnation = parts.sent->incarnation(),
             .last_n = parts.sent->last_n(),
             .adopt = true}),
      sent_(std::move(parts.sent)),
      accounts_file_(std::move(parts.accounts_file)),
      used_codes_(std::move(parts.used_codes)),
      proxies_(std::move(parts.proxies)),
      case_key_(std::move(parts.case_key)),
      sessions_(secure_random),
      by_name_({.tries = 5, .refill_ms = 30'000, .kept_max = tries_kept_max}),
      by_peer_({.tries = 20, .refill_ms = 3'000, .kept_max = tries_kept_max}),
      room_({answers_bytes_max, answers_bytes_a_person_max}) {
    loop_->catch_signals(SignalToken);  // before any thread starts: threads inherit the mask
    if (process_.clock->fd() >= 0) loop_->watch(process_.clock->fd(), ClockToken);
    loop_->watch(up_->fd(), HttpToken);
    checker_ = std::make_unique<Checker>();
    loop_->watch(checker_->fd(), CheckToken);
    now_ms_ = steady_.now_ms();
    now_ = started_ = process_.clock->now();
    tick_at_ms_ = now_ms_ + tick_ms;
    incarnation_ = sent_->incarnation();
    for (OutboxRow& row : sent_->unanswered()) link_.uplink().offer(std::move(row));
    link_.set_online(true, now_ms_);
}

Result<void> Shell::serve(Parts& parts) {
    auto server = http::Server::open(parts.http, std::move(parts.assets), *up_, *down_);
    if (!server && server.error().kind == Error::Kind::Busy) {
        return fail(Error::Kind::Refused, says("address_taken", options_.listen));
    }
    if (!server) return within("--listen", server.error());
    server_ = std::move(*server);
    certificate_names_ = certificate_names(parts.http);
    if (parts.http.certificate) certificate_serial_ = parts.http.certificate->serial();
    return {};
}

Shell::~Shell() {
    if (server_ && http_thread_.joinable()) {
        server_->stop();
        http_thread_.join();
    }
}

int Shell::run() {
    watch_accounts();
    watch_run_file();
    watch_upkeep();
    watch_certificate();
    http_thread_ = std::thread([this] { server_->run(); });
    const std::string host = options_.listen.substr(0, options_.listen.rfind(':'));
    const char* scheme = options_.tls_certificate.empty() ? "http" : "https";
    std::printf("listening %s://%s:%u\n", scheme, host.c_str(), unsigned{server_->port()});
    std::fflush(stdout);
    process_.log->info("", "process.started", {{"port", std::to_string(server_->port())}});
    while (!loop_->stop_asked()) {
        if (!turn()) return 1;
    }
    say_bye();
    server_->stop();
    http_thread_.join();
    process_.log->info("", "process.stopped", {{"seq", std::to_string(follower_.replica().seq)}});
    return 0;
}

bool Shell::turn() {
    loop_->wait(wait_ms());
    process_.clock->pump();
    now_ms_ = steady_.now_ms();
    if (!follow()) return false;
    // Not before the last event: a stepped clock may be behind it.
    now_ = std::max(process_.clock->now(), follower_.replica().state.last_at);
    end_sessions_without_access();
    tell_enrolled_devices();
    hear_accounts();
    hear_run_file();
    hear_upkeep();
    hear_certificate();
    hear_broker();
    hear_words();
    hear_checker();
    hear_http();
    turns_.tell(0, true);
    resume_late();
    flush();
    learn();
    tick();
    start_when_ready();
    kept_.expire(now_ms_);
    if (idle()) {
        process_.clock->answer_if_asked(activity_, follower_.replica().seq, std::nullopt);
    }
    return true;
}

bool Shell::follow() {
    const auto followed = follower_.turn(
        now_ms_,
        [&](std::uint64_t seq, const FoldedCommit& folded) {
            ++activity_;
            try {
                const Replica& replica = follower_.replica();
                record_.add(seq, folded, replica.state, replica.head);
                searched_.add(folded, record_);
                hub_.took(folded, now_ms_);
                for (const Event& event : folded.events) {
                    const auto* ended = std::get_if<AccessEnd>(&event.body);
                    if (ended) access_ended_.insert(ended->person);
                    const auto* key = std::get_if<KeyRow>(&event.body);
                    if (key && knocking_.size() > 0) enrolled_.push_back(key->id);
                }
            } catch (const std::exception& fault) {
                left_out("commit " + std::to_string(seq), fault.what());
            }
        },
        [&] {
            for (const Hub::Stream& stream : hub_.streams()) {
                down_->push(http::Frame{{stream.id},
                                        std::make_shared<const std::string>(sse("resync", "{}"))});
            }
            hub_.reset();
            record_.clear();
            searched_.clear();
            ++reloads_;
        });
    if (followed) return true;
    process_.log->error("", "log.unusable", {{"why", followed.error().text()}});
    std::fprintf(stderr, "dudao-console: %s\n", followed.error().text().c_str());
    return false;
}

void Shell::hear_broker() {
    for (Uplink::Event& event : link_.turn(now_ms_)) {
        if (const auto* welcomed = std::get_if<Uplink::Welcomed>(&event)) {
            incarnation_ = welcomed->welcome.incarnation;
        } else if (const auto* final = std::get_if<Uplink::Answered>(&event)) {
            ++activity_;
            answered(final->answer);
        } else if (const auto* said = std::get_if<wire::ChunkTaken>(&event)) {
            receipts_.tell_first(said->hash, *said);
        } else if (const auto* piece = std::get_if<wire::QueryResult>(&event)) {
            questions_.tell(piece->q, *piece);
        } else if (const auto* problem = std::get_if<wire::Problem>(&event)) {
            process_.log->warning("", "broker.problem", {{"what", problem->what}});
        }
    }
}

void Shell::hear_words() {
    for (const Personal::Answer& answer : personal_.turn(now_ms_)) {
        for (const auto& [ref, read] : answer.words) {
            searched_.read(ref, read);
            kept_.keep(ref, read, now_ms_);
        }
        words_.tell(answer.ask, answer.good);
    }
}

Waits<std::uint64_t, bool>::Awaited Shell::words(WordsWanted wanted) {
    personal_.send(++words_asked_, std::move(wanted), now_ms_);
    return words_.of(words_asked_, without_end_ms);  // answered within words_ms_max in any case
}

void Shell::hear_http() {
    for (const http::Up& item : up_->take_all()) {
        if (const auto* gone = std::get_if<http::StreamGone>(&item)) {
            hub_.close(gone->id);
        } else {
            const auto& request = std::get<http::Request>(item);
            try {
                handle(request);
            } catch (const std::exception& fault) {
                left_out(request.method, fault.what());
                send(request.id, problem(lang_of(request.header("accept-language")), "broken"));
            }
        }
    }
}

/// Resumes coroutines that timed out or whose commit was reached.
void Shell::resume_late() {
    commits_.tell_up_to(follower_.replica().seq, true);
    commits_.give_up_late(now_ms_);
    answers_.give_up_late(now_ms_);
    receipts_.give_up_late(now_ms_);
    questions_.give_up_late(now_ms_);
    knocking_.give_up_late(now_ms_);
}

void Shell::Work::promise_type::unhandled_exception() {
    try {
        throw;
    } catch (const std::exception& fault) {
        shell_.left_out(where_, fault.what());
    }
    if (request_) shell_.send(*request_, problem(lang_, "broken"));
}

Shell::Work Shell::flush() {
    const bool under_way = flushes_.all() > 0;
    if (under_way || !follower_.ready() || !hub_.due_ms() || now_ms_ < *hub_.due_ms()) co_return;
    const Counts<int>::Token counted(flushes_, 0);
    for (int reads = 1;; ++reads) {
        const Hub::Made made = hub_.flush(facts(), kept_);
        look_at_frames();
        if (made.wanted.empty()) {
            for (const Hub::Out& out : made.out) {
                down_->push(
                    http::Frame{out.streams, std::make_shared<const std::string>(out.text)});
            }
            break;
        }
        // Commits made meanwhile may need further text, which is read too, a limited number of
        // times.
        const auto came = co_await words(made.wanted);
        if (!came.value_or(false) || reads >= reads_a_piece_max) hub_.go_without();
    }
}

Shell::Work Shell::learn() {
    if (learning_.all() > 0 || !follower_.ready() || now_ms_ < learn_at_ms_) co_return;
    const Counts<int>::Token counted(learning_, 0);
    for (;;) {
        const WordsWanted wanted = searched_.unread(words_learnt_at_once, record_);
        if (wanted.empty()) co_return;
        const auto came = co_await words(wanted);
        if (came.value_or(false)) continue;
        searched_.again(wanted);
        learn_at_ms_ = now_ms_ + tick_ms;
        co_return;
    }
}

void Shell::left_out(const std::string& where, const std::string& why) {
    faults_.add(now_, where, why);
    process_.log->error("", "row.left_out", {{"what", where}, {"why", why}});
}

void Shell::look_at_frames() {
    if (const std::string why = hub_.take_fault(); !why.empty()) left_out("frame", why);
}

void Shell::tick() {
    if (now_ms_ < tick_at_ms_) return;
    tick_at_ms_ = now_ms_ + tick_ms;
    look_for_nobodies();
    if (const auto gone = sent_->let_go(now_); !gone) {
        process_.log->warning("", "outbox.failed", {{"why", gone.error().text()}});
    }
    http::Frame frame;
    for (const Hub::Stream& stream : hub_.streams()) {
        if (sessions_.lives(stream.session, now_ms_)) {
            frame.streams.push_back(stream.id);
            continue;
        }
        down_->push(http::CloseStream{stream.id});
        hub_.close(stream.id);
    }
    if (frame.streams.empty()) return;
    frame.bytes = std::make_shared<const std::string>(hub_.tick(facts()));
    down_->push(std::move(frame));
}

void Shell::start_when_ready() {
    if (said_ready_ || !follower_.ready()) return;
    said_ready_ = true;
    std::puts("ready");
    std::fflush(stdout);
    look_for_nobodies();
}

/// The retry times are spread over some seconds, so that pages do not all reconnect at once.
void Shell::say_bye() {
    const auto streams = hub_.streams();
    for (std::size_t i = 0; i < streams.size(); ++i) {
        const std::size_t retry = 2000 + 4000 * i / std::max<std::size_t>(streams.size(), 1);
        const std::string data = "{\"retry\":" + std::to_string(retry) + "}";
        down_->push(http::Frame{{streams[i].id},
                                std::make_shared<const std::string>(
                                    "retry: " + std::to_string(retry) + "\n" + sse("bye", data))});
    }
}

bool Shell::idle() const {
    return follower_.following() && follower_.ready() && sent_->unanswered().empty();
}

Facts Shell::facts() const {
    Health health;
    health.broker = link_.uplink().welcomed();
    health.store = follower_.following();
    health.log_seq = follower_.confirmed();
    health.fresh_ms = follower_.silent_ms(now_ms_);
    health.started = started_;
    health.clients = hub_.size();
    health.sessions = sessions_.size();
    health.faults = faults_.all();
    if (book_.fault()) health.accounts_refused = book_.fault();
    health.accounts_of_nobody = nobodies_;
    health.parts_down = parts_down_;
    health.upkeep = upkeep_;
    health.upkeep_awaited = upkeep_awaited_;
    health.time_zone = follower_.replica().state.calendar.zone.name;
    return Facts{follower_.replica(),
                 record_,
                 now_,
                 std::move(health),
                 &searched_,
                 case_key_ ? &static_cast<const Hash&>(*case_key_) : nullptr};
}

long Shell::wait_ms() const {
    std::int64_t due = tick_at_ms_;
    if (flushes_.all() == 0 && follower_.ready() && hub_.due_ms())
        due = std::min(due, *hub_.due_ms());
    for (const std::int64_t each :
         {answers_.next_due_ms(), commits_.next_due_ms(), receipts_.next_due_ms(),
          questions_.next_due_ms(), knocking_.next_due_ms()}) {
        due = std::min(due, each);
    }
    if (certificate_due_ms_) due = std::min(due, *certificate_due_ms_);
    if (turns_.size() > 0) due = now_ms_;
    const auto own = static_cast<long>(std::max<std::int64_t>(due - now_ms_, 0));
    return std::min({process_.clock->wait_ms(std::nullopt), link_.wait_ms(now_ms_),
                     follower_.wait_ms(now_ms_), personal_.wait_ms(now_ms_), own});
}

}  // namespace dudao::console
