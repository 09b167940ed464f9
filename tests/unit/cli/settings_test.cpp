// dudao.toml: what it sets, and that every fault of it is told at once with its place.
#include "cli/up/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "cli/up/programs.h"
#include "tests/support/temp_dir.h"

namespace dudao::up {
namespace {

using dudao::test::TempDir;
using ::testing::HasSubstr;

class SettingsFile : public ::testing::Test {
 protected:
    void write(const std::string& name, const std::string& bytes, int mode = 0600) const {
        std::ofstream(state_.root / name, std::ios::trunc) << bytes;
        std::filesystem::permissions(state_.root / name, std::filesystem::perms(mode));
    }
    NoticeSettings read(const std::string& toml, int mode = 0600) {
        return read_all(toml, mode).notices;
    }
    Settings read_all(const std::string& toml, int mode = 0600) {
        write("dudao.toml", toml, mode);
        faults_ = {};
        return read_settings(state_, faults_);
    }
    std::string faults(Lang lang = Lang::En) const {
        return faults_.none() ? "no fault" : faults_.report(lang).what;
    }

    TempDir folder_;
    StateFolder state_{folder_.path()};
    files::Faults faults_;
};

TEST_F(SettingsFile, without_a_file_or_a_table_notices_go_to_the_file) {
    EXPECT_EQ(read_settings(state_, faults_), Settings{});
    EXPECT_EQ(read(""), NoticeSettings{});
    EXPECT_EQ(read("[notices]\n"), NoticeSettings{});
    EXPECT_EQ(faults(), "no fault");
}

constexpr const char* whole = R"([notices]
file = false
webhook = "https://gateway.example.cn/notices"
webhook_secret_file = "hook"

[notices.mail]
server = "smtps://mail.example.cn:465"
tls = "required"
from = "dudao@example.cn"
user = "dudao"
password_file = "password"
ca_file = "ca.crt"
lang = "zh"
)";

TEST_F(SettingsFile, all_of_them_reach_the_worker) {
    write("hook", "agreed\n");
    write("password", "secret\n");
    write("ca.crt", "certificate");
    const NoticeSettings all = read(whole);
    ASSERT_EQ(faults(), "no fault");
    const auto argv = Programs(state_, {}, {}).worker("tcp://127.0.0.1:1", all);
    const std::string at = state_.root.string() + "/";
    const std::vector<std::string> want{"--webhook",
                                        "https://gateway.example.cn/notices",
                                        "--webhook-secret-file",
                                        at + "hook",
                                        "--mail-server",
                                        "smtps://mail.example.cn:465",
                                        "--mail-tls",
                                        "required",
                                        "--mail-from",
                                        "dudao@example.cn",
                                        "--mail-user",
                                        "dudao",
                                        "--mail-password-file",
                                        at + "password",
                                        "--mail-ca-file",
                                        at + "ca.crt",
                                        "--mail-lang",
                                        "zh"};
    ASSERT_GE(argv.size(), want.size());
    EXPECT_TRUE(std::equal(want.rbegin(), want.rend(), argv.rbegin()));
    EXPECT_EQ(std::find(argv.begin(), argv.end(), "--notice-file"), argv.end());
    for (const std::string& each : argv) {
        EXPECT_TRUE(each != "agreed" && each != "secret") << "no secret on a command line";
    }
}

TEST_F(SettingsFile, the_command_line_wins_over_the_files_webhook) {
    write("hook", "agreed");
    const NoticeSettings file = read("[notices]\nwebhook = \"https://a.cn/\"\n");
    UpOptions options;
    options.webhook = "https://b.cn/";
    const auto argv = Programs(state_, {}, options).worker("tcp://127.0.0.1:1", file);
    EXPECT_NE(std::find(argv.begin(), argv.end(), "https://b.cn/"), argv.end());
    EXPECT_EQ(std::find(argv.begin(), argv.end(), "https://a.cn/"), argv.end());
}

TEST_F(SettingsFile, every_fault_is_told_with_line_and_column) {
    write("open", "secret\n", 0644);
    write("empty", "\n");
    read(R"([notices]
webhook = "gateway.example.cn"
webhook_secret_file = "open"
colour = "red"

[notices.mail]
server = "mail.example.cn"
tls = "perhaps"
from = "nobody\r\nBcc: x@y.cn"
user = "dudao"
password_file = "empty"
ca_file = "not-there"
lang = "fr"
)");
    const std::string told = faults();
    for (const char* line :
         {"dudao.toml: line 2, column 11, notices.webhook: is not an address",
          "dudao.toml: line 3, column 23, notices.webhook_secret_file: ",
          "dudao.toml: line 4, column 1, notices.colour: is not known here",
          "dudao.toml: line 7, column 10, notices.mail.server: is not a mail server",
          "dudao.toml: line 8, column 7, notices.mail.tls: \"perhaps\" is not one of required, "
          "none",
          "dudao.toml: line 9, column 8, notices.mail.from: mail is not an address",
          "dudao.toml: line 11, column 17, notices.mail.password_file: ",
          "dudao.toml: line 12, column 11, notices.mail.ca_file: ",
          "dudao.toml: line 13, column 8, notices.mail.lang: \"fr\" is not one of both, zh, en"}) {
        EXPECT_THAT(told, HasSubstr(line));
    }
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 8);
    EXPECT_EQ(told.find("secret"), told.find("secret_file")) << "what stands in it is not told";
    EXPECT_THAT(faults(Lang::Zh), HasSubstr("不是邮件服务器地址"));
}

