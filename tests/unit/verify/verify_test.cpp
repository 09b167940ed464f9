// What `dudao log verify` finds: every byte of a small county, random ones of a large.
#include <algorithm>
#include <cstdlib>
#include <random>

#include "played.h"

namespace dudao::verify::test {
namespace {

bool names(const std::vector<Fault>& faults, Part part, const std::string& what) {
    return std::any_of(faults.begin(), faults.end(), [&](const Fault& each) {
        return each.part == part && each.en.find(what) != std::string::npos && !each.zh.empty();
    });
}

std::string hex_of(const std::string& ref) {
    std::string text;
    for (const char c : ref) {
        constexpr std::string_view digits = "0123456789abcdef";
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

}  // namespace

/// docs/architecture.md, §3, by other code than the product's.
TEST(Chain, binds_what_was_before_the_place_the_owner_and_the_bytes) {
    const Hash before = sha256("before");
    const auto counted = [](const Hash& prev, char place, const std::string& rest) {
        return sha256(to_bytes(prev) + std::string(7, '\0') + place + rest);
    };
    EXPECT_EQ(chain_hash(before, 5, "2:aaaaaaaa", "batch"), counted(before, 5, "2:aaaaaaaabatch"));
    EXPECT_NE(chain_hash(before, 5, "3:aaaaaaaa", "batch"),
              chain_hash(before, 5, "2:aaaaaaaa", "batch"));
}

TEST(SnapshotFile, that_was_changed_anywhere_or_is_anothers_is_not_loaded) {
    const dudao::test::County county;
    const std::string bytes = snapshot::to_bytes("gqc", Replica{county.state, 9, Hash{1}});
    const auto whole = snapshot::from_bytes("gqc", bytes);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->seq, 9U);
    EXPECT_EQ(snapshot::to_bytes("gqc", *whole), bytes);
    EXPECT_FALSE(snapshot::from_bytes("other", bytes));
    for (std::size_t at = 0; at < bytes.size(); at += 97) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        EXPECT_FALSE(snapshot::from_bytes("gqc", changed)) << at;
        EXPECT_FALSE(snapshot::from_bytes("gqc", bytes.substr(0, at))) << at;
    }
}

TEST(Verify, a_county_as_it_was_played_is_whole) {
    const Played county(2);
    EXPECT_TRUE(county.faults().empty()) << county.faults().front().en;
    EXPECT_GT(county.words.size(), 5U);
    EXPECT_EQ(county.state().evidence.size(), 2U);
}

TEST(Verify, calls_words_altered_that_are_of_no_case_and_lie_locked) {
    Played county(1);
    county.words.begin()->second = "dudaoCW1" + std::string(80, 'x');
    EXPECT_TRUE(names(county.faults(), Part::Words, "words were altered"));
}

TEST(Verify, finds_a_change_of_any_byte_of_any_entry_and_names_the_commit) {
    const Played county(1);
    RecordCheck before;
    std::size_t looked = 0;
    for (const Entry& entry : county.entries) {
        for (std::size_t at = 0; at < positions(entry); ++at) {
            RecordCheck check = before;
            ASSERT_FALSE(check.check(changed(entry, at, 1))) << entry.seq << " at " << at;
            ASSERT_TRUE(names(check.faults(), Part::Log, "commit " + std::to_string(entry.seq)));
            ASSERT_FALSE(check.check(entry)) << "what follows is not vouched for";
            ++looked;
        }
        ASSERT_TRUE(before.check(entry));
    }
    EXPECT_GT(looked, 5'000U);
}

TEST(Verify, finds_entries_that_were_taken_out_put_in_or_swapped) {
    const Played county(1);
    const std::size_t n = county.entries.size();
    for (std::size_t i = 0; i < n; ++i) {
        Played cut(1);
        cut.entries.erase(cut.entries.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_TRUE(
            names(cut.faults(), Part::Log,
                  i + 1 < n ? "commit " + std::to_string(i + 1) : "the log ends at commit"));
    }
    Played twice(1);
    twice.entries.push_back(twice.entries.back());
    EXPECT_TRUE(names(twice.faults(), Part::Log, "commit " + std::to_string(n + 1)));
    Played swapped(1);
    std::swap(swapped.entries[2], swapped.entries[3]);
    EXPECT_TRUE(names(swapped.faults(), Part::Log, "commit 3"));
    // One that extends the chain, and that its owner's place knows nothing of.
    Played longer(1);
    Entry more{n + 1, "1:aaaaaaaa", encode_commit({longer.place.leaves, {}, {}}), {}};
    more.h = chain_hash(longer.place.head, more.seq, more.e, more.b);
    longer.entries.push_back(more);
    EXPECT_TRUE(names(longer.faults(), Part::Log, "its owner's place is commit"));
}

TEST(Verify, finds_an_end_that_was_cut_off_by_the_place_or_by_a_head_that_was_noted) {
    Played county(1);
    const RecordCheck::Noted noted{county.place.seq, county.place.head, "本机", "this machine", {}};
    EXPECT_TRUE(county.faults({noted}).empty());
    Place cut = county.place;
    county.entries.pop_back();
    EXPECT_TRUE(names(county.faults(), Part::Log, "its owner's place is commit"));
    // Whoever cuts the log can set the place back too.
    cut.seq = cut.confirmed = county.entries.back().seq;
    cut.head = county.entries.back().h;
    cut.leaves -= decode_commit(Played(1).entries.back().b)->events.size();
    county.place = cut;
    const auto faults = county.faults({noted});
    EXPECT_TRUE(names(faults, Part::Log, "this machine has seen commit"));
    EXPECT_TRUE(names(faults, Part::Log, "cut off"));
}

TEST(Verify, finds_a_log_that_was_written_anew_by_a_head_that_was_noted) {
    const Played county(1);
    RecordCheck::Noted noted{3, county.entries[2].h, "本机", "this machine", {}};
    EXPECT_TRUE(county.faults({noted}).empty());
    noted.head[0] ^= 1;
    EXPECT_TRUE(names(county.faults({noted}), Part::Log, "commit 3 is not the one"));
}

TEST(Verify, finds_a_snapshot_that_is_not_what_the_log_comes_to) {
    const Played county(1);
    Replica replica;
    for (int i = 0; i < 9; ++i)
        ASSERT_TRUE(replica.apply(county.entries[static_cast<std::size_t>(i)]));
    RecordCheck::Noted noted{9, replica.head, "快照", "the snapshot", encode_state(replica.state)};
    EXPECT_TRUE(county.faults({noted}).empty());
    replica.state.people.begin()->second.unit = UnitId{"v2"};
    noted.state = encode_state(replica.state);
    EXPECT_TRUE(
        names(county.faults({noted}), Part::Log, "the snapshot is not what the log comes to"));
}

TEST(Verify, finds_a_place_that_does_not_say_what_the_log_says) {
    Played county(1);
    const Place right = county.place;
    county.place.head[31] ^= 1;
    EXPECT_TRUE(names(county.faults(), Part::Log, "head"));
    county.place = right;
    ++county.place.leaves;
    EXPECT_TRUE(names(county.faults(), Part::Log, "count of events"));
    county.place = right;
    ++county.place.seq;
    EXPECT_FALSE(county.faults().empty());
    county.place = right;
    ++county.place.confirmed;
    EXPECT_TRUE(names(county.faults(), Part::Log, "confirmed"));
}

TEST(Verify, finds_a_change_of_any_byte_of_any_word_and_says_which) {
    Played county(1);
    RecordCheck log;
    for (const Entry& entry : county.entries) ASSERT_TRUE(log.check(entry));
    for (const auto& [ref, stored] : county.words) {
        for (std::size_t at = 0; at < stored.size(); ++at) {
            RecordCheck check = log;
            for (const auto& [other, words] : county.words) check.take_words(other, words);
            std::string hurt = stored;
            hurt[at] = static_cast<char>(hurt[at] ^ 1);
            check.take_words(ref, hurt);
            check.end_words();
            ASSERT_EQ(check.faults().size(), 1U);
            ASSERT_TRUE(names(check.faults(), Part::Words, "altered"));
            ASSERT_TRUE(names(check.faults(), Part::Words, hex_of(ref)));
        }
    }
}

TEST(Verify, finds_words_that_were_removed_cut_added_or_swapped) {
    const Played county(1);
    const auto& [first, its_words] = *county.words.begin();
    const auto& [second, other_words] = *std::next(county.words.begin());
    Played hurt(1);
    hurt.words.erase(first);
    EXPECT_TRUE(names(hurt.faults(), Part::Words, "missing"));
    EXPECT_TRUE(names(hurt.faults(), Part::Words, hex_of(first)));
    hurt.words[first] = its_words.substr(0, its_words.size() - 1);
    EXPECT_TRUE(names(hurt.faults(), Part::Words, "altered"));
    hurt.words[first] = "";
    EXPECT_TRUE(names(hurt.faults(), Part::Words, "altered"));
    hurt.words[first] = other_words;
    hurt.words[second] = its_words;
    EXPECT_EQ(hurt.faults().size(), 2U);
    hurt.words = county.words;
    hurt.words["0123456789abcdef"] = its_words;
    EXPECT_TRUE(names(hurt.faults(), Part::Words, "added"));
}

TEST(Verify, finds_a_change_of_any_byte_of_any_file_and_says_which) {
    const Played county(2);
    for (const auto& [hash, evidence] : county.state().evidence) {
        const auto file = evidence_path(county.folder(), hash);
        const std::string whole = read(file);
        ASSERT_EQ(static_cast<std::int64_t>(whole.size()), evidence.size);
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string hurt = whole;
            hurt[at] = static_cast<char>(hurt[at] ^ 1);
            write(file, hurt);
            ASSERT_TRUE(names(check_file(county.folder(), hash, evidence), Part::Evidence,
                              "altered: " + hash.text));
        }
        write(file, whole);
    }
    EXPECT_TRUE(county.faults().empty());
}

TEST(Verify, finds_files_that_were_removed_cut_made_longer_swapped_or_added) {
    const Played county(2);
    const EvidenceHash one = county.state().evidence.begin()->first;
    const EvidenceHash two = county.state().evidence.rbegin()->first;
    const auto file = evidence_path(county.folder(), one);
    const std::string whole = read(file);
    const auto faults_with = [&](const std::string& bytes) {
        write(file, bytes);
        return county.faults();
    };
    EXPECT_TRUE(names(faults_with(whole + "x"), Part::Evidence, one.text));
    EXPECT_TRUE(names(faults_with(whole.substr(0, 5)), Part::Evidence, one.text));
    EXPECT_TRUE(names(faults_with(""), Part::Evidence, one.text));
    EXPECT_TRUE(names(faults_with(read(evidence_path(county.folder(), two))), Part::Evidence,
                      "altered: " + one.text));
    std::filesystem::remove(file);
    EXPECT_TRUE(names(county.faults(), Part::Evidence, "missing: " + one.text));
    write(file, whole);
    EXPECT_TRUE(county.faults().empty());
    write(county.folder() / "sha256" / "note.txt", "x");
    EXPECT_TRUE(names(county.faults(), Part::Evidence, "added: note.txt"));
}

/// Positions over log, words and files alike, by their bytes. DUDAO_POSITIONS: how many.
TEST(Verify, finds_a_change_at_random_positions_of_a_large_county) {
    const char* given = std::getenv("DUDAO_POSITIONS");
    const int count = given ? std::atoi(given) : 300;
    Played county(count >= 10'000 ? 150 : 20);
    std::mt19937_64 dice(2026);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(dice() % n); };
    std::map<std::uint64_t, std::vector<std::size_t>> in_entry;
    std::map<std::string, std::vector<std::size_t>> in_words;
    std::map<EvidenceHash, std::vector<std::size_t>> in_file;
    for (int i = 0; i < count; ++i) {
        const auto& entry = county.entries[below(county.entries.size())];
        const auto& [ref, stored] = *std::next(
            county.words.begin(), static_cast<std::ptrdiff_t>(below(county.words.size())));
        const auto& [hash, file] =
            *std::next(county.state().evidence.begin(),
                       static_cast<std::ptrdiff_t>(below(county.state().evidence.size())));
        switch (i % 3) {
            case 0:
                in_entry[entry.seq].push_back(below(positions(entry)));
                break;
            case 1:
                in_words[ref].push_back(below(stored.size()));
                break;
            default:
                in_file[hash].push_back(below(static_cast<std::size_t>(file.size)));
        }
    }
    const auto bit = [&] { return static_cast<unsigned char>(1U << below(8)); };
    Replica replica;  // one that refuses an entry stands where it stood
    for (const Entry& entry : county.entries) {
        for (const std::size_t at : in_entry[entry.seq]) {
            ASSERT_FALSE(replica.apply(changed(entry, at, bit()))) << entry.seq << " at " << at;
        }
        ASSERT_TRUE(replica.apply(entry));
    }
    for (const auto& [ref, places] : in_words) {
        const std::string right = county.words[ref];
        for (const std::size_t at : places) {
            std::string hurt = right;
            hurt[at] = static_cast<char>(static_cast<unsigned char>(hurt[at]) ^ bit());
            ASSERT_NE(open_value(hurt).commitment, open_value(right).commitment);
        }
    }
    for (const auto& [hash, places] : in_file) {
        const auto file = evidence_path(county.folder(), hash);
        const std::string right = read(file);
        for (const std::size_t at : places) {
            std::string hurt = right;
            hurt[at] = static_cast<char>(static_cast<unsigned char>(hurt[at]) ^ bit());
            write(file, hurt);
            ASSERT_FALSE(
                check_file(county.folder(), hash, county.state().evidence.at(hash)).empty());
        }
        write(file, right);
    }
    EXPECT_TRUE(county.faults().empty());
}

}  // namespace dudao::verify::test
