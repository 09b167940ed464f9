#include "cli/drill/office.h"

#include <algorithm>

#include "cli/report/acknowledged.h"
#include "domain/hash.h"
#include "ledger/hash.h"
#include "process/process.h"
#include "store/access.h"

namespace dudao::drill {
namespace {

constexpr long longest_wait_ms = 1000;
constexpr std::int64_t look_again_ms = 100;
constexpr int reconnect_ms = 50;

}  // namespace

Result<std::unique_ptr<Office>> Office::open(const Place& place, Log log) {
    const auto redis = redis_address(place.redis, place.redis_auth_file);
    if (!redis) return tl::unexpected(redis.error());
    const auto broker = parse_z85(place.broker_key);
    if (!broker) return tl::unexpected(broker.error());
    auto journal =
        disk::File::open(place.receipts / "drill.journal", O_WRONLY | O_CREAT | O_APPEND);
    if (!journal) return tl::unexpected(journal.error());
    std::unique_ptr<Clock> clock = std::make_unique<SystemClock>();
    if (!place.clock.empty() && place.clock != "system") {
        auto stepped = SteppedClock::connect(place.clock, "drill", step::Role::Tail);
        if (!stepped) return tl::unexpected(stepped.error());
        clock = std::move(*stepped);
    }
    return std::unique_ptr<Office>(
        new Office(place, std::move(log), *redis, *broker, std::move(*journal), std::move(clock)));
}

Office::Office(Place place, Log log, Address redis, PublicKey broker, disk::File journal,
               std::unique_ptr<Clock> clock_given)
    : place_(std::move(place)),
      log_(std::move(log)),
      redis_(std::move(redis)),
      broker_(broker),
      journal_(std::move(journal)),
      clock_(std::move(clock_given)) {
    loop_.catch_signals(SignalToken);
    if (clock_->fd() >= 0) loop_.watch(clock_->fd(), ClockToken);
}

void Office::give_up(Error error) {
    if (!failed_) failed_ = std::move(error);
}

std::vector<Event> Office::news() { return std::exchange(news_, {}); }

// The world
// -----------------------------------------------------------------------------------------

void Office::watch_tail() {
    if (tail_.fd() == tail_fd_) return;
    if (tail_fd_ >= 0) loop_.unwatch(tail_fd_);
    tail_fd_ = tail_.fd();
    if (tail_fd_ >= 0) loop_.watch(tail_fd_, TailToken);
}

void Office::pump_tail() {
    if (tail_.closed()) {
        if (steady_.now_ms() < open_tail_at_ms_) return;
        open_tail_at_ms_ = steady_.now_ms() + look_again_ms;
        // Redis restarts: looked for again in a while.
        if (!tail_.open(redis_, place_.j, replica_.seq, replica_.head)) return watch_tail();
    }
    const Tailed tailed = tail_.pump(steady_.now_ms());
    for (const Entry& entry : tailed.entries) {
        ++activity_;
        auto folded = replica_.take_commit(entry);
        if (!folded) return give_up(folded.error());
        std::move(folded->events.begin(), folded->events.end(), std::back_inserter(news_));
    }
    if (tailed.fault && tailed.fault->kind != TailFault::Kind::Unreachable) {
        give_up({Error::Kind::Corrupt, "the log: " + tailed.fault->text, "see dudao doctor"});
    }
    watch_tail();
}

void Office::pump_link() {
    if (!link_) return;
    for (auto& event : link_->turn(steady_.now_ms())) {
        ++activity_;
        if (auto* welcomed = std::get_if<Uplink::Welcomed>(&event)) {
            incarnation_ = welcomed->welcome.incarnation;
        } else if (auto* answered = std::get_if<Uplink::Answered>(&event)) {
            answer_ = std::move(answered->answer);
        } else if (auto* taken = std::get_if<wire::ChunkTaken>(&event)) {
            taken_ = std::move(*taken);
        } else if (auto* problem = std::get_if<wire::Problem>(&event)) {
            log_.warning("-", "broker.problem", {{"what", problem->what}});
        }
    }
}

void Office::turn(long wait_ms) {
    const std::int64_t now_ms = steady_.now_ms();
    if (link_) wait_ms = std::min(wait_ms, link_->wait_ms(now_ms));
    if (tail_.closed()) wait_ms = std::min<long>(wait_ms, look_again_ms);
    loop_.wait(std::clamp(wait_ms, 0L, longest_wait_ms));
    clock_->pump();
    pump_link();
    pump_tail();
}

template <class Done>
bool Office::until(Done done) {
    const std::int64_t since_ms = steady_.now_ms();
    while (!done()) {
        if (stopped()) return false;
        if (steady_.now_ms() - since_ms > patience_ms) {
            give_up({Error::Kind::Unreachable, "nobody has answered for three minutes",
                     "see the logs of broker and agents"});
            return false;
        }
        turn(look_again_ms);
    }
    return true;
}

bool Office::follow(std::uint64_t commit) {
    return until([&] { return replica_.seq >= commit; });
}

bool Office::pause(std::int64_t since_ms) {
    turn(look_again_ms);
    if (stopped()) return false;
    if (steady_.now_ms() - since_ms <= patience_ms) return true;
    give_up({Error::Kind::Unreachable, "an agent has not answered for three minutes",
             "see the agents' logs"});
    return false;
}

void Office::rest(std::optional<Moment> next) {
    const bool follows = !tail_.closed();
    if (follows) clock_->answer_if_asked(activity_, replica_.seq, next);
    turn(std::min<long>(clock_->wait_ms(next), longest_wait_ms));
}

// Speaking
// ------------------------------------------------------------------------------------------

std::filesystem::path Office::key_of(const PersonId& person) const {
    return place_.people / (person.text + ".key");
}

bool Office::speak_with(const std::filesystem::path& key) {
    if (link_ && speaker_ == key && link_->uplink().welcomed()) return true;
    auto keys = load_key(key);
    if (!keys) {
        log_.warning("-", "key.missing", {{"file", key.filename().string()}});
        return false;
    }
    link_.reset();
    speaker_ = key;
    key_ = key_id(keys->public_key);
    keys_ = *keys;
    Uplink::Options options{place_.j, "dudao-drill", 1, 0};
    options.adopt = true;
    link_ = std::make_unique<Link>(loop_, LinkToken, Dealer::Options{*keys, broker_, reconnect_ms},
                                   std::vector<std::string>{place_.broker}, options);
    link_->set_online(true, steady_.now_ms());
    return until([&] { return link_->uplink().welcomed(); });
}

bool Office::say(const PersonId& person, const Command& command) {
    return person && say(key_of(person), {}, command);
}

bool Office::say_on_pages(const PersonId& person, const Command& command) {
    return person && say(place_.pages, person, command);
}

bool Office::issue(const PersonId& person, IssueAssignment command, const AssignmentWords& words,
                   const std::vector<TeamDevice>& devices) {
    if (stopped() || !person || !speak_with(key_of(person))) return false;
    const auto sealed = seal_words(command, words, devices, keys_, secure_random);
    if (!sealed) {
        log_.warning("-", "assignment.unsealed", {{"why", sealed.error().what}});
        return false;
    }
    return say(person, command);
}

bool Office::say(const std::filesystem::path& key, const PersonId& as, const Command& command) {
    if (stopped() || !speak_with(key)) return false;
    const std::string trace = "drill-" + std::to_string(++said_);
    OutboxRow row = link_->uplink().make(command, as, trace);
    const std::int64_t n = row.n;
    answer_.reset();
    link_->uplink().offer(std::move(row));
    if (!until([&] { return answer_ && answer_->n == n; })) return false;
    ++activity_;
    if (!answer_->ok) {
        log_.warning(trace, "command.refused",
                     {{"command", std::string(name(command))},
                      {"why", answer_->why},
                      {"what", answer_->what}});
        link_.reset();  // a refused number is free again: the next welcome says which is next
        return false;
    }
    const std::uint64_t commit = answer_->accepted.commit;
    return keep_receipt(key_, answer_->incarnation, n, commit, std::string(name(command))) &&
           follow(commit);
}

bool Office::keep_receipt(const KeyId& key, std::int64_t incarnation, std::int64_t n,
                          std::uint64_t commit, const std::string& command) {
    const auto on_disk = journal_.append(report::to_line({key, incarnation, n, commit, command}));
    if (!on_disk) give_up(on_disk.error());
    return on_disk.has_value();
}

std::optional<EvidenceHash> Office::hand_in(const PersonId& person, TaskId task,
                                            const FindingId& finding, const std::string& bytes) {
    const EvidenceHash hash{to_hex(sha256(bytes))};
    const auto size = static_cast<std::int64_t>(bytes.size());
    if (!say(person, AttachEvidence{task, finding, hash, size, "image/jpeg"})) return std::nullopt;
    const wire::Chunk chunk{hash, size, 0, Bytes(bytes), {}};
    const auto stored = [&] { return taken_ && taken_->hash == hash && taken_->stored; };
    for (const std::int64_t since_ms = steady_.now_ms(); !stored();) {
        if (!speak_with(key_of(person))) return std::nullopt;
        taken_.reset();
        link_->send(link_->uplink().chunk(chunk));
        const std::int64_t sent_ms = steady_.now_ms();
        const auto answered = [&] { return taken_ || steady_.now_ms() - sent_ms > 2000; };
        if (!until(answered) || steady_.now_ms() - since_ms > patience_ms) return std::nullopt;
        if (taken_ && !taken_->what.empty()) return std::nullopt;
    }
    return hash;
}

}  // namespace dudao::drill
