#include "cli/drill/visit.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/drill/rule.h"
#include "domain/roles.h"

namespace dudao::drill {
namespace {

using Json = nlohmann::json;
constexpr int stops = 3;  // households or places, a part of the questions at each
constexpr std::int64_t photo_bytes = 4096;

std::int32_t metres(const Scene& scene, const std::string& matter) {
    return static_cast<std::int32_t>(scene.between(5, 80, "accuracy", matter));
}

/// Where a village lies on the demo's map: made up, and always the same.
std::int32_t coordinate(const Scene& scene, const UnitId& target, bool north) {
    const std::int64_t base = north ? 29'220'000 : 115'780'000;
    return static_cast<std::int32_t>(
        base + scene.between(-60'000, 60'000, north ? "n" : "e", target.text));
}

Json facts_of(const FindingFacts& facts) {
    return {{"category", name(facts.category)},
            {"severity", name(facts.severity)},
            {"rule", facts.rule},
            {"unit", facts.unit.text},
            {"text", facts.text.value},
            {"suspected_breach", facts.suspected_breach}};
}

}  // namespace

Visit::Visit(Scene& scene, TaskId task, GroupId group, UnitId target)
    : scene_(scene), id_(task), group_(std::move(group)), target_(std::move(target)) {
    head_ = scene_.state().groups.at(group_).head;
}

std::string Visit::name(std::string_view more) const {
    return called(task()) + (more.empty() ? "" : "/" + std::string(more));
}

void Visit::later(Moment at, void (Visit::*what)()) {
    scene_.agenda.add(at, [self = shared_from_this(), what] { (self.get()->*what)(); });
}

bool Visit::check_in() {
    const auto& all = scene_.state().groups.at(group_).members;
    const std::size_t count =
        scene_.maybe(4, "alone", name())
            ? 1
            : static_cast<std::size_t>(scene_.between(2, 4, "members", name()));
    members_.assign(all.begin(),
                    all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size())));
    Json people = Json::array();
    for (const PersonId& person : members_) people.push_back(person.text);
    const bool by_code = scene_.maybe(12, "village-code", name());
    return scene_.devices
        .say(group_, {{"do", "check_in"},
                      {"task", id_.value},
                      {"as", head_.text},
                      {"members", people},
                      {"latitude_e6", coordinate(scene_, target_, true)},
                      {"longitude_e6", coordinate(scene_, target_, false)},
                      {"accuracy_m", metres(scene_, name())},
                      {"source", by_code ? "village-code" : "gps"}})
        .has_value();
}

void Visit::go_on() {
    const Moment now = scene_.now();
    later(scene_.chance.around(now + minutes(scene_.between(6, 15, "first", name())), "first",
                               name()),
          &Visit::ask_some);
    const std::int64_t wait = scene_.maybe(6, "late preliminary", name())
                                  ? scene_.between(25 * 60, 30 * 60, "preliminary", name())
                                  : scene_.between(150, 360, "preliminary", name());
    later(scene_.chance.around(now + minutes(wait), "preliminary", name()), &Visit::preliminary);
    const Moment last = scene_.maybe(4, "late final", name())
                            ? scene_.hours().of_working_day(now, 5, "final", name())
                            : scene_.hours().next_day(now + minutes(60), "final", name());
    later(last, &Visit::final_report);
}

std::vector<const ChecklistItem*> Visit::items() const {
    std::vector<const ChecklistItem*> list;
    for (const Bytes& hash : task().checklists) {
        for (const auto& item : scene_.state().checklists.at(hash).items) list.push_back(&item);
    }
    return list;
}

/// The items at which something is wrong here: none to four, the grave ones seldom.
std::vector<std::string> Visit::chosen() const {
    constexpr int counts[] = {0, 0, 1, 1, 1, 2, 2, 2, 3, 4};
    std::vector<std::pair<std::uint64_t, std::string>> drawn;
    for (const ChecklistItem* item : items()) {
        const auto rule = parse_rule(item->rule);
        if (!rule) continue;
        const bool grave = rule->severity == Severity::Grave;
        if (grave && !scene_.maybe(12, "grave", name(item->id))) continue;
        drawn.emplace_back(scene_.chance.draw("wrong", name(item->id)), item->id);
    }
    std::sort(drawn.begin(), drawn.end());
    const auto most = static_cast<std::size_t>(counts[scene_.between(0, 9, "findings", name())]);
    std::vector<std::string> chosen;
    for (std::size_t i = 0; i < std::min(most, drawn.size()); ++i)
        chosen.push_back(drawn[i].second);
    return chosen;
}

void Visit::ask_some() {
    const auto all = items();
    const auto wrong = chosen();
    const std::size_t until = std::min(all.size(), asked_ + (all.size() + stops - 1) / stops);
    for (; asked_ < until; ++asked_) {
        const ChecklistItem& item = *all[asked_];
        if (scene_.maybe(2, "left out", name(item.id))) continue;  // explained in the final report
        const bool is_wrong = std::find(wrong.begin(), wrong.end(), item.id) != wrong.end();
        ask_one(item, is_wrong);
        if (is_wrong) record(item);
    }
    const Moment next = scene_.now() + minutes(scene_.between(15, 35, "stop", name()));
    const std::string stop = name(std::to_string(asked_));
    later(scene_.chance.around(next, "stop", stop),
          asked_ < all.size() ? &Visit::ask_some : &Visit::look_again);
}

