// Evidence at the office: on disk whole and synced, given out only as it was attached, and nobody
// waits for it.
#include "broker/evidence.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <csignal>
#include <fstream>

#include "ledger/evidence_file.h"
#include "ledger/hash.h"
#include "owner.h"
#include "tests/support/disk.h"
#include "tests/support/temp_dir.h"

namespace dudao::broker {
namespace {

constexpr std::int64_t piece = wire::chunk_bytes_max;

std::string some_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 131 + i / 251);
    return bytes;
}

class EvidenceFolder : public testing::Test {
 protected:
    std::filesystem::path whole() const { return evidence_path(folder_.path(), hash_); }
    std::filesystem::path part() const { return whole().string() + ".part"; }
    wire::Chunk chunk(std::int64_t from, std::int64_t size = piece) const {
        const auto at = static_cast<std::size_t>(from);
        return {hash_,
                static_cast<std::int64_t>(bytes_.size()),
                from,
                Bytes(bytes_.substr(at, static_cast<std::size_t>(size))),
                {}};
    }
    wire::ChunkTaken send_all(EvidenceStore& store) const {
        wire::ChunkTaken taken;
        for (std::int64_t at = 0; at < static_cast<std::int64_t>(bytes_.size()); at += piece) {
            taken = store.keep(chunk(at));
        }
        return taken;
    }
    void change(std::size_t at, std::size_t count = 1) const {
        std::fstream file(whole(), std::ios::binary | std::ios::in | std::ios::out);
        file.seekp(static_cast<std::streamoff>(at));
        for (std::size_t i = 0; i < count; ++i) file.put(static_cast<char>(bytes_[at + i] ^ 1));
    }

    test::TempDir folder_;
    const std::string bytes_ = some_bytes(600'000);
    const EvidenceHash hash_{to_hex(sha256(bytes_))};
};

/// Each byte with its place: enough of a veil to see whether it is put on and taken off.
const Veil a_veil = [](std::int64_t offset, std::string bytes) -> Result<std::string> {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(bytes[i] ^ 0x5a ^ static_cast<char>(offset + std::int64_t(i)));
    }
    return bytes;
};

