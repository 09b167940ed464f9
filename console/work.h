// Each request in progress is a coroutine, which suspends while it waits for an answer. All
// coroutines run in the loop's thread, one at a time, each until it suspends.
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

/// Coroutines waiting for a value, by key, each with its own timeout on the steady clock.
/// Coroutines still waiting in the destructor are destroyed.
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

    /// co_await waits.of(key, until_ms): the value, or std::nullopt after the timeout.
    Awaited of(Key key, std::int64_t until_ms) { return Awaited(*this, std::move(key), until_ms); }

    /// Resumes every coroutine waiting for this key.
    void tell(const Key& key, const Value& value) {
        const auto [from, to] = waiting_.equal_range(key);
        resume(taken_out(from, to, [](const Waiting&) { return true; }), value);
    }
    /// Resumes the coroutine that has waited longest for this key.
    void tell_first(const Key& key, const Value& value) {
        const auto first = waiting_.find(key);
        if (first == waiting_.end()) return;
        resume(taken_out(first, std::next(first), [](const Waiting&) { return true; }), value);
    }
    /// Resumes every coroutine whose key is at most this one.
    void tell_up_to(const Key& key, const Value& value) {
        resume(taken_out(waiting_.begin(), waiting_.upper_bound(key),
                         [](const Waiting&) { return true; }),
               value);
    }
    /// Resumes those that timed out, with std::nullopt.
    void give_up_late(std::int64_t now_ms) {
        resume(taken_out(waiting_.begin(), waiting_.end(),
                         [now_ms](const Waiting& each) { return each.until_ms <= now_ms; }),
               std::nullopt);
    }

    std::size_t size() const { return waiting_.size(); }
    /// The earliest timeout.
    std::int64_t next_due_ms() const {
        std::int64_t due = without_end_ms;
        for (const auto& [key, each] : waiting_) due = std::min(due, each.until_ms);
        return due;
    }

 private:
    struct Waiting {
        std::coroutine_handle<> coroutine;
        std::int64_t until_ms = 0;
        std::optional<Value>* value = nullptr;  // in the coroutine's frame
    };
    using Place = typename std::multimap<Key, Waiting>::iterator;

    /// Removes the chosen entries before resuming any: a resumed coroutine may wait again.
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

/// Counts work in flight by key; each is counted until its token is destroyed.
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
