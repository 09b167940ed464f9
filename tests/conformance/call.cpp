#include "tests/conformance/call.h"

#include <algorithm>

#include "ensure.h"
#include "store/calls.h"
#include "store/keys.h"

namespace dudao::test {
namespace {

using sim::CallKind;
using sim::StoreModel;

constexpr std::int64_t model_now_ms = 1'000'000;  // leases are 0 or outlast the test: it stands
constexpr int answer_ms = 10'000;

template <class... F>
struct Cases : F... {
    using F::operator()...;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string text(const Tenure& tenure) {
    return "epoch " + std::to_string(tenure.epoch) + " token " + tenure.token + " seq " +
           std::to_string(tenure.seq) + " head " + to_hex(tenure.head) + " leaves " +
           std::to_string(tenure.leaves) + " clock " + tenure.clock;
}

std::string text(const Entry& entry) {
    return std::to_string(entry.seq) + " " + entry.e + " " + entry.b + " " + to_hex(entry.h) + "\n";
}

std::string text(const Claimed& claimed) {
    return claimed.timer + " " + std::to_string(claimed.at_ms) + "\n";
}

std::string text(const std::pair<std::string, std::string>& pair) {
    return pair.first + " = " + pair.second + "\n";
}

template <class List>
std::string texts(const List& list) {
    std::string all;
    for (const auto& each : list) all += text(each);
    return all;
}

/// An outcome, and what it brought when it was done.
std::string said(const Verdict& verdict, const std::string& data = {}) {
    const std::string word = name_of(verdict.outcome);
    return verdict.outcome == Outcome::Done ? word + " " + data : word;
}

// The model -----------------------------------------------------------------------------------
std::string ask(StoreModel& model, const StoreCall& call) {
    return std::visit(
        Cases{
            [&](const Genesis& c) { return said(model.genesis(c.clock)); },
            [&](const Acquire& c) {
                const auto got = model.acquire("", c.me, c.token, c.lease_ms, model_now_ms);
                return said(got.verdict, text(got.tenure));
            },
            [&](const Renew& c) {
                return said(model.renew(c.token, c.lease_ms, c.confirmed, model_now_ms));
            },
            [&](const Release& c) { return said(model.release(c.token)); },
            [&](const CommitCall& c) {
                return said(model.commit(c.token, c.epoch, c.batch, c.lease_ms, model_now_ms),
                            std::to_string(c.batch.seq));
            },
            [&](const Fix& c) { return said(model.fix(c.token, c.off, c.on)); },
            [&](const Trim& c) {
                const auto got = model.trim("", c.token, c.upto, Hash{});
                return said(got.verdict, std::to_string(got.upto));
            },
            [&](const Claim& c) {
                const auto got = model.claim(c.now_ms, c.lease_ms, c.n);
                return said(got.verdict, texts(got.timers));
            },
            [&](const ViewWrite& c) {
                const auto got = model.view(c);
                return said(got.verdict, std::to_string(got.at));
            },
            [&](const ReadLog& c) {
                return said({Outcome::Done, ""},
                            texts(model.read_log(c.from, static_cast<std::size_t>(c.count))));
            },
            [&](const ReadMail&) {
                return said({Outcome::Done, ""}, texts(model.mail));
            },
            [&](const ReadValue& c) {
                const auto at = model.pd.find(c.ref);
                return said({Outcome::Done, ""}, at == model.pd.end() ? "" : at->second);
            },
        },
        call);
}

// The real one --------------------------------------------------------------------------------
calls::Args arguments(const std::string& j, const StoreCall& call) {
    return std::visit(
        Cases{
            [&](const Genesis& c) { return calls::genesis(j, c.clock); },
            [&](const Acquire& c) { return calls::acquire(j, c.me, c.token, c.lease_ms); },
            [&](const Renew& c) { return calls::renew(j, c.token, c.lease_ms, c.confirmed); },
            [&](const Release& c) { return calls::release(j, c.token); },
            [&](const CommitCall& c) {
                return calls::commit(j, c.token, c.epoch, c.batch, c.lease_ms);
            },
            [&](const Fix& c) { return calls::fix(j, c.token, c.off, c.on); },
            [&](const Trim& c) { return calls::trim(j, c.token, c.upto, Hash{}); },
            [&](const Claim& c) { return calls::claim(j, c.now_ms, c.lease_ms, c.n); },
            [&](const ViewWrite& c) { return calls::view(j, c); },
            [&](const ReadLog& c) { return calls::read_log(j, c.from, c.count); },
            [&](const ReadMail&) { return calls::read_mail(j); },
            [&](const ReadValue& c) { return calls::read_value(j, c.ref); },
        },
        call);
}

Reply asked(Connection& redis, const calls::Args& args) {
    auto reply = redis.call(args, answer_ms);
    if (!reply) throw BrokenInvariant(args.front() + ": " + reply.error().text());
    return std::move(*reply);
}

Pairs pairs_of(const Reply& reply, bool with_dummy) {
    Pairs pairs;
    for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
        if (!with_dummy && reply.items[i].text == keys::dummy) continue;
        pairs.emplace_back(reply.items[i].text, reply.items[i + 1].text);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

std::string claimed_of(const Reply& reply) {
    std::string all;
    for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
        all += reply.items[i].text + " " + reply.items[i + 1].text + "\n";
    }
    return all;
}

std::string number_of(const Reply& reply) {
    return reply.is(Reply::Kind::Integer) ? std::to_string(reply.integer) : "no number";
}

/// What a reply that is no refusal brought.
std::string brought(const Reply& reply, const StoreCall& call) {
    const auto ok = [&] { return reply.is(Reply::Kind::Status) ? "" : "no status"; };
    return std::visit(Cases{
                          [&](const Acquire& c) {
                              const auto tenure = calls::parse_tenure(reply, c.token);
                              return tenure ? text(*tenure) : std::string("no tenure");
                          },
                          [&](const CommitCall&) { return number_of(reply); },
                          [&](const Trim&) { return number_of(reply); },
                          [&](const ViewWrite&) { return number_of(reply); },
                          [&](const Claim&) { return claimed_of(reply); },
                          [&](const ReadLog&) {
                              const auto entries = calls::parse_entries(reply);
                              return entries ? texts(*entries) : std::string("no entries");
                          },
                          [&](const ReadMail&) { return texts(pairs_of(reply, false)); },
                          [&](const ReadValue&) { return reply.text; },
                          [&](const auto&) { return std::string(ok()); },
                      },
                      call);
}

// Dumps ---------------------------------------------------------------------------------------
std::string section(const std::string& key, const std::string& content) {
    return "-- " + key + "\n" + content;
}

std::string lease(std::int64_t until_ms, std::int64_t now_ms) {
    return until_ms == 0 ? "none" : until_ms > now_ms ? "runs" : "over";
}

std::int64_t now_of(Connection& redis) {
    const Reply time = asked(redis, {"TIME"});
    return std::stoll(time.items.at(0).text) * 1000 + std::stoll(time.items.at(1).text) / 1000;
}

std::string place_of(Connection& redis, const std::string& key) {
    Pairs fields = pairs_of(asked(redis, {"HGETALL", key}), true);
    for (auto& [field, value] : fields) {
        if (field == "until") value = lease(std::stoll(value), now_of(redis));
        if (const auto head = hash_from_bytes(value); field == "head" && head)
            value = to_hex(*head);
    }
    return texts(fields);
}

std::string content_of(Connection& redis, const std::string& key) {
    const std::string type = asked(redis, {"TYPE", key}).text;
    if (type == "stream") {
        const auto entries = calls::parse_entries(asked(redis, {"XRANGE", key, "-", "+"}));
        return entries ? texts(*entries) : "no log";
    }
    if (type == "zset") return claimed_of(asked(redis, {"ZRANGE", key, "0", "-1", "WITHSCORES"}));
    if (key.ends_with("}:w")) return place_of(redis, key);
    return texts(pairs_of(asked(redis, {"HGETALL", key}), true));
}

template <class Value>
Pairs with_dummy(const std::map<std::string, Value>& map) {
    Pairs pairs(map.begin(), map.end());
    pairs.emplace_back(keys::dummy, "");
    return pairs;
}

Pairs place_of(const StoreModel& model) {
    return {{"archived", model.archived_root.empty()
                             ? "0"
                             : std::to_string(model.archived) + ":" + model.archived_root},
            {"clock", model.clock},
            {"confirmed", std::to_string(model.confirmed)},
            {"epoch", std::to_string(model.epoch)},
            {"head", to_hex(model.head)},
            {"holder", model.holder},
            {"leaves", std::to_string(model.leaves)},
            {"seq", std::to_string(model.seq)},
            {"token", model.token},
            {"until", lease(model.until_ms, model_now_ms)}};
}

}  // namespace

CallKind kind_of(const StoreCall& call) {
    return std::visit(Cases{
                          [](const Genesis&) { return CallKind::Grows; },
                          [](const CommitCall&) { return CallKind::Grows; },
                          [](const ViewWrite&) { return CallKind::Grows; },
                          [](const ReadLog&) { return CallKind::Reads; },
                          [](const ReadMail&) { return CallKind::Reads; },
                          [](const ReadValue&) { return CallKind::Reads; },
                          [](const auto&) { return CallKind::Writes; },
                      },
                      call);
}

std::string describe(const StoreCall& call) {
    std::string words;
    for (const std::string& each : arguments("j", call)) {
        if (words.size() > 400) return words + " …";
        words += each + " ";
    }
    return words;
}

std::string answer(StoreModel& model, sim::Mood mood, const StoreCall& call) {
    if (const auto outcome = sim::refusal(mood, kind_of(call))) return name_of(*outcome);
    return ask(model, call);
}

std::string answer(Connection& redis, const std::string& j, const StoreCall& call) {
    const Reply reply = asked(redis, arguments(j, call));
    const Verdict verdict = verdict_on(reply);
    return verdict.outcome == Outcome::Done ? said(verdict, brought(reply, call)) : said(verdict);
}

std::string dump(const StoreModel& model) {
    std::string all;
    if (model.founded) {
        std::vector<Claimed> timers;
        for (const auto& [timer, ms] : model.due) timers.push_back({timer, ms});
        std::sort(timers.begin(), timers.end(), [](const Claimed& a, const Claimed& b) {
            return std::pair(a.at_ms, a.timer) < std::pair(b.at_ms, b.timer);
        });
        all += section("due", texts(timers) + "~ inf\n") + section("log", texts(model.log)) +
               section("mail", texts(with_dummy(model.mail))) +
               section("pd", texts(with_dummy(model.pd)));
    }
    for (const auto& [view, rows] : model.views) {
        all += section("v:" + std::string(name(view)), texts(rows));
    }
    return all + (model.founded ? section("w", texts(place_of(model))) : "");
}

std::string dump(Connection& redis, const std::string& j) {
    const std::string prefix = "{" + j + "}:";
    std::vector<std::string> names;
    for (const Reply& key : asked(redis, {"KEYS", prefix + "*"}).items) names.push_back(key.text);
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& key : names) {
        all += section(key.substr(prefix.size()), content_of(redis, key));
    }
    return all;
}

}  // namespace dudao::test
