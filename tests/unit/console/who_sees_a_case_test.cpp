// Who can tell that a case exists, and who reads of it. One log is followed twice: whole, and with
// every event of its case left out. Whoever must not know of the case is answered alike by both, on
// every route, to every query and in every frame; for others the answers may part, and what they
// are shown is the table of docs/who-sees-a-case.md.
#include <nlohmann/json.hpp>

#include "broker/queries.h"
#include "console/live/hub.h"
#include "domain/cases/about.h"
#include "domain/cases/hands.h"
#include "office.h"
#include "recorded.h"
#include "wire/codec.h"
#include "wire/event_codec.h"

namespace dudao::console::test {
namespace {

using cases::Track;
using dudao::test::Docket;

/// Says of each event of a log in turn whether it would not be there without the case: the events
/// of the case, and the timers, notices and proposals about it.
class OfCase {
 public:
    explicit OfCase(const Context& reader) : reader_(reader) {}

    /// `event` is the next of the log.
    bool take(const Event& event) {
        const bool before = std::visit(*this, event.body) || case_about(state_, event.body);
        dudao::apply(state_, event);
        return before || case_about(state_, event.body);
    }

    bool operator()(const ProposalMade& e) {
        const auto command = reader_.outside->unpack(e.command, e.args);
        return command && case_of(state_, *command) && note(proposals_, e.id.value);
    }
    bool operator()(const ProposalConfirmed& e) { return proposals_.contains(e.id.value); }
    bool operator()(const ProposalEnded& e) { return proposals_.contains(e.id.value); }
    bool operator()(const TimerSet& e) {
        return is(e.timer.matter) && note(timers_, e.timer.id.value);
    }
    bool operator()(const TimerEnded& e) { return timers_.contains(e.id.value); }
    bool operator()(const LimitPassed& e) { return is(e.matter); }
    bool operator()(const Unreachable& e) { return is(e.matter); }
    bool operator()(const NoticeQueued& e) {
        return is(e.item.matter) && note(notices_, e.id.value);
    }
    bool operator()(const NoticeAttempted& e) { return notices_.contains(e.id.value); }
    bool operator()(const NoticeOutcome& e) { return notices_.contains(e.id.value); }
    template <class Other>
    bool operator()(const Other&) {
        return false;
    }

 private:
    static bool note(std::set<std::uint64_t>& ids, std::uint64_t id) {
        ids.insert(id);
        return true;
    }
    bool is(const Matter& matter) const {
        if (matter.kind == MatterKind::Notice) return notices_.contains(matter.id);
        return matter.kind == MatterKind::Case || matter.kind == MatterKind::Assignment ||
               (matter.kind == MatterKind::Proposal && proposals_.contains(matter.id));
    }

    const Context reader_;
    State state_;
    std::set<std::uint64_t> proposals_, timers_, notices_;
};

constexpr auto roles_in_turn =
    std::to_array<Role>({Role::Officer, Role::Authority, Role::Superior, Role::Auditor,
                         Role::Leader, Role::PlanKeeper, Role::Administrator});

/// A county in which those whom the case keeps out hold every role there is, so that nothing but
/// what they are to the case keeps it from them; and one more person for each role alone.
struct Cast : Office {
    Cast() {
        county.staff();
        const auto join = [this](const PersonId& person, const UnitId& unit) {
            county.must(PersonRow{person, dudao::test::words("甲※"), unit}, county.keeper);
        };
        const auto give = [this](const PersonId& person, Role role) {
            county.must_both(GiveGrant{person, role, county.city, county.now + days(3650)},
                             county.leader, county.mayor);
        };
        join(subject, county.city);
        join(recused, county.city);
        join(colleague, county.v1);
        for (const PersonId& person : {subject, recused, colleague}) {
            for (const Role role : roles_in_turn) give(person, role);
        }
        for (const Role role : roles_in_turn) {
            const PersonId person("p-only-" + std::string(name(role)));
            join(person, county.city);
            give(person, role);
            only.emplace(role, person);
        }
        county.subject = subject;
        county.recused_at_once = {recused};
    }

