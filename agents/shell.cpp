#include "agents/shell.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "agents/limits.h"
#include "domain/hash.h"

namespace dudao::agent {
namespace {

constexpr int signal_token = 1;
constexpr int clock_token = 2;
constexpr int link_token = 3;
constexpr int local_token = 4;
constexpr int field_token = 5;
constexpr const char* software = "dudao-agent 0.1.0";

Result<Openers> openers_of(const AgentOptions& options, const KeyPair& keys) {
    const auto sealing = seal::load_sealing_keys(options.sealing_key);
    if (!sealing) return within("--sealing-key", sealing.error());
    const auto engine = hash_from_hex(options.engine_key);
    if (!engine) return bad_input("--engine-key is not a key", "64 lower-case hex digits");
    const std::string device = key_id(keys.public_key).text;
    return Openers{unseal_with(*sealing, device, to_bytes(*engine)),
                   unseal_assignment_with(*sealing, device)};
}

}  // namespace

Shell::Shell(Process process, Dealer::Options dealer, const AgentOptions& options, Openers openers,
             Database database, EvidenceFiles files, std::unique_ptr<Door> door)
    : process_(std::move(process)),
      options_(options),
      dealer_(std::move(dealer)),
      openers_(std::move(openers)),
      database_(std::move(database)),
      files_(std::move(files)),
      server_(loop_, local_token),
      door_(std::move(door)) {
    loop_.catch_signals(signal_token);  // before the server's thread starts: it inherits the mask
    if (door_) loop_.watch(door_->fd(), field_token);
    if (process_.clock->fd() >= 0) loop_.watch(process_.clock->fd(), clock_token);
}

Result<std::unique_ptr<Shell>> Shell::open(const AgentOptions& options) {
    ::umask(S_IRWXG | S_IRWXO);  // decrypted tasks are stored here; only this user may read them
    auto process = begin(options.process, step::Role::Plain);
    if (!process) return tl::unexpected<Error>(process.error());
    auto dealer = dealer_options(options.process, process->keys);
    if (!dealer) return tl::unexpected<Error>(dealer.error());
    auto openers = openers_of(options, process->keys);
    if (!openers) return tl::unexpected<Error>(openers.error());
    const std::filesystem::path data = options.process.data;
    if (data.empty()) return bad_input("--data is missing", "a folder of this agent's own");
    auto files = EvidenceFiles::open(data / "evidence");
    if (!files) return within("--data", files.error());
    auto database = Database::open((data / "agent.sqlite").string());
    if (!database) return within("--data", database.error());
    std::unique_ptr<Door> door;
    if (!options.field.listen.empty()) {
        auto opened = Door::open(options.field);
        if (!opened) return tl::unexpected<Error>(opened.error());
        door = std::move(*opened);
    }
    std::unique_ptr<Shell> shell(new Shell(std::move(*process), std::move(*dealer), options,
                                           std::move(*openers), std::move(*database),
                                           std::move(*files), std::move(door)));
    if (auto begun = shell->start_over(); !begun) return tl::unexpected<Error>(begun.error());
    if (auto good = shell->server_.listen(options.socket); !good) {
        return within("--socket", good.error());
    }
    return shell;
}

/// Creates the core from what is on disk.
Result<void> Shell::start_over() {
    auto stored = database_.load();
    if (!stored) return tl::unexpected<Error>(stored.error());
    agent_ = std::make_unique<Agent>(
        Outbox::Options{options_.process.jurisdiction, software}, std::move(*stored),
        Agent::Seams{secure_random, openers_, door_ ? door_->address() : std::string()});
    field_ = std::make_unique<Field>(*agent_, files_);
    new_link();
    return {};
}

void Shell::new_link() {
    link_.reset();
    frames_.clear();
    welcomed_ = false;
    agent_->link_lost();
    link_ = std::make_unique<Link>(
        loop_, link_token, dealer_, options_.process.brokers,
        Uplink::Options{options_.process.jurisdiction, software, agent_->incarnation(),
                        agent_->settled_n(), false, agent_->settings().place_number,
                        agent_->settings().place_proof});
    link_->set_online(agent_->wants_online(), steady_.now_ms());
    tell_health(now());
}

void Shell::run() {
    if (door_) {
        door_->run();
        std::cout << "listening https://" << door_->address() << std::endl;
        process_.log->info("", "pages.listening", {{"at", door_->address()}});
    }
    std::cout << "ready" << std::endl;
    process_.log->info("", "process.ready");
    while (!loop_.stop_asked()) turn(loop_.wait(wait_ms(now())));
    Effects last;
    field_->let_go(last);
    respond(std::move(last.responses));
    process_.log->info("", "process.stopped");
}

long Shell::wait_ms(Now now) const {
    if (server_.pending()) return 0;
    long wait = std::min(link_->wait_ms(now.steady_ms), process_.clock->wait_ms(std::nullopt));
    if (!frames_.empty()) wait = std::min(wait, frame_retry_ms);
    for (const auto due : {agent_->next_due(), field_->next_due()}) {
        if (!due) continue;
        wait = std::min(wait, static_cast<long>(std::max<std::int64_t>(*due - now.steady_ms, 0)));
    }
    return wait;
}

void Shell::turn(const std::vector<Ready>& ready) {
    process_.clock->pump();
    const Now at = now();
    Effects effects;
    hear_office(at, effects);
    hear_clients(ready, at, effects);
    hear_phones(at, effects);
    agent_->tick(at, effects);
    field_->tick(at, effects);
    perform(std::move(effects), at);
    if (at.steady_ms >= health_due_ms_) tell_health(at);
    if (idle(at)) process_.clock->answer_if_asked(activity_, std::nullopt, std::nullopt);
}

void Shell::hear_office(Now now, Effects& effects) {
    const auto events = link_->turn(now.steady_ms);
    for (const auto& event : events) agent_->receive(event, now, effects);
    activity_ += events.size();
    const bool welcomed = link_->uplink().welcomed();
    if (welcomed_ && !welcomed) {
        frames_.clear();
        agent_->link_lost();
    }
    welcomed_ = welcomed;
}

void Shell::hear_clients(const std::vector<Ready>& ready, Now now, Effects& effects) {
    for (const auto& incoming : server_.turn(ready)) {
        ++activity_;
        handle(incoming, now, effects);
    }
    for (const ClientId client : server_.gone()) agent_->client_gone(client);
}

void Shell::hear_phones(Now now, Effects& effects) {
    if (!door_) return;
    for (const http::Request& request : door_->take_requests()) {
        ++activity_;
        field_->request(request, now, effects);
    }
}

void Shell::handle(const LocalServer::Incoming& incoming, Now now, Effects& effects) {
    std::string id = "null";
    const auto ask =
        incoming.too_long
            ? Result<Ask>(bad_input("the request is too long", "at most 64 KiB a line"))
            : parse_request(incoming.line, id);
    if (!ask) {
        effects.replies.push_back({incoming.client, id, reply::refused(id, ask.error())});
    } else if (const auto* file = std::get_if<AttachFile>(&*ask)) {
        attach(incoming.client, id, *file, now, effects);
    } else {
        agent_->request(incoming.client, {id, *ask}, now, effects);
    }
}

void Shell::attach(ClientId client, const std::string& id, const AttachFile& ask, Now now,
                   Effects& effects) {
    const auto refuse = [&](const Error& error) {
        effects.replies.push_back({client, id, reply::refused(id, error)});
    };
    const auto before = agent_->may_attach(ask);
    if (!before) return refuse(before.error());
    if (*before) {
        effects.replies.push_back({client, id, reply::kept(id, (*before)->n, (*before)->more)});
        return;
    }
    if (ask.path.empty()) {
        const auto have = files_.have(ask.hash);
        if (have.complete) {
            return agent_->attach(client, id, ask, {ask.hash, have.bytes}, now, effects);
        }
        return refuse({Error::Kind::NotFound, "hash: no such file on this device", "`path`"});
    }
    const auto file = files_.copy_in(ask.path);
    if (!file) return refuse(file.error());
    agent_->attach(client, id, ask, *file, now, effects);
}

void Shell::perform(Effects effects, Now now) {
    if (auto kept = database_.commit(effects.writes); !kept) {
        return give_up(kept.error(), effects);
    }
    if (effects.new_link) new_link();
    if (effects.online) link_->set_online(*effects.online, now.steady_ms);
    for (OutboxRow& row : effects.offers) link_->uplink().offer(std::move(row));
    for (const Reply& reply : effects.replies) server_.send(reply.client, reply.line);
    respond(std::move(effects.responses));
    for (const Line& line : effects.lines) write_line(line);
    for (const Question& ask : effects.questions) {
        frames_.push_back(link_->uplink().query(ask.q, ask.as, ask.what, ask.id));
    }
    Effects late;
    send_pieces(effects.pieces, now, late);
    send_frames();
    for (const Line& line : late.lines) write_line(line);
}

/// Nothing of this turn was stored: answers every request with the error and rebuilds the core from
/// disk.
void Shell::give_up(const Error& why, const Effects& effects) {
    process_.log->error("", "outbox.unwritten", {{"why", why.what}});
    if (why.kind != Error::Kind::Busy) throw std::runtime_error(why.text());
    for (const Reply& reply : effects.replies) {
        server_.send(reply.client, reply::refused(reply.id, why));
    }
    Effects last;
    field_->let_go(last);
    for (const http::Response& each : effects.responses) {
        last.responses.push_back(field_refusal(each.id, Lang::Zh, why));
    }
    respond(std::move(last.responses));
    if (auto again = start_over(); !again) throw std::runtime_error(again.error().text());
}

void Shell::respond(std::vector<http::Response> responses) {
    for (http::Response& each : responses) {
        if (!door_->send(std::move(each))) process_.log->warning("", "answers.full");
    }
}

void Shell::send_pieces(const std::vector<Piece>& pieces, Now now, Effects& effects) {
    for (const Piece& piece : pieces) {
        auto bytes = files_.read(piece.hash, piece.offset, piece.bytes);
        if (!bytes) {
            agent_->piece_unreadable(piece.hash, now, effects);
            continue;
        }
        frames_.push_back(link_->uplink().chunk(
            wire::Chunk{piece.hash, piece.size, piece.offset, Bytes(std::move(*bytes)), {}}));
    }
}

void Shell::send_frames() {
    while (!frames_.empty() && link_->send(frames_.front())) frames_.pop_front();
}

/// What the heartbeats say. It is not worth a turn of its own.
void Shell::tell_health(Now now) {
    health_due_ms_ = now.steady_ms + health_ms;
    wire::Heartbeat health;
    health.unsent = static_cast<std::int64_t>(agent_->outbox().unsent());
    std::error_code failed;
    const auto space = std::filesystem::space(options_.process.data, failed);
    // At least 1: a full disk is told, and no 0.
    if (!failed)
        health.disk_free = std::max<std::int64_t>(1, static_cast<std::int64_t>(space.available));
    if (door_) health.certificate_until = door_->certificate_ends();
    link_->uplink().tell(health);
}

bool Shell::idle(Now now) const {
    if (server_.pending()) return false;
    if (!agent_->wants_online()) return true;
    return link_->uplink().welcomed() && link_->uplink().unanswered() == 0 && frames_.empty() &&
           agent_->idle(now);
}

void Shell::write_line(const Line& line) const {
    LogFields fields;
    for (const auto& [key, value] : line.fields) fields.push_back({key, value});
    if (line.level == LogLevel::Error) return process_.log->error("", line.event, fields);
    if (line.level == LogLevel::Warning) return process_.log->warning("", line.event, fields);
    process_.log->info("", line.event, fields);
}

}  // namespace dudao::agent
