#include "cli/verify/record_check.h"

#include <algorithm>
#include <utility>

#include "domain/cases/about.h"
#include "hex.h"
#include "seal/case_words.h"
#include "wire/event_codec.h"
#include "wire/personal.h"

namespace dudao::verify {
namespace {

bool is_about_a_case(const State& state, const Event& event) {
    const auto* proposal = std::get_if<ProposalMade>(&event.body);
    const std::string_view command = proposal ? std::string_view(proposal->command) : "";
    return case_about(state, event.body) || command.starts_with("case.") ||
           command.starts_with("lead.");
}

}  // namespace

void RecordCheck::fault(Part part, std::string zh, std::string en) {
    faults_.push_back({part, std::move(zh), std::move(en)});
}

void RecordCheck::unreadable(Part part, const Error& error) {
    broken_ = broken_ || part == Part::Log;
    fault(part, "无法读取：" + error.text(), "cannot be read: " + error.text());
}

void RecordCheck::expect(Noted noted) {
    if (noted.seq > 0) noted_.push_back(std::move(noted));
}

bool RecordCheck::check(const Entry& entry) {
    if (broken_) return false;
    const auto commit = replica_.take_commit(entry);
    if (!commit) {
        broken_ = true;
        const std::string next = std::to_string(replica_.seq + 1);
        fault(Part::Log, "第" + next + "次提交不符，其后的记录无从核对：" + commit.error().text(),
              "commit " + next + " does not hold, and nothing after it can be vouched for: " +
                  commit.error().text());
        return false;
    }
    note_words(entry.seq, commit->events);
    for (const Noted& each : noted_) {
        if (each.seq == entry.seq) compare(each);
    }
    return true;
}

void RecordCheck::compare(const Noted& noted) {
    const std::string place = std::to_string(noted.seq);
    if (noted.head != replica_.head) {
        fault(Part::Log, "第" + place + "次提交与" + noted.zh + "所记的链头不同：记录被重写过",
              "commit " + place + " is not the one that " + noted.en + ": the log was rewritten");
    } else if (!noted.state.empty() && noted.state != encode_state(replica_.state)) {
        fault(Part::Log,
              noted.zh + "与记录不符（第" + place +
                  "次提交）：被改动，或出自旧版本；可删除，它由记录重建",
              noted.en + " is not what the log comes to at commit " + place +
                  ": it was altered, or is of an older release; delete it, the log makes it anew");
    }
}

void RecordCheck::note_words(std::uint64_t seq, const std::vector<Event>& events) {
    for (const Event& event : events) {
        for_each_text(event, [&](const Text& text) {
            if (text.ref.empty()) return;
            Named& named = named_[text.ref];
            named.seq = named.seq == 0 ? seq : named.seq;
            named.type = name(event.body);
            named.of_a_case = named.of_a_case || is_about_a_case(replica_.state, event);
            const auto& known = named.commitments;
            if (std::find(known.begin(), known.end(), text.commitment) == known.end())
                named.commitments.push_back(text.commitment);
        });
    }
}

void RecordCheck::take_place(const Place& place) {
    if (broken_) return;
    const std::string end = std::to_string(replica_.seq);
    if (place.seq != replica_.seq) {
        const std::string owner = std::to_string(place.seq);
        fault(Part::Log, "记录止于第" + end + "次提交，而主管方的位置在第" + owner + "次",
              "the log ends at commit " + end + ", its owner's place is commit " + owner);
    } else if (place.head != replica_.head || place.leaves != replica_.state.leaves) {
        fault(
            Part::Log, "主管方位置的链头或事件数与最后一次提交不符",
            "the head or the count of events in the owner's place is not that of the last commit");
    }
    if (place.confirmed > place.seq) {
        fault(Part::Log, "主管方位置的确认数超过提交数",
              "the owner's place has more commits confirmed than there are");
    }
    for (const Noted& each : noted_) {
        if (each.seq > replica_.seq) cut_off(each);
    }
}

void RecordCheck::cut_off(const Noted& noted) {
    const std::string end = std::to_string(replica_.seq);
    const std::string seen = std::to_string(noted.seq);
    fault(Part::Log,
          "记录止于第" + end + "次提交，而" + noted.zh + "见过第" + seen + "次：末尾被截去",
          "the log ends at commit " + end + ", and " + noted.en + " has seen commit " + seen +
              ": its end was cut off");
}

void RecordCheck::take_words(const std::string& ref, const std::string& stored) {
    Result<std::string> value = stored;
    if (seal::is_locked(stored)) {
        value = unlock_ ? unlock_(stored) : fail(Error::Kind::NotFound, "there are no keys here");
    }
    locked_.erase(ref);
    if (!value && value.error().kind == Error::Kind::NotFound) locked_.insert(ref);
    given_[ref] = value ? open_value(*value).commitment : std::string();
}

std::vector<std::string> RecordCheck::words_awaited() const {
    std::vector<std::string> refs;
    for (const auto& [ref, named] : named_) {
        if (!given_.contains(ref)) refs.push_back(ref);
    }
    return refs;
}

void RecordCheck::end_words() {
    for (auto& [ref, named] : named_) {
        const std::string place = std::to_string(named.seq);
        const auto given = given_.find(ref);
        if (given == given_.end()) {
            fault(Part::Words,
                  "文字已删除或缺失：第" + place + "次提交（" + named.type + "），引用 " +
                      to_hex(ref),
                  "words are erased or missing: of commit " + place + " (" + named.type +
                      "), reference " + to_hex(ref));
            continue;
        }
        if (locked_.contains(ref)) {
            if (named.of_a_case) continue;
            locked_.erase(ref);  // whoever locks others' words hides that they altered them
        }
        const auto opens = [&](const std::string& each) { return each == given->second; };
        const bool all = std::all_of(named.commitments.begin(), named.commitments.end(), opens);
        if (!all) {
            fault(Part::Words,
                  "文字已被改动：第" + place + "次提交（" + named.type + "），引用 " + to_hex(ref),
                  "words were altered: of commit " + place + " (" + named.type + "), reference " +
                      to_hex(ref));
        }
    }
    if (broken_) return;  // they may belong to commits that could not be read
    for (const auto& [ref, commitment] : given_) {
        if (named_.contains(ref)) continue;
        fault(Part::Words, "有记录之外的文字，引用 " + to_hex(ref),
              "words that no commit names were added, reference " + to_hex(ref));
    }
}

}  // namespace dudao::verify