    PersonId subject{"p-concerned"}, recused{"p-recused"}, colleague{"p-colleague"};
    std::map<Role, PersonId> only;
};

struct Stage {
    const char* name;
    CaseId (*play)(Docket& county);
};
constexpr auto stages = std::to_array<Stage>(
    {{"lead", [](Docket& county) { return county.named(); }},
     {"verification", [](Docket& county) { return county.verifying(Track::Discipline); }},
     {"filed", [](Docket& county) { return county.filed(Track::Discipline); }},
     {"proposed", [](Docket& county) { return county.proposed(Track::Discipline); }},
     {"in force", [](Docket& county) { return county.in_force(Track::Discipline); }},
     {"appeal", [](Docket& county) { return county.appealed(Track::Discipline); }}});

/// The people of the table, in its order, by what they are to the case.
std::vector<std::pair<std::string, PersonId>> people_of(const Cast& cast) {
    std::vector<std::pair<std::string, PersonId>> all{
        {"the person concerned, with every role", cast.subject},
        {"a colleague of the unit, with every role", cast.colleague},
        {"a recused official, with every role", cast.recused},
        {"the unit's officer", cast.county.village},
        {"the township's officer", cast.county.township},
        {"the township's leader", cast.county.township_leader},
        {"another unit's officer", cast.village2},
        {"head of a supervision group", cast.county.head},
        {"inspector", cast.county.inspector},
        {"somebody without a role", cast.stranger},
        {"officer who disposed of it", cast.county.officer},
        {"head of the team that investigates", PersonId{"p-i1"}},
        {"member of that team, without a role", PersonId{"p-i2"}},
        {"head of the team that reviews", cast.county.reviewer}};
    for (const auto& [role, person] : cast.only) {
        all.emplace_back("nobody to the case: " + std::string(name(role)), person);
    }
    return all;
}

/// What differs between the two worlds and is no secret: the places of events in the log, how many
/// there are, and when a device last spoke.
std::string without_places(std::string body) {
    for (const std::string field : {"\"index\":", "\"head\":\"", "\"serial\":", "\"events\":",
                                    "\"records\":", "\"last_heard\":"}) {
        for (auto at = body.find(field); at != body.npos; at = body.find(field, at + 1)) {
            const auto from = at + field.size();
            body.erase(from, body.find_first_of("\",}", from) - from);
        }
    }
    return body;
}

/// One of the two: it folded its part of the log, commit by commit, and sent each person what their
/// open page is sent.
class World : public Office {
 public:
    World(const Docket& story, const std::vector<PersonId>& people) : people_(people) {
        county.case_key = story.case_key;
        std::uint64_t stream = 0;
        for (const PersonId& each : people_) {
            send(hub_.open(facts(), kept, {++stream, "s", each}, {}));
        }
    }
    void take(const std::vector<Event>& events, Moment now) {
        county.now = now;
        county.log.insert(county.log.end(), events.begin(), events.end());
        const FoldedCommit folded = commit();
        if (events.empty()) ++replica.seq;  // a commit without the case keeps its number
        hub_.took(folded, 0);
        Hub::Made made = hub_.flush(facts(), kept);
        if (!made.wanted.empty()) {
            read(made.wanted);
            made = hub_.flush(facts(), kept);
        }
        send(made);
    }

    /// place → what is answered there.
    std::map<std::string, std::string> answers(const PersonId& person,
                                               const std::vector<std::string>& ids,
                                               const std::vector<std::string>& more) {
        std::map<std::string, std::string> all;
        for (const Route& route : routes()) {
            if (route.special != Special::None || route.method != "GET") continue;
            const std::string path(route.path);
            const auto hole = path.find("{id}");
            if (hole == path.npos) all[path] += get(path, person).body;
            for (const std::string& id : ids) {
                if (hole != path.npos) all[path] += get(path.substr(0, hole) + id, person).body;
            }
        }
        for (const std::string& each : more)
            all[each.substr(0, each.find('='))] += get(each, person).body;
        for (const broker::Question& each : broker::questions()) {
            const std::string place = "query " + std::string(each.name);
            for (const std::string& id : ids) {
                wire::Query query;
                query.what = each.name;
                if (each.id != broker::Question::Id::None) query.id = id;
                all[place] += asked(person, query);
                if (each.id == broker::Question::Id::None) break;
            }
        }
        all["frames"] = frames_[person];
        for (auto& [place, body] : all) body = without_places(std::move(body));
        return all;
    }

 private:
    std::string asked(const PersonId& person, const wire::Query& query) const {
        const auto said = broker::answer(replica.state, county.as(person), query);
        if (!said || query.what != "status") return said ? *said : said.error().text();
        auto status = decode<broker::Status>(*said).value();
        status.events = 0;
        return encode(status, Form::Log);
    }
    void send(const Hub::Made& made) {
        for (const Hub::Out& each : made.out) {
            for (const std::uint64_t stream : each.streams) {
                frames_[people_.at(stream - 1)] += each.text;
            }
        }
    }

