// A request under way is one coroutine: it asks, waits for what others answer, and goes on where it
// stood. All of them run in the thread of the loop, one at a time, each until it waits.
#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace dudao::console {

inline constexpr std::int64_t without_end_ms = std::numeric_limits<std::int64_t>::max();

/// Coroutines that wait for a value by its key, each until its own moment of the steady clock. A
/// coroutine that still waits when the console ends is destroyed with what it holds.
template <class Key, class Value>
class Waits {
 public:
    Waits() = default;
    ~Waits() {
        for (auto& [key, each] : waiting_) each.coroutine.destroy();
    }
    Waits(const Waits&) = delete;
    Waits& operator=(const Waits&) = delete;

    class Awaited {
     public:
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> coroutine) {
            all_.waiting_.emplace(std::move(key_), Waiting{coroutine, until_ms_, &value_});
        }
        std::optional<Value> await_resume() { return std::move(value_); }

     private:
        friend class Waits;
        Awaited(Waits& all, Key key, std::int64_t until_ms)
            : all_(all), key_(std::move(key)), until_ms_(until_ms) {}
        Waits& all_;
        Key key_;
        std::int64_t until_ms_;
        std::optional<Value> value_;
    };

    /// co_await waits.of(key, until_ms): the value, or nothing when its time is over.
    Awaited of(Key key, std::int64_t until_ms) { return Awaited(*this, std::move(key), until_ms); }

    /// To all that wait for this key.
    void tell(const Key& key, const Value& value) {
        const auto [from, to] = waiting_.equal_range(key);
        resume(taken_out(from, to, [](const Waiting&) { return true; }), value);
    }
    /// To the one that has waited longest for this key.
    void tell_first(const Key& key, const Value& value) {
        const auto first = waiting_.find(key);
        if (first == waiting_.end()) return;
        resume(taken_out(first, std::next(first), [](const Waiting&) { return true; }), value);
    }
    /// To all whose key is not above this one.
    void tell_up_to(const Key& key, const Value& value) {
        resume(taken_out(waiting_.begin(), waiting_.upper_bound(key),
                         [](const Waiting&) { return true; }),
               value);
    }
    /// Nothing, to those whose time is over.
    void give_up_late(std::int64_t now_ms) {
        resume(taken_out(waiting_.begin(), waiting_.end(),
                         [now_ms](const Waiting& each) { return each.until_ms <= now_ms; }),
               std::nullopt);
    }

    std::size_t size() const { return waiting_.size(); }
    /// When the first of them gives up.
    std::int64_t next_due_ms() const {
        std::int64_t due = without_end_ms;
        for (const auto& [key, each] : waiting_) due = std::min(due, each.until_ms);
        return due;
    }

 private:
    struct Waiting {
        std::coroutine_handle<> coroutine;
        std::int64_t until_ms = 0;
        std::optional<Value>* value = nullptr;  // in the coroutine's own frame
    };
    using Place = typename std::multimap<Key, Waiting>::iterator;

    /// Out of the map first: whoever goes on may wait again.
    template <class Chosen>
    std::vector<Waiting> taken_out(Place from, Place to, Chosen chosen) {
        std::vector<Waiting> out;
        while (from != to) {
            if (chosen(from->second)) {
                out.push_back(from->second);
                from = waiting_.erase(from);
            } else {
                ++from;
            }
        }
        return out;
    }
    void resume(const std::vector<Waiting>& chosen, const std::optional<Value>& value) {
        for (const Waiting& each : chosen) {
            *each.value = value;
            each.coroutine.resume();
        }
    }

    std::multimap<Key, Waiting> waiting_;
};

/// How many of each are under way, each counted until its token goes.
template <class Key>
class Counts {
 public:
    class Token {
     public:
        Token(Counts& counts, Key key) : counts_(&counts), key_(std::move(key)) {
            ++counts_->of_[key_];
        }
        ~Token() {
            const auto own = counts_->of_.find(key_);
            if (--own->second == 0) counts_->of_.erase(own);
        }
        Token(const Token&) = delete;
        Token& operator=(const Token&) = delete;

     private:
        Counts* counts_;
        Key key_;
    };

    std::size_t of(const Key& key) const {
        const auto own = of_.find(key);
        return own == of_.end() ? 0 : own->second;
    }
    std::size_t all() const {
        std::size_t sum = 0;
        for (const auto& [key, count] : of_) sum += count;
        return sum;
    }

 private:
    std::map<Key, std::size_t> of_;
};

}  // namespace dudao::console
