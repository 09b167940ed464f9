#include "cli/init/tables.h"

#include <algorithm>
#include <map>
#include <set>

#include "csv/csv.h"
#include "disk/file.h"
#include "domain/bounds.h"
#include "domain/names.h"

namespace dudao::init {
namespace {

using Ids = std::set<std::string, std::less<>>;

/// One row while its cells are read: each says what it wants, and faults name file, line and
/// column.
class Cells {
 public:
    Cells(const CsvTable& table, const CsvRow& row, Faults& faults)
        : table_(table), row_(row), faults_(faults) {}

    const std::string& text(const std::string& column) const { return table_.cell(row_, column); }
    std::string place() const { return table_.file + ": line " + std::to_string(row_.line); }
    void wrong(const std::string& column, const std::string& wanted) const {
        faults_.add(table_, row_, column, wanted);
    }
    std::string filled(const std::string& column) const {
        if (text(column).empty()) wrong(column, "a text; it may not be empty");
        return text(column);
    }
    std::string name(const std::string& column) const {
        if (!is_name(text(column))) wrong(column, "a name of 1 to 64 letters, digits and signs");
        return text(column);
    }
    std::string code(const std::string& column) const {
        if (!is_code(text(column))) wrong(column, "an id of 1 to 64 characters A-Z a-z 0-9 . _ -");
        return text(column);
    }
    /// An id that stands in another file.
    std::string one_of(const std::string& column, const Ids& known, const char* what) const {
        if (!known.contains(text(column))) wrong(column, what);
        return text(column);
    }
    std::string one_of_or_none(const std::string& column, const Ids& known,
                               const char* what) const {
        return text(column).empty() ? std::string{} : one_of(column, known, what);
    }
    template <class E>
    E word(const std::string& column) const {
        const auto parsed = parse_name<E>(text(column));
        if (parsed) return *parsed;
        wrong(column, parsed.error().mend);
        return Names<E>::table.front().first;
    }
    Day day(const std::string& column) const {
        const auto parsed = parse_day(text(column));
        if (!parsed) wrong(column, "a day such as 2026-09-14");
        return parsed ? *parsed : Day{};
    }
    /// The end of a term that runs today; what has ended or not begun does not belong in a
    /// founding.
    Moment term(const Zone& zone, Moment now) const {
        const Moment from = zone.local_moment(day("from"), 0);
        const Moment until = zone.local_moment(day("to") + 1, 0);
        if (until <= from) wrong("to", "on or after `from`");
        if (now < from) wrong("from", "begun at the founding; leave the row out until then");
        if (until <= now) wrong("to", "after the founding; leave out what has ended");
        return until;
    }
    std::vector<std::string> list(const std::string& column) const {
        std::vector<std::string> items;
        std::string rest = text(column);
        while (!rest.empty()) {
            const auto end = rest.find(';');
            items.push_back(rest.substr(0, end));
            rest = end == rest.npos ? "" : rest.substr(end + 1);
        }
        return items;
    }

 private:
    const CsvTable& table_;
    const CsvRow& row_;
    Faults& faults_;
};

class Reader {
 public:
    Reader(const std::filesystem::path& folder, Moment now, County& county, Faults& faults)
        : folder_(folder), now_(now), county_(county), faults_(faults) {}

    void read() {
        const CsvTable units =
            open("units.csv", {"id", "parent", "level", "kind", "name_zh", "name_en"});
        const CsvTable people = open("people.csv", {"id", "name_zh", "name_en", "unit"});
        const CsvTable groups =
            open("groups.csv", {"id", "name_zh", "name_en", "head", "members", "skills"});
        units_ = ids(units);
        people_ = ids(people);
        groups_ = ids(groups);
        each(units, [this](const Cells& row) { unit(row); });
        upper_units_first();
        each(people, [this](const Cells& row) { person(row); });
        each(groups, [this](const Cells& row) { group(row); });
        each(open("posts.csv",
                  {"id", "unit", "role", "title_zh", "title_en", "holder", "deputy", "from", "to"}),
             [this](const Cells& row) { post(row); });
        each(
            open("grants.csv", {"person", "role", "scope", "from", "to", "approver1", "approver2"}),
            [this](const Cells& row) { grant(row); });
        each(open("devices.csv", {"id", "group"}), [this](const Cells& row) { device(row); });
        each(open("conflicts.csv", {"person", "unit", "reason"}),
             [this](const Cells& row) { conflict(row); });
    }

 private:
    static constexpr const char* a_unit = "an id in units.csv";
    static constexpr const char* a_person = "an id in people.csv";

    CsvTable open(const std::string& name, const std::vector<std::string>& columns) {
        CsvTable none{.file = name, .columns = columns, .rows = {}};
        const auto bytes = read_bytes(folder_, name, faults_);
        if (!bytes) return none;
        auto table = parse_csv(*bytes, name, columns);
        if (table) return std::move(*table);
        faults_.add(table.error());
        return none;
    }

