// Room for answers that are made and not written yet: in all, and of it so much for one person that
// others have some left. Whoever asks for files and does not read them takes up their own.
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

    /// Taken until the last copy of what is given back has gone, in whatever thread. Null: none is
    /// left.
    std::shared_ptr<const void> reserve(const PersonId& person, std::int64_t bytes);
    std::int64_t taken() const;

 private:
    struct Taken;
    Options options_;
    std::shared_ptr<Taken> taken_;
};

}  // namespace dudao::console
