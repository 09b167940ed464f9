#include "workers/reach.h"

#include <algorithm>

#include "wire/personal.h"

namespace dudao::workers {
namespace {

struct Wanted {
    const Text* text;
    std::string Reach::*where;
};

bool tells_of_contact(const Notice& notice) {
    return std::any_of(notice.items.begin(), notice.items.end(),
                       [](const NoticeItem& item) { return item.text == contact_notice; });
}

std::vector<Wanted> wanted(const State& state, const Notice& notice) {
    const auto at = state.contacts.find(notice.to);
    if (at == state.contacts.end()) return {};
    const Contact& contact = at->second;
    std::vector<Wanted> all{{&contact.mail, &Reach::mail}, {&contact.phone, &Reach::phone}};
    if (tells_of_contact(notice)) {
        all.push_back({&contact.own_mail, &Reach::mail_before});
        all.push_back({&contact.own_phone, &Reach::phone_before});
    }
    std::erase_if(all, [](const Wanted& each) { return each.text->ref.empty(); });
    return all;
}

}  // namespace

std::vector<std::string> references_of(const State& state, const Notice& notice) {
    std::vector<std::string> references;
    for (const Wanted& each : wanted(state, notice)) references.push_back(each.text->ref);
    return references;
}

Reach reach_of(const State& state, const Notice& notice,
               const std::optional<std::vector<std::string>>& values) {
    Reach reach;
    const auto all = wanted(state, notice);
    if (all.empty()) return reach;
    if (!values || values->size() != all.size()) {
        reach.unread = true;
        return reach;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        Opened opened = open_value((*values)[i]);
        if (opened.commitment.empty() || opened.commitment != all[i].text->commitment) {
            reach.unread = true;
        } else {
            reach.*all[i].where = std::move(opened.words);
        }
    }
    if (reach.mail_before == reach.mail) reach.mail_before.clear();
    if (reach.phone_before == reach.phone) reach.phone_before.clear();
    return reach;
}

}  // namespace dudao::workers
