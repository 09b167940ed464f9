#include "store/redis_store.h"

#include <utility>

#include "store/calls.h"
#include "store/keys.h"

namespace dudao {
namespace {

tl::unexpected<Error> odd(const std::string& what) {
    return fail(Error::Kind::Corrupt, what + ": a reply of another shape");
}

Error::Kind kind_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Epoch:
        case Outcome::Seq:
        case Outcome::Held:
            return Error::Kind::Refused;
        case Outcome::Genesis:
            return Error::Kind::NotFound;
        case Outcome::NotExecuted:
        case Outcome::DiskFailed:
            return Error::Kind::Busy;
        case Outcome::NotHere:
            return Error::Kind::Unreachable;
        case Outcome::Done:
        case Outcome::NeverTaken:
        case Outcome::Broken:
            return Error::Kind::Corrupt;
        case Outcome::Unknown:
            return Error::Kind::Unknown;
    }
    return Error::Kind::Corrupt;
}

}  // namespace

Error to_error(const Verdict& verdict) {
    return {kind_of(verdict.outcome), std::string(name_of(verdict.outcome)) + ": " + verdict.text,
            verdict.outcome == Outcome::Genesis ? "dudao init makes a log" : ""};
}

Result<Reply> Store::ask(const std::vector<std::string>& args) {
    auto reply = connection_.call(args, timeout_ms_);
    if (!reply) return reply;
    const Verdict verdict = verdict_on(*reply);
    if (verdict.outcome != Outcome::Done) return tl::unexpected(to_error(verdict));
    return reply;
}

Result<void> Store::genesis(const std::string& j, const std::string& clock) {
    const auto reply = ask(calls::genesis(j, clock));
    if (reply) return {};
    // The function replies GENESIS if a key already exists.
    if (reply.error().kind == Error::Kind::NotFound) {
        return fail(Error::Kind::Refused, reply.error().what, "a log is made once");
    }
    return tl::unexpected(reply.error());
}

Result<Place> Store::place(const std::string& j) {
    const auto reply = ask({"HMGET", keys::w(j), "epoch", "holder", "seq", "head", "confirmed",
                            "leaves", "archived", "clock"});
    if (!reply) return tl::unexpected(reply.error());
    const auto& field = reply->items;
    if (field.size() != 8) return odd(keys::w(j));
    if (field[0].is(Reply::Kind::Nil)) {
        return tl::unexpected(to_error({Outcome::Genesis, "nothing at " + keys::w(j)}));
    }
    const auto epoch = calls::parse_number(field[0].text);
    const auto seq = calls::parse_number(field[2].text);
    const auto head = hash_from_bytes(field[3].text);
    const auto confirmed = calls::parse_number(field[4].text);
    const auto leaves = calls::parse_number(field[5].text);
    const auto archived = calls::parse_number(field[6].text.substr(0, field[6].text.find(':')));
    if (!epoch || !seq || !head || !confirmed || !leaves || !archived) return odd(keys::w(j));
    return Place{.epoch = *epoch,
                 .holder = field[1].text,
                 .seq = *seq,
                 .head = *head,
                 .confirmed = *confirmed,
                 .leaves = *leaves,
                 .archived = *archived,
                 .clock = field[7].text};
}

Result<Entry> Store::read_entry(const std::string& j, std::uint64_t seq) {
    auto entries = read_range(j, seq, 1);
    if (!entries) return tl::unexpected(entries.error());
    if (entries->empty() || entries->front().seq != seq) {
        return fail(Error::Kind::NotFound, j + " has no commit " + std::to_string(seq));
    }
    return std::move(entries->front());
}

Result<std::vector<Entry>> Store::read_range(const std::string& j, std::uint64_t from, int count) {
    const auto reply = ask(calls::read_log(j, from, count));
    if (!reply) return tl::unexpected(reply.error());
    auto entries = calls::parse_entries(*reply);
    if (!entries) return fail(Error::Kind::Corrupt, keys::log(j) + ": something that is no commit");
    return std::move(*entries);
}

Result<std::vector<std::optional<std::string>>> Store::values(
    const std::string& j, const std::vector<std::string>& refs) {
    std::vector<std::optional<std::string>> values;
    if (refs.empty()) return values;
    std::vector<std::string> args{"HMGET", keys::pd(j)};
    args.insert(args.end(), refs.begin(), refs.end());
    auto reply = ask(args);
    if (!reply) return tl::unexpected(reply.error());
    for (Reply& item : reply->items) {
        if (item.is(Reply::Kind::Text)) {
            values.emplace_back(std::move(item.text));
        } else {
            values.emplace_back(std::nullopt);
        }
    }
    return values;
}

Result<Store::ValuesPage> Store::scan_values(const std::string& j, const std::string& cursor) {
    auto reply = ask({"HSCAN", keys::pd(j), cursor, "COUNT", "500"});
    if (!reply) return tl::unexpected(reply.error());
    if (reply->items.size() != 2 || reply->items[1].items.size() % 2 != 0) return odd(keys::pd(j));
    ValuesPage page{reply->items[0].text, {}};
    auto& items = reply->items[1].items;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (items[i].text == keys::dummy) continue;
        page.values.emplace_back(std::move(items[i].text), std::move(items[i + 1].text));
    }
    return page;
}

Result<std::vector<Claimed>> Store::claim(const std::string& j, std::int64_t now_ms,
                                          std::int64_t lease_ms, int n) {
    const auto reply = ask(calls::claim(j, now_ms, lease_ms, n));
    if (!reply) return tl::unexpected(reply.error());
    std::vector<Claimed> claimed;
    for (std::size_t i = 0; i + 1 < reply->items.size(); i += 2) {
        const auto at = calls::parse_number(reply->items[i + 1].text);
        if (!at) return odd(keys::due(j));
        claimed.push_back({reply->items[i].text, static_cast<std::int64_t>(*at)});
    }
    return claimed;
}

Result<Tenure> Store::acquire(const std::string& j, const std::string& me, const std::string& token,
                              int lease_ms) {
    const auto reply = ask(calls::acquire(j, me, token, lease_ms));
    if (!reply) return tl::unexpected(reply.error());
    auto tenure = calls::parse_tenure(*reply, token);
    if (!tenure) return odd(keys::w(j));
    return std::move(*tenure);
}

Result<void> Store::commit(const std::string& j, const Tenure& tenure, const Batch& batch,
                           int lease_ms) {
    const auto reply = ask(calls::commit(j, tenure.token, tenure.epoch, batch, lease_ms));
    if (!reply) return tl::unexpected(reply.error());
    return {};
}

Result<void> Store::release(const std::string& j, const std::string& token) {
    const auto reply = ask(calls::release(j, token));
    if (!reply) return tl::unexpected(reply.error());
    return {};
}

}  // namespace dudao
