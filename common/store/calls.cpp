#include "store/calls.h"

#include <charconv>
#include <type_traits>

#include "store/chain.h"
#include "store/keys.h"

namespace dudao::calls {
namespace {

std::string decimal(std::int64_t number) { return std::to_string(number); }
std::string decimal(std::uint64_t number) { return std::to_string(number); }
std::string decimal(int number) { return std::to_string(number); }

Args function(std::string_view name, Args names) {
    Args call{"FCALL", "dudao1_" + std::string(name), std::to_string(names.size())};
    call.insert(call.end(), names.begin(), names.end());
    return call;
}

Args all_keys(std::string_view j) {
    return {keys::w(j), keys::log(j), keys::due(j), keys::pd(j), keys::mail(j)};
}

void put(Args& call, const std::vector<std::string>& ids) {
    call.push_back(std::to_string(ids.size()));
    call.insert(call.end(), ids.begin(), ids.end());
}

void put(Args& call, const std::vector<std::pair<std::string, std::int64_t>>& pairs) {
    call.push_back(std::to_string(pairs.size()));
    for (const auto& [id, value] : pairs) {
        call.push_back(id);
        call.push_back(decimal(value));
    }
}

template <class... Given>
Args with(Args call, Given&&... args) {
    (call.push_back(std::forward<Given>(args)), ...);
    return call;
}

}  // namespace

Args genesis(std::string_view j, std::string_view clock) {
    return with(function("genesis", all_keys(j)), std::string(clock));
}

Args acquire(std::string_view j, const std::string& me, const std::string& token, int lease_ms) {
    return with(function("acquire", {keys::w(j)}), me, token, decimal(lease_ms));
}

Args renew(std::string_view j, const std::string& token, int lease_ms, std::uint64_t confirmed) {
    return with(function("renew", {keys::w(j)}), token, decimal(lease_ms), decimal(confirmed));
}

Args release(std::string_view j, const std::string& token) {
    return with(function("release", {keys::w(j)}), token);
}

Args commit(std::string_view j, const std::string& token, std::uint64_t epoch, const Batch& batch,
            int lease_ms) {
    const CommitArgs args(j, token, epoch, batch, lease_ms);
    return {args.views().begin(), args.views().end()};
}

CommitArgs::CommitArgs(std::string_view j, const std::string& token, std::uint64_t epoch,
                       const Batch& batch, int lease_ms) {
    for (std::string& arg : function("commit", all_keys(j))) own(std::move(arg));
    views_.emplace_back(token);
    own(owner_mark(epoch, token));
    own(decimal(batch.seq));
    own(to_bytes(batch.prev));
    own(to_bytes(batch.head));
    views_.emplace_back(batch.bytes);
    own(decimal(batch.leaves));
    own(decimal(batch.confirmed));
    own(decimal(lease_ms));
    put(batch.timers_off);
    put(batch.timers_on);
    put(batch.values);
    put(batch.mail_in);
    put(batch.mail_out);
}

void CommitArgs::own(std::string arg) { views_.emplace_back(own_.emplace_back(std::move(arg))); }

void CommitArgs::put(const std::vector<std::string>& ids) {
    own(std::to_string(ids.size()));
    views_.insert(views_.end(), ids.begin(), ids.end());
}

template <class Value>
void CommitArgs::put(const std::vector<std::pair<std::string, Value>>& pairs) {
    own(std::to_string(pairs.size()));
    for (const auto& [id, value] : pairs) {
        views_.emplace_back(id);
        if constexpr (std::is_integral_v<Value>) {
            own(decimal(value));
        } else {
            views_.emplace_back(value);
        }
    }
}

Args claim(std::string_view j, std::int64_t now_ms, std::int64_t lease_ms, int n) {
    return with(function("claim", {keys::due(j)}), decimal(now_ms), decimal(lease_ms), decimal(n));
}

Args fix(std::string_view j, const std::string& token, const std::vector<std::string>& timers_off,
         const std::vector<std::pair<std::string, std::int64_t>>& timers_on) {
    Args call = with(function("fix", {keys::w(j), keys::due(j)}), token);
    put(call, timers_off);
    put(call, timers_on);
    return call;
}

Args trim(std::string_view j, const std::string& token, std::uint64_t upto, const Hash& root) {
    return with(function("trim", {keys::w(j), keys::log(j)}), token, decimal(upto), to_hex(root));
}

Args read_log(std::string_view j, std::uint64_t from, int count) {
    return {"XRANGE", keys::log(j), decimal(from) + "-0", "+", "COUNT", decimal(count)};
}

Args read_mail(std::string_view j) { return {"HGETALL", keys::mail(j)}; }

Args read_value(std::string_view j, const std::string& ref) { return {"HGET", keys::pd(j), ref}; }

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

std::optional<Entry> parse_entry(const Reply& item) {
    if (item.items.size() != 2 || item.items[1].items.size() != 6) return std::nullopt;
    std::string_view id = item.items[0].text;
    if (!id.ends_with("-0")) return std::nullopt;
    id.remove_suffix(2);
    const std::vector<Reply>& fields = item.items[1].items;
    if (fields[0].text != "b" || fields[2].text != "e" || fields[4].text != "h")
        return std::nullopt;
    const auto seq = parse_number(id);
    const auto head = hash_from_bytes(fields[5].text);
    if (!seq || !head) return std::nullopt;
    return Entry{.seq = *seq, .e = fields[3].text, .b = fields[1].text, .h = *head};
}

std::optional<std::vector<Entry>> parse_entries(const Reply& items) {
    std::vector<Entry> entries;
    entries.reserve(items.items.size());
    for (const Reply& item : items.items) {
        auto entry = parse_entry(item);
        if (!entry) return std::nullopt;
        entries.push_back(std::move(*entry));
    }
    return entries;
}

std::optional<Tenure> parse_tenure(const Reply& reply, const std::string& token) {
    if (reply.items.size() != 5) return std::nullopt;
    const auto epoch = parse_number(reply.items[0].text);
    const auto seq = parse_number(reply.items[1].text);
    const auto head = hash_from_bytes(reply.items[2].text);
    const auto leaves = parse_number(reply.items[3].text);
    if (!epoch || !seq || !head || !leaves) return std::nullopt;
    return Tenure{.epoch = *epoch,
                  .token = token,
                  .seq = *seq,
                  .head = *head,
                  .leaves = *leaves,
                  .clock = reply.items[4].text};
}

}  // namespace dudao::calls
