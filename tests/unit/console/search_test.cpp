// Search: everything that somebody can see is found by what they type of it, in every spelling, and
// nothing that they may not see, for nobody and by no word.
#include "office.h"

#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "console/api/rows.h"
#include "domain/roles.h"
#include "messages/number_text.h"
#include "tests/property/surface.h"

namespace dudao::console::test {
namespace {

using dudao::test::words;

std::string escaped(const std::string& text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

/// `kind:id` of all that is found.
std::set<std::string> found(Office& desk, const std::string& typed, const PersonId& person,
                            Lang lang = Lang::Zh) {
    std::set<std::string> all;
    const Answer said = desk.get("/search?limit=50&q=" + escaped(typed), person, lang);
    EXPECT_EQ(said.status, 200) << typed << ": " << said.body;
    const Json body = Json::parse(said.body);
    for (const Json& group : body["data"]["groups"]) {
        for (const Json& row : group["rows"]) {
            all.insert(group["kind"].get<std::string>() + ":" + row["id"].get<std::string>());
        }
    }
    return all;
}

/// A county in which something of every kind has happened.
struct Eventful : Office {
    Eventful() {
        const RectificationId late = county.in_progress(Severity::Minor);
        county.run_until(county.of(late).deadline + days(12));
        commit();
        county.must(ReportProgress{late, words("门锁已换※")}, county.village);
        county.in_progress(Severity::Serious);
        county.issued();
        const FindingId contested = county.confirmed();
        county.must(ContestFinding{contested, words("当日公出※"), {}}, county.village);
        OpenLead petition;
        petition.unit = county.v1;
        petition.matter = words("群众来信反映※");
        county.must(petition, county.officer);
        OpenLead own;
        own.unit = county.city;
        own.matter = words("涉及市直※");
        county.must(own, county.officer);
        county.released();
        county.must(WithdrawTask{county.released(), words("大雪封路※")}, county.leader);
        for (int i = 0; i < 12; ++i) county.issued();
        commit();
    }
};

/// What has a number, and who may see it.
struct Numbered {
    std::string hit;
    MatterKind kind;
    std::int32_t year;
    std::int32_t number;
    std::function<bool(const Sight&)> seen;
};

std::vector<Numbered> numbered(const State& state) {
    std::vector<Numbered> all;
    const auto add_numbers = [&](const char* hit, MatterKind kind, const auto& rows) {
        for (const auto& [id, row] : rows) {
            all.push_back({std::string(hit) + ":" + id_text(id), kind, row.year, row.number,
                           [&row](const Sight& sight) { return sight.sees(row); }});
        }
    };
    add_numbers("rectification", MatterKind::Rectification, state.rectifications);
    add_numbers("task", MatterKind::Task, state.tasks);
    add_numbers("case", MatterKind::Case, state.cases);
    add_numbers("plan", MatterKind::Plan, state.plans);
    add_numbers("proposal", MatterKind::Proposal, state.proposals);
    return all;
}

std::string wide(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            out += "\xEF\xBC";
            out += static_cast<char>(0x90 + (c - '0'));
        } else {
            out += c;
        }
    }
    return out;
}

/// Ten spellings; those without a kind find all kinds.
std::vector<std::string> spellings(const Numbered& of) {
    const std::string year = std::to_string(of.year);
    const std::string n = std::to_string(of.number);
    const std::string shown = number_text(Lang::Zh, of.kind, of.year, of.number);
    const std::string word = shown.substr(0, 6);  // 改字
    return {shown,
            number_text(Lang::En, of.kind, of.year, of.number),
            word + "[" + year + "]" + n,
            word + "（" + year + "）" + n + "号",
            word + "【" + year + "】第" + n + "号",
            wide(shown),
            "  " + word + " 〔 " + year + " 〕 " + n + " 号 ",
            "〔" + year + "〕" + n + "号",
            year + "-" + n,
            wide(year) + "—" + n};
}

Sight sight_of(const Office& desk, const PersonId& person) {
    const Facts facts = desk.facts();
    return Reader(facts, person, Lang::Zh, desk.kept).sight;
}

struct Looked {
    int hits = 0;
    int kept = 0;
};

/// Every number in ten spellings: found by whoever may see it, and by nobody else.
Looked look_for_numbers(Office& desk, const std::map<std::string, PersonId>& people) {
    Looked looked;
    for (const auto& [who, person] : people) {
        const Sight sight = sight_of(desk, person);
        for (const Numbered& each : numbered(desk.replica.state)) {
            const bool seen = each.seen(sight);
            for (const std::string& spelt : spellings(each)) {
                EXPECT_EQ(found(desk, spelt, person).contains(each.hit), seen)
                    << who << " " << spelt << " " << each.hit;
                ++(seen ? looked.hits : looked.kept);
            }
        }
    }
    return looked;
}

TEST(Search, finds_every_number_in_ten_spellings_for_those_who_may_see_it_and_for_nobody_else) {
    Eventful desk;
    const Looked looked = look_for_numbers(desk, desk.everybody());
    EXPECT_GT(looked.hits, 1000);
    EXPECT_GT(looked.kept, 500);
}

TEST(Search, a_kind_that_was_typed_finds_no_other) {
    Eventful desk;
    for (const std::string& hit : found(desk, "督字〔2026〕2号", desk.county.officer)) {
        EXPECT_TRUE(hit.starts_with("task:")) << hit;
    }
    EXPECT_EQ(found(desk, "督字〔2026〕2号", desk.county.officer).size(), 1U);
    EXPECT_GT(found(desk, "〔2026〕2号", desk.county.officer).size(), 1U);
}

TEST(Search, as_one_types_a_number_it_finds_more_and_then_the_one_first) {
    Eventful desk;
    const PersonId officer = desk.county.officer;
    const auto all = found(desk, "改字", officer).size();
    EXPECT_EQ(all, desk.replica.state.rectifications.size());
    EXPECT_EQ(found(desk, "改字〔2026", officer).size(), all);
    EXPECT_GT(found(desk, "改字〔2026〕1", officer).size(), 1U);
    EXPECT_EQ(found(desk, "改字〔2026〕1号", officer).size(), 1U);
    const Json first = desk.data("/search?q=" + escaped("改字〔2026〕1"), officer)["groups"][0];
    EXPECT_EQ(first["rows"][0]["number"], "2026-1");
    EXPECT_EQ(first["kind"], "rectification");
}

/// Letters and digits in full width.
std::string wide_all(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c > ' ' && c <= '~') {
            const auto folded = static_cast<unsigned>(c) + 0xFEE0U;
            out += static_cast<char>(0xE0U | (folded >> 12U));
            out += static_cast<char>(0x80U | ((folded >> 6U) & 0x3FU));
            out += static_cast<char>(0x80U | (folded & 0x3FU));
        } else {
            out += c;
        }
    }
    return out;
}

