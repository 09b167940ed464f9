#include "console/commands/adoption.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "files/calendar_file.h"
#include "files/checklist_file.h"
#include "files/policy_file.h"
#include "files/policy_text.h"
#include "json_depth.h"
#include "ledger/hash.h"
#include "refusals/says.h"
#include "visible.h"
#include "wire/codec.h"

namespace dudao::console {
namespace {

constexpr const char* form = "{files: [{name, text}]}";

/// Names and texts; empty where there is none. At most `most`, else nothing.
std::vector<CalendarText> texts_of(const nlohmann::ordered_json& args, std::size_t most) {
    std::vector<CalendarText> texts;
    const auto files = args.find("files");
    if (files == args.end() || !files->is_array() || files->size() > most) return texts;
    for (const auto& each : *files) {
        texts.push_back({text_in(each, "name"), text_in(each, "text")});
    }
    return texts;
}

/// An item that answers would be taken for: of a list in force whose theme the file leaves alone.
Result<void> fault_of_ids(const std::vector<ChecklistRow>& lists, const State& state) {
    for (const auto& [theme, hash] : state.checklist_now) {
        const auto is_it = [&name = theme](const ChecklistRow& each) { return each.theme == name; };
        if (std::any_of(lists.begin(), lists.end(), is_it)) continue;
        const auto& items = state.checklists.at(hash).items;
        const auto has = [&](const ChecklistItem& item) {
            return std::any_of(items.begin(), items.end(),
                               [&](const ChecklistItem& other) { return other.id == item.id; });
        };
        for (const ChecklistRow& list : lists) {
            const auto at = std::find_if(list.items.begin(), list.items.end(), has);
            if (at == list.items.end()) continue;
            return bad_input(says("item_of_another_theme", printable(at->id), printable(list.theme),
                                  printable(theme)));
        }
    }
    return {};
}

bool same(const ChecklistRow& a, const ChecklistRow& b) {
    return std::tie(a.zh, a.en, a.hash) == std::tie(b.zh, b.en, b.hash);
}

}  // namespace

bool names_files(const nlohmann::ordered_json& args) {
    return args.is_object() && args.contains("files");
}

Result<Calendar> calendar_with(const nlohmann::ordered_json& args, const Calendar& now) {
    std::vector<CalendarText> texts = texts_of(args, calendar_files_max);
    if (texts.empty()) return bad_input("files: one to four calendar files", form);
    for (const CalendarText& each : texts) {
        if (each.text.empty()) return bad_input("files: one has no text", form);
    }
    return with_years(now, std::move(texts));
}

Result<Policy> policy_from(const nlohmann::ordered_json& args, const Policy* now, Lang lang) {
    const std::vector<CalendarText> texts = texts_of(args, 1);
    if (texts.empty() || texts.front().text.empty()) return bad_input(says("policy_no_file", form));
    const std::string& name = texts.front().name;
    auto policy = files::load_policy(texts.front().text,
                                     name.empty() ? "policy.toml" : printable(name), lang);
    if (policy && now != nullptr && files::policy_changes(*now, *policy).empty()) {
        return bad_input(says("policy_in_force"));
    }
    return policy;
}

const ChecklistRow* checklist_now(const State& state, const std::string& theme) {
    const auto at = state.checklist_now.find(theme);
    return at == state.checklist_now.end() ? nullptr : &state.checklists.at(at->second);
}

Result<std::vector<ChecklistRow>> checklists_from(const nlohmann::ordered_json& args,
                                                  const State& state, Lang lang) {
    const std::vector<CalendarText> texts = texts_of(args, 1);
    if (texts.empty() || texts.front().text.empty()) {
        return bad_input(says("checklists_no_file", form));
    }
    const std::string& name = texts.front().name;
    auto lists = files::load_checklists(texts.front().text,
                                        name.empty() ? "checklists.toml" : printable(name), lang);
    if (!lists) return lists;
    if (auto fault = fault_of_ids(*lists, state); !fault) {
        return tl::unexpected<Error>(fault.error());
    }
    for (ChecklistRow& each : *lists) each.hash = Bytes(to_bytes(sha256(encode(each.items))));
    std::erase_if(*lists, [&](const ChecklistRow& each) {
        const ChecklistRow* now = checklist_now(state, each.theme);
        return now != nullptr && same(*now, each);
    });
    if (lists->empty()) return bad_input(says("checklists_in_force"));
    return lists;
}

Result<ChecklistRow> checklist_from(const nlohmann::ordered_json& args, const State& state,
                                    Lang lang) {
    const std::string theme = text_in(args, "theme");
    auto lists = checklists_from(args, state, lang);
    if (!lists) return tl::unexpected<Error>(lists.error());
    for (ChecklistRow& each : *lists) {
        if (each.theme == theme) return std::move(each);
    }
    return bad_input(says("checklist_not_changed", printable(theme)));
}

}  // namespace dudao::console
