// The county's authority and what it issues.
#include "cli/tls/certificates.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <fstream>

#include "cli/init/authority.h"
#include "tests/support/temp_dir.h"

namespace dudao::tls {
namespace {

constexpr Moment now{1'795'000'000'000};

class Authority : public testing::Test {
 protected:
    Pair authority = *make_authority("Dudao gqc", now);
    Names names{{"localhost", "phone.lan"}, {"127.0.0.1", "::1"}};
};

TEST_F(Authority, issues_certificates_for_the_names_it_was_asked_for) {
    const auto issued = issue(authority, "dev-g1", names, now);
    ASSERT_TRUE(issued) << issued.error().text();
    EXPECT_TRUE(serves(issued->certificate, authority.certificate, names, now));
    EXPECT_FALSE(serves(issued->certificate, authority.certificate, {{"else.where"}, {}}, now));
    EXPECT_FALSE(serves(issued->certificate, authority.certificate, {{}, {"10.0.0.1"}}, now));
}

TEST_F(Authority, knows_its_own) {
    const auto other = make_authority("Dudao gqc", now);
    const auto issued = issue(*other, "dev-g1", names, now);
    ASSERT_TRUE(issued);
    EXPECT_FALSE(serves(issued->certificate, authority.certificate, names, now));
    EXPECT_FALSE(serves("no certificate", authority.certificate, names, now));
    EXPECT_FALSE(issue({"none", "none"}, "dev-g1", names, now));
}

TEST_F(Authority, wants_a_new_one_thirty_days_before_the_end) {
    const auto issued = issue(authority, "dev-g1", names, now);
    EXPECT_TRUE(serves(issued->certificate, authority.certificate, names, now + days(365)));
    EXPECT_FALSE(serves(issued->certificate, authority.certificate, names, now + days(366)));
    EXPECT_FALSE(serves(issued->certificate, authority.certificate, names, now + days(-2)));
}

TEST(MachineNames, are_hosts_and_addresses_and_nothing_else) {
    Names names = names_of_this_machine();
    EXPECT_EQ(names.hosts.front(), "localhost");
    EXPECT_TRUE(names.add("192.168.7.1"));
    EXPECT_TRUE(names.add("192.168.7.1"));
    EXPECT_TRUE(names.add("fd00::1"));
    EXPECT_EQ(names.addresses.back(), "fd00::1");
    EXPECT_FALSE(names.add("a,DNS:bank.example"));
    EXPECT_FALSE(names.add(""));
}

TEST(StateFolderTls, keeps_its_authority_and_each_certificate_that_holds) {
    const test::TempDir temporary;
    const StateFolder folder{temporary / "state"};
    ASSERT_TRUE(folder.make());
    ASSERT_TRUE(init::ensure_authority(folder, "gqc", now));
    struct stat info {};
    ASSERT_EQ(::stat(folder.authority_key().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0400U);
    const auto written = [](const std::filesystem::path& file) {
        return std::filesystem::last_write_time(file);
    };
    const auto bytes = [](const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(in), {}};
    };
    const auto first = written(folder.authority());
    ASSERT_TRUE(init::ensure_authority(folder, "gqc", now));
    EXPECT_EQ(written(folder.authority()), first);
    ASSERT_TRUE(init::ensure_server(folder, "dev-g1", {}, now));
    const auto issued = written(folder.field_certificate("dev-g1"));
    std::filesystem::rename(folder.authority_key(), folder.root / "away");
    EXPECT_TRUE(init::ensure_server(folder, "dev-g1", {}, now)) << "it holds";
    EXPECT_EQ(written(folder.field_certificate("dev-g1")), issued);
    EXPECT_FALSE(init::ensure_server(folder, "dev-g1", {"phone.lan"}, now)) << "without the key";
    std::filesystem::rename(folder.root / "away", folder.authority_key());
    const std::string before = bytes(folder.field_certificate("dev-g1"));
    EXPECT_TRUE(init::ensure_server(folder, "dev-g1", {"phone.lan"}, now));
    EXPECT_NE(bytes(folder.field_certificate("dev-g1")), before);
}

}  // namespace
}  // namespace dudao::tls