/// A blank between its first letters, and blanks of both widths between its words.
std::string parted(const std::string& name) {
    const bool chinese = static_cast<unsigned char>(name.front()) >= 0xE0;
    if (chinese) return name.substr(0, 3) + "\u3000" + name.substr(3);
    std::string out;
    for (const char c : name) out += c == ' ' ? "  \u3000" : std::string(1, c);
    return out;
}

/// Ten ways to write a name.
std::vector<std::string> ways(const std::string& name) {
    const std::string half = name.substr(0, name.size() < 4 ? name.size() : 3);
    std::string upper = name;
    std::string lower = name;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return {name,
            " " + name + " ",
            "\u3000" + name,
            upper,
            lower,
            wide(name),
            wide_all(name),
            parted(name),
            "\u200B" + name,
            half + "\uFEFF" + name.substr(half.size())};
}

/// Every name in ten spellings: of units and groups, which everybody knows, and of people, by those
/// who are told it.
Looked look_for_names(Office& desk, const std::map<std::string, PersonId>& people) {
    Looked looked;
    const State& state = desk.replica.state;
    for (const auto& [who, person] : people) {
        const auto look = [&, who = std::string(who)](const std::string& name,
                                                      const std::string& hit, bool known) {
            if (name.empty()) return;
            for (const std::string& spelt : ways(name)) {
                EXPECT_EQ(found(desk, spelt, person).contains(hit), known)
                    << who << " '" << spelt << "' " << hit;
                ++(known ? looked.hits : looked.kept);
            }
        };
        for (const auto& [id, unit] : state.units) {
            look(unit.name_zh, "unit:" + id.text, true);
            look(unit.name_en, "unit:" + id.text, true);
        }
        for (const auto& [id, group] : state.groups) {
            look(group.name_zh, "group:" + id.text, true);
            look(group.name_en, "group:" + id.text, true);
        }
        std::set<std::string> told;
        const Json names = desk.data("/names", person);
        for (const Json& each : names["people"]) told.insert(each["id"].get<std::string>());
        for (const auto& [id, row] : state.people) {
            look(Office::words_of(row.name.ref, {}).words, "person:" + id.text,
                 told.contains(id.text));
        }
    }
    return looked;
}