    /// The ids of a file, each once.
    Ids ids(const CsvTable& table) {
        Ids seen;
        for (const CsvRow& row : table.rows) {
            if (!seen.insert(table.cell(row, "id")).second) {
                faults_.add(table, row, "id", "new; it stands above already");
            }
        }
        return seen;
    }

    template <class F>
    void each(const CsvTable& table, F&& read_row) {
        for (const CsvRow& row : table.rows) read_row(Cells(table, row, faults_));
    }

    void unit(const Cells& row) {
        UnitRow unit{{row.code("id")},
                     {},
                     row.word<Level>("level"),
                     row.name("name_zh"),
                     row.name("name_en")};
        unit.parent = {unit.id == county_.root ? row.text("parent")
                                               : row.one_of("parent", units_, a_unit)};
        if (unit.id == county_.root && unit.parent) row.wrong("parent", "empty, as the root's is");
        county_.units.push_back({std::move(unit), row.place()});
    }

    /// The rules take a unit only under one that is there; people write files in any order.
    void upper_units_first() {
        std::map<std::string, std::string> parent;
        for (const auto& each : county_.units) parent[each.row.id.text] = each.row.parent.text;
        const auto depth = [&parent](const Placed<UnitRow>& unit) {
            std::size_t steps = 0;
            for (auto at = parent.find(unit.row.id.text);
                 at != parent.end() && steps <= parent.size(); ++steps) {
                at = parent.find(at->second);
            }
            return steps;
        };
        std::stable_sort(county_.units.begin(), county_.units.end(),
                         [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
        if (!units_.contains(county_.root.text)) {
            faults_.add("jurisdiction.toml: root",
                        "'" + county_.root.text + "' is not in units.csv");
        }
    }

    void person(const Cells& row) {
        PersonRow person;
        person.id = {row.code("id")};
        person.name.value =
            row.name("name_zh");  // one name is kept; name_en serves readers of the file
        person.unit = {row.one_of("unit", units_, a_unit)};
        county_.people.push_back({std::move(person), row.place()});
    }

    void post(const Cells& row) {
        PostRow post{{row.code("id")},
                     {row.one_of("unit", units_, a_unit)},
                     row.word<Role>("role"),
                     {row.one_of_or_none("holder", people_, a_person)},
                     {row.one_of_or_none("deputy", people_, a_person)}};
        if (!posts_.insert(post.id.text).second) row.wrong("id", "new; it stands above already");
        row.term(county_.calendar.zone, now_);
        county_.posts.push_back({std::move(post), row.place()});
    }

    void grant(const Cells& row) {
        GrantRow grant{{row.one_of("person", people_, a_person)},
                       row.word<Role>("role"),
                       {row.one_of("scope", units_, a_unit)},
                       row.term(county_.calendar.zone, now_),
                       {row.one_of("approver1", people_, a_person)},
                       {row.one_of("approver2", people_, a_person)}};
        county_.grants.push_back({std::move(grant), row.place()});
    }

    void group(const Cells& row) {
        GroupRow group{{row.code("id")},
                       row.name("name_zh"),
                       row.name("name_en"),
                       {row.one_of("head", people_, a_person)},
                       {},
                       row.list("skills")};
        for (const std::string& member : row.list("members")) {
            if (!people_.contains(member)) row.wrong("members", "ids in people.csv with ; between");
            group.members.push_back({member});
        }
        county_.groups.push_back({std::move(group), row.place()});
    }

    void device(const Cells& row) {
        DeviceRow device{row.code("id"), {row.one_of("group", groups_, "an id in groups.csv")}};
        if (!devices_.insert(device.id).second) row.wrong("id", "new; it stands above already");
        county_.devices.push_back({std::move(device), row.place()});
    }

    void conflict(const Cells& row) {
        ConflictRow conflict;
        conflict.person = {row.one_of("person", people_, a_person)};
        conflict.unit = {row.one_of("unit", units_, a_unit)};
        conflict.reason.value = row.filled("reason");
        county_.conflicts.push_back({std::move(conflict), row.place()});
    }

    const std::filesystem::path& folder_;
    Moment now_;
    County& county_;
    Faults& faults_;
    Ids units_;
    Ids people_;
    Ids groups_;
    Ids posts_;
    Ids devices_;
};

}  // namespace

std::optional<std::string> read_bytes(const std::filesystem::path& folder, const std::string& name,
                                      Faults& faults) {
    auto bytes = disk::read_whole(folder / name);
    if (bytes) return std::move(*bytes);
    faults.add(name, "cannot be read in " + folder.string(), "the county's folder has it");
    return std::nullopt;
}

void read_tables(const std::filesystem::path& folder, Moment now, County& county, Faults& faults) {
    Reader(folder, now, county, faults).read();
}

}  // namespace dudao::init
