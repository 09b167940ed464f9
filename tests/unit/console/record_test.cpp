// What the record keeps of the log and how: packed texts, tables of names, and the events about a
// matter. Each is held against the plain form of the same.
#include "office.h"

#include <deque>
#include <memory>
#include <random>

#include "console/api/numbers.h"
#include "console/api/packed.h"

namespace dudao::console::test {
namespace {

using dudao::test::proof;
using dudao::test::words;

TEST(Packed, gives_back_each_text_as_it_came_whatever_was_let_go) {
    std::mt19937 random(20261201);
    Packed packed;
    std::deque<std::string> plain;
    std::size_t read = 0;
    for (int step = 0; step < 6000; ++step) {
        std::string text(random() % 90, '\0');
        for (char& each : text) each = static_cast<char>(random() % 7);
        packed.push(text);
        plain.push_back(text);
        // Some of the time it grows, some of it shrinks, at last to nothing.
        for (std::size_t n = random() % (step < 4000 ? 2 : 4); n > 0 && !plain.empty(); --n) {
            packed.pop_front();
            plain.pop_front();
        }
        ASSERT_EQ(packed.size(), plain.size());
        if (plain.empty()) continue;
        for (const std::size_t at : {std::size_t{0}, random() % plain.size(), plain.size() - 1}) {
            ASSERT_EQ(packed.at(at), plain[at]) << "step " << step << ", place " << at;
            ++read;
        }
    }
    EXPECT_GT(read, 10'000U);
    EXPECT_THROW(packed.at(packed.size()), BrokenInvariant);
}

TEST(Numbers, each_text_has_one_number_and_stays_where_it_is) {
    Numbers numbers;
    EXPECT_FALSE(numbers.find("task:1"));
    std::vector<std::string_view> where;
    for (std::uint32_t n = 0; n < 20'000; ++n) {
        ASSERT_EQ(numbers.number_of(matter_text("task", std::uint64_t{n})), n);
        where.push_back(numbers.text(n));
    }
    const Numbers moved = std::move(numbers);
    for (std::uint32_t n = 0; n < 20'000; ++n) {
        const std::string text = matter_text("task", std::uint64_t{n});
        ASSERT_EQ(moved.find(text), n);
        ASSERT_EQ(moved.text(n), text);
        ASSERT_EQ(moved.text(n).data(), where[n].data());
    }
    EXPECT_EQ(moved.size(), 20'000U);
    EXPECT_FALSE(moved.find("task:20000"));
}

/// A county in which much has happened; each deed is a commit.
struct Full : Office {
    Full() {
        for (int round = 0; round < 12; ++round) {
            const RectificationId id =
                county.in_progress(round % 2 == 0 ? Severity::Minor : Severity::Serious);
            commit();
            if (round % 3 == 0) {
                county.must(SubmitRectification{id, words("已改※"), proof}, county.village);
                commit();
                county.must(VerifyRectification{id, true, words("属实※")}, county.officer);
            }
            county.run_until(county.now + days(2));
            commit();
        }
    }
};

TEST(Record, has_the_bytes_of_each_event_and_its_commit) {
    const Full office;
    std::uint64_t seq = 0;
    for (std::uint64_t i = office.record.begin(); i < office.record.end(); ++i) {
        ASSERT_EQ(office.record.bytes(i), encode_event(office.county.log[i]));
        const Record::Line line = office.record.line(i);
        EXPECT_EQ(line.actor, office.county.log[i].actor);
        EXPECT_EQ(line.type, office.county.log[i].body.index());
        EXPECT_GE(line.seq, seq);
        EXPECT_EQ(office.record.head(i), *office.record.head_of(line.seq));
        if (line.seq > seq) {
            EXPECT_EQ(office.record.first_after(line.seq - 1), i);
        }
        seq = line.seq;
    }
    EXPECT_EQ(seq, office.replica.seq);
    EXPECT_EQ(office.record.end(), office.county.log.size());
    EXPECT_GT(office.record.end(), 3 * 128U) << "several blocks";
    EXPECT_EQ(office.record.first_after(seq), office.record.end());
}

TEST(Record, knows_all_events_about_a_matter) {
    const Full office;
    std::map<std::string, std::vector<std::uint64_t>, std::less<>> plain;
    for (std::uint64_t i = office.record.begin(); i < office.record.end(); ++i) {
        const Record::Line line = office.record.line(i);
        plain[std::string(line.matter)].push_back(i);
        for (const std::string_view also : line.also) plain[std::string(also)].push_back(i);
    }
    EXPECT_GT(plain.size(), 50U);
    for (const auto& [matter, events] : plain) {
        EXPECT_EQ(office.record.of(matter), events) << matter;
        EXPECT_EQ(office.record.first_at(matter), office.county.log[events.front()].at) << matter;
        Moment moved;
        for (const std::uint64_t each : events) {
            if (office.county.log[each].actor) moved = office.county.log[each].at;
        }
        EXPECT_EQ(office.record.moved_at(matter), moved) << matter;
    }
    EXPECT_TRUE(office.record.of("task:1").empty());
}

/// What an event that names only an id is about, told by the events before it.
std::size_t told_by_id(const Office& office, const Commit& lost = {}) {
    std::map<TimerId, std::string> timers;
    std::map<NoticeId, std::vector<std::string>> notices;
    std::size_t told = 0;
    const auto text_of = [](const Matter& m) { return matter_text(name(m.kind), m.id); };
    const auto of_notice = [&](std::uint64_t i, NoticeId id) {
        if (i < office.record.begin()) return;
        std::vector<std::string> also;
        for (const std::string& each : notices[id]) {
            if (std::find(also.begin(), also.end(), each) == also.end()) also.push_back(each);
        }
        const Record::Line line = office.record.line(i);
        EXPECT_EQ(line.matter, matter_text("notice", id.value));
        EXPECT_EQ(std::vector<std::string>(line.also.begin(), line.also.end()), also);
        ++told;
    };
    for (std::uint64_t i = 0; i < office.county.log.size(); ++i) {
        if (i >= lost.first && i < lost.first + lost.events.size()) continue;
        const EventBody& body = office.county.log[i].body;
        if (const auto* set = std::get_if<TimerSet>(&body)) {
            timers[set->timer.id] = text_of(set->timer.matter);
        } else if (const auto* ended = std::get_if<TimerEnded>(&body)) {
            if (i < office.record.begin()) continue;
            const auto at = timers.find(ended->id);
            EXPECT_EQ(office.record.line(i).matter, at == timers.end() ? "timer" : at->second);
            ++told;
        } else if (const auto* queued = std::get_if<NoticeQueued>(&body)) {
            notices[queued->id].push_back(text_of(queued->item.matter));
        } else if (const auto* attempted = std::get_if<NoticeAttempted>(&body)) {
            of_notice(i, attempted->id);
        } else if (const auto* outcome = std::get_if<NoticeOutcome>(&body)) {
            of_notice(i, outcome->id);
        }
    }
    return told;
}

TEST(Record, tells_what_timers_and_notices_were_about) { EXPECT_GT(told_by_id(Full()), 30U); }

TEST(Record, tells_it_too_when_their_beginning_was_let_go) {
    Full office;
    const RectificationId id = office.county.in_progress();
    office.commit();
    office.county.released();
    Commit lost;  // what is older goes with it
    lost.first = office.record.end();
    for (; office.logged < office.county.log.size(); ++office.logged) {
        lost.events.push_back(encode_event(office.county.log[office.logged]));
    }
    Entry entry{office.replica.seq + 1, "1:aaaaaaaa", encode_commit(lost), {}};
    entry.h = chain_hash(office.replica.head, entry.seq, entry.e, entry.b);
    ASSERT_TRUE(office.replica.take_commit(entry));
    office.county.released();
    office.commit();
    ASSERT_GT(office.record.begin(), 0U);
    office.county.must(SubmitRectification{id, words("已改※"), proof}, office.county.village);
    office.commit();
    office.county.must(VerifyRectification{id, true, words("属实※")}, office.county.officer);
    office.county.run_until(office.county.now + days(1));
    office.commit();
    EXPECT_GT(told_by_id(office, lost), 3U);
    EXPECT_GE(office.record.of(matter_text("rectification", id.value)).front(),
              office.record.begin());
}

TEST(Numbers, a_copy_has_texts_of_its_own) {
    auto first = std::make_unique<Numbers>();
    const auto number = first->number_of("task:1");
    Numbers copy(*first);
    first.reset();
    EXPECT_EQ(copy.text(number), "task:1");
    EXPECT_EQ(copy.find("task:1"), number);
    EXPECT_EQ(copy.number_of("task:2"), number + 1);
}

}  // namespace
}  // namespace dudao::console::test