TEST_F(EvidenceFolder, evidence_of_a_case_lies_veiled_and_is_given_out_as_it_was) {
    EvidenceStore store(folder_.path());
    wire::ChunkTaken taken;
    for (std::int64_t at = 0; at < static_cast<std::int64_t>(bytes_.size()); at += piece) {
        taken = store.keep(chunk(at), a_veil);
    }
    EXPECT_TRUE(taken.stored) << taken.what;
    std::ifstream in(whole(), std::ios::binary);
    const std::string on_disk{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(on_disk.size(), bytes_.size());
    EXPECT_NE(on_disk, bytes_);
    EXPECT_EQ(on_disk.find(bytes_.substr(0, 16)), std::string::npos);
    EvidenceStore later(folder_.path());
    EXPECT_EQ(later.piece(hash_, 1000, a_veil).bytes, bytes_.substr(1000, piece));
    EXPECT_EQ(later.piece(hash_, 300'000, a_veil).bytes,
              bytes_.substr(300'000, static_cast<std::size_t>(piece)));
    EXPECT_TRUE(later.keep(chunk(0), a_veil).stored) << "it is whole, and looked at under its veil";
    change(70'000);
    EvidenceStore after(folder_.path());
    EXPECT_EQ(after.piece(hash_, 0, a_veil).fault, PieceRead::Fault::Altered);
}

/// The key of the case is destroyed.
const Veil no_veil = [](std::int64_t, const std::string&) -> Result<std::string> {
    return fail(Error::Kind::NotFound, "the key of this case is destroyed, or not here");
};

TEST_F(EvidenceFolder, evidence_of_a_case_whose_key_is_destroyed_is_unreadable_and_not_altered) {
    EvidenceStore store(folder_.path());
    EXPECT_NE(store.keep(chunk(0), no_veil).what.find("destroyed"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(whole()));
    for (std::int64_t at = 0; at < static_cast<std::int64_t>(bytes_.size()); at += piece) {
        store.keep(chunk(at), a_veil);
    }
    ASSERT_EQ(store.piece(hash_, 0, a_veil).fault, PieceRead::Fault::None);
    EXPECT_EQ(store.piece(hash_, 0, no_veil).fault, PieceRead::Fault::Unreadable);
    EvidenceStore later(folder_.path());
    EXPECT_EQ(later.piece(hash_, 0, no_veil).fault, PieceRead::Fault::Unreadable);
    EXPECT_NE(later.keep(chunk(0), no_veil).what.find("destroyed"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(whole())) << "nor is it put aside as altered";
}

TEST_F(EvidenceFolder, a_file_comes_in_pieces_and_is_given_out_as_it_came) {
    EvidenceStore store(folder_.path());
    EXPECT_EQ(store.keep(chunk(0)).have, piece);
    EXPECT_EQ(store.keep(chunk(0)).have, piece) << "a piece said again is not taken twice";
    EXPECT_EQ(store.keep(chunk(2 * piece)).have, piece) << "nor one from beyond";
    const auto taken = send_all(store);
    EXPECT_TRUE(taken.stored);
    EXPECT_EQ(taken.have, 600'000);
    std::string out;
    while (out.size() < bytes_.size()) {
        const auto got = store.piece(hash_, static_cast<std::int64_t>(out.size()));
        ASSERT_EQ(got.fault, PieceRead::Fault::None);
        ASSERT_FALSE(got.bytes.empty());
        ASSERT_LE(got.bytes.size(), wire::chunk_bytes_max);
        out += got.bytes;
    }
    EXPECT_EQ(out, bytes_);
    EXPECT_EQ(store.piece(hash_, 100'001).bytes, bytes_.substr(100'001, wire::chunk_bytes_max));
    EXPECT_EQ(store.piece(hash_, 599'999).bytes, bytes_.substr(599'999));
    EXPECT_EQ(store.piece(hash_, 600'000).bytes, "");
}

TEST_F(EvidenceFolder, file_and_folder_are_synced_before_a_file_counts_as_stored) {
    const auto sync = [](const std::filesystem::path& path) { return "sync " + path.string(); };
    const auto folder = whole().parent_path();
    EvidenceStore store(folder_.path());
    test::disk_calls();
    store.keep(chunk(0));
    const std::vector<std::string> made{sync(folder_.path()), sync(folder_.path() / "sha256")};
    EXPECT_EQ(test::disk_calls(), made) << "the names of the new folders";
    store.keep(chunk(piece));
    ASSERT_TRUE(store.keep(chunk(2 * piece)).stored);
    const std::vector<std::string> stored{sync(part()), "rename " + whole().string(), sync(folder)};
    EXPECT_EQ(test::disk_calls(), stored);
    wire::Chunk question = chunk(0);
    question.data.clear();
    ASSERT_TRUE(store.keep(question).stored);
    const std::vector<std::string> again{sync(whole()), sync(folder)};
    EXPECT_EQ(test::disk_calls(), again) << "whoever ended in between may not have done it";
}

TEST_F(EvidenceFolder, bytes_changed_on_disk_are_never_given_out) {
    {
        EvidenceStore store(folder_.path());
        ASSERT_TRUE(send_all(store).stored);
    }
    change(300'000, 200);
    EvidenceStore store(folder_.path());
    for (const std::int64_t offset : {0, 262'144, 599'000}) {
        const auto got = store.piece(hash_, offset);
        EXPECT_EQ(got.fault, PieceRead::Fault::Altered);
        EXPECT_EQ(got.bytes, "");
    }
}

TEST_F(EvidenceFolder, bytes_changed_between_two_pieces_are_not_given_out_either) {
    EvidenceStore store(folder_.path());
    ASSERT_TRUE(send_all(store).stored);
    ASSERT_EQ(store.piece(hash_, 0).fault, PieceRead::Fault::None);
    change(300'000);
    EXPECT_EQ(store.piece(hash_, 262'144).fault, PieceRead::Fault::Altered);
    EXPECT_EQ(store.piece(hash_, 0).fault, PieceRead::Fault::Altered) << "nor any other by then";
}

TEST_F(EvidenceFolder, a_file_that_was_cut_made_longer_or_taken_away_is_told) {
    EvidenceStore store(folder_.path());
    ASSERT_TRUE(send_all(store).stored);
    std::filesystem::resize_file(whole(), 500'000);
    EXPECT_EQ(EvidenceStore(folder_.path()).piece(hash_, 0).fault, PieceRead::Fault::Altered);
    std::filesystem::resize_file(whole(), 700'000);
    EXPECT_EQ(EvidenceStore(folder_.path()).piece(hash_, 0).fault, PieceRead::Fault::Altered);
    std::filesystem::remove(whole());
    EXPECT_EQ(store.piece(hash_, 0).fault, PieceRead::Fault::Unreadable);
    ASSERT_EQ(::mkfifo(whole().c_str(), 0600), 0);
    EXPECT_EQ(store.piece(hash_, 0).fault, PieceRead::Fault::Unreadable) << "and holds nobody up";
}

TEST_F(EvidenceFolder, a_disk_that_takes_half_a_piece_has_taken_none) {
    std::signal(SIGXFSZ, SIG_IGN);
    EvidenceStore store(folder_.path());
    ASSERT_EQ(store.keep(chunk(0)).have, piece);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full{static_cast<rlim_t>(piece) + 1000, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto taken = store.keep(chunk(piece));
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_EQ(taken.have, piece);
    EXPECT_FALSE(taken.what.empty());
    EXPECT_EQ(std::filesystem::file_size(part()), static_cast<std::uintmax_t>(piece));
    EXPECT_TRUE(send_all(store).stored) << "it goes on from there once there is room";
}

TEST_F(EvidenceFolder, bytes_of_another_hash_are_thrown_away) {
    EvidenceStore store(folder_.path());
    wire::Chunk wrong = chunk(0);
    wrong.data[7] = static_cast<char>(wrong.data[7] ^ 1);
    store.keep(wrong);
    store.keep(chunk(piece));
    const auto taken = store.keep(chunk(2 * piece));
    EXPECT_FALSE(taken.stored);
    EXPECT_EQ(taken.have, 0);
    EXPECT_NE(taken.what.find("not those of the hash"), std::string::npos);
    EXPECT_TRUE(send_all(store).stored);
}

TEST_F(EvidenceFolder, after_an_end_in_the_middle_it_goes_on_and_looks_again_before_it_vouches) {
    {
        EvidenceStore store(folder_.path());
        store.keep(chunk(0));
        store.keep(chunk(piece));
    }
    wire::Chunk question = chunk(0);
    question.data.clear();
    EXPECT_EQ(EvidenceStore(folder_.path()).keep(question).have, 2 * piece);
    ASSERT_TRUE(send_all(*std::make_unique<EvidenceStore>(folder_.path())).stored);
    // Under its name, and the log did not hear of it.
    EXPECT_TRUE(EvidenceStore(folder_.path()).keep(question).stored);
    change(3);
    EvidenceStore store(folder_.path());
    const auto taken = store.keep(question);
    EXPECT_FALSE(taken.stored);
    EXPECT_EQ(taken.have, 0);
    EXPECT_TRUE(std::filesystem::exists(whole().string() + ".altered")) << "kept as a trace";
    EXPECT_TRUE(send_all(store).stored);
}

TEST_F(EvidenceFolder, names_that_are_no_hash_reach_no_file) {
    EvidenceStore store(folder_.path());
    for (const std::string& name : {std::string("../../x"), std::string(64, 'A'), std::string()}) {
        EXPECT_FALSE(store.keep({EvidenceHash{name}, 1, 0, Bytes("x"), {}}).what.empty());
        EXPECT_EQ(store.piece(EvidenceHash{name}, 0).fault, PieceRead::Fault::Unreadable);
    }
}

/// A pipe in the place of the part is a disk that does not answer until somebody reads it.
TEST_F(EvidenceFolder, who_asks_the_disk_does_not_wait_for_it) {
    std::filesystem::create_directories(part().parent_path());
    ASSERT_EQ(::mkfifo(part().c_str(), 0600), 0);
    EvidenceDesk desk(folder_.path());
    for (std::size_t i = 0; i < evidence_of_one_client_max; ++i) {
        ASSERT_TRUE(desk.ask(WriteChunk{"slow", "gqc", chunk(0)}));
    }
    EXPECT_FALSE(desk.ask(WriteChunk{"slow", "gqc", chunk(0)})) << "a client has its bound";
    EXPECT_TRUE(desk.ask(ReadPiece{"other", "gqc", 1, hash_, 0})) << "which is not the others'";
    EXPECT_TRUE(desk.busy());
    EXPECT_TRUE(desk.done().empty()) << "nothing is done, and we are here";
    const int reader = ::open(part().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ASSERT_GE(reader, 0);
    std::size_t came = 0;
    std::string sink(1 << 16, '\0');
    while (desk.busy()) {
        pollfd waits[2] = {{desk.fd(), POLLIN, 0}, {reader, POLLIN, 0}};
        ASSERT_GT(::poll(waits, 2, 10'000), 0);
        // Between two pieces nobody writes: then there is nothing to read, and no fault in it.
        const ssize_t drained = ::read(reader, sink.data(), sink.size());
        ASSERT_TRUE(drained >= 0 || errno == EAGAIN);
        came += desk.done().size();
    }
    ::close(reader);
    EXPECT_EQ(came, evidence_of_one_client_max + 1);
}

/// The core: whose bytes are taken, and when a file counts as stored.
class EvidenceOwner : public Owner {
 protected:
    EvidenceOwner()
        : Owner([this](test::County& county) {
              const auto id = county.in_progress();
              const FindingId finding = county.of(id).finding;
              const TaskId task = county.state.findings.at(finding).task;
              county.must(AttachEvidence{task, finding, hash_, 600'000, "image/jpeg"},
                          county.village);
              for (const auto& [key, person] :
                   {std::pair{"k-village", county.village}, {"k-officer", county.officer}}) {
                  enrol(KeyId{key}, person);
              }
          }) {
        greet("k-village");
        greet("k-officer");
    }
    void greet(const std::string& key) { say_by(key, wire::Hello{1, 0, 1, "test"}, "of " + key); }
    void send(const std::string& key, std::int64_t from, std::size_t bytes,
              std::int64_t size = 600'000) {
        say_by(key, wire::Chunk{hash_, size, from, Bytes(std::string(bytes, 'x')), {}},
               "of " + key);
    }
    std::string said() const {
        const auto taken = heard<wire::ChunkTaken>();
        return taken.size() == 1 ? taken[0].what : "nothing";
    }
    bool passed_on() const { return effects<WriteChunk>().size() == 1; }

    static inline const EvidenceHash hash_{std::string(64, 'a')};
};

TEST_F(EvidenceOwner, takes_pieces_of_who_attached_the_file_alone) {
    send("k-village", 0, 256 * 1024);
    EXPECT_TRUE(passed_on());
    send("k-officer", 0, 256 * 1024);
    EXPECT_FALSE(passed_on());
    const std::string others = said();
    EXPECT_NE(others.find("no evidence with this hash"), std::string::npos) << others;
    say_by("k-village", wire::Chunk{EvidenceHash{std::string(64, 'b')}, 1, 0, Bytes("x"), {}},
           "of k-village");
    EXPECT_EQ(said(), others) << "what is not there and what another attached is one answer";
}

TEST_F(EvidenceOwner, takes_pieces_of_64_kib_and_more_but_for_the_last) {
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{64 * 1024 - 1}}) {
        send("k-village", 0, bytes);
        EXPECT_FALSE(passed_on()) << bytes;
        EXPECT_NE(said().find("under 64 KiB"), std::string::npos);
    }
    send("k-village", 0, 64 * 1024);
    EXPECT_TRUE(passed_on());
    send("k-village", 599'999, 1);
    EXPECT_TRUE(passed_on()) << "the last";
    send("k-village", 0, 0);
    EXPECT_TRUE(passed_on()) << "a question";
    send("k-village", 0, 256 * 1024 + 1);
    EXPECT_FALSE(passed_on());
    send("k-village", 600'000, 1);
    EXPECT_FALSE(passed_on()) << "beyond its end";
    send("k-village", INT64_MAX, 64 * 1024);
    EXPECT_FALSE(passed_on());
    send("k-village", 0, 64 * 1024, 600'001);
    EXPECT_FALSE(passed_on()) << "another size than attached";
}

TEST_F(EvidenceOwner, says_stored_when_that_is_in_the_log) {
    turn(ChunkWritten{"of k-village", "gqc", wire::ChunkTaken{hash_, 600'000, true, ""}});
    EXPECT_TRUE(heard<wire::ChunkTaken>().empty());
    ASSERT_EQ(effects<CommitBatch>().size(), 1U);
    store_says(done, 8);
    ASSERT_EQ(heard<wire::ChunkTaken>().size(), 1U);
    EXPECT_TRUE(heard<wire::ChunkTaken>()[0].stored);
}

TEST_F(EvidenceOwner, that_lost_its_log_meanwhile_does_not_say_stored) {
    turn(StoreAnswered{Renewed{"gqc", {Outcome::Epoch, "EPOCH another owner"}}});
    ASSERT_FALSE(broker_->serving());
    turn(ChunkWritten{"of k-village", "gqc", wire::ChunkTaken{hash_, 600'000, true, ""}});
    EXPECT_TRUE(heard<wire::ChunkTaken>().empty());
    EXPECT_EQ(heard<wire::Moved>().size(), 1U) << "it is sent again, to whoever owns the log";
}

TEST_F(EvidenceOwner, tells_what_was_altered_from_what_is_not_there_and_makes_it_an_error) {
    turn(PieceRead{"of k-officer", "gqc", 7, hash_, "", PieceRead::Fault::Altered});
    ASSERT_EQ(heard<wire::QueryResult>().size(), 1U);
    EXPECT_FALSE(heard<wire::QueryResult>()[0].ok);
    EXPECT_EQ(heard<wire::QueryResult>()[0].why, "altered");
    ASSERT_EQ(effects<Note>().size(), 1U);
    EXPECT_EQ(effects<Note>()[0].level, Note::Level::Error);
    turn(PieceRead{"of k-officer", "gqc", 8, hash_, "", PieceRead::Fault::Unreadable});
    EXPECT_EQ(heard<wire::QueryResult>()[0].why, "not_found");
    EXPECT_EQ(effects<Note>()[0].level, Note::Level::Error);
}

}  // namespace
}  // namespace dudao::broker