    const std::vector<PersonId> people_;
    Hub hub_;
    std::map<PersonId, std::string> frames_;
};

/// Both worlds at one stage, and what the case alone brought into the log.
class Pair {
 public:
    Pair(const Stage& stage, const Cast& cast, const std::vector<PersonId>& people)
        : Pair(stage, played(stage, cast), people) {}

    /// The places where a person is answered otherwise because the case exists.
    std::set<std::string> partings(const PersonId& person) {
        const auto whole = with_->answers(person, ids_, asks_);
        const auto less = without_->answers(person, ids_, asks_);
        std::set<std::string> places;
        for (const auto& [place, body] : whole) {
            if (body == less.at(place)) continue;
            places.insert(place);
            // A search repeats what was asked for; frames hold what could be read at their time.
            if (place.starts_with("/search") || place == "frames") continue;
            if (std::any_of(words_.begin(), words_.end(), [&, &said = body](const auto& word) {
                    return said.find(word) != said.npos;
                })) {
                reads_.insert(person);
            }
        }
        return places;
    }
    bool reads(const PersonId& person) const { return reads_.contains(person); }
    const std::vector<Event>& events() const { return events_; }
    const State& state() const { return with_->replica.state; }
    const std::set<std::string>& words() const { return words_; }

 private:
    static constexpr std::size_t events_a_commit = 40;

    struct Played {
        Docket county;
        CaseId id;
        std::size_t from = 0;  // the founding is common to every office
    };
    static Played played(const Stage& stage, const Cast& cast) {
        Played out{cast.county, {}, Office().county.log.size()};
        out.id = stage.play(out.county);
        return out;
    }

    Pair(const Stage& stage, const Played& play, const std::vector<PersonId>& people)
        : with_(std::make_unique<World>(play.county, people)),
          without_(std::make_unique<World>(play.county, people)) {
        OfCase is_of_case(play.county.process(KeyKind::Broker));
        std::set<std::string> others;
        std::vector<Event> all, rest;
        for (std::size_t i = 0; i < play.county.log.size(); ++i) {
            const Event& event = play.county.log[i];
            const bool is = is_of_case.take(event);
            for_each_text(event, [&](const Text& text) {
                (is ? words_ : others).insert(Office::words_of(text.ref, {}).words);
            });
            if (is) events_.push_back(event);
            if (i < play.from) continue;
            all.push_back(event);
            if (!is) rest.push_back(event);
            if (all.size() == events_a_commit || i + 1 == play.county.log.size()) {
                with_->take(all, event.at);
                without_->take(rest, event.at);
                all.clear();
                rest.clear();
            }
        }
        for (const std::string& word : others) words_.erase(word);
        words_.erase("");
        EXPECT_FALSE(words_.empty()) << stage.name;
        ask_for(play);
    }

    /// Every name that the case has, on every route that takes one, and the ways to look for it.
    void ask_for(const Played& play) {
        const Case& lead = play.county.the(play.id);
        ids_ = {id_text(play.id)};
        for (const AssignmentId id : lead.assignments) ids_.push_back(id_text(id));
        for (std::uint64_t at = with_->record.begin(); at < with_->record.end(); ++at) {
            const Record::Line line = with_->record.line(at);
            if (line.matter == matter_text("case", play.id.value))
                ids_.push_back(std::to_string(at));
        }
        for (const auto& [id, proposal] : play.county.state.proposals) ids_.push_back(id_text(id));
        const std::string number = std::to_string(lead.year) + "-" + std::to_string(lead.number);
        asks_ = {"/log?limit=500",
                 "/log?news=1&limit=500",
                 "/log?type=case&limit=500",
                 "/log?type=assignment",
                 "/log?matter=case:" + id_text(play.id),
                 "/search?q=" + number,
                 "/search?q=" + play.county.investigators.text};
        for (const std::string& word : words_) asks_.push_back("/search?q=" + word);
    }

