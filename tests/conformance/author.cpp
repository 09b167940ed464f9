#include "tests/conformance/author.h"

#include "store/chain.h"

namespace dudao::test {

std::string Author::id(const char* pool) {
    if (now_and_then(4)) return rng_.below(2) == 0 ? "~" : "";
    return pool + std::to_string(rng_.below(8));
}

int Author::lease() {
    if (now_and_then(10)) return -1;
    return rng_.below(3) == 0 ? 0 : 60'000;
}

std::string Author::token(const sim::StoreModel& model) {
    if (rng_.below(8) != 0) return model.token;
    return tokens_.empty() ? std::string() : tokens_[rng_.below(tokens_.size())];
}

std::vector<std::string> Author::ids(const char* pool) {
    std::vector<std::string> list;
    for (std::uint64_t n = rng_.below(4); n > 0; --n) list.push_back(id(pool));
    return list;
}

std::vector<std::pair<std::string, std::int64_t>> Author::timers() {
    std::vector<std::pair<std::string, std::int64_t>> list;
    for (std::uint64_t n = rng_.below(4); n > 0; --n) list.emplace_back(id("t"), moment());
    return list;
}

std::vector<std::pair<std::string, std::string>> Author::values(const char* pool) {
    std::vector<std::pair<std::string, std::string>> list;
    for (std::uint64_t n = rng_.below(3); n > 0; --n) {
        list.emplace_back(id(pool), rng_.bytes(rng_.below(40)));
    }
    return list;
}

Acquire Author::acquire() {
    std::string token(32, '0');
    for (char& c : token) c = "0123456789abcdef"[rng_.below(16)];
    if (now_and_then(30)) token[0] = 'g';
    if (now_and_then(30)) token.pop_back();
    tokens_.push_back(token);
    return {now_and_then(20) ? "" : "broker-" + std::to_string(rng_.between(1, 3)), token, lease()};
}

CommitCall Author::commit(const sim::StoreModel& model) {
    CommitCall call{token(model), model.epoch, {}, lease()};
    if (now_and_then(20)) --call.epoch;
    Batch& batch = call.batch;
    batch.seq = model.seq + 1;
    if (now_and_then(20)) batch.seq += rng_.below(3) - 1;
    if (now_and_then(5)) batch.seq = 1'000'000'000'000'000;
    batch.leaves = model.leaves + rng_.below(5);
    if (now_and_then(20) && model.leaves > 0) batch.leaves = model.leaves - 1;
    batch.confirmed = model.seq + rng_.below(4);
    batch.prev = model.head;
    if (now_and_then(20)) batch.prev[7] ^= 1U;
    batch.bytes = rng_.bytes(rng_.below(200));
    batch.timers_off = ids("t");
    batch.timers_on = timers();
    batch.values = values("r");
    batch.mail_in = values("m");
    batch.mail_out = ids("m");
    batch.head = chain_hash(batch.prev, batch.seq, owner_mark(call.epoch, call.token), batch.bytes);
    return call;
}

ViewWrite Author::view(const sim::StoreModel& model) {
    ViewWrite write;
    write.view = Names<View>::table[rng_.below(Names<View>::table.size())].first;
    const auto rows = model.views.find(write.view);
    if (rows != model.views.end() && rng_.below(5) != 0) {
        write.from = std::stoull(rows->second.at(std::string(view_cursor)));
    }
    write.to = write.from + rng_.below(4);
    if (now_and_then(30) && write.from > 0) write.to = write.from - 1;
    write.anew = rng_.below(6) == 0;
    write.rows = values("f");
    return write;
}

StoreCall Author::next(const sim::StoreModel& model) {
    const std::uint64_t dice = rng_.below(100);
    if (dice < 40) return commit(model);
    if (dice < 50) return acquire();
    if (dice < 57) return Renew{token(model), model.seq + rng_.below(3), lease()};
    if (dice < 60) return Release{token(model)};
    if (dice < 66) return Fix{token(model), ids("t"), timers()};
    if (dice < 76) {
        return Claim{moment(), rng_.between(0, 300), static_cast<int>(rng_.between(0, 101))};
    }
    if (dice < 86) return view(model);
    if (dice < 90) return Trim{token(model), model.archived + rng_.below(6)};
    if (dice < 95) return ReadLog{rng_.below(model.seq + 3), static_cast<int>(rng_.between(1, 9))};
    if (dice < 97) return ReadMail{};
    if (dice < 98) return ReadValue{model.pd.empty() ? "no-ref" : model.pd.begin()->first};
    return Genesis{rng_.below(3) == 0 ? "sundial" : "system"};
}

}  // namespace dudao::test
