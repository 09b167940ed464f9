// What is kept in files of its own, on a disk that fails: keys, snapshots, the last head that was
// seen, notices, evidence.
#include <gtest/gtest.h>

#include <fstream>

#include "disk/file.h"
#include "ledger/evidence_file.h"
#include "ledger/evidence_pieces.h"
#include "ledger/hash.h"
#include "net/curve.h"
#include "replica/replica.h"
#include "seal/seal.h"
#include "store/known_head.h"
#include "tests/support/disk.h"
#include "tests/support/temp_dir.h"
#include "workers/notice_file.h"

namespace dudao {
namespace {

using test::DiskFault;

class DiskUsers : public testing::TestWithParam<DiskFault> {
 protected:
    void each_fault(
        const std::function<void()>& work, const std::function<void()>& check,
        const std::function<void()>& begin = [] {}) {
        const auto fresh = [&] {
            std::filesystem::remove_all(data_);
            std::filesystem::create_directory(data_);
            begin();
        };
        EXPECT_GE(test::with_each_fault(data_, GetParam(), fresh, work, check), 1);
    }
    bool power() const { return GetParam() == DiskFault::PowerLoss; }

    test::TempDir folder_;
    std::filesystem::path data_ = folder_ / "data";
    bool done_ = false;
};
INSTANTIATE_TEST_SUITE_P(Disk, DiskUsers,
                         testing::Values(DiskFault::ShortWrite, DiskFault::Full, DiskFault::Error,
                                         DiskFault::PowerLoss));

TEST_P(DiskUsers, a_key_that_was_saved_can_be_loaded_and_one_that_was_not_can_be_saved_again) {
    const KeyPair pair = generate_key_pair();
    const auto sealing = seal::generate_sealing_keys();
    const auto file = data_ / "a.key";
    const auto sealed = (data_ / "a.seal").string();
    bool sealed_done = false;
    each_fault(
        [&] {
            done_ = save_key(pair, file).has_value();
            sealed_done = seal::save(sealing, sealed).has_value();
        },
        [&] {
            if (done_) {
                EXPECT_EQ(load_key(file)->public_key, pair.public_key);
            }
            if (!done_ && !power()) {
                EXPECT_TRUE(save_key(pair, file));
            }
            if (sealed_done) {
                EXPECT_EQ(seal::load_sealing_keys(sealed)->public_key, sealing.public_key);
            }
            if (!sealed_done && !power()) {
                EXPECT_TRUE(seal::save(sealing, sealed));
            }
        });
}

TEST_P(DiskUsers, a_snapshot_is_the_last_one_that_was_saved_or_a_later_one) {
    Replica first;
    first.seq = 7;
    Replica second;
    second.seq = 9;
    each_fault([&] { done_ = snapshot::save(data_, "gqc", second).has_value(); },
               [&] {
                   const auto seq = snapshot::load(data_, "gqc").seq;
                   EXPECT_TRUE(seq == 9 || (!done_ && seq == 7)) << seq;
               },
               [&] { ASSERT_TRUE(snapshot::save(data_, "gqc", first)); });
}

TEST_P(DiskUsers, a_head_that_was_not_written_is_told) {
    each_fault(
        [&] {
            KnownHead known(data_);
            done_ = known.write("gqc", {12, sha256("twelve")}).has_value();
        },
        [&] {
            if (done_ && !power()) {
                EXPECT_EQ(KnownHead(data_).read("gqc").seq, 12U);
            }
        });
}

TEST_P(DiskUsers, notices_that_were_said_to_be_there_are_whole_lines) {
    const auto file = data_ / "notices";
    each_fault(
        [&] {
            auto notices = workers::NoticeFile::open(file.string());
            done_ = notices && notices->append({"one", "two"});
            if (!done_ && notices && !power()) static_cast<void>(notices->append({"again"}));
        },
        [&] {
            auto notices = workers::NoticeFile::open(file.string());
            ASSERT_TRUE(notices);
            ASSERT_TRUE(notices->append({"last"}));
            const std::string all = *disk::read_whole(file);
            if (done_) {
                EXPECT_TRUE(all.starts_with("one\ntwo\n"));
            }
            EXPECT_TRUE(all == "last\n" || all.ends_with("\nlast\n")) << all;
        });
}

/// Of a file in three pieces: what was answered for.
class FaultyEvidence : public DiskUsers {
 protected:
    void play(EvidencePieces::Sync sync) {
        const std::string bytes = std::string(300, 'a') + std::string(300, 'b') + "end";
        const EvidenceHash hash{to_hex(sha256(bytes))};
        const EvidencePieces pieces(
            [this](const EvidenceHash& each) { return evidence_path(data_, each); }, sync);
        const auto size = static_cast<std::int64_t>(bytes.size());
        const auto send = [&] {
            while (true) {
                const auto have = pieces.have(hash);
                if (have.complete) return true;
                const auto at = static_cast<std::size_t>(have.bytes);
                const auto put =
                    pieces.put(hash, {have.bytes, size, std::string_view(bytes).substr(at, 300)});
                if (!put) return false;
                EXPECT_NE(put->fit, EvidencePieces::Fit::WrongHash);
                if (put->fit == EvidencePieces::Fit::WrongHash) return false;
                answered_ = put->have;
            }
        };
        each_fault(
            [&] {
                answered_ = {};
                send();
            },
            [&] {
                const auto have = pieces.have(hash);
                if (answered_.complete) {
                    ASSERT_TRUE(have.complete);
                    EXPECT_EQ(to_hex(hash_of_file(evidence_path(data_, hash))->hash), hash.text);
                }
                const bool dropped = have.bytes == 0;  // after a failed sync
                if (sync == EvidencePieces::Sync::EachPiece && !dropped) {
                    EXPECT_GE(have.bytes, answered_.bytes);
                }
                EXPECT_TRUE(!have.complete ||
                            to_hex(hash_of_file(evidence_path(data_, hash))->hash) == hash.text);
            });
        // Once the disk is well a sender who begins where it is told comes to an end.
        std::filesystem::remove_all(data_);
        EXPECT_TRUE(send());
    }
    EvidencePieces::Have answered_;
};
INSTANTIATE_TEST_SUITE_P(Disk, FaultyEvidence,
                         testing::Values(DiskFault::ShortWrite, DiskFault::Full, DiskFault::Error,
                                         DiskFault::PowerLoss));

TEST_P(FaultyEvidence, of_a_device_keeps_each_piece_that_was_answered_for) {
    play(EvidencePieces::Sync::EachPiece);
}

TEST_P(FaultyEvidence, of_the_office_keeps_each_file_that_was_answered_for) {
    play(EvidencePieces::Sync::WholeFile);
}

}  // namespace
}  // namespace dudao
