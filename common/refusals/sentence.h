// A sentence of a refusal in both languages, under its code. A {hole} stands for an argument
// (said.h); both languages have the same holes. A hole named `sentence` takes a sentence, half by
// half; the words of one named `choices` are what must be sent.
#pragma once

#include <array>
#include <string_view>

#include "holes.h"

namespace dudao::refusals {

struct Halves {
    std::string_view what;
    std::string_view mend;
};

struct Sentence {
    std::string_view code;
    Halves en;
    Halves zh;
};

/// The names of the holes of both halves, each once, in the order they first stand there.
struct Holes {
    std::array<std::string_view, 8> names;
    std::size_t count = 0;

    constexpr explicit Holes(Halves halves) {
        for (const std::string_view half : {halves.what, halves.mend}) {
            walk_holes(
                half, [](std::string_view) {},
                [this](std::string_view name) {
                    if (!contains(name)) names.at(count++) = name;
                });
        }
    }
    constexpr bool contains(std::string_view name) const {
        for (std::size_t i = 0; i < count; ++i) {
            if (names.at(i) == name) return true;
        }
        return false;
    }
    constexpr bool same_as(const Holes& other) const {
        for (std::size_t i = 0; i < count; ++i) {
            if (!other.contains(names.at(i))) return false;
        }
        return count == other.count;
    }
};

}  // namespace dudao::refusals