void Visit::ask_one(const ChecklistItem& item, bool wrong) {
    Json request = {{"do", "answer"},
                    {"task", id_.value},
                    {"as", member(asked_).text},
                    {"item", item.id},
                    {"value", answer_to(item, wrong)}};
    if (!item.how.empty() && item.how.back() == 'T') {
        const Lack* lack = wrong ? lack_of(item.id) : nullptr;
        request["text"] =
            scene_.words(lack ? lack->found : Said{}, Saying::Answer, name(item.id)).value;
    }
    scene_.devices.say(group_, request);
}

void Visit::record(const ChecklistItem& item) {
    const auto rule = parse_rule(item.rule);
    const std::string matter = name(item.id);
    Found found{{}, item.id, {}, {}};
    found.facts.category = rule->category;
    found.facts.severity = rule->severity;
    found.facts.rule = rule->check.empty() ? item.id : rule->check;
    // Money and projects are sometimes the township's to answer for.
    const bool above =
        (rule->category == Category::Funds || rule->category == Category::Projects) &&
        scene_.maybe(40, "township", matter);
    found.facts.unit = above ? ancestor(scene_.state(), target_, Level::Township) : target_;
    const Lack* lack = lack_of(item.id);
    found.facts.text.value =
        lack ? marked(lack->found.in(scene_.lang))
             : finding_phrase(rule->category, scene_.lang, scene_.chance.draw("words", matter));
    found.facts.suspected_breach =
        rule->category == Category::Funds && scene_.maybe(10, "breach", matter);
    Json request = facts_of(found.facts);
    request["do"] = "record";
    request["task"] = id_.value;
    request["as"] = member(asked_).text;
    const auto row = scene_.devices.say(group_, request);
    if (!row) return;
    found.id = row->finding;
    scene_.items[found.id] = item.id;
    const bool visible = !lack || !lack->picture.empty();
    if (visible && scene_.maybe(70, "photo", matter))
        found.photo = photograph(found, "photo", lack ? lack->picture : "");
    found_.push_back(std::move(found));
}

EvidenceHash Visit::photograph(const Found& found, std::string_view what,
                               std::string_view picture) {
    const std::string matter = name(found.item) + "/" + std::string(what);
    const auto file = scene_.office.scratch() / "photo.jpg";
    const auto size = scene_.between(photo_bytes / 2, photo_bytes, "size", matter);
    {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        out << scene_.pictures.photograph(scene_.chance, picture, matter, size);
    }
    const auto row = scene_.devices.say(group_, {{"do", "attach"},
                                                 {"task", id_.value},
                                                 {"finding", found.id.text},
                                                 {"as", member(0).text},
                                                 {"path", file.string()},
                                                 {"mime", "image/jpeg"}});
    return row ? row->hash : EvidenceHash{};
}

/// Before they leave: some words are made more exact, what is small is put right at once.
void Visit::look_again() {
    constexpr Said again{"，离开前再次核对属实", "; checked again before leaving"};
    for (Found& found : found_) {
        const std::string matter = name(found.item);
        if (scene_.maybe(15, "amend", matter)) {
            const std::string& before = found.facts.text.value;
            found.facts.text.value =
                marked(before.substr(0, before.find("※")) + std::string(again.in(scene_.lang)));
            Json request = facts_of(found.facts);
            request["do"] = "amend";
            request["finding"] = found.id.text;
            request["as"] = head_.text;
            scene_.devices.say(group_, request);
        }
        if (found.facts.severity != Severity::Minor || !scene_.maybe(60, "on the spot", matter))
            continue;
        const Lack* lack = lack_of(found.item);
        const std::string_view mended = !lack                  ? ""
                                        : lack->mended.empty() ? lack->picture
                                                               : lack->mended;
        if (lack && mended.empty()) continue;  // nothing that a picture could show
        const EvidenceHash proof = photograph(found, "mended", mended);
        if (!proof) continue;
        scene_.devices.say(
            group_,
            {{"do", "correct"},
             {"finding", found.id.text},
             {"as", member(1).text},
             {"how", scene_.words(lack ? lack->done : Said{}, Saying::Measures, matter).value},
             {"evidence", {proof.text}}});
    }
}

void Visit::preliminary() { report(false); }

void Visit::final_report() {
    constexpr int attempts_max = 3;
    if (report(true) || task().state != task::State::OnSite || ++attempts_ >= attempts_max) return;
    const std::string matter = name("attempt/" + std::to_string(attempts_));
    later(scene_.hours().of_working_day(scene_.now(), 1, "final", matter), &Visit::final_report);
}

/// Off line the office does not know the answers yet; then what was left out is remembered.
bool Visit::has_answer(const std::string& item) const {
    if (scene_.devices.is_online(group_)) return task().answers.contains(item);
    return !scene_.maybe(2, "left out", name(item));
}

bool Visit::report(bool final) {
    const bool on_site = task().state == task::State::OnSite;
    if (!on_site && scene_.devices.is_online(group_)) return false;
    Json gaps = Json::array();
    if (final) {
        for (const ChecklistItem* item : items()) {
            if (has_answer(item->id)) continue;
            gaps.push_back(
                {{"item", item->id}, {"reason", scene_.words(Saying::Gap, name(item->id)).value}});
        }
    }
    return scene_.devices
        .say(group_, {{"do", "report"},
                      {"task", id_.value},
                      {"as", head_.text},
                      {"final", final},
                      {"summary", scene_.words(Saying::Summary, name()).value},
                      {"gaps", gaps}})
        .has_value();
}

void Visit::supplement() {
    ++supplements_;
    const std::string matter = name(std::to_string(supplements_));
    later(scene_.hours().of_working_day(scene_.now(), 1, "supplement", matter),
          &Visit::final_report);
}

}  // namespace dudao::drill
