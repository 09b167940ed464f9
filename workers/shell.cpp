#include "workers/shell.h"

#include <algorithm>
#include <cstdio>

#include "clock.h"
#include "store/access.h"
#include "store/keys.h"
#include "workers/limits.h"
#include "workers/mail_message.h"
#include "workers/notice_text.h"

namespace dudao::workers {
namespace {

enum Token { SignalToken, ClockToken, TailToken, StoreToken, LinkToken, WebhookToken, MailToken };

/// The stored values; std::nullopt if there was no answer.
std::optional<std::vector<std::string>> values_in(const std::optional<Reply>& reply) {
    if (!reply || !reply->is(Reply::Kind::Array)) return std::nullopt;
    std::vector<std::string> values;
    for (const Reply& each : reply->items) values.push_back(each.text);
    return values;
}

std::optional<std::vector<Claimed>> claimed_in(const Reply& reply) {
    std::vector<Claimed> timers;
    for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
        const auto at = calls::parse_number(reply.items[i + 1].text);
        if (!at) return std::nullopt;
        timers.push_back({reply.items[i].text, static_cast<std::int64_t>(*at)});
    }
    return timers;
}

Due due_in(const Reply& reply) {
    Due due;
    for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
        const auto score = calls::parse_number(reply.items[i + 1].text);
        due.emplace_back(reply.items[i].text, score ? static_cast<std::int64_t>(*score) : -1);
    }
    return due;
}

}  // namespace

Result<std::unique_ptr<Shell>> Shell::open(const Options& options, Process process) {
    auto redis = redis_address(options.process.redis, options.process.redis_auth_file);
    if (!redis) return tl::unexpected<Error>(redis.error());
    auto dealer = dealer_options(options.process, process.keys);
    if (!dealer) return tl::unexpected<Error>(dealer.error());
    auto loop = std::make_unique<Loop>();
    auto channels = Channels::open(*loop, {WebhookToken, MailToken}, options.channels);
    if (!channels) return tl::unexpected<Error>(channels.error());
    return std::unique_ptr<Shell>(
        new Shell(options, std::move(process),
                  Parts{std::move(*redis), *dealer, std::move(loop), std::move(*channels)}));
}

Shell::Shell(const Options& options, Process process, Parts parts)
    : options_(options),
      process_(std::move(process)),
      loop_(std::move(parts.loop)),
      follower_(*loop_, TailToken,
                {parts.redis, options.process.jurisdiction, options.process.data}, *process_.log),
      core_(follower_.replica(), key_id(process_.keys.public_key)),
      store_(*loop_, StoreToken, parts.redis),
      link_(*loop_, LinkToken, parts.dealer, options.process.brokers,
            {.jurisdiction = options.process.jurisdiction,
             .software = "dudao-worker 0.1.0",
             .adopt = true}),
      channels_(std::move(parts.channels)) {
    loop_->catch_signals(SignalToken);
    if (process_.clock->fd() >= 0) loop_->watch(process_.clock->fd(), ClockToken);
    now_ms_ = steady_.now_ms();
    audit_at_ms_ = now_ms_ + audit_ms;
    link_.set_online(true, now_ms_);
}

int Shell::run() {
    process_.log->info("", "process.started", {{"seq", std::to_string(follower_.replica().seq)}});
    Effects none;
    core_.step(Loaded{}, now_, none);
    while (!drained()) {
        if (!turn()) return 1;
    }
    follower_.save();
    process_.log->info("", "process.stopped", {{"seq", std::to_string(follower_.replica().seq)}});
    return 0;
}

bool Shell::turn() {
    const auto ready = loop_->wait(wait_ms());
    process_.clock->pump();
    now_ = process_.clock->now();
    now_ms_ = steady_.now_ms();
    Effects effects;
    if (!follow(effects)) return false;
    hear_broker(effects);
    hear_store(effects);
    for (NoticeOutcome& outcome : channels_.turn(ready))
        input(NoticeDone{std::move(outcome)}, effects);
    if (now_ms_ >= audit_at_ms_) start_audit();
    core_.step(Tick{}, now_, effects);
    perform(std::move(effects));
    if (core_.ready() && !std::exchange(said_ready_, true)) {
        std::puts("ready");
        std::fflush(stdout);
    }
    if (idle()) {
        process_.clock->answer_if_asked(activity_, follower_.replica().seq, core_.next());
    }
    return true;
}

void Shell::input(const Input& input, Effects& effects) {
    ++activity_;
    core_.step(input, now_, effects);
}