TEST_F(SettingsFile, what_belongs_together_stands_together) {
    const auto fault = [this](const std::string& toml) {
        read("[notices]\n" + toml);
        return faults();
    };
    write("password", "secret");
    const std::string mail = "[notices.mail]\nserver = \"smtp://mail.cn\"\nfrom = \"a@b.cn\"\n";
    EXPECT_THAT(fault(mail + "user = \"me\"\n"), HasSubstr("needs password_file beside it"));
    EXPECT_THAT(fault(mail + "password_file = \"password\"\n"), HasSubstr("needs user beside it"));
    EXPECT_THAT(fault("webhook_secret_file = \"password\"\n"), HasSubstr("needs webhook"));
    EXPECT_THAT(fault("file = false\n"), HasSubstr("leaves notices without a channel"));
    EXPECT_THAT(fault(mail + "user = \"me\"\npassword_file = \"password\"\ntls = \"none\"\n"),
                HasSubstr("would send the password in clear"));
    EXPECT_EQ(fault(mail + "tls = \"none\"\n"), "no fault") << "said explicitly";
    EXPECT_THAT(fault("[notices.mail]\n"), HasSubstr("notices.mail.server: is missing"));
}

TEST_F(SettingsFile, a_file_that_others_may_open_or_that_is_no_toml_is_not_used) {
    EXPECT_EQ(read("[notices]\nfile = false\nwebhook = \"https://a.cn/\"\n", 0644),
              NoticeSettings{});
    EXPECT_THAT(faults(), HasSubstr("can be read or changed by others than its owner"));
    EXPECT_THAT(faults(Lang::Zh), HasSubstr("他人可读或可改"));
    read("[notices\n");
    EXPECT_THAT(faults(), HasSubstr("dudao.toml: line 1"));
}

TEST_F(SettingsFile, where_backups_go_how_many_are_kept_and_when_one_is_made) {
    const auto backup = [this](const std::string& toml) { return read_all(toml).backup; };
    EXPECT_EQ(backup(""), BackupSettings{});
    EXPECT_EQ(backup("[backup]\nkeep = 3\n").keep, 3);
    EXPECT_EQ(backup("[backup]\nkeep = 3\n").night, std::nullopt) << "not onto the same disk";
    const BackupSettings there = backup("[backup]\nfolder = \"/mnt/two\"\n");
    EXPECT_EQ(there.folder, "/mnt/two");
    EXPECT_EQ(there.night, 120);
    EXPECT_EQ(backup("[backup]\nfolder = \"/mnt/two\"\nat = 23:45:00\n").night, 23 * 60 + 45);
    EXPECT_EQ(faults(), "no fault");
}

TEST_F(SettingsFile, faults_of_backups_are_told_with_the_others) {
    read("[backup]\nfolder = \"two\"\nkeep = 0\n[notices]\nwebhook = \"x\"\n");
    EXPECT_THAT(faults(), HasSubstr("backup.folder: is not a path from / on"));
    EXPECT_THAT(faults(), HasSubstr("backup.keep: is not a number from 1 to 1000"));
    EXPECT_THAT(faults(), HasSubstr("notices.webhook"));
    read("[backup]\nat = 02:00:00\n");
    EXPECT_THAT(faults(), HasSubstr("backup.at: needs folder beside it"));
    read("[backup]\nevery = 1\n");
    EXPECT_THAT(faults(), HasSubstr("every"));
}

}  // namespace
}  // namespace dudao::up
