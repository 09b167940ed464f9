#include "tests/simulation/world.h"

#include <algorithm>
#include <cstdio>

namespace dudao::sim {

void World::at(std::int64_t ms, std::function<void()> what) {
    heap_.emplace(Key{std::max(ms, now_ms_), tie_.next(), ++order_}, std::move(what));
}

void World::in_order(std::int64_t ms, std::function<void()> what) {
    heap_.emplace(Key{std::max(ms, now_ms_), 0, ++order_}, std::move(what));
}

void World::after(const std::shared_ptr<Life>& life, std::int64_t ms, std::function<void()> what) {
    at(now_ms_ + ms, [this, life, born = life->generation, what = std::move(what)]() mutable {
        if (life->generation != born) return;
        if (life->paused_until_ms > now_ms_) {
            return after(life, life->paused_until_ms - now_ms_, std::move(what));
        }
        what();
    });
}

bool World::step(std::int64_t until_ms) {
    if (heap_.empty() || heap_.begin()->first.ms > until_ms) {
        now_ms_ = std::max(now_ms_, until_ms);
        return false;
    }
    auto node = heap_.extract(heap_.begin());
    now_ms_ = node.key().ms;
    ++events_;
    node.mapped()();
    return true;
}

/// FNV-1a over time and words.
void World::tell(std::string_view what) {
    const auto eat = [this](unsigned char byte) {
        fingerprint_ = (fingerprint_ ^ byte) * 1099511628211ULL;
    };
    auto ms = static_cast<std::uint64_t>(now_ms_);
    for (int i = 0; i < 8; ++i, ms >>= 8U) eat(static_cast<unsigned char>(ms & 0xFFU));
    for (const char c : what) eat(static_cast<unsigned char>(c));
    if (verbose)
        std::printf("%8lld %.*s\n", static_cast<long long>(now_ms_),
                    static_cast<int>(std::min<std::size_t>(what.size(), 200)), what.data());
}

void World::broken(const std::string& invariant, const std::string& what) {
    tell(invariant + " broken: " + what);
    if (faults_.size() < 20) faults_.push_back(invariant + ": " + what);
}

}  // namespace dudao::sim
