#include "files/checklist_file.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "files/toml_table.h"
#include "files/toml_text.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::files {
namespace {

/// How it is answered, then the type of the answer: "AY".
bool is_how(std::string_view how) {
    return how.size() == 2 && std::string_view("ALCD").find(how[0]) != how.npos &&
           std::string_view("YNSPT").find(how[1]) != how.npos;
}

ChecklistItem read_item(TomlTable& table, std::set<std::string>& ids) {
    ChecklistItem item{table.text("id"),
                       table.text("zh"),
                       table.text("en"),
                       table.text("how"),
                       table.text("rule", Need::Optional),
                       table.text("note", Need::Optional)};
    if (!item.id.empty() && !ids.insert(item.id).second) {
        table.wrong("id", says("item_twice", printable(item.id)));
    }
    if (!item.how.empty() && !is_how(item.how)) {
        table.wrong("how", says("item_how", printable(item.how)));
    }
    table.close();
    return item;
}

bool same(const ChecklistItem& a, const ChecklistItem& b) {
    return std::tie(a.id, a.zh, a.en, a.how, a.rule, a.note) ==
           std::tie(b.id, b.zh, b.en, b.how, b.rule, b.note);
}

const ChecklistItem* find(const ChecklistRow& list, const std::string& id) {
    const auto at = std::find_if(list.items.begin(), list.items.end(),
                                 [&](const ChecklistItem& each) { return each.id == id; });
    return at == list.items.end() ? nullptr : &*at;
}

void write(std::string& out, const char* key, const std::string& value) {
    out += std::string(key) + " = " + quoted(value) + "\n";
}

}  // namespace

std::vector<ChecklistRow> read_checklists(const std::string& bytes, const std::string& file,
                                          Faults& faults) {
    std::vector<ChecklistRow> lists;
    auto table = TomlTable::parse(bytes, file, faults);
    if (!table) return lists;
    std::set<std::string> themes;
    std::set<std::string> ids;  // of all lists: a task may have two of them
    for (TomlTable& each : table->tables("checklists")) {
        ChecklistRow list{each.text("theme"), each.text("zh"), each.text("en"), {}, {}};
        if (!themes.insert(list.theme).second) {
            each.wrong("theme", says("theme_twice", printable(list.theme)));
        }
        for (TomlTable& item : each.tables("items")) list.items.push_back(read_item(item, ids));
        each.close();
        lists.push_back(std::move(list));
    }
    table->close();
    return lists;
}

Result<std::vector<ChecklistRow>> load_checklists(const std::string& bytes, const std::string& file,
                                                  Lang lang) {
    Faults faults;
    auto lists = read_checklists(bytes, file, faults);
    if (faults.none()) return lists;
    return tl::unexpected<Error>(faults.report(lang));
}

std::string checklists_text(const std::vector<ChecklistRow>& lists) {
    std::string out;
    for (const ChecklistRow& list : lists) {
        out += out.empty() ? "[[checklists]]\n" : "\n[[checklists]]\n";
        write(out, "theme", list.theme);
        write(out, "zh", list.zh);
        write(out, "en", list.en);
        for (const ChecklistItem& item : list.items) {
            out += "\n[[checklists.items]]\n";
            write(out, "id", item.id);
            write(out, "zh", item.zh);
            write(out, "en", item.en);
            write(out, "how", item.how);
            if (!item.rule.empty()) write(out, "rule", item.rule);
            if (!item.note.empty()) write(out, "note", item.note);
        }
    }
    return out;
}

std::vector<ItemChange> item_changes(const ChecklistRow& before, const ChecklistRow& after) {
    std::vector<ItemChange> out;
    for (const ChecklistItem& item : after.items) {
        const ChecklistItem* was = find(before, item.id);
        if (!was || !same(*was, item)) out.push_back({was ? *was : ChecklistItem{}, item});
    }
    for (const ChecklistItem& item : before.items) {
        if (!find(after, item.id)) out.push_back({item, {}});
    }
    return out;
}

}  // namespace dudao::files
