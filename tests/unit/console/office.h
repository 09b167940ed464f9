// A small county with its log followed by the console's pure parts: what anybody would be answered
// at any moment, without a socket.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "console/api/answer.h"
#include "console/api/routes.h"
#include "console/api/search_index.h"
#include "domain/rules.h"
#include "store/chain.h"
#include "tests/support/docket.h"
#include "wire/event_codec.h"

namespace dudao::console::test {

using Json = nlohmann::ordered_json;

struct Office {
    dudao::test::Docket county;
    Replica replica;
    Record record;
    WordsKept kept;
    SearchIndex searched;
    std::size_t logged = 0;
    Health health;

    const PersonId auditor{"p-auditor"}, admin{"p-admin"}, village2{"p-village2"},
        stranger{"p-stranger"};

    Office() {
        found();
        commit();
    }
    /// Goes on from there; what was said before is not found by its words.
    Office(const Office& other)
        : county(other.county),
          replica(other.replica),
          record(other.record),
          kept(other.kept),
          logged(other.logged),
          health(other.health) {}
    Office& operator=(const Office&) = delete;
    ~Office() = default;

    /// What the county did since the last commit becomes one. Given back: the commit.
    FoldedCommit commit() {
        Commit made;
        made.first = logged;
        for (; logged < county.log.size(); ++logged) {
            made.events.push_back(encode_event(county.log[logged]));
        }
        if (made.events.empty()) return {made, {}};
        Entry entry{replica.seq + 1, "1:aaaaaaaa", encode_commit(made), {}};
        entry.h = chain_hash(replica.head, entry.seq, entry.e, entry.b);
        auto folded = replica.take_commit(entry);
        EXPECT_TRUE(folded) << (folded ? "" : folded.error().text());
        record.add(entry.seq, *folded, replica.state, replica.head);
        searched.add(*folded, record);
        learn(searched.unread(10'000, record));
        return std::move(*folded);
    }

    Facts facts() const {
        return {replica, record,    county.now,
                health,  &searched, county.case_key ? &*county.case_key : nullptr};
    }

    /// The test county's words are what follows `ref-`.
    static WordsKept::Kept words_of(const std::string& ref, const std::string& commitment) {
        return {ref.starts_with("ref-") ? ref.substr(4) : ref, commitment, false};
    }
    void read(const WordsWanted& wanted) {
        for (const auto& [ref, commitment] : wanted) kept.keep(ref, words_of(ref, commitment), 0);
    }
    void learn(const WordsWanted& wanted) {
        for (const auto& [ref, commitment] : wanted) searched.read(ref, words_of(ref, commitment));
    }

    /// As the shell answers: with the words read that are wanted.
    Answer get(const std::string& target, const PersonId& person, Lang lang = Lang::En) {
        const auto mark = target.find('?');
        const Matched matched = match("GET", "/api/v1" + target.substr(0, mark));
        EXPECT_NE(matched.route, nullptr) << target;
        const Query query =
            Query::parse(mark == target.npos ? std::string() : target.substr(mark + 1));
        const Facts seen = facts();
        Reader first(seen, person, lang, kept);
        Answer said = answer(*matched.route, first, matched.id, query);
        for (const auto& piece : said.rest) said.body += all_of(piece, seen, person, lang);
        if (first.words.wanted().empty()) return said;
        read(first.words.wanted());
        Reader second(seen, person, lang, kept);
        return answer(*matched.route, second, matched.id, query);
    }

    /// One piece of an answer, with its words.
    template <class Piece>
    std::string all_of(const Piece& piece, const Facts& seen, const PersonId& person, Lang lang) {
        Reader first(seen, person, lang, kept);
        piece(first);
        read(first.words.wanted());
        Reader second(seen, person, lang, kept);
        return piece(second);
    }

    Json data(const std::string& target, const PersonId& person) {
        const Answer said = get(target, person);
        EXPECT_EQ(said.status, 200) << target << ": " << said.body;
        return Json::parse(said.body).value("data", Json());
    }

    /// Releases an unannounced task; the county's commitment is to this target.
    TaskId release(const UnitId& target) {
        const std::string draw = "gqc:" + std::to_string(county.state.draws.size() + 1);
        const PlanId plan = county.state.plans.begin()->first;
        const Bytes hash(std::string(32, 'h'));
        county.must_as(RecordDraw{draw, plan, hash, hash, hash}, county.process(KeyKind::Engine));
        ReleaseTask release;
        release.plan = plan;
        release.draw = draw;
        release.group = county.group;
        release.commitment = Bytes((target.text + std::string(32, '.')).substr(0, 32));
        release.sealed = {{KeyId{"dev1"}, hash, Bytes("blob")}};
        release.checklists = {Bytes(std::string(32, 'f'))};
        return TaskId{county.must_as(release, county.process(KeyKind::Engine)).id};
    }

    /// The serial of the paper of an order: the index of its event.
    std::string notice_of(RectificationId id) const {
        for (const std::uint64_t index : record.of(matter_text("rectification", id.value))) {
            const Event event = record.event(index);
            const auto* issued = std::get_if<RectificationIssued>(&event.body);
            if (issued && issued->id == id) return std::to_string(index);
        }
        ADD_FAILURE() << "no such order";
        return {};
    }

    std::map<std::string, PersonId> everybody() const {
        return {{"leader", county.leader},
                {"officer", county.officer},
                {"keeper", county.keeper},
                {"auditor", auditor},
                {"admin", admin},
                {"head", county.head},
                {"inspector", county.inspector},
                {"village", county.village},
                {"village2", village2},
                {"township", county.township},
                {"tleader", county.township_leader},
                {"stranger", stranger}};
    }

 private:
    void found() {
        const auto add = [this](const auto& row) {
            const Context context = county.process(KeyKind::Broker);
            Draft draft(county.state, context);
            const Refusal refusal = decide(draft, row);
            ASSERT_FALSE(refusal) << refusal->what();
            for (Event& event : draft.take_events()) {
                apply(county.state, event);
                county.log.push_back(std::move(event));
            }
        };
        for (const PersonId& each : {auditor, admin, stranger}) {
            add(PersonRow{each, Text{"戊※", "ref-戊※", "c"}, county.city});
        }
        add(PersonRow{village2, Text{"己※", "ref-己※", "c"}, county.v2});
        add(PostRow{PostId{"v2-officer"}, county.v2, Role::UnitOfficer, village2, {}});
        const Moment until = county.now + days(365);
        county.must_both(GiveGrant{auditor, Role::Auditor, county.city, until}, county.leader,
                         county.mayor);
        county.must_both(GiveGrant{admin, Role::Administrator, county.city, until}, county.leader,
                         county.mayor);
    }
};

}  // namespace dudao::console::test
