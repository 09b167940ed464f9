// Texts in order, most of them packed: new ones come at the end, the oldest go first, and any of
// them is read by its place. Full blocks are deflated, which takes an event of the log from 200
// bytes to 25; the blocks read last stay unpacked beside them, since whoever reads an event mostly
// reads its neighbours. A block's checksum is compared when it is unpacked: what comes out is what
// went in.
//
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace dudao::console {

class Packed {
 public:
    void push(std::string_view text);
    void pop_front();
    std::size_t size() const { return blocks_.size() * block_size + open_.size() - gone_; }
    /// The text of this place, the oldest one kept being 0; a broken invariant behind the last.
    std::string at(std::size_t place) const;

 private:
    static constexpr std::size_t block_size = 128;      // texts
    static constexpr std::size_t blocks_unpacked = 32;  // some 25 KB each

    struct Block {
        std::string deflated;
        std::uint32_t bytes = 0;  // unpacked
    };
    struct Unpacked {
        std::uint64_t serial = 0;
        std::vector<std::string> texts;
    };
    const std::vector<std::string>& unpacked(std::size_t block) const;

    std::deque<Block> blocks_;
    std::vector<std::string> open_;      // behind the blocks
    std::size_t gone_ = 0;               // texts let go of the first block
    std::uint64_t first_serial_ = 0;     // of the first block
    mutable std::deque<Unpacked> read_;  // the last read first
};

}  // namespace dudao::console
