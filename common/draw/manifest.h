// The manifest of a draw: who can be sent, what can be visited, and who must not go where.
//
// It is a text that is committed before the draw and disclosed after it:
//
//     dds1-manifest <TAB> draw_id <TAB> salt_hex
//     P <TAB> id <TAB> unit <TAB> weight <TAB> skills,csv
//     T <TAB> id <TAB> stratum <TAB> weight <TAB> left
//     X <TAB> person <TAB> target
//
// Rows are in byte order, each ended by LF. The root commits to every row under a salt, so that one
// row can be proven without disclosing the others.
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
    std::uint32_t weight = 1;  // number of balls, 1..255
    std::vector<std::string> skills;
    friend bool operator==(const Person&, const Person&) = default;
};

struct Target {
    std::string id;
    std::string stratum;
    std::uint32_t weight = 1;  // 1..255
    /// Ticks left including this one, within which the target must be drawn; 0: no limit yet.
    std::uint32_t left = 0;
    friend bool operator==(const Target&, const Target&) = default;
};

/// Recusal (回避): this person never visits this target. Ids without a row have no effect.
struct Conflict {
    std::string person;
    std::string target;
    friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// A person or target that is busy or out of scope has no row.
struct Manifest {
    DrawId draw_id;
    Hash salt{};
    std::vector<Person> persons;
    std::vector<Target> targets;
    std::vector<Conflict> conflicts;
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Parses at most 16 MiB and 100,000 rows. BadInput names the line: rows unsorted or repeated,
/// repeated or empty ids, weights outside 1..255, CR, numbers with leading zeros, or unknown rows.
Result<Manifest> parse_manifest(std::string_view text);

/// The text of a manifest with its rows sorted. Errors: the same as parse_manifest.
Result<std::string> manifest_text(const Manifest& manifest);

/// MTH over the salted lines of a text accepted by parse_manifest.
Hash manifest_root(std::string_view text, const Hash& salt);
/// The leaf hash of row `index` (0 is the header line).
Hash row_leaf(std::string_view line, const Hash& salt, std::uint64_t index);

}  // namespace dudao::draw