TEST(Search, finds_every_name_in_ten_spellings_for_those_who_may_know_it_and_for_nobody_else) {
    Eventful desk;
    const Looked looked = look_for_names(desk, desk.everybody());
    EXPECT_GT(looked.hits, 1000);
    EXPECT_GT(looked.kept, 50);
}

/// A county after a random play; everybody of Office is in it.
struct Story : Office {
    explicit Story(int steps) {
        std::mt19937_64 random(7);
        dudao::test::Surface story([&random](std::uint64_t n) { return random() % n; });
        story.county.state = county.state;
        story.county.now = county.now;
        story.county.log.clear();
        for (int i = 0; i < steps; ++i) {
            story.step();
            if (i % 20 == 0) take(story.county);
        }
        take(story.county);
    }

 private:
    void take(dudao::test::County& played) {
        county.log.insert(county.log.end(), played.log.begin(), played.log.end());
        played.log.clear();
        county.state = played.state;
        county.now = played.now;
        commit();
    }
};

/// Short in the quick suite; whole with the flag.
TEST(Search, finds_every_number_and_name_of_a_played_county) {
    const char* given = std::getenv("DUDAO_SEARCH_STEPS");  // NOLINT(concurrency-mt-unsafe)
    Story desk(given ? std::atoi(given) : 150);
    const auto& county = desk.county;
    const std::map<std::string, PersonId> few{{"officer", county.officer},
                                              {"village", county.village}};
    const Looked numbers = look_for_numbers(desk, given ? desk.everybody() : few);
    EXPECT_GT(numbers.hits, 100);
    EXPECT_GT(numbers.kept, 50);
    EXPECT_GT(look_for_names(desk, given ? desk.everybody() : few).hits, 100);
}

TEST(Search, words_of_people_are_found_by_those_who_read_them_and_shown_as_they_stand) {
    Eventful desk;
    auto& county = desk.county;
    const std::string late = "rectification:" + id_text(county.state.rectifications.begin()->first);
    for (const PersonId& reads : {county.officer, county.leader, county.village}) {
        EXPECT_TRUE(found(desk, "门锁", reads).contains(late)) << reads.text;
        EXPECT_TRUE(found(desk, "门锁 整改中", reads).contains(late)) << reads.text;
        EXPECT_TRUE(found(desk, "门锁 无此词", reads).empty()) << reads.text;
    }
    // Keepers and auditors see the row and not the words; others see neither.
    for (const PersonId& other :
         {county.keeper, desk.auditor, desk.admin, desk.village2, county.head, desk.stranger}) {
        EXPECT_TRUE(found(desk, "门锁", other).empty()) << other.text;
    }
    const Json row =
        desk.data("/search?q=" + escaped("门锁"), county.officer)["groups"][0]["rows"][0];
    EXPECT_EQ(row["words"], "门锁已换※");
}

TEST(Search, a_lead_is_found_neither_by_its_words_nor_its_number_by_those_it_is_kept_from) {
    Eventful desk;
    auto& county = desk.county;
    EXPECT_EQ(found(desk, "群众来信", county.officer).size(), 1U);
    for (const PersonId& other :
         {county.keeper, county.head, county.village, desk.admin, desk.auditor, desk.stranger}) {
        EXPECT_TRUE(found(desk, "群众来信", other).empty()) << other.text;
    }
    // The auditor belongs to the city: the lead about it is not theirs to know of.
    ASSERT_TRUE(belongs_to(county.state, desk.auditor, county.city));
    for (const std::string& hit : found(desk, "线字", desk.auditor)) {
        EXPECT_NE(desk.replica.state.cases.at(CaseId{id_number(hit.substr(5))}).unit, county.city);
    }
}

