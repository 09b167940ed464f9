// Where a person's notices go: who says it, who hears of it, and what an address looks like.
#include "domain/contact.h"

#include <gtest/gtest.h>

#include "domain/notice_applies.h"
#include "support/county.h"

namespace dudao::test {
namespace {

ContactRow contact_of(const PersonId& person, const std::string& mail = "a@b.cn") {
    return {person, words(mail), words("+86 791 123456")};
}

/// Waits for a second person, under this id.
ProposalId proposed(County& county, const Command& command, const PersonId& by) {
    return county.must(command, by).proposal;
}

TEST(Contact, is_set_by_the_person_alone_and_at_once) {
    County county;
    EXPECT_FALSE(county.must(contact_of(county.village), county.village).proposal);
    const Contact& row = county.state.contacts.at(county.village);
    EXPECT_EQ(row.mail.ref, words("a@b.cn").ref);
    EXPECT_EQ(row.own_mail, row.mail);
    EXPECT_EQ(row.own_phone, row.phone);
    EXPECT_EQ(row.by, county.village);
    EXPECT_FALSE(county.was_told(county.village, contact_notice)) << "who does it knows it";
    county.must(ContactRow{county.village, {}, {}}, county.village);
    EXPECT_TRUE(county.state.contacts.at(county.village).mail.empty());
}

TEST(Contact, of_somebody_else_is_for_who_may_register_people) {
    County county;
    for (const PersonId& other : {county.officer, county.head, county.leader, county.township}) {
        EXPECT_EQ(county.refused(contact_of(county.village), other).why, Why::Forbidden)
            << other.text;
    }
    EXPECT_EQ(county.refused(contact_of(PersonId{"p-stranger"}), county.keeper).why, Why::BadInput);
}

TEST(Contact, is_not_set_through_a_groups_device) {
    County county;
    Context through = county.as(county.inspector);
    through.kind = KeyKind::Device;
    through.group = county.group;
    EXPECT_EQ(county.refused_as(contact_of(county.inspector), through).why, Why::Forbidden);
    county.must(contact_of(county.inspector), county.inspector);
}

TEST(Contact, of_somebody_else_waits_for_that_person_or_a_leader_and_nobody_else) {
    County county;
    const ProposalId id = proposed(county, contact_of(county.village), county.keeper);
    ASSERT_TRUE(id);
    EXPECT_FALSE(county.state.contacts.contains(county.village));
    EXPECT_EQ(county.refused(ConfirmProposal{id}, county.keeper).why, Why::OwnMatter);
    EXPECT_EQ(county.refused(ConfirmProposal{id}, county.officer).why, Why::NotFound);
    EXPECT_EQ(county.refused(ConfirmProposal{id}, county.township).why, Why::NotFound);
    EXPECT_TRUE(county.was_told(county.village, "proposal.waits"));
    EXPECT_TRUE(county.was_told(county.leader, "proposal.waits"));
    county.must(ConfirmProposal{id}, county.village);
    EXPECT_EQ(county.state.contacts.at(county.village).own_mail.ref, words("a@b.cn").ref)
        << "whoever agrees says it themselves";
    EXPECT_FALSE(county.was_told(county.village, contact_notice));
}

TEST(Contact, that_others_changed_is_told_where_the_persons_own_word_stands) {
    County county;
    county.must(contact_of(county.village, "own@b.cn"), county.village);
    for (const char* other : {"x@b.cn", "y@b.cn"}) {
        const ProposalId id = proposed(county, contact_of(county.village, other), county.keeper);
        county.must(ConfirmProposal{id}, county.leader);
    }
    EXPECT_TRUE(county.was_told(county.village, contact_notice));
    const Contact& row = county.state.contacts.at(county.village);
    EXPECT_EQ(row.mail.ref, words("y@b.cn").ref);
    EXPECT_EQ(row.own_mail.ref, words("own@b.cn").ref) << "two changes do not hide the first";
    EXPECT_EQ(row.by, county.keeper);
    county.must(contact_of(county.village, "new@b.cn"), county.village);
    EXPECT_EQ(county.state.contacts.at(county.village).own_mail.ref, words("new@b.cn").ref);
}

TEST(Contact, is_an_address_and_a_number_or_nothing) {
    County county;
    const auto why = [&](const std::string& mail, const std::string& phone) {
        return county.refused(ContactRow{county.village, words(mail), words(phone)}, county.village)
            .said.code;
    };
    EXPECT_EQ(why("no address", "123456"), "no_mail_address");
    EXPECT_EQ(why("a@b.cn", "call me"), "no_phone_number");
    county.must(ContactRow{county.village, {}, words("0791 123456")}, county.village);
    county.must(ContactRow{county.village, words("a@b.cn"), {}}, county.village);
}

TEST(Contact, an_address_that_could_begin_a_header_or_a_command_is_none) {
    for (const char* good : {"a@b.cn", "li.wei+dudao@mail.county.gov.cn", "a@b", "x_y-z@1.2.cn"}) {
        EXPECT_TRUE(is_mail_address(good)) << good;
    }
    for (const char* bad : {"",
                            "@",
                            "a@",
                            "@b.cn",
                            "a@b@c.cn",
                            "a b@c.cn",
                            "a@b.cn\r\nBcc: x@y.cn",
                            "a@b.cn\n",
                            "<a@b.cn>",
                            "a@b.cn>",
                            "\"a\"@b.cn",
                            "a@b.cn,c@d.cn",
                            "a@b..cn",
                            "a@.cn",
                            "a@-b.cn",
                            "a..b@c.cn",
                            ".a@b.cn",
                            "a@b_c.cn",
                            "\x01@b.cn",
                            "张@b.cn",
                            "a@例.cn",
                            "a@[1.2.3.4]"}) {
        EXPECT_FALSE(is_mail_address(bad)) << bad;
    }
    const std::string host =
        std::string(63, 'b') + "." + std::string(63, 'c') + "." + std::string(61, 'd');
    EXPECT_TRUE(is_mail_address(std::string(mail_bytes_max - host.size() - 1, 'a') + "@" + host));
    EXPECT_FALSE(is_mail_address(std::string(mail_bytes_max - host.size(), 'a') + "@" + host));
}

TEST(Contact, a_number_is_digits_and_blanks) {
    for (const char* good : {"110", "+86 138 0013 8000", "0791 1234567"}) {
        EXPECT_TRUE(is_phone_number(good)) << good;
    }
    for (const char* bad : {"", "12", "+", "+ 123", "123 ", "12  34", "12+34", "123;456", "１２３",
                            "123\n456", "0123456789 0123456789 0123456789 0"}) {
        EXPECT_FALSE(is_phone_number(bad)) << bad;
    }
}

TEST(TestNotice, goes_to_who_asks_at_once_at_any_hour) {
    County county;
    county.now = at("2026-09-26T23:00");  // a Saturday, within three days off
    county.must(TestNotices{}, county.village);
    const Notice& notice = county.notice_to(county.village);
    EXPECT_EQ(notice.items.at(0).text, test_notice);
    EXPECT_LE(notice.send_at, county.now + seconds(1));
    county.send_notices();
    EXPECT_EQ(county.count("notice.attempted"), 1);
}

TEST(TestNotice, is_one_a_minute_of_each_person) {
    County county;
    county.must(TestNotices{}, county.village);
    county.send_notices();
    EXPECT_EQ(county.refused(TestNotices{}, county.village).why, Why::TooEarly);
    county.must(TestNotices{}, county.keeper);
    county.now = county.state.notices_tested.at(county.village) + test_notice_pause;
    county.must(TestNotices{}, county.village);
    EXPECT_EQ(county.refused(TestNotices{}, county.village).why, Why::TooEarly);
}

TEST(Mailed, no_word_of_a_case_a_lead_or_an_assignment) {
    for (const std::string_view text : known_notices()) {
        const bool veiled = text.starts_with("case.") || text.starts_with("lead.") ||
                            text.starts_with("assignment.");
        EXPECT_EQ(may_be_mailed(text), !veiled) << text;
    }
    for (const char* slip : {"step.1", "step.5", "step.3.early"}) {
        EXPECT_TRUE(may_be_mailed(slip)) << slip;
    }
    for (const char* other : {"step.6", "step.6.early", "step.12", "step.", "", "unheard.of"}) {
        EXPECT_FALSE(may_be_mailed(other)) << other;
    }
}

}  // namespace
}  // namespace dudao::test
