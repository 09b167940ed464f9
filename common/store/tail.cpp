#include "store/tail.h"

#include <utility>

#include "ensure.h"
#include "store/calls.h"
#include "store/chain.h"
#include "store/keys.h"

namespace dudao {
namespace {

using Kind = TailFault::Kind;

TailFault fault(Kind kind, std::string text) { return {kind, std::move(text)}; }

std::string commit_text(std::uint64_t seq) { return "commit " + std::to_string(seq); }

}  // namespace

Result<void> Tail::open(const Address& address, std::string j, std::uint64_t seq,
                        const Hash& head) {
    close();
    j_ = std::move(j);
    seq_ = seq;
    head_ = head;
    auto connection = Connection::connect(address, options_.connection);
    if (!connection) return tl::unexpected(connection.error());
    connection_ = std::move(*connection);
    ask();
    return {};
}

void Tail::close() {
    connection_.reset();
    give_up_.reset();
}

int Tail::fd() const { return connection_ ? connection_->fd() : -1; }

bool Tail::wants_write() const { return connection_ && connection_->wants_write(); }

void Tail::ask() {
    const std::vector<std::vector<std::string>> round = {
        {"HMGET", keys::w(j_), "seq", "head", "confirmed"},
        {"ROLE"},
        {"XREAD", "COUNT", std::to_string(options_.count), "BLOCK",
         std::to_string(options_.block_ms), "STREAMS", keys::log(j_), std::to_string(seq_) + "-0"},
    };
    step_ = 0;
    give_up_.reset();  // set by the next pump, which has the time
    for (const auto& call : round) {
        if (!connection_->send(call)) return;  // closed: the next pump reports it
    }
    connection_->flush();
}

Tailed Tail::pump(std::int64_t now_steady_ms) {
    Tailed tailed;
    if (!connection_) {
        tailed.fault = fault(Kind::Unreachable, "not open");
        return tailed;
    }
    for (const Reply& reply : connection_->pump()) {
        tailed.fault = read_reply(reply, tailed.entries);
        if (tailed.fault) break;
    }
    if (!tailed.fault && give_up_ && *give_up_ <= now_steady_ms) {
        connection_->close("silent");
    }
    if (!tailed.fault && connection_->closed()) {
        tailed.fault = fault(Kind::Unreachable, connection_->why_closed());
    }
    if (tailed.fault) {
        close();
    } else if (!give_up_) {
        give_up_ = now_steady_ms + options_.block_ms + options_.silence_ms;
    }
    return tailed;
}

std::optional<TailFault> Tail::read_reply(const Reply& reply, std::vector<Entry>& entries) {
    if (reply.is(Reply::Kind::Error)) return fault(Kind::Unreachable, reply.text);
    switch (step_++) {
        case 0:
            return take_place(reply);
        case 1:
            return take_role(reply);
        default:
            break;
    }
    if (auto found = take_entries(reply, entries)) return found;
    ask();
    return std::nullopt;
}

std::optional<TailFault> Tail::take_place(const Reply& reply) {
    if (reply.items.size() != 3 || !reply.items[0].is(Reply::Kind::Text)) {
        return fault(Kind::Gap, "no log of " + j_);
    }
    const auto seq = calls::parse_number(reply.items[0].text);
    const auto head = hash_from_bytes(reply.items[1].text);
    const auto confirmed = calls::parse_number(reply.items[2].text);
    if (!seq || !head || !confirmed) return fault(Kind::Fork, "the owner's place is unreadable");
    if (*seq < seq_) {
        return fault(Kind::Fork,
                     "the log went back from " + commit_text(seq_) + " to " + std::to_string(*seq));
    }
    if (*seq == seq_ && *head != head_) return fault(Kind::Fork, "another " + commit_text(seq_));
    owner_seq_ = *seq;
    confirmed_ = *confirmed;
    return std::nullopt;
}

std::optional<TailFault> Tail::take_role(const Reply& reply) const {
    if (!reply.items.empty() && reply.items[0].text == "master") return std::nullopt;
    return fault(Kind::Unreachable, "no master any more");
}

std::optional<TailFault> Tail::take_entries(const Reply& reply, std::vector<Entry>& entries) {
    const bool none = reply.items.empty();
    if (none && owner_seq_ > seq_) {
        return fault(Kind::Gap, commit_text(seq_ + 1) + " to " + std::to_string(owner_seq_) +
                                    " are not in the log");
    }
    if (none) return std::nullopt;
    const Reply& stream = reply.items[0];
    if (stream.items.size() != 2) return fault(Kind::Unreachable, "a reply of another shape");
    for (const Reply& item : stream.items[1].items) {
        auto entry = calls::parse_entry(item);
        if (!entry) return fault(Kind::Fork, "what follows " + commit_text(seq_) + " is no commit");
        if (entry->seq != seq_ + 1) {
            return fault(Kind::Gap,
                         commit_text(seq_) + " is followed by " + std::to_string(entry->seq));
        }
        if (chain_hash(head_, entry->seq, entry->e, entry->b) != entry->h) {
            return fault(Kind::Fork, commit_text(entry->seq) + " does not extend the chain");
        }
        seq_ = entry->seq;
        head_ = entry->h;
        entries.push_back(std::move(*entry));
    }
    return std::nullopt;
}

}  // namespace dudao
