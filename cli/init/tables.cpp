#include "cli/init/tables.h"

#include <algorithm>
#include <map>
#include <set>

#include "csv/csv.h"
#include "disk/file.h"
#include "domain/bounds.h"
#include "domain/contact.h"
#include "domain/names.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::init {
namespace {

/// The ids of a file. Of one that could not be read nobody can say that an id is not there.
struct Ids {
    std::string file;
    bool known = false;
    std::set<std::string, std::less<>> all = {};

    bool may_have(const std::string& id) const { return !known || all.contains(id); }
};

/// When and where a county begins, for the terms of its posts; not known while the file that says
/// so could not be read.
struct Founded {
    Zone zone;
    Moment at;
    bool known = false;
};

/// One row while its cells are read: each says what it wants, and faults name file, line and
/// column.
class Cells {
 public:
    Cells(const CsvTable& table, const CsvRow& row, files::Faults& faults)
        : table_(table), row_(row), faults_(faults) {}

    const std::string& text(const std::string& column) const { return table_.cell(row_, column); }
    bool has(const std::string& column) const {
        return std::find(table_.columns.begin(), table_.columns.end(), column) !=
               table_.columns.end();
    }
    files::Place place(const std::string& column = {}) const {
        return {table_.file, row_.line, 0, column};
    }
    void wrong(const std::string& column, const Said& what) const {
        faults_.add(place(column), what);
    }
    Text words(const std::string& column) const {
        if (text(column).empty()) wrong(column, says("cell_empty"));
        return {text(column), {}, {}};
    }
    std::string name(const std::string& column) const {
        if (!is_name(text(column))) wrong(column, says("cell_no_name", printable(text(column))));
        return text(column);
    }
    std::string id(const std::string& column = "id") const {
        if (!is_id(text(column))) wrong(column, says("cell_no_id", printable(text(column))));
        return text(column);
    }
    /// An id that stands in another file.
    std::string one_of(const std::string& column, const Ids& ids) const {
        return one_of(column, text(column), ids);
    }
    std::string one_of(const std::string& column, const std::string& id, const Ids& ids) const {
        if (!ids.may_have(id)) wrong(column, says("cell_not_in_file", printable(id), ids.file));
        return id;
    }
    std::string one_of_or_none(const std::string& column, const Ids& ids) const {
        return text(column).empty() ? std::string{} : one_of(column, ids);
    }
    template <class E>
    E word(const std::string& column) const {
        if (const auto found = find_name<E>(text(column))) return *found;
        faults_.add(place(column), says("cell_no_word", printable(text(column)), choices<E>()));
        return Names<E>::table.front().first;
    }
    std::optional<Day> day(const std::string& column) const {
        const auto parsed = parse_day(text(column));
        if (parsed) return *parsed;
        wrong(column, says("cell_no_day", printable(text(column))));
        return std::nullopt;
    }
    /// The end of a term that runs at the founding; what has ended or not begun does not belong in
    /// one.
    Moment term(const Founded& founded) const {
        const auto first = day("from");
        const auto last = day("to");
        if (!first || !last || !founded.known) return {};
        const Moment from = founded.zone.local_moment(*first, 0);
        const Moment until = founded.zone.local_moment(*last + 1, 0);
        if (until <= from) {
            wrong("to", says("cell_before_from", text("to")));
        } else if (founded.at < from) {
            wrong("from", says("cell_not_begun", text("from")));
        } else if (until <= founded.at) {
            wrong("to", says("cell_over", text("to")));
        }
        return until;
    }
    std::vector<std::string> list(const std::string& column) const {
        std::vector<std::string> items;
        std::string rest = text(column);
        while (!rest.empty()) {
            const auto end = rest.find(';');
            items.emplace_back(trimmed(std::string_view(rest).substr(0, end)));
            rest = end == rest.npos ? "" : rest.substr(end + 1);
        }
        return items;
    }

 private:
    const CsvTable& table_;
    const CsvRow& row_;
    files::Faults& faults_;
};

/// What two villages have in common that people take for one: their names without blanks, marks,
/// and the word for a village.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t begin = at;
        char32_t letter = next_letter(name, at);
        if (is_among(blank_letters, letter) || letter == U'※') continue;
        const bool wide = letter > 0xFF00 && letter < 0xFF5F;  // of full width
        if (wide) letter -= 0xFEE0;
        if (letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
        if (letter < 0x80) {
            plain += static_cast<char>(letter);
        } else {
            plain += name.substr(begin, at - begin);
        }
    }
    for (const std::string_view end :
         {"村民委员会", "居民委员会", "村委会", "居委会", "村", "社区"}) {
        if (plain.size() > end.size() && plain.ends_with(end)) {
            plain.resize(plain.size() - end.size());
            break;
        }
    }
    return plain;
}

