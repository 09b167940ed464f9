// The manifest of a draw: who may be sent, what may be visited, who must not go where.
//
// A text that is committed to before the draw and disclosed after it:
//
//     dds1-manifest <TAB> draw_id <TAB> salt_hex
//     P <TAB> id <TAB> unit <TAB> weight <TAB> skills,csv
//     T <TAB> id <TAB> stratum <TAB> weight <TAB> left
//     X <TAB> person <TAB> target
//
// Rows in byte order, each line ended by LF. Its root commits to every row under a salt, so that
// one row can be proven without showing the others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/hash.h"
#include "domain/ids.h"
#include "result.h"

namespace dudao::draw {

struct Person {
    std::string id;
    std::string unit;
    std::uint32_t weight = 1;  // 1..255 balls in the drum
    std::vector<std::string> skills;
    friend bool operator==(const Person&, const Person&) = default;
};

struct Target {
    std::string id;
    std::string stratum;
    std::uint32_t weight = 1;  // 1..255
    std::uint32_t left = 0;    // ticks still allowed including this one; 0: no pressure yet
    friend bool operator==(const Target&, const Target&) = default;
};

/// Recusal (回避): this person never goes there. Ids without a row have no effect.
struct Conflict {
    std::string person;
    std::string target;
    friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// Whoever is busy or out of scope simply has no row.
struct Manifest {
    DrawId draw_id;
    Hash salt{};
    std::vector<Person> persons;
    std::vector<Target> targets;
    std::vector<Conflict> conflicts;
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// At most 16 MiB and 100,000 rows. BadInput names the line: rows unsorted or twice, ids twice,
/// weights outside 1..255, CR, empty ids, numbers with leading zeros, anything that is not a row.
Result<Manifest> parse_manifest(std::string_view text);

/// The text of a manifest, rows sorted; refuses what parse_manifest would.
Result<std::string> manifest_text(const Manifest& manifest);

/// MTH over the salted lines of a text that parse_manifest accepted.
Hash manifest_root(std::string_view text, const Hash& salt);
/// The leaf of row `index` (0 is the header line).
Hash row_leaf(std::string_view line, const Hash& salt, std::uint64_t index);

}  // namespace dudao::draw
