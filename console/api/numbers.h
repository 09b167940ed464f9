// Texts that come again and again, each kept once and known by its number from 0 on. None is taken
// out: a text stays where it is as long as the table.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dudao::console {

class Numbers {
 public:
    Numbers() = default;
    Numbers(const Numbers& other);  // with texts of its own
    Numbers& operator=(const Numbers& other) { return *this = Numbers(other); }
    Numbers(Numbers&&) = default;
    Numbers& operator=(Numbers&&) = default;
    ~Numbers() = default;

    std::uint32_t number_of(std::string_view text);
    std::optional<std::uint32_t> find(std::string_view text) const;
    std::string_view text(std::uint32_t number) const { return texts_[number]; }
    std::size_t size() const { return texts_.size(); }

 private:
    /// Where the number of the text stands, or would.
    std::size_t slot(std::string_view text) const;
    std::string_view store(std::string_view text);
    void grow();

    std::deque<std::string> chunks_;      // never moved within
    std::deque<std::string_view> texts_;  // by number
    std::vector<std::uint32_t> slots_;    // number + 1, or 0; a power of two, three quarters full
};

}  // namespace dudao::console