class Reader {
 public:
    Reader(const std::filesystem::path& folder, const FoundingOptions& founding, County& county,
           files::Faults& faults)
        : folder_(folder),
          founding_(founding),
          founded_{county.calendar.zone, founding.now, !county.id.empty()},
          county_(county),
          faults_(faults) {}

    void read() {
        const auto units =
            open("units.csv", {"id", "parent", "level", "kind", "name_zh", "name_en"});
        const auto people =
            open("people.csv", {"id", "name_zh", "name_en", "unit"}, {"mail", "phone"});
        const auto groups =
            open("groups.csv", {"id", "name_zh", "name_en", "head", "members", "skills"});
        // A county without case teams has no such file.
        const auto teams = std::filesystem::exists(folder_ / "teams.csv")
                               ? open("teams.csv", {"id", "name_zh", "name_en", "head", "members"})
                               : std::nullopt;
        units_ = ids("units.csv", units);
        people_ = ids("people.csv", people);
        groups_ = ids("groups.csv", groups);
        if (teams) teams_ = ids("teams.csv", teams);
        each(units, [this](const Cells& row) { unit(row); });
        if (units) upper_units_first();
        each(people, [this](const Cells& row) { person(row); });
        each(groups, [this](const Cells& row) { group(row); });
        each(teams, [this](const Cells& row) { team(row); });
        each(open("posts.csv",
                  {"id", "unit", "role", "title_zh", "title_en", "holder", "deputy", "from", "to"}),
             [this](const Cells& row) { post(row); });
        each(
            open("grants.csv", {"person", "role", "scope", "from", "to", "approver1", "approver2"}),
            [this](const Cells& row) { grant(row); });
        const auto devices = open("devices.csv", {"id", "group"});
        county_.devices_read = devices.has_value();
        each(devices, [this](const Cells& row) { device(row); });
        each(open("conflicts.csv", {"person", "unit", "reason"}, {"reason_en"}),
             [this](const Cells& row) { conflict(row); });
        county_.people_read = people_.known;
    }

 private:
    /// Nothing when it cannot be read, which is a fault of its own. `last`: columns that may be
    /// left out.
    std::optional<CsvTable> open(const std::string& name, std::vector<std::string> columns,
                                 const std::vector<std::string>& last = {}) {
        const auto bytes = read_bytes(folder_, name, faults_);
        if (!bytes) return std::nullopt;
        const std::string head = bytes->substr(0, bytes->find('\n'));
        for (const std::string& each : last) {
            if (head.find(each) != head.npos) columns.push_back(each);
        }
        auto table = parse_csv(*bytes, name, columns);
        if (table) return std::move(*table);
        faults_.add(name, table.error());
        return std::nullopt;
    }

    /// The ids of a file, each once.
    Ids ids(const std::string& name, const std::optional<CsvTable>& table) {
        Ids seen{name, table.has_value()};
        each(table, [&seen](const Cells& row) { fresh(row, seen.all); });
        return seen;
    }

    static void fresh(const Cells& row, std::set<std::string, std::less<>>& seen) {
        const std::string& id = row.text("id");
        if (!seen.insert(id).second) row.wrong("id", says("cell_twice", printable(id)));
    }

    template <class F>
    void each(const std::optional<CsvTable>& table, F&& read_row) {
        if (!table) return;
        for (const CsvRow& row : table->rows) read_row(Cells(*table, row, faults_));
    }

    void unit(const Cells& row) {
        UnitRow unit{
            {row.id()}, {}, row.word<Level>("level"), row.name("name_zh"), row.name("name_en")};
        const bool root = unit.id == county_.root;
        // While nobody knows the root, any may be it.
        const bool top = root || (!county_.root && row.text("parent").empty());
        unit.parent = {top ? row.text("parent") : row.one_of("parent", units_)};
        if (root && unit.parent) row.wrong("parent", says("cell_of_root"));
        if (unit.level == Level::Village && !founding_.same_names) ask_if_same(row, unit);
        county_.units.push_back({std::move(unit), row.place()});
    }

    /// Two villages of one name in a township are, more often than not, one that was typed twice.
    void ask_if_same(const Cells& row, const UnitRow& unit) {
        const auto [at, fresh] = villages_.emplace(
            std::pair(unit.parent.text, plain_name(unit.name_zh)), row.place().line);
        if (!fresh) row.wrong("name_zh", says("villages_alike", unit.name_zh, at->second));
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
        if (county_.root && !units_.may_have(county_.root.text)) {
            faults_.add({"jurisdiction.toml", 0, 0, "root"},
                        says("value_not_in_file", county_.root.text, units_.file));
        }
    }

