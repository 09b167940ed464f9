#include "store/redis_writer.h"

#include <algorithm>

#include "store/calls.h"
#include "store/keys.h"

namespace dudao {
namespace {

// Fills an answer from a successful reply. Returns false if the reply is not what the function
// returns.
bool fill(Acquired& answer, Reply& reply) {
    auto tenure = calls::parse_tenure(reply, answer.tenure.token);
    if (tenure) answer.tenure = std::move(*tenure);
    return tenure.has_value();
}

bool fill(Committed& answer, Reply& reply) {
    return reply.is(Reply::Kind::Integer) &&
           static_cast<std::uint64_t>(reply.integer) == answer.seq;
}

bool fill(Trimmed& answer, Reply& reply) {
    answer.upto = static_cast<std::uint64_t>(reply.integer);
    return reply.is(Reply::Kind::Integer) && reply.integer >= 0;
}

bool fill(LogRead& answer, Reply& reply) {
    auto entries = calls::parse_entries(reply);
    if (entries) answer.entries = std::move(*entries);
    return reply.is(Reply::Kind::Array) && entries.has_value();
}

bool fill(MailRead& answer, Reply& reply) {
    for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
        if (reply.items[i].text == keys::dummy) continue;
        answer.mail.emplace_back(std::move(reply.items[i].text),
                                 std::move(reply.items[i + 1].text));
    }
    return reply.is(Reply::Kind::Array);
}

bool fill(ValueRead& answer, Reply& reply) {
    answer.value = std::move(reply.text);
    return reply.is(Reply::Kind::Text) || reply.is(Reply::Kind::Nil);
}

template <class Answer>  // Renewed, Fixed, Released
bool fill(Answer&, Reply& reply) {
    return reply.is(Reply::Kind::Status);
}

void fill(StoreReply& answer, Reply reply) {
    std::visit(
        [&](auto& typed) {
            typed.verdict = verdict_on(reply);
            if (typed.verdict.outcome == Outcome::Done && !fill(typed, reply)) {
                typed.verdict = {Outcome::Broken, "a reply of another shape"};
            }
        },
        answer);
}

void judge(StoreReply& answer, const Verdict& verdict) {
    std::visit([&](auto& typed) { typed.verdict = verdict; }, answer);
}

}  // namespace

Result<void> RedisWriter::open(const Address& address) {
    close();
    auto connection = Connection::connect(address, options_.connection);
    if (!connection) return tl::unexpected(connection.error());
    connection_ = std::move(*connection);
    return {};
}

void RedisWriter::close() {
    connection_.reset();
    lost_ = calls_.size();
}

int RedisWriter::fd() const { return connection_ ? connection_->fd() : -1; }

bool RedisWriter::wants_write() const { return connection_ && connection_->wants_write(); }

template <class Args>
void RedisWriter::call(StoreReply answer, const Args& args) {
    Call call{.answer = std::move(answer)};
    if (closed()) {
        judge(call.answer, {Outcome::NotExecuted, "not connected"});
    } else if (const auto sent = connection_->send(args); !sent) {
        judge(call.answer, {Outcome::NotExecuted, sent.error().what});
    } else {
        call.sent = true;
    }
    calls_.push_back(std::move(call));
}

void RedisWriter::acquire(const std::string& j, const std::string& me, const std::string& token) {
    Acquired answer{.j = j, .verdict = {}, .tenure = {}};
    answer.tenure.token = token;
    call(std::move(answer), calls::acquire(j, me, token, options_.lease_ms));
}

void RedisWriter::renew(const std::string& j, const std::string& token, std::uint64_t confirmed) {
    call(Renewed{.j = j, .verdict = {}}, calls::renew(j, token, options_.lease_ms, confirmed));
}

void RedisWriter::release(const std::string& j, const std::string& token) {
    call(Released{.j = j, .verdict = {}}, calls::release(j, token));
}

void RedisWriter::commit(const std::string& j, const std::string& token, std::uint64_t epoch,
                         const Batch& batch) {
    call(Committed{.j = j, .verdict = {}, .seq = batch.seq},
         calls::CommitArgs(j, token, epoch, batch, options_.lease_ms).views());
}

void RedisWriter::fix(const std::string& j, const std::string& token,
                      const std::vector<std::string>& timers_off,
                      const std::vector<std::pair<std::string, std::int64_t>>& timers_on) {
    call(Fixed{.j = j, .verdict = {}}, calls::fix(j, token, timers_off, timers_on));
}

void RedisWriter::trim(const std::string& j, const std::string& token, std::uint64_t upto,
                       const Hash& root) {
    call(Trimmed{.j = j, .verdict = {}, .upto = 0}, calls::trim(j, token, upto, root));
}

void RedisWriter::read_log(const std::string& j, std::uint64_t from_seq, int count) {
    call(LogRead{.j = j, .verdict = {}, .from = from_seq, .entries = {}},
         calls::read_log(j, from_seq, count));
}

void RedisWriter::read_mail(const std::string& j) {
    call(MailRead{.j = j, .verdict = {}, .mail = {}}, calls::read_mail(j));
}

void RedisWriter::read_value(const std::string& j, const std::string& ref, std::uint64_t ask) {
    call(ValueRead{.j = j, .verdict = {}, .ask = ask, .value = {}}, calls::read_value(j, ref));
}

void RedisWriter::flush() {
    if (connection_) connection_->flush();
}

void RedisWriter::answer_unsent(std::vector<StoreReply>& answers) {
    while (!calls_.empty() && !calls_.front().sent) {
        answers.push_back(std::move(calls_.front().answer));
        calls_.pop_front();
    }
}

void RedisWriter::answer_unknown(std::vector<StoreReply>& answers) {
    const std::string why = connection_ ? connection_->why_closed() : "connection closed";
    const std::size_t n = closed() ? calls_.size() : lost_;
    for (std::size_t i = 0; i < n; ++i) {
        Call& call = calls_.front();
        if (call.sent) judge(call.answer, {Outcome::Unknown, why});
        answers.push_back(std::move(call.answer));
        calls_.pop_front();
    }
    lost_ = 0;
}

std::vector<StoreReply> RedisWriter::pump(std::int64_t now_steady_ms) {
    std::vector<StoreReply> answers;
    answer_unknown(answers);
    answer_unsent(answers);
    if (closed()) return answers;
    for (Reply& reply : connection_->pump()) {
        if (calls_.empty() || !calls_.front().sent) {  // the replies are out of step with our calls
            connection_->close("a reply that nobody asked for");
            break;
        }
        fill(calls_.front().answer, std::move(reply));
        answers.push_back(std::move(calls_.front().answer));
        calls_.pop_front();
        answer_unsent(answers);
    }
    for (auto call = calls_.rbegin(); call != calls_.rend() && !call->give_up; ++call) {
        call->give_up = now_steady_ms + options_.call_ms;
    }
    const auto due = calls_.empty() ? std::nullopt : calls_.front().give_up;
    if (due && *due <= now_steady_ms) {
        connection_->close("no answer within " + std::to_string(options_.call_ms) + " ms");
    }
    answer_unknown(answers);
    return answers;
}

std::optional<std::int64_t> RedisWriter::next_due() const {
    if (calls_.empty()) return std::nullopt;
    if (closed() || lost_ > 0 || !calls_.front().sent) return 0;  // answers are ready
    return calls_.front().give_up;
}

}  // namespace dudao