bool Shell::follow(Effects& effects) {
    const auto followed = follower_.turn(
        now_ms_,
        [&](std::uint64_t, FoldedCommit commit) {
            input(Folded{std::move(commit.events)}, effects);
        },
        [&] { input(Loaded{}, effects); });
    if (!followed) {
        process_.log->error("", "log.unusable", {{"why", followed.error().text()}});
        std::fprintf(stderr, "dudao-worker: %s\n", followed.error().text().c_str());
        return false;
    }
    core_.step(Confirmed{follower_.confirmed()}, now_, effects);
    return true;
}

void Shell::hear_broker(Effects& effects) {
    for (Uplink::Event& event : link_.turn(now_ms_)) {
        if (const auto* welcomed = std::get_if<Uplink::Welcomed>(&event)) {
            input(Linked{true, welcomed->welcome.head}, effects);
            was_welcomed_ = true;
        } else if (const auto* answered = std::get_if<Uplink::Answered>(&event)) {
            answer(answered->answer, effects);
        } else if (const auto* problem = std::get_if<wire::Problem>(&event)) {
            process_.log->warning("", "broker.problem", {{"what", problem->what}});
        }
    }
    if (was_welcomed_ && !link_.uplink().welcomed()) {
        was_welcomed_ = false;
        input(Linked{false, 0}, effects);
    }
}

void Shell::answer(const wire::Answer& answer, Effects& effects) {
    const auto at = commands_.find(answer.n);
    if (at == commands_.end()) return;
    Answered answered{std::move(at->second), answer.ok, answer.accepted, answer.why};
    commands_.erase(at);
    input(answered, effects);
}

void Shell::hear_store(Effects& effects) {
    using What = StoreCalls::What;
    for (const StoreCalls::Answer& each : store_.turn(now_ms_)) {
        const bool good = each.reply && !each.reply->is(Reply::Kind::Error);
        if (each.reply && !good) {
            process_.log->error("", "store.refused", {{"why", each.reply->text}});
        }
        if (each.call.what == What::Claim) {
            auto timers = good ? claimed_in(*each.reply) : std::nullopt;
            if (timers) {
                input(ClaimAnswered{each.call.asked, std::move(*timers)}, effects);
            } else {
                input(ClaimLost{}, effects);
            }
        } else if (each.call.what == What::View) {
            if (good && each.reply->is(Reply::Kind::Integer)) {
                input(ViewAnswered{each.call.view, static_cast<std::uint64_t>(each.reply->integer)},
                      effects);
            } else {
                input(ViewLost{each.call.view}, effects);
            }
        } else if (each.call.what == StoreCalls::What::Words) {
            send_notice(each.call.notice, values_in(each.reply));
        } else {
            hear_audit(each);
        }
    }
    if (const auto why = store_.ended()) process_.log->warning("", "store.lost", {{"why", *why}});
    if (store_.up() != std::exchange(store_was_up_, store_.up())) {
        input(StoreUp{store_.up()}, effects);
    }
}

void Shell::start_audit() {
    audit_at_ms_ = now_ms_ + audit_ms;
    audit_due_.reset();
    audit_seq_ = 0;
    const std::string& j = options_.process.jurisdiction;
    const std::vector<std::string> place{"HGET", keys::w(j), "seq"};
    store_.send({StoreCalls::What::AuditPlace, {}, {}}, place, now_ms_);
    store_.send({StoreCalls::What::AuditDue, {}, {}},
                {"ZRANGE", keys::due(j), "0", std::to_string(audit_timers_max), "WITHSCORES"},
                now_ms_);
    store_.send({StoreCalls::What::AuditPlace, {}, {}}, place, now_ms_);
}

/// Compares only when index and replica are at the same commit.
void Shell::hear_audit(const StoreCalls::Answer& answer) {
    if (!answer.reply || answer.reply->is(Reply::Kind::Error)) return;
    if (answer.call.what == StoreCalls::What::AuditDue) {
        audit_due_ = due_in(*answer.reply);
        return;
    }
    const std::uint64_t seq = calls::parse_number(answer.reply->text).value_or(0);
    if (!audit_due_) {
        audit_seq_ = seq;
        return;
    }
    const Replica& replica = follower_.replica();
    const bool sound = seq == audit_seq_ && seq == replica.seq &&
                       audit_due_->size() <= static_cast<std::size_t>(audit_timers_max);
    if (!sound) return;
    for (const std::string& each : audit_.round(differences(replica.state, *audit_due_, now_))) {
        process_.log->warning("", "audit.due",
                              {{"difference", each}, {"seq", std::to_string(seq)}});
    }
}

