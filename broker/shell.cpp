#include "broker/shell.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "broker/limits.h"
#include "net/place_proof.h"
#include "seal/case_words.h"
#include "store/doctor.h"

namespace dudao::broker {
namespace {

enum Token {
    zap_token = 1,
    router_token,
    redis_token,
    clock_token,
    signal_token,
    test_token,
    evidence_token
};

std::vector<std::string> served(const BrokerOptions& options) {
    std::vector<std::string> all = options.jurisdictions;
    if (std::find(all.begin(), all.end(), options.process.jurisdiction) == all.end()) {
        all.push_back(options.process.jurisdiction);
    }
    return all;
}

/// The log clock this process may serve.
std::string clock_of(const BrokerOptions& options) {
    if (options.accept_demo_log) return {};
    return options.process.clock == "system" ? "system" : "demo";
}

bool is_committed(const Input& input) {
    const auto* answered = std::get_if<StoreAnswered>(&input);
    const auto* commit = answered ? std::get_if<Committed>(&answered->reply) : nullptr;
    return commit && commit->verdict.outcome == Outcome::Done;
}

}  // namespace

namespace {

/// The key of each case lies beside the file of the case key.
std::function<Result<std::string>(const std::string&, CaseId, const std::string&)> lock_with(
    const std::string& case_key_file) {
    if (case_key_file.empty()) return {};
    return [case_key_file](const std::string& j, CaseId lead, const std::string& value) {
        return seal::CaseKeys::beside(case_key_file, j).lock(lead, value);
    };
}

std::function<Result<std::string>(const std::string&, const std::string&)> unlock_with(
    const std::string& case_key_file) {
    return [case_key_file](const std::string& j, const std::string& stored) -> Result<std::string> {
        if (!seal::is_locked(stored)) return stored;
        if (case_key_file.empty()) {
            return fail(Error::Kind::NotFound, "this broker has no case key");
        }
        return seal::CaseKeys::beside(case_key_file, j).unlock(stored);
    };
}

EvidenceDesk::VeilOf veil_with(const std::string& case_key_file) {
    if (case_key_file.empty()) return {};
    return [case_key_file](const std::string& j, CaseId lead, const EvidenceHash& hash) -> Veil {
        const auto keys = seal::CaseKeys::beside(case_key_file, j);
        return [keys, lead, hash](std::int64_t offset, std::string bytes) {
            return keys.veil(lead, hash, offset, std::move(bytes), true);
        };
    };
}

}  // namespace

Shell::Shell(BrokerOptions options, Process process, Address redis)
    : options_(std::move(options)),
      process_(std::move(process)),
      redis_(std::move(redis)),
      zap_(loop_, zap_token,
           [this](const PublicKey& key, std::string_view) -> std::optional<std::string> {
               const auto id = broker_.admitted(as_bytes(key));
               return id ? std::optional(id->text) : std::nullopt;
           }),
      router_(loop_, router_token, zap_, process_.keys, "dudao"),
      broker_({served(options_), secure_random,
               Bytes(std::string(as_bytes(process_.keys.public_key))), clock_of(options_),
               options_.case_key, lock_with(options_.case_key_file),
               unlock_with(options_.case_key_file), options_.place_number,
               [this](const std::string& j, std::int64_t number) {
                   return place_proof(process_.keys.secret_key, j, number);
               }}),
      known_head_(options_.process.data) {
    process_.log->gather();
    std::filesystem::create_directories(options_.process.data);
    loop_.catch_signals(signal_token);  // before any thread starts: threads inherit the signal mask
    evidence_ =
        std::make_unique<EvidenceDesk>(std::filesystem::path(options_.process.data) / "evidence",
                                       veil_with(options_.case_key_file));
    loop_.watch(evidence_->fd(), evidence_token);
    snapshots_ = std::make_unique<SnapshotDesk>(options_.process.data, redis_, *process_.log);
    if (process_.clock->fd() >= 0) loop_.watch(process_.clock->fd(), clock_token);
}

Shell::~Shell() = default;

Now Shell::now() const { return {process_.clock->now(), steady_.now_ms()}; }

int Shell::run() {
    Turn first{now()};
    broker_.start(first);
    perform(std::move(first.effects));
    while (!loop_.stop_asked() && !halted_) {
        const auto ready = loop_.wait(wait_ms(now()));
        process_.clock->pump();
        Turn turn{now()};
        const Now begun = turn.now;
        take_inputs(ready, begun);
        bool committed = false;
        while (!inputs_.empty()) {
            committed |= is_committed(inputs_.front());
            broker_.step(inputs_.front(), turn);
            inputs_.pop_front();
        }
        step_frames(turn);
        turn.now = now();
        broker_.end_turn(turn);
        if (committed) options_.failpoint.reached(Failpoint::At::Answered);
        note_known_heads();
        perform(std::move(turn.effects));  // the only place that performs I/O for the core
        if (committed) options_.failpoint.reached(Failpoint::At::Dispatched);
        start_to_serve(begun);
        report_idle();
    }
    finish();
    return exit_code_;
}

long Shell::wait_ms(Now at) const {
    const bool reads = frames_left_ && !broker_.waits_for_commits(at.steady_ms);
    if (!inputs_.empty() || reads) return 0;
    std::int64_t due = broker_.next_due(at.steady_ms);
    if (const auto store = writer_.next_due()) due = std::min(due, *store);
    if (writer_.closed()) due = std::min(due, reopen_at_ms_);
    if (self_test_) due = std::min(due, self_test_->next_due());
    if (!parked_.empty()) due = std::min(due, at.steady_ms + parked_retry_ms);
    return static_cast<long>(std::clamp<std::int64_t>(due - at.steady_ms, 0, wait_ms_max));
}

void Shell::take_inputs(const std::vector<Ready>& ready, Now at) {
    const bool zap = std::any_of(ready.begin(), ready.end(),
                                 [](const Ready& each) { return each.token == zap_token; });
    if (zap) zap_.answer();
    const bool stored = std::any_of(ready.begin(), ready.end(),
                                    [](const Ready& each) { return each.token == evidence_token; });
    if (stored) {
        for (EvidenceDesk::Done& each : evidence_->done()) {
            std::visit([this](auto& one) { inputs_.emplace_back(std::move(one)); }, each);
        }
    }
    if (writer_.closed() && at.steady_ms >= reopen_at_ms_) reopen_store(at);
    for (StoreReply& reply : writer_.pump(at.steady_ms)) {
        inputs_.push_back(StoreAnswered{std::move(reply)});
    }
    if (!self_test_) return;
    const auto outcome = self_test_->step(at.steady_ms);
    if (outcome == SelfTest::Outcome::Admitted) {
        process_.log->error("", "zap.open", {{"what", "a stranger's key was admitted"}});
        exit_code_ = 1;
        halted_ = true;
    } else if (outcome == SelfTest::Outcome::Silent) {
        process_.log->warning("", "zap.silent", {});
    }
}

/// One frame at a time: the socket alternates between clients. The time is read after each frame,
/// because frames received while the process was stopped must count as arriving only now.
void Shell::step_frames(Turn& turn) {
    const std::int64_t end = steady_.now_ms() + frames_ms_a_turn;
    for (int i = 0; i < frames_a_turn && steady_.now_ms() < end; ++i) {
        frames_left_ = true;
        if (broker_.waits_for_commits(steady_.now_ms())) return;
        auto incoming = router_.receive();
        frames_left_ = incoming.has_value();
        if (!incoming) return;
        const auto waiting = parked_.find(incoming->session);
        if (waiting != parked_.end() && waiting->second.size() >= parked_max) {
            forget(incoming->session);  // do not work for a client that does not read its answers
            continue;
        }
        turn.now = now();
        broker_.step(Frame{std::move(incoming->session), std::move(incoming->user_id),
                           std::move(incoming->payload), incoming->whole},
                     turn);
    }
}

void Shell::reopen_store(Now at) {
    reopen_at_ms_ = at.steady_ms + reopen_ms;
    auto opened = Connection::connect(redis_);
    if (!opened) {
        // Logged on the first failure and then every 150th.
        if (unreachable_++ % unreachable_said_every == 0) {
            process_.log->warning("", "redis.unreachable", {{"why", opened.error().text()}});
            if (!listening_) std::cerr << "dudao-broker: " << opened.error().text() << "\n";
        }
        return;
    }
    unreachable_ = 0;
    auto warnings = check_server(*opened);
    if (!warnings) {
        process_.log->error("", "redis.refused", {{"why", warnings.error().text()}});
        std::cerr << "dudao-broker: this Redis does not keep its word: " << warnings.error().text()
                  << "\n";
        exit_code_ = 1;
        halted_ = warnings.error().kind == Error::Kind::BadInput;
        return;
    }
    if (auto loaded = ensure_functions(*opened); !loaded) {
        process_.log->error("", "redis.functions", {{"why", loaded.error().text()}});
        return;
    }
    if (auto open = writer_.open(redis_); !open) return;
    exit_code_ = 0;
    inputs_.push_back(StoreOpened{});
}

/// Listens once the state is loaded and the self-test has seen an unknown key refused.
void Shell::start_to_serve(Now at) {
    if (!listening_ && broker_.serving()) {
        if (auto bound = router_.bind(options_.listen); !bound) {
            std::cerr << "dudao-broker: --listen: " << bound.error().text() << "\n";
            exit_code_ = 1;
            halted_ = true;
            return;
        }
        listening_ = true;
        self_test_ = std::make_unique<SelfTest>(loop_, test_token, router_.endpoint(),
                                                process_.keys.public_key);
        self_test_->step(at.steady_ms);
    }
    if (listening_ && !announced_ && self_test_->passed()) {
        announced_ = true;
        std::cout << "listening " << router_.endpoint() << std::endl;
        process_.log->info("", "process.ready", {{"endpoint", router_.endpoint()}});
    }
}

SnapshotLoaded Shell::load(const std::string& j) const {
    const KnownHead::Seen seen = known_head_.read(j);
    return {j, snapshot::load(options_.process.data, j), seen.seq, seen.head};
}

/// Records the head on disk before any client learns of the commit.
void Shell::note_known_heads() {
    for (const auto& [j, each] : broker_.jurisdictions()) {
        std::uint64_t& known = head_known_[j];
        if (each->committed() <= known) continue;
        known = each->committed();
        const auto written = known_head_.write(j, {known, each->committed_head()});
        if (!written)
            process_.log->warning("", "head.unwritten", {{"why", written.error().text()}});
    }
}

void Shell::perform(Effects effects) {
    send_parked();
    commit_sent_ = commit_alone_ = false;
    for (const Effect& effect : effects) perform(effect);
    writer_.flush();
    process_.log->flush();
    if (commit_sent_) options_.failpoint.reached(Failpoint::At::Sent);
    if (commit_alone_) options_.failpoint.reached(Failpoint::At::Executed, writer_.fd());
    if (writer_.fd() != watched_redis_) {
        if (watched_redis_ >= 0) loop_.unwatch(watched_redis_);
        watched_redis_ = writer_.fd();
    }
    if (watched_redis_ >= 0) {
        loop_.watch(watched_redis_, redis_token,
                    writer_.wants_write() ? Want::ReadAndWrite : Want::Read);
    }
}

void Shell::send(const Send& message) {
    auto waiting = parked_.find(message.session);
    if (waiting == parked_.end()) {
        const Sent sent = router_.send(message.session, message.bytes);
        if (sent == Sent::Gone) forget(message.session);
        if (sent != Sent::Parked) return;
        waiting = parked_.try_emplace(message.session).first;
    }
    const bool full = waiting->second.size() >= parked_max ||
                      parked_bytes_ + message.bytes.size() > parked_bytes_max;
    if (full) return forget(message.session);
    parked_bytes_ += message.bytes.size();
    waiting->second.push_back(message.bytes);
}

/// A message to or from this client was dropped. Its next message is answered with `moved`, so that
/// it greets again and resends what was not answered.
void Shell::forget(const std::string& session) { inputs_.push_back(SessionGone{session}); }

void Shell::send_parked() {
    for (auto at = parked_.begin(); at != parked_.end();) {
        auto& [session, waiting] = *at;
        Sent sent = Sent::Sent;
        while (!waiting.empty() && (sent = router_.send(session, waiting.front())) == Sent::Sent) {
            parked_bytes_ -= waiting.front().size();
            waiting.pop_front();
        }
        if (sent == Sent::Gone) {
            for (const std::string& bytes : waiting) parked_bytes_ -= bytes.size();
            forget(session);
        }
        at = waiting.empty() || sent == Sent::Gone ? parked_.erase(at) : std::next(at);
    }
}

void Shell::perform(const Effect& effect) {
    if (const auto* message = std::get_if<Send>(&effect)) {
        send(*message);
    } else if (const auto* commit = std::get_if<CommitBatch>(&effect)) {
        options_.failpoint.reached(Failpoint::At::Send);
        commit_sent_ = true;
        commit_alone_ |= writer_.pending() == 0;
        writer_.commit(commit->j, commit->token, commit->epoch, *commit->batch);
    } else if (const auto* acquire = std::get_if<Acquire>(&effect)) {
        writer_.acquire(acquire->j, options_.owner, acquire->token);
    } else if (const auto* renew = std::get_if<Renew>(&effect)) {
        writer_.renew(renew->j, renew->token, renew->confirmed);
    } else if (const auto* fix = std::get_if<Fix>(&effect)) {
        writer_.fix(fix->j, fix->token, fix->off, fix->on);
    } else if (const auto* release = std::get_if<Release>(&effect)) {
        writer_.release(release->j, release->token);
    } else if (const auto* log = std::get_if<ReadLog>(&effect)) {
        writer_.read_log(log->j, log->from, log_read_count);
    } else if (const auto* mail = std::get_if<ReadMail>(&effect)) {
        writer_.read_mail(mail->j);
    } else if (const auto* words = std::get_if<ReadValue>(&effect)) {
        writer_.read_value(words->j, words->ref, words->ask);
    } else if (std::holds_alternative<ReopenStore>(effect)) {
        writer_.close();
        for (StoreReply& reply : writer_.pump(steady_.now_ms())) {
            inputs_.push_back(StoreAnswered{std::move(reply)});
        }
        reopen_at_ms_ = 0;
    } else if (const auto* snapshot_asked = std::get_if<LoadSnapshot>(&effect)) {
        inputs_.push_back(load(snapshot_asked->j));
    } else if (const auto* save = std::get_if<SaveSnapshot>(&effect)) {
        snapshots_->ask(*save);
    } else if (const auto* chunk = std::get_if<WriteChunk>(&effect)) {
        perform(*chunk);
    } else if (const auto* wanted = std::get_if<ReadPiece>(&effect)) {
        perform(*wanted);
    } else if (const auto* note = std::get_if<Note>(&effect)) {
        LogFields fields;
        for (const auto& [key, value] : note->fields) fields.push_back({key, value});
        if (note->level == Note::Level::Info) process_.log->info(note->trace, note->event, fields);
        if (note->level == Note::Level::Warning)
            process_.log->warning(note->trace, note->event, fields);
        if (note->level == Note::Level::Error)
            process_.log->error(note->trace, note->event, fields);
    } else if (const auto* decided = std::get_if<CommandDecided>(&effect)) {
        process_.log->info(decided->trace, "command.decided",
                           {{"j", decided->j},
                            {"name", decided->name},
                            {"key", decided->key.text},
                            {"n", std::to_string(decided->n)},
                            {"commit", std::to_string(decided->commit)}});
    } else if (const auto* halt = std::get_if<Halt>(&effect)) {
        process_.log->error("", "log.unserved", {{"j", halt->j}, {"why", halt->why}});
        std::cerr << "dudao-broker: " << halt->j << ": " << halt->why << "\n";
        if (halt->taken_over > 0) std::cout << "taken-over " << halt->taken_over << std::endl;
        exit_code_ = 1;
        halted_ = true;
    }
}

void Shell::perform(const WriteChunk& chunk) {
    if (evidence_->ask(chunk)) return;
    const wire::ChunkTaken busy{chunk.chunk.hash, chunk.chunk.offset, false,
                                "too much evidence is on its way; send again later"};
    inputs_.push_back(ChunkWritten{chunk.session, chunk.j, busy});
}

void Shell::perform(const ReadPiece& wanted) {
    if (evidence_->ask(wanted)) return;
    inputs_.push_back(
        PieceRead{wanted.session, wanted.j, wanted.q, wanted.hash, "", PieceRead::Fault::Busy});
}

void Shell::report_idle() {
    if (!announced_ || !inputs_.empty() || frames_left_) return;
    if (!parked_.empty() || !broker_.idle() || evidence_->busy()) return;
    if (writer_.pending() > 0 || writer_.closed()) return;
    process_.clock->answer_if_asked(broker_.handled(), broker_.committed(), std::nullopt);
}

/// Clean stop: releases the lease, saves a snapshot, and answers what is in flight.
void Shell::finish() {
    snapshots_.reset();  // both write to the same folder
    for (const auto& [j, each] : broker_.jurisdictions()) {
        if (const auto copy = each->committed_replica(); copy && copy->seq > 0) {
            auto saved = snapshot::save(options_.process.data, j, *copy);
            if (!saved)
                process_.log->warning("", "snapshot.unwritten", {{"why", saved.error().text()}});
        }
        if (each->serving()) writer_.release(j, each->token());
    }
    writer_.flush();
    process_.log->info("", "process.stopped", {});
    process_.log->flush();
}

}  // namespace dudao::broker