    void person(const Cells& row) {
        PersonRow person;
        person.id = {row.id()};
        person.name.value = row.name("name_zh");
        if (!row.text("name_en").empty()) person.name_en.value = row.name("name_en");
        person.unit = {row.one_of("unit", units_)};
        contact(row, person.id);
        county_.people.push_back({std::move(person), row.place()});
    }

    /// Where the person's notices go, if the file says it.
    void contact(const Cells& row, const PersonId& person) {
        const std::string mail = row.has("mail") ? row.text("mail") : "";
        const std::string phone = row.has("phone") ? row.text("phone") : "";
        if (!mail.empty() && !is_mail_address(mail)) row.wrong("mail", says("no_mail_address"));
        if (!phone.empty() && !is_phone_number(phone)) row.wrong("phone", says("no_phone_number"));
        if (mail.empty() && phone.empty()) return;
        ContactRow contact{person, {}, {}};
        contact.mail.value = mail;
        contact.phone.value = phone;
        county_.contacts.push_back({std::move(contact), row.place()});
    }

    void post(const Cells& row) {
        PostRow post{{row.id()},
                     {row.one_of("unit", units_)},
                     row.word<Role>("role"),
                     {row.one_of_or_none("holder", people_)},
                     {row.one_of_or_none("deputy", people_)}};
        fresh(row, posts_);
        row.term(founded_);
        county_.posts.push_back({std::move(post), row.place()});
    }

    void grant(const Cells& row) {
        GrantRow grant{{row.one_of("person", people_)},    row.word<Role>("role"),
                       {row.one_of("scope", units_)},      row.term(founded_),
                       {row.one_of("approver1", people_)}, {row.one_of("approver2", people_)}};
        county_.grants.push_back({std::move(grant), row.place()});
    }

    void group(const Cells& row) {
        GroupRow group{
            {row.id()}, row.name("name_zh"), row.name("name_en"), {row.one_of("head", people_)},
            {},         row.list("skills")};
        for (const std::string& member : row.list("members")) {
            group.members.push_back({row.one_of("members", member, people_)});
        }
        county_.groups.push_back({std::move(group), row.place()});
    }

    void team(const Cells& row) {
        TeamRow team{{row.id()},
                     row.name("name_zh"),
                     row.name("name_en"),
                     {row.one_of("head", people_)},
                     {}};
        for (const std::string& member : row.list("members")) {
            team.members.push_back({row.one_of("members", member, people_)});
        }
        // A device names one of both.
        const std::string& id = team.id.text;
        if (groups_.all.contains(id)) row.wrong("id", says("cell_twice", printable(id)));
        county_.teams.push_back({std::move(team), row.place()});
    }

    void device(const Cells& row) {
        DeviceRow device{row.id(), {}, {}};
        if (teams_.all.contains(row.text("group"))) {
            device.team = {row.text("group")};
        } else {
            device.group = {row.one_of("group", groups_)};
        }
        fresh(row, devices_);
        county_.devices.push_back({std::move(device), row.place("id")});
    }

    void conflict(const Cells& row) {
        ConflictRow conflict;
        conflict.person = {row.one_of("person", people_)};
        conflict.unit = {row.one_of("unit", units_)};
        conflict.reason = row.words("reason");
        const bool english = county_.demo && founding_.lang == Lang::En;
        if (english && row.has("reason_en")) conflict.reason = row.words("reason_en");
        county_.conflicts.push_back({std::move(conflict), row.place()});
    }

    const std::filesystem::path& folder_;
    const FoundingOptions& founding_;
    Founded founded_;
    County& county_;
    files::Faults& faults_;
    Ids units_;
    Ids people_;
    Ids groups_;
    Ids teams_;
    std::set<std::string, std::less<>> posts_;
    std::set<std::string, std::less<>> devices_;
    std::map<std::pair<std::string, std::string>, std::size_t> villages_;  // township, name: line
};

}  // namespace

std::optional<std::string> read_bytes(const std::filesystem::path& folder, const std::string& name,
                                      files::Faults& faults) {
    auto bytes = disk::read_whole(folder / name);
    if (bytes) return std::move(*bytes);
    faults.add({name}, says("file_unreadable", folder.string()));
    return std::nullopt;
}

void read_tables(const std::filesystem::path& folder, const FoundingOptions& options,
                 County& county, files::Faults& faults) {
    Reader(folder, options, county, faults).read();
}

}  // namespace dudao::init