    std::unique_ptr<World> with_, without_;
    std::vector<Event> events_;    // of the case
    std::set<std::string> words_;  // that people wrote in it, and nowhere else
    std::vector<std::string> ids_, asks_;
    std::set<PersonId> reads_;
};

/// What a person learns, by the places where the answers part.
std::string learns(const std::set<std::string>& places, bool reads) {
    static const std::set<std::string> counts{"/overview", "/case-figures", "query status"};
    static const std::set<std::string> own{"/own-cases", "/own-papers/{id}", "/todo", "frames"};
    const auto only = [&](const std::set<std::string>& allowed) {
        return std::includes(allowed.begin(), allowed.end(), places.begin(), places.end());
    };
    if (places.empty()) return "–";
    if (only(counts)) return "how many";
    if (only(own)) return "the own case";
    return reads ? "its words" : "that it exists";
}

std::string page_of(const std::vector<std::pair<std::string, std::vector<std::string>>>& table) {
    std::string page =
        "# Who sees a case\n\n"
        "<!-- made by tests/unit/console/who_sees_a_case_test.cpp; renew it with DUDAO_RENEW=1 "
        "-->\n\n"
        "One log is followed twice: whole, and with every event of its case left out. Each person "
        "is\n"
        "answered by both, on every route of the pages, to every query of the broker and in the "
        "frames\n"
        "of an open page. Where all answers are alike stands a dash: that person cannot tell that "
        "the\n"
        "case exists. Those with every role are officer, authority, level above, auditor, leader, "
        "plan\n"
        "keeper and administrator at once; what they are to the case keeps it from them all the "
        "same.\n\n"
        "`how many`: a count. `that it exists`: its row, and none of its words. `the own case`: "
        "the page\n"
        "of the person concerned, and no other place. What the log itself tells whoever reads "
        "Redis:\n"
        "[security.md](security.md), §5.\n\n| who |";
    std::string line = "\n|---|";
    for (const Stage& stage : stages) {
        page += " " + std::string(stage.name) + " |";
        line += "---|";
    }
    page += line + "\n";
    for (const auto& [what, cells] : table) {
        page += "| " + what + " |";
        for (const std::string& cell : cells) page += " " + cell + " |";
        page += "\n";
    }
    return page;
}

std::vector<PersonId> only_people(const std::vector<std::pair<std::string, PersonId>>& named) {
    std::vector<PersonId> people;
    for (const auto& [what, person] : named) people.push_back(person);
    return people;
}

}  // namespace

TEST(CaseExistence, is_known_to_those_alone_who_may_know) {
    const Cast cast;
    const auto people = people_of(cast);
    std::vector<std::pair<std::string, std::vector<std::string>>> table;
    for (const auto& [what, person] : people) table.push_back({what, {}});
    for (const Stage& stage : stages) {
        Pair worlds(stage, cast, only_people(people));
        for (std::size_t i = 0; i < people.size(); ++i) {
            const PersonId& person = people[i].second;
            const auto places = worlds.partings(person);
            table[i].second.push_back(learns(places, worlds.reads(person)));
        }
    }
    stands_recorded("../../docs/who-sees-a-case.md", page_of(table));
    // Whatever the page says, these hold.
    const auto cells = [&](const std::string& who) {
        const auto at = std::find_if(table.begin(), table.end(),
                                     [&](const auto& each) { return each.first == who; });
        return at == table.end() ? std::vector<std::string>() : at->second;
    };
    const std::vector<std::string> nothing(stages.size(), "–");
    for (const char* who :
         {"a colleague of the unit, with every role", "a recused official, with every role",
          "the unit's officer", "the township's officer", "the township's leader",
          "another unit's officer", "head of a supervision group", "inspector",
          "somebody without a role", "nobody to the case: plan_keeper",
          "nobody to the case: administrator"}) {
        EXPECT_EQ(cells(who), nothing) << who;
    }
    EXPECT_EQ(cells("nobody to the case: leader"),
              std::vector<std::string>(stages.size(), "how many"));
    EXPECT_EQ(cells("nobody to the case: auditor"),
              std::vector<std::string>(stages.size(), "that it exists"));
    EXPECT_EQ(
        cells("the person concerned, with every role"),
        (std::vector<std::string>{"–", "–", "–", "the own case", "the own case", "the own case"}));
    EXPECT_EQ(cells("nobody to the case: officer"),
              (std::vector<std::string>{"its words", "that it exists", "that it exists",
                                        "that it exists", "that it exists", "that it exists"}));
}

/// Whoever administers the host reads the log and the snapshots in Redis: the course of a case, and
/// not whom it is about. What was said lies locked in `{j}:pd` (tests/cases/run looks there).
TEST(CaseExistence, says_to_a_reader_of_redis_not_whom_it_is_about) {
    const Cast cast;
    Pair worlds(stages.back(), cast, {});
    const Case& lead = worlds.state().cases.begin()->second;
    std::string all = encode(lead, Form::Log);
    for (const AssignmentId id : lead.assignments) {
        all += encode(worlds.state().assignments.at(id), Form::Log);
    }
    for (const Event& event : worlds.events()) all += encode_event(event);
    EXPECT_NE(all.find(cast.recused.text), all.npos) << "who is named would be found";
    EXPECT_EQ(all.find(cast.subject.text), all.npos);
}

}  // namespace dudao::console::test
