// A fuzz target: what must hold of a decoder for any bytes at all. One source serves two programs:
// built with clang and DUDAO_FUZZ=ON it is a libFuzzer program of its own (tests/fuzz/run); in the
// ordinary build all targets are one program that replays the kept corpora.
//
//     DUDAO_FUZZ_TARGET(message) { … bytes … hold(again == once, "one spelling"); }
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao::fuzz {

/// The input that breaks it ends the program: the fuzzer keeps it, the replay names it.
inline void hold(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// A refusal that helps: it says what was wrong.
inline void refused_well(const Error& error) { hold(!error.what.empty(), "a refusal says why"); }

/// Numbers and pieces off the front of the bytes, for targets that take more than one thing.
class Pieces {
 public:
    explicit Pieces(std::string_view bytes) : rest_(bytes) {}
    bool ended() const { return rest_.empty(); }
    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    /// Up to and without `end`, which goes too; all there is when it does not come.
    std::string_view until(char end) {
        const auto at = std::min(rest_.find(end), rest_.size());
        const auto piece = rest_.substr(0, at);
        rest_.remove_prefix(std::min(at + 1, rest_.size()));
        return piece;
    }
    /// Behind its length in two bytes; shorter at the end.
    std::string_view sized() {
        const std::size_t high = byte();
        const auto piece = rest_.substr(0, high * 256 + byte());
        rest_.remove_prefix(piece.size());
        return piece;
    }
    std::string_view rest() const { return rest_; }

 private:
    std::string_view rest_;
};

/// For the replay: every target by its name.
struct Target {
    using Run = void (*)(std::string_view);
    Target(const char* of_corpus, Run run_one) : name(of_corpus), run(run_one), next(first) {
        first = this;
    }
    const char* name;
    Run run;
    const Target* next;
    static inline const Target* first = nullptr;
};

}  // namespace dudao::fuzz

#ifdef DUDAO_LIBFUZZER
#define DUDAO_FUZZ_TARGET(name)                                                         \
    static void name(std::string_view bytes);                                           \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
        name({reinterpret_cast<const char*>(data), size});                              \
        return 0;                                                                       \
    }                                                                                   \
    static void name(std::string_view bytes)
#else
#define DUDAO_FUZZ_TARGET(name)                     \
    static void name(std::string_view bytes);       \
    static const Target name##_target(#name, name); \
    static void name([[maybe_unused]] std::string_view bytes)
#endif
