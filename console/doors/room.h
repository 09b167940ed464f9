// Limits the bytes of answers that are made and not written yet: in all, and per person, so that
// someone who requests files and does not read them uses up only their own share.
#pragma once

#include <cstdint>
#include <memory>

#include "domain/ids.h"

namespace dudao::console {

class Room {
 public:
    struct Options {
        std::int64_t bytes_max = 0;
        std::int64_t bytes_a_person_max = 0;
    };
    explicit Room(Options options);

    /// Reserves bytes until the last copy of the returned pointer is destroyed, in any thread.
    /// Returns nullptr if there is not enough room.
    std::shared_ptr<const void> reserve(const PersonId& person, std::int64_t bytes);
    /// Bytes reserved by all together.
    std::int64_t taken() const;

 private:
    struct Taken;
    Options options_;
    std::shared_ptr<Taken> taken_;
};

}  // namespace dudao::console
