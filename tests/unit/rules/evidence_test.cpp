// A file is attached once: who names its hash again moves nothing of it, and brings no bytes.
#include "domain/evidence.h"

#include <gtest/gtest.h>

#include "support/county.h"

namespace dudao::test {
namespace {

struct Attached : County {
    const RectificationId id = in_progress();
    const FindingId finding = of(id).finding;
    const TaskId task = state.findings.at(finding).task;
    const EvidenceHash hash{std::string(64, 'a')};

    Attached() { attach(village, 900, "image/jpeg"); }
    void attach(const PersonId& who, std::int64_t size, const std::string& mime) {
        must(AttachEvidence{task, finding, hash, size, mime}, who);
    }
    const Evidence& file() const { return state.evidence.at(hash); }
    Context device(const GroupId& of, const KeyId& key = KeyId{"dev1"}) const {
        Context context = process(KeyKind::Device);
        context.via = key;
        context.group = of;
        return context;
    }
    Context gateway(const PersonId& person) const {
        Context context = process(KeyKind::Gateway);
        context.via = KeyId{"k-gateway"};
        context.actor = person;
        return context;
    }
};

}  // namespace

TEST(Evidence, its_own_unit_cannot_make_a_proof_unreadable_by_naming_it_again) {
    Attached county;
    county.must_as(EvidenceStored{county.hash}, county.process(KeyKind::Broker));
    county.attach(county.village, 7, "text/plain");
    EXPECT_EQ(county.file().size, 900);
    EXPECT_EQ(county.file().mime, "image/jpeg");
    EXPECT_TRUE(county.file().stored);
    EXPECT_TRUE(county.file().also.empty()) << "the same matter, by the same hand";
}

TEST(Evidence, a_size_said_again_before_the_bytes_are_there_changes_nothing_either) {
    Attached county;
    county.attach(county.village, 7, "text/plain");
    EXPECT_EQ(county.file().size, 900);
}

TEST(Evidence, another_unit_that_knows_the_hash_gets_a_reference_and_not_the_file) {
    Attached county;
    const PersonId other{"p-other"};
    county.must(PersonRow{other, words("己※"), county.v1}, county.keeper);
    county.must(PostRow{PostId{"v1-second"}, county.v1, Role::UnitOfficer, other, {}},
                county.keeper);
    county.attach(other, 5, "image/png");
    EXPECT_EQ(county.file().by, county.village);
    EXPECT_EQ(county.file().size, 900);
    ASSERT_EQ(county.file().also.size(), 1U);
    EXPECT_EQ(county.file().also[0].by, other);
    EXPECT_FALSE(may_bring(county.state, county.as(other), county.file()));
    EXPECT_TRUE(has_attached(county.state, county.as(other), county.file()));
}

TEST(Evidence, the_unit_that_names_the_groups_file_does_not_move_it_to_its_side) {
    Attached county;
    const TaskId task = county.on_site();
    const EvidenceHash theirs{std::string(64, 'b')};
    county.must(AttachEvidence{task, {}, theirs, 9, "image/jpeg"}, county.inspector);
    county.must(AttachEvidence{county.task, county.finding, theirs, 4, "application/pdf"},
                county.village);
    const Evidence& file = county.state.evidence.at(theirs);
    EXPECT_FALSE(file.by_unit);
    EXPECT_EQ(file.task, task);
    EXPECT_EQ(file.size, 9);
    ASSERT_EQ(file.also.size(), 1U);
    EXPECT_TRUE(file.also[0].by_unit);
    EXPECT_FALSE(may_bring(county.state, county.as(county.village), file));
}

TEST(Evidence, nobody_uses_up_the_references_of_anothers_file) {
    Attached county;
    Event again;
    again.at = county.now;
    for (std::size_t i = 0; i < 2 * evidence_references_max; ++i) {
        again.actor = PersonId{"p-" + std::to_string(i)};
        again.body = EvidenceAttached{county.task, county.finding, county.hash, 1, "x/y"};
        apply(county.state, again);
    }
    EXPECT_EQ(county.file().also.size(), evidence_references_max);
    county.attach(county.village, 900, "image/jpeg");
    EXPECT_TRUE(may_bring(county.state, county.as(county.village), county.file()));
}

TEST(Evidence, bytes_come_from_who_attached_it_alone) {
    Attached county;
    EXPECT_TRUE(may_bring(county.state, county.as(county.village), county.file()));
    EXPECT_TRUE(may_bring(county.state, county.gateway(county.village), county.file()));
    for (const PersonId& other : {county.officer, county.township, county.head, county.inspector}) {
        EXPECT_FALSE(may_bring(county.state, county.as(other), county.file())) << other.text;
        EXPECT_FALSE(may_bring(county.state, county.gateway(other), county.file()));
        EXPECT_FALSE(has_attached(county.state, county.as(other), county.file()));
    }
    EXPECT_FALSE(may_bring(county.state, county.device(county.group), county.file()));
    EXPECT_FALSE(may_bring(county.state, county.process(KeyKind::Worker), county.file()));
}

TEST(Evidence, of_a_group_comes_from_each_of_its_devices_and_no_others) {
    Attached county;
    const TaskId task = county.on_site();
    const EvidenceHash photo{std::string(64, 'c')};
    Context by_device = county.device(county.group);
    by_device.actor = county.inspector;
    county.must_as(AttachEvidence{task, {}, photo, 9, "image/jpeg"}, by_device);
    const Evidence& file = county.state.evidence.at(photo);
    EXPECT_TRUE(may_bring(county.state, county.device(county.group), file));
    EXPECT_TRUE(may_bring(county.state, county.device(county.group, KeyId{"dev2"}), file));
    EXPECT_FALSE(may_bring(county.state, county.device(GroupId{"g2"}, KeyId{"dev9"}), file));
    EXPECT_FALSE(may_bring(county.state, county.as(county.village), file));
    EXPECT_TRUE(may_bring(county.state, county.gateway(county.inspector), file));
    EXPECT_FALSE(may_bring(county.state, county.gateway(county.head), file));
}

TEST(Evidence, a_gateway_key_is_everybodys_and_proves_nothing) {
    Attached county;
    const EvidenceHash photo{std::string(64, 'd')};
    county.must_as(AttachEvidence{county.task, county.finding, photo, 9, "image/jpeg"},
                   county.gateway(county.village));
    const Evidence& file = county.state.evidence.at(photo);
    EXPECT_TRUE(may_bring(county.state, county.gateway(county.village), file));
    EXPECT_FALSE(may_bring(county.state, county.gateway(county.township), file));
    EXPECT_FALSE(may_bring(county.state, county.gateway({}), file));
}

TEST(Evidence, has_one_spelling_wherever_a_hash_is_named) {
    Attached county;
    for (const std::string& text : {std::string(64, 'A'), std::string(63, 'a'),
                                    std::string(65, 'a'), std::string(64, 'g'), std::string()}) {
        const EvidenceHash bad{text};
        EXPECT_EQ(county
                      .refused(AttachEvidence{county.task, county.finding, bad, 1, "image/jpeg"},
                               county.village)
                      .why,
                  Why::BadInput)
            << text;
        EXPECT_EQ(
            county.refused(SubmitRectification{county.id, words("已改"), {bad}}, county.village)
                .why,
            Why::BadInput)
            << text;
        EXPECT_TRUE(fault_of_hashes({county.hash, bad}));
    }
    EXPECT_FALSE(fault_of_hashes({county.hash}));
    EXPECT_TRUE(fault_of_hashes(std::vector<EvidenceHash>(65, county.hash)));
}

TEST(Evidence, of_no_bytes_or_more_than_a_file_has_is_refused) {
    Attached county;
    for (const std::int64_t size : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN, INT64_MAX,
                                    std::int64_t{64} * 1024 * 1024 + 1}) {
        EXPECT_EQ(
            county
                .refused(AttachEvidence{county.task, county.finding,
                                        EvidenceHash{std::string(64, 'e')}, size, "image/jpeg"},
                         county.village)
                .why,
            Why::BadInput);
    }
}

TEST(Evidence, is_not_attached_by_a_unit_to_what_it_does_not_know_of_yet) {
    County county;
    const TaskId task = county.on_site();
    const FindingId recorded = county.recorded(task);
    const AttachEvidence attach{task, recorded, EvidenceHash{std::string(64, 'f')}, 9, "image/png"};
    EXPECT_EQ(county.refused(attach, county.village).why, Why::NotFound);
    county.must(attach, county.inspector);
}

}  // namespace dudao::test
