// Evidence: into the device's folder, and a piece at a time to the office.
#include <sys/stat.h>

#include <fstream>

#include "agents/evidence_files.h"
#include "agents/limits.h"
#include "tests/support/disk.h"
#include "tests/unit/agents/device.h"

namespace dudao::agent {
namespace {

class EvidenceUploads : public testing::Test {
 protected:
    EvidenceUploads() { device.with_a_task(); }

    EvidenceHash a_file(char digit, std::int64_t size = 600'000) {
        const EvidenceHash hash{std::string(64, digit)};
        device.turn([&](Effects& effects) {
            device.agent->attach(Device::client, "1",
                                 AttachFile{PersonId{"p1"}, TaskId{7}, {}, "", "image/jpeg"},
                                 {hash, size}, device.now, effects);
        });
        return hash;
    }
    void taken(const EvidenceHash& hash, std::int64_t have, bool stored = false,
               const std::string& what = "") {
        device.pieces.clear();
        device.hear(wire::ChunkTaken{hash, have, stored, what});
    }
    /// Offset and bytes of the one piece asked for last.
    std::pair<std::int64_t, std::int64_t> piece() const {
        if (device.pieces.size() != 1) return {-1, static_cast<std::int64_t>(device.pieces.size())};
        return {device.pieces[0].offset, device.pieces[0].bytes};
    }
    using Span = std::pair<std::int64_t, std::int64_t>;
    Device device;
};

TEST_F(EvidenceUploads, bytes_go_only_when_the_office_expects_them) {
    a_file('a');
    EXPECT_TRUE(device.pieces.empty());
    device.answer(2, true);
    EXPECT_EQ(piece(), Span(0, 0)) << "first it asks how much is there";
}

TEST_F(EvidenceUploads, a_refused_announcement_sends_nothing) {
    a_file('a');
    device.answer(2, false, "not_found");
    EXPECT_TRUE(device.pieces.empty());
    EXPECT_TRUE(device.agent->idle(device.now) || device.questions.contains("me"));
    EXPECT_EQ(device.ask({{"do", "status"}})["uploading"], 0);
}

TEST_F(EvidenceUploads, pieces_follow_one_another_until_all_is_stored) {
    const auto hash = a_file('a');
    device.answer(2, true);
    taken(hash, 0);
    EXPECT_EQ(piece(), Span(0, piece_bytes));
    taken(hash, piece_bytes);
    EXPECT_EQ(piece(), Span(piece_bytes, piece_bytes));
    taken(hash, 2 * piece_bytes);
    EXPECT_EQ(piece(), Span(2 * piece_bytes, 600'000 - 2 * piece_bytes));
    EXPECT_EQ(device.ask({{"do", "status"}})["uploading"], 1);
    taken(hash, 600'000, true);
    EXPECT_TRUE(device.pieces.empty());
    EXPECT_EQ(device.ask({{"do", "status"}})["uploading"], 0);
    device.restart();
    device.welcome(2);
    EXPECT_TRUE(device.pieces.empty()) << "what is stored is not sent again";
}

TEST_F(EvidenceUploads, goes_on_where_it_was_after_days_and_a_restart) {
    const auto hash = a_file('a');
    device.answer(2, true);
    taken(hash, 0);
    taken(hash, piece_bytes);
    device.restart();
    device.now.moment = device.now.moment + days(5);
    device.pieces.clear();
    device.welcome(2);
    EXPECT_EQ(piece(), Span(0, 0));
    taken(hash, piece_bytes);
    EXPECT_EQ(piece(), Span(piece_bytes, piece_bytes));
}

TEST_F(EvidenceUploads, a_silence_is_asked_about_and_a_late_answer_doubles_nothing) {
    const auto hash = a_file('a');
    device.answer(2, true);
    taken(hash, 0);
    device.pieces.clear();
    device.now.steady_ms += piece_answer_ms;
    device.turn([](Effects&) {});
    EXPECT_EQ(piece(), Span(0, 0));
    taken(hash, piece_bytes);
    EXPECT_EQ(piece(), Span(piece_bytes, piece_bytes));
    taken(hash, piece_bytes);
    EXPECT_TRUE(device.pieces.empty());
}

TEST_F(EvidenceUploads, one_that_the_office_does_not_take_lets_the_next_go_first) {
    const auto bad = a_file('a');
    const auto good = a_file('b');
    device.answer(2, true);
    device.answer(3, true);
    taken(bad, 0, false, "the disk is full");
    EXPECT_EQ(device.pieces.at(0).hash, good);
    taken(good, 600'000, true);
    EXPECT_TRUE(device.agent->idle(device.now) || !device.questions.empty());
    device.now.steady_ms += retry_ms_least;
    device.turn([](Effects&) {});
    EXPECT_EQ(device.pieces.at(0).hash, bad);
}

TEST_F(EvidenceUploads, the_same_photo_for_two_findings_is_sent_once) {
    const auto hash = a_file('a');
    a_file('a');
    device.answer(2, true);
    device.answer(3, true);
    EXPECT_EQ(device.pieces.size(), 1U);
    taken(hash, 600'000, true);
    EXPECT_TRUE(device.pieces.empty());
}

class EvidenceFolder : public testing::Test {
 protected:
    std::string a_file(const std::string& name, const std::string& bytes) {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return folder_ / name;
    }
    EvidenceFiles files() { return *EvidenceFiles::open(folder_ / "evidence"); }
    test::TempDir folder_;
};

TEST_F(EvidenceFolder, a_file_is_copied_under_its_hash_and_read_in_pieces) {
    const auto files = this->files();
    const auto copied = files.copy_in(a_file("photo", "abc"));
    ASSERT_TRUE(copied) << copied.error().text();
    EXPECT_EQ(copied->size, 3);
    EXPECT_EQ(copied->hash.text,
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    std::filesystem::remove(folder_ / "photo");
    EXPECT_EQ(files.read(copied->hash, 1, 2).value_or(""), "bc");
    EXPECT_EQ(files.read(copied->hash, 0, 0).value_or("?"), "");
    EXPECT_FALSE(files.read(copied->hash, 1, 3));
    EXPECT_FALSE(files.read(EvidenceHash{std::string(64, '0')}, 0, 1));
}

TEST_F(EvidenceFolder, file_and_folder_are_synced_before_anybody_hears_that_it_is_here) {
    const auto sync = [](const std::filesystem::path& path) { return "sync " + path.string(); };
    const auto evidence = folder_ / "evidence";
    const std::string photo = a_file("photo", "abc");
    test::disk_calls();
    const auto files = this->files();
    EXPECT_EQ(test::disk_calls(), (std::vector{sync(evidence), sync(folder_.path())}));
    const auto copied = files.copy_in(photo);
    ASSERT_TRUE(copied);
    const std::vector<std::string> taken{sync(evidence / "copy.tmp"),
                                         "rename " + (evidence / copied->hash.text).string(),
                                         sync(evidence)};
    EXPECT_EQ(test::disk_calls(), taken);
    const EvidenceHash of_a_phone{
        "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"};
    const auto part = evidence / (of_a_phone.text + ".part");
    ASSERT_TRUE(files.put(of_a_phone, {0, 3, "fo"}));
    EXPECT_EQ(test::disk_calls(), (std::vector{sync(part), sync(evidence)})) << "a new name";
    ASSERT_TRUE(files.put(of_a_phone, {2, 3, "o"})->have.complete);
    const std::vector<std::string> whole{
        sync(part), sync(part), "rename " + (evidence / of_a_phone.text).string(), sync(evidence)};
    EXPECT_EQ(test::disk_calls(), whole);
}

TEST_F(EvidenceFolder, what_is_no_file_of_the_right_size_is_refused) {
    const auto files = this->files();
    EXPECT_FALSE(files.copy_in(a_file("empty", "")));
    EXPECT_FALSE(files.copy_in((folder_ / "none").string()));
    EXPECT_FALSE(files.copy_in(folder_.path().string()));
    ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
    EXPECT_FALSE(files.copy_in((folder_ / "pipe").string()));
    const auto large = a_file("large", "x");
    std::filesystem::resize_file(large, static_cast<std::uintmax_t>(evidence_bytes_max) + 1);
    EXPECT_FALSE(files.copy_in(large));
    EXPECT_TRUE(std::filesystem::is_empty(folder_ / "evidence"));
}

}  // namespace
}  // namespace dudao::agent