TEST(Search, words_that_were_erased_are_found_no_more) {
    Eventful desk;
    const PersonId officer = desk.county.officer;
    ASSERT_FALSE(found(desk, "门锁已换", officer).empty());
    for (const auto& [ref, words] : std::map<std::string, std::string>{{"ref-门锁已换※", ""}}) {
        desk.kept.keep(ref, {words, {}, true}, 0);  // as it is read anew for an answer
    }
    EXPECT_TRUE(found(desk, "门锁已换", officer).empty());
    desk.searched.read("ref-门锁已换※", {{}, {}, true});
    std::size_t left = 0;
    desk.searched.each("门锁已换", [&](std::uint64_t) { return ++left > 0; });
    EXPECT_EQ(left, 0U);
}

TEST(Search, words_are_asked_for_once_and_again_only_when_they_did_not_come) {
    Office desk;
    desk.county.in_progress();
    const FoldedCommit folded = desk.commit();
    SearchIndex index;
    index.add(folded, desk.record);
    const WordsWanted one = index.unread(1, desk.record);
    ASSERT_EQ(one.size(), 1U);
    const WordsWanted others = index.unread(10'000, desk.record);
    EXPECT_GT(others.size(), 1U);
    EXPECT_FALSE(others.contains(one.begin()->first));
    EXPECT_TRUE(index.unread(10'000, desk.record).empty());
    index.again(one);
    EXPECT_EQ(index.unread(10'000, desk.record), one);
    EXPECT_TRUE(index.unread(10'000, desk.record).empty());
    EXPECT_EQ(index.size(), one.size() + others.size());
}

TEST(Search, what_is_sealed_is_not_told_by_what_is_found) {
    Office one;
    Office other;
    one.release(UnitId{"v1"});
    other.release(UnitId{"v3"});
    one.commit();
    other.commit();
    for (const auto& [who, person] : one.everybody()) {
        for (const auto& [id, unit] : one.replica.state.units) {
            EXPECT_EQ(found(one, unit.name_zh, person), found(other, unit.name_zh, person))
                << who << " " << id.text;
        }
    }
}

TEST(Search, what_moved_away_is_found_no_more) {
    Eventful desk;
    auto& county = desk.county;
    const RectificationId last = county.state.rectifications.rbegin()->first;
    const std::string hit = "rectification:" + id_text(last);
    ASSERT_TRUE(found(desk, "改字", county.village).contains(hit));
    county.must(TransferRectification{last, county.v2, desk.village2, words("分工调整※")},
                county.officer);
    desk.commit();
    EXPECT_FALSE(found(desk, "改字", county.village).contains(hit));
    EXPECT_FALSE(found(desk, "分工调整", county.village).contains(hit));
    EXPECT_TRUE(found(desk, "改字", desk.village2).contains(hit));
}

TEST(Search, is_bounded_and_says_so) {
    Eventful desk;
    const PersonId officer = desk.county.officer;
    const Json two = desk.data("/search?limit=2&q=" + escaped("改字"), officer)["groups"][0];
    EXPECT_EQ(two["rows"].size(), 2U);
    EXPECT_EQ(two["total"], desk.replica.state.rectifications.size());
    EXPECT_TRUE(desk.data("/search?q=", officer)["groups"].empty());
    EXPECT_TRUE(desk.data("/search?q=" + escaped(" \u3000"), officer)["groups"].empty());
    const Answer long_one = desk.get("/search?q=" + std::string(300, 'x'), officer, Lang::Zh);
    EXPECT_EQ(long_one.status, 400);
    EXPECT_NE(long_one.body.find("无法按此查找"), std::string::npos) << long_one.body;
    EXPECT_EQ(desk.get("/search?limit=x&q=a", officer).status, 400);
}

}  // namespace
}  // namespace dudao::console::test