void Shell::send(const Command& command) {
    Uplink& uplink = link_.uplink();
    OutboxRow row = uplink.make(command, {}, new_trace());
    commands_.emplace(row.n, command);
    uplink.offer(std::move(row));
}

void Shell::perform(const Effects& effects) {
    const State& state = follower_.replica().state;
    const std::string& j = options_.process.jurisdiction;
    for (const Effect& effect : effects) {
        if (const auto* claim = std::get_if<Claim>(&effect)) {
            store_.send({StoreCalls::What::Claim, claim->now, {}},
                        calls::claim(j, claim->now.ms, claim_lease.ms, claim->n), now_ms_);
        } else if (const auto* command = std::get_if<Send>(&effect)) {
            send(command->command);
        } else if (const auto* notice = std::get_if<SendNotice>(&effect)) {
            const auto at = state.notices.find(notice->id);
            if (at == state.notices.end()) continue;  // the notice has ended
            const auto references = references_of(state, at->second);
            if (references.empty()) {
                outgoing_.push_back(outgoing(at->second, {}));
                continue;
            }
            std::vector<std::string> args{"HMGET", keys::pd(j)};
            args.insert(args.end(), references.begin(), references.end());
            store_.send({StoreCalls::What::Words, {}, {}, notice->id}, args, now_ms_);
        } else if (const auto* write = std::get_if<WriteView>(&effect)) {
            store_.send({StoreCalls::What::View, {}, write->write.view},
                        calls::view(j, write->write), now_ms_);
        } else if (const auto* note = std::get_if<Note>(&effect)) {
            LogFields fields;
            for (const auto& [key, value] : note->fields) fields.push_back({key, value});
            process_.log->warning("", note->event, fields);
        }
    }
    channels_.send(std::exchange(outgoing_, {}), SystemClock().now());
}

void Shell::send_notice(NoticeId id, const std::optional<std::vector<std::string>>& values) {
    const State& state = follower_.replica().state;
    const auto at = state.notices.find(id);
    if (at == state.notices.end()) return;  // the notice has ended
    const Reach reach = reach_of(state, at->second, values);
    if (reach.unread) {
        process_.log->warning("", "address.unread", {{"notice", std::to_string(id.value)}});
    }
    outgoing_.push_back(outgoing(at->second, reach));
}

/// What goes out of one notice by each channel.
Outgoing Shell::outgoing(const Notice& notice, const Reach& reach) const {
    const State& state = follower_.replica().state;
    Outgoing out{notice.id, notice_line(state, notice, now_, reach), {}, reach.unread};
    if (channels_.mail_from().empty()) return out;
    const Letter letter = letter_of(state, notice, channels_.mail_lang());
    MailHead head;
    head.from = channels_.mail_from();
    head.from_name =
        channels_.mail_lang() == MailLang::En ? state.founding.name_en : state.founding.name_zh;
    head.subject = letter.subject;
    head.id = options_.process.jurisdiction + "." + std::to_string(notice.id.value);
    head.at = now_;
    head.offset_minutes = state.calendar.zone.offset_at(now_);
    for (const std::string& to : {reach.mail, reach.mail_before}) {
        if (to.empty()) continue;
        head.to = to;
        std::string message = mail_message(head, letter.text);
        // The rules let no other address in.
        if (message.empty()) {
            out.unread = true;
        } else {
            out.mails.push_back({to, std::move(message)});
        }
    }
    return out;
}

bool Shell::drained() {
    if (!loop_->stop_asked()) return false;
    core_.stop();
    if (!stop_at_ms_) stop_at_ms_ = now_ms_ + stop_ms_max;
    const bool nothing = !core_.sending() && commands_.empty();
    return nothing || now_ms_ >= *stop_at_ms_;
}

bool Shell::idle() const {
    return core_.ready() && link_.uplink().welcomed() && follower_.following() && store_.up() &&
           !core_.busy() && commands_.empty();
}

long Shell::wait_ms() const {
    const std::int64_t audit = std::max<std::int64_t>(audit_at_ms_ - now_ms_, 0);
    return std::min({process_.clock->wait_ms(core_.next()), link_.wait_ms(now_ms_),
                     store_.wait_ms(now_ms_), follower_.wait_ms(now_ms_), channels_.wait_ms(),
                     static_cast<long>(audit), stop_at_ms_ ? 100L : 60'000L});
}

}  // namespace dudao::workers
