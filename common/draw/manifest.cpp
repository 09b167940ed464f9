#include "draw/manifest.h"

#include <algorithm>

#include "draw/encoding.h"
#include "draw/lines.h"
#include "draw/seed.h"
#include "ledger/tree.h"

namespace dudao::draw {
namespace {

constexpr std::string_view header = "dds1-manifest";
constexpr std::uint64_t weight_max = 255;

Result<void> read_header(const Line& line, Manifest& out) {
    if (line.fields.size() != 3 || line.fields[0] != header) {
        return refuse(line, "is not the header", "dds1-manifest, draw id and salt, TAB between");
    }
    if (!is_draw_id(line.fields[1])) {
        return refuse(line, "has no draw id", "write jurisdiction:number");
    }
    const auto salt = hash_from_hex(line.fields[2]);
    if (!salt) return refuse(line, "has no salt", "write 64 lower-case hex digits");
    out.draw_id = line.fields[1];
    out.salt = *salt;
    return {};
}

/// Reads the fields common to a person and a target: id, place, weight.
template <class Row>
Result<void> read_common(const Line& line, const std::vector<Row>& known, Row& row,
                         std::string& place) {
    if (line.fields.size() != 5) {
        return refuse(line, "has " + std::to_string(line.fields.size()) + " fields", "write 5");
    }
    const auto id = read_id(line, 1);
    if (!id) return tl::unexpected<Error>(id.error());
    const auto where = read_id(line, 2);
    if (!where) return tl::unexpected<Error>(where.error());
    const auto weight = read_number(line, 3, 1, weight_max);
    if (!weight) return tl::unexpected<Error>(weight.error());
    // In byte order, rows with the same id are adjacent, because TAB sorts before every character
    // of an id.
    if (!known.empty() && known.back().id == *id)
        return refuse(line, "id " + *id + " is there twice");
    row.id = *id;
    place = *where;
    row.weight = static_cast<std::uint32_t>(*weight);
    return {};
}

Result<void> read_person(const Line& line, Manifest& out) {
    Person person;
    if (auto common = read_common(line, out.persons, person, person.unit); !common) return common;
    auto skills = read_words(line, 4);
    if (!skills) return tl::unexpected<Error>(skills.error());
    person.skills = std::move(*skills);
    out.persons.push_back(std::move(person));
    return {};
}

Result<void> read_target(const Line& line, Manifest& out) {
    Target target;
    if (auto common = read_common(line, out.targets, target, target.stratum); !common)
        return common;
    const auto left = read_number(line, 4, 0, UINT32_MAX);
    if (!left) return tl::unexpected<Error>(left.error());
    target.left = static_cast<std::uint32_t>(*left);
    out.targets.push_back(std::move(target));
    return {};
}

Result<void> read_conflict(const Line& line, Manifest& out) {
    if (line.fields.size() != 3) return refuse(line, "has not 3 fields", "X, person and target");
    const auto person = read_id(line, 1);
    if (!person) return tl::unexpected<Error>(person.error());
    const auto target = read_id(line, 2);
    if (!target) return tl::unexpected<Error>(target.error());
    out.conflicts.push_back({*person, *target});
    return {};
}

Result<void> read_row(const Line& line, Manifest& out) {
    if (line.fields[0] == "P") return read_person(line, out);
    if (line.fields[0] == "T") return read_target(line, out);
    if (line.fields[0] == "X") return read_conflict(line, out);
    return refuse(line, "is no row", "rows begin with P, T or X");
}

std::vector<std::string> rows_of(const Manifest& manifest) {
    std::vector<std::string> rows;
    for (const Person& p : manifest.persons) {
        rows.push_back("P\t" + p.id + "\t" + p.unit + "\t" + std::to_string(p.weight) + "\t" +
                       join(p.skills, ','));
    }
    for (const Target& t : manifest.targets) {
        rows.push_back("T\t" + t.id + "\t" + t.stratum + "\t" + std::to_string(t.weight) + "\t" +
                       std::to_string(t.left));
    }
    for (const Conflict& x : manifest.conflicts) rows.push_back("X\t" + x.person + "\t" + x.target);
    std::sort(rows.begin(), rows.end());
    return rows;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
    if (text.size() > text_bytes_max) return bad_input("a manifest has at most 16 MiB");
    Manifest manifest;
    std::string_view previous;
    std::size_t number = 0;
    do {
        const auto line = take_line(text, ++number);
        if (!line) return tl::unexpected<Error>(line.error());
        if (number > rows_max + 1) return refuse(*line, "is too many", "at most 100000 rows");
        if (line->text <= previous && number > 2) {
            return refuse(*line, line->text == previous ? "is there twice" : "is out of order",
                          "rows stand in byte order");
        }
        const auto read = number == 1 ? read_header(*line, manifest) : read_row(*line, manifest);
        if (!read) return tl::unexpected<Error>(read.error());
        previous = line->text;
    } while (!text.empty());
    return manifest;
}

Result<std::string> manifest_text(const Manifest& manifest) {
    std::string text =
        std::string(header) + "\t" + manifest.draw_id + "\t" + to_hex(manifest.salt) + "\n";
    for (const std::string& row : rows_of(manifest)) text += row + "\n";
    if (const auto read = parse_manifest(text); !read) return within("manifest", read.error());
    return text;
}

Hash row_leaf(std::string_view line, const Hash& salt, std::uint64_t index) {
    const std::string mask = to_hex(tagged_mac(salt, "row", {u64(index)})).substr(0, 32);
    return leaf_hash(std::string(line) + "\t" + mask);
}

Hash manifest_root(std::string_view text, const Hash& salt) {
    Tree tree;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        tree.push(row_leaf(text.substr(0, end), salt, tree.size));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return tree.root();
}

}  // namespace dudao::draw
