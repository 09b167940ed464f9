// Who may sign in: the file with all its faults, and what comes of one that changes.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "accounts/accounts.h"
#include "console/doors/account_book.h"
#include "console/doors/parts_down.h"
#include "console/doors/sessions.h"
#include "console/limits.h"
#include "disk/file.h"
#include "disk/file_watch.h"
#include "messages/refusals.h"
#include "refusals/says.h"
#include "tests/support/temp_dir.h"

namespace dudao::console {
namespace {

class AccountsFile : public testing::Test {
 public:
    std::filesystem::path write(const std::string& bytes, mode_t mode = 0600) const {
        auto file = folder / "accounts.json";
        std::ofstream(file) << bytes;
        EXPECT_EQ(::chmod(file.c_str(), mode), 0);
        return file;
    }
    std::string fault(const std::string& bytes, mode_t mode = 0600) const {
        return fault_in(Lang::En, bytes, mode);
    }
    std::string fault_in(Lang lang, const std::string& bytes, mode_t mode = 0600) const {
        const auto read = load_accounts(write(bytes, mode));
        if (read) return {};
        std::string all;
        for (const std::string& line : read.error().lines(lang)) all += line + "\n";
        return all;
    }
    dudao::test::TempDir folder;
};
constexpr const char* account =
    R"({"name": "officer", "person": "p-1", "password": "$argon2id$v=19$m=65536,t=2,p=1$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE"})";

TEST_F(AccountsFile, is_for_its_owner_alone) {
    const std::string good = std::string("{\"accounts\": [") + account + "]}";
    EXPECT_EQ(fault(good), "");
    EXPECT_EQ(fault(good, 0400), "");
    for (const mode_t mode : {0640U, 0604U, 0660U, 0602U, 0610U, 0644U}) {
        const std::string said = fault(good, mode);
        EXPECT_NE(said.find("can be read or changed by others than its owner"), said.npos)
            << std::oct << mode;
        EXPECT_NE(said.find("chmod 0600 " + (folder / "accounts.json").string()), said.npos);
    }
}

TEST_F(AccountsFile, says_all_that_is_wrong_at_once) {
    const std::string said =
        fault(std::string(R"({"acounts": [], "accounts": [)") + account + ", " + account +
              R"(, {"name": "x", "person": "not an id", "password": "secret", "topt": "A"},
        {"name": 7, "password": "$argon2id$", "totp": "1"}, "y"], "demo": {}})");
    for (const char* each :
         {"acounts: is not known here", "entry 2 (officer), name: entry 1 has this name already",
          "entry 3 (x), person: 'not an id' is not the code of a person",
          "entry 3 (x), password: is not a hash", "entry 3 (x), topt: is not known here",
          "known here: name, person, password, totp", "entry 4, name: is not a text",
          "entry 4, person: is missing", "entry 4, totp: is not a secret of 16 bytes",
          "entry 5: is not an object", "demo: is not a list"}) {
        EXPECT_NE(said.find(each), said.npos) << each << "\n" << said;
    }
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 11) << "a line each\n" << said;
    EXPECT_NE(fault("{\"accounts\": [],\n \"accounts\": []}").find("'accounts' stands twice"),
              said.npos);
    EXPECT_NE(fault("{\"accounts\": [\n  {]}").find("line 2, column 4: is not JSON"), said.npos);
    std::string with_totp = account;
    with_totp.insert(with_totp.size() - 1, R"(, "totp": "GEZDGNBV")");
    EXPECT_NE(fault("{\"accounts\": [" + with_totp + "]}").find("totp: is not a secret of 16"),
              said.npos)
        << "five bytes";
    EXPECT_NE(fault("[]").find("is not an object"), said.npos);
    EXPECT_NE(fault("{}").find("accounts: is missing"), said.npos);
    EXPECT_EQ(load_accounts(folder / "none.json").error().kind, Error::Kind::NotFound);
}

TEST_F(AccountsFile, tells_its_faults_in_chinese_with_their_place) {
    const std::string said = fault_in(
        Lang::Zh, std::string(R"({"accounts": [)") + account + ", " + account +
                      R"(, {"name": "x", "person": "not an id", "password": "secret", "topt": "A"},
        {"name": 7, "password": "$argon2id$", "totp": "1"}, "y"]})");
    for (const char* each :
         {"accounts第2项 (officer)“name”：与第1项同名",
          "accounts第3项 (x)“person”：“not an id”不是人员编号",
          "accounts第3项 (x)“topt”：没有这一项；可用：name, person, password, totp",
          "accounts第4项“person”：缺少此项", "accounts第5项：应为含各项的对象"}) {
        EXPECT_NE(said.find(each), said.npos) << each << "\n" << said;
    }
    EXPECT_NE(fault_in(Lang::Zh, "{}", 0644).find("他人可读或可改；chmod 0600"), said.npos);
    EXPECT_NE(fault_in(Lang::Zh, "{").find("第1行第2列：不是JSON格式"), said.npos);
}

TEST_F(AccountsFile, is_bounded_and_so_is_what_it_is_told_of) {
    std::string many = "{\"accounts\": [";
    for (int i = 0; i < 30; ++i) many += i == 0 ? "1" : ", 1";
    const auto read = load_accounts(write(many + "]}"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().count, 30U);
    EXPECT_EQ(read.error().lines(Lang::En).size(), account_faults_shown_max + 1);
    EXPECT_EQ(read.error().lines(Lang::En).back(), "and 10 more");
    const std::string large(accounts_file_bytes_max + 1, ' ');
    EXPECT_NE(fault(large).find("larger than 4194304 bytes"), many.npos);
}

constexpr const char* some_password = "$argon2id$v=19$m=65536,t=2,p=1$YWFhYQ$YWFhYQ";

Accounts of(std::initializer_list<Account> list) {
    Accounts accounts;
    for (const Account& each : list) accounts.by_name.emplace(each.name, each);
    return accounts;
}

TEST(AccountBook, ends_those_that_are_gone_or_another_and_no_others) {
    AccountBook book;
    const Account same{"same", PersonId{"p-1"}, some_password, ""};
    const Account gone{"gone", PersonId{"p-2"}, some_password, ""};
    Account person{"person", PersonId{"p-3"}, some_password, ""};
    Account word{"word", PersonId{"p-4"}, some_password, ""};
    Account factor{"factor", PersonId{"p-5"}, some_password, "a secret of twenty b"};
    EXPECT_TRUE(book.take(of({same, gone, person, word, factor})).ended.empty());
    person.person = PersonId{"p-6"};
    word.password = std::string(some_password) + "x";
    factor.totp.clear();
    const Account fresh{"fresh", PersonId{"p-7"}, some_password, ""};
    EXPECT_EQ(book.take(of({same, person, word, factor, fresh})).ended,
              (std::set<std::string>{"gone", "person", "word", "factor"}));
    EXPECT_TRUE(book.find("fresh"));
    EXPECT_FALSE(book.find("gone"));
    word.password = some_password;
    book.change(word);
    EXPECT_TRUE(book.take(of({same, person, word, factor, fresh})).ended.empty())
        << "what its own person changed is known already";
}

TEST(AccountBook, keeps_what_it_had_while_the_file_has_faults_and_tells_them_once) {
    AccountBook book;
    const AccountsFault wrong{Error::Kind::BadInput, {says("json_broken")}, 1};
    auto taken = book.take(tl::unexpected<AccountsFault>(wrong));
    EXPECT_TRUE(taken.refused);
    EXPECT_TRUE(book.is_shut()) << "it never could be read";
    taken = book.take(of({{"officer", PersonId{"p-1"}, some_password, ""}}));
    EXPECT_TRUE(taken.mended);
    EXPECT_FALSE(book.is_shut() || book.fault());
    EXPECT_TRUE(book.take(tl::unexpected<AccountsFault>(wrong)).refused);
    EXPECT_FALSE(book.take(tl::unexpected<AccountsFault>(wrong)).refused);
    EXPECT_TRUE(book.find("officer"));
    EXPECT_FALSE(book.is_shut()) << "whoever could sign in still can";
    const AccountsFault other{Error::Kind::NotFound, {says("no_accounts_file", "a")}, 1};
    EXPECT_TRUE(book.take(tl::unexpected<AccountsFault>(other)).refused);
    EXPECT_TRUE(book.find("officer")) << "also while the file is gone";
}

TEST(AccountBook, names_accounts_whose_person_is_not_in_the_register) {
    State state;
    state.people[PersonId{"p-1"}];
    const auto nobody = accounts_of_nobody(of({{"officer", PersonId{"p-1"}, some_password, ""},
                                               {"stranger", PersonId{"p-2"}, some_password, ""}}),
                                           state);
    ASSERT_EQ(nobody.size(), 1U);
    EXPECT_NE(in_english(nobody.front()).what.find("stranger: person p-2"), std::string::npos);
}

TEST(PartsDown, are_what_the_run_file_says) {
    const auto down = parts_down(R"({"broker": "tcp://", "down": {"engine": "no key", "x": 1}})");
    ASSERT_EQ(down.size(), 1U);
    EXPECT_EQ(in_english(down.front()).what, "engine does not start and is left down: no key");
    EXPECT_EQ(in_chinese(down.front())->what, "engine未能启动，已暂停运行：no key");
    for (const char* none : {"", "[]", "{", "{}", R"({"down": []})", R"({"down": {}})"}) {
        EXPECT_TRUE(parts_down(none).empty()) << none;
    }
}

TEST(Sessions, of_some_accounts_are_found_by_the_name_that_was_signed_in_with) {
    char next = 'a';
    Sessions sessions([&next](std::size_t n) { return std::string(n, next++); });
    const auto first = sessions.begin(PersonId{"p-1"}, {}, 0, "officer");
    const auto second = sessions.begin(PersonId{"p-1"}, {}, 0, "officer-too");
    const auto found = sessions.of_accounts({"officer", "nobody"}, 1);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().id, first.session.id);
    EXPECT_TRUE(sessions.of_accounts({"officer"}, session_ms_max + 1).empty()) << "it is over";
}

TEST_F(AccountsFile, is_told_of_when_it_is_written_replaced_and_given_another_mode) {
    const auto file = write("{}");
    auto watch = disk::FileWatch::open(file);
    ASSERT_TRUE(watch) << watch.error().text();
    EXPECT_FALSE(watch->changed());
    std::ofstream(folder / "another.json") << "{}";
    EXPECT_FALSE(watch->changed()) << "a neighbour is not it";
    {
        std::ofstream out(file, std::ios::app);
        out << " " << std::flush;
        EXPECT_FALSE(watch->changed()) << "it is being written";
    }
    EXPECT_TRUE(watch->changed());
    EXPECT_FALSE(watch->changed()) << "told once";
    std::filesystem::rename(folder / "another.json", file);
    EXPECT_TRUE(watch->changed());
    ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
    EXPECT_TRUE(watch->changed());
    std::filesystem::remove(file);
    EXPECT_TRUE(watch->changed());
    EXPECT_FALSE(disk::FileWatch::open(folder / "away" / "accounts.json"));
}

TEST_F(AccountsFile, keeps_what_else_stands_in_it_when_somebody_changes_their_own) {
    const auto file = folder / "accounts.json";
    const std::string other = std::string(account).replace(10, 7, "leader2");
    ASSERT_EQ(fault(std::string("{\"accounts\": [") + account + ", " + other + "], \"demo\": []}"),
              "");
    Account own = load_accounts(file)->by_name.at("officer");
    own.password.replace(own.password.size() - 3, 3, "YWI");
    own.totp = "12345678901234567890";
    ASSERT_TRUE(save_account(file, own));
    const auto after = load_accounts(file);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->by_name.at("officer").password, own.password);
    EXPECT_EQ(after->by_name.at("officer").totp, own.totp);
    EXPECT_EQ(after->by_name.at("leader2").totp, "");
    EXPECT_EQ(after->by_name.size(), 2U);
    struct stat info {};
    ASSERT_EQ(::stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    own.person = PersonId{"p-9"};
    EXPECT_EQ(save_account(file, own).error().kind, Error::Kind::NotFound)
        << "the name is another person's by now";
}

TEST_F(AccountsFile, takes_what_an_invited_person_made_in_place_of_what_they_had) {
    const auto file = folder / "accounts.json";
    std::string other = account;
    other.replace(other.find("officer"), 7, "leader2");
    other.replace(other.find("p-1"), 3, "p-2");
    ASSERT_EQ(fault("{\"accounts\": [" + (account + (", " + other)) + "]}"), "");
    const Account before = load_accounts(file)->by_name.at("officer");
    Account made = before;
    made.name = "王五";
    made.totp = "12345678901234567890";
    made.totp_sha1 = true;
    ASSERT_TRUE(put_account(file, made));
    const auto after = load_accounts(file);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->by_name.size(), 2U) << "one account a person";
    EXPECT_EQ(after->by_name.at("王五"), made);
    Account taken = made;
    taken.name = "leader2";
    EXPECT_EQ(put_account(file, taken).error().kind, Error::Kind::Refused);
    EXPECT_EQ(load_accounts(file)->by_name.at("王五"), made) << "nothing was changed";
    ASSERT_TRUE(take_account_back(file, made, {before}));
    EXPECT_EQ(load_accounts(file)->by_name.at("officer"), before);
    EXPECT_FALSE(load_accounts(file)->by_name.contains("王五"));
    Account fresh = made;
    fresh.name = "new";
    fresh.person = PersonId{"p-3"};
    ASSERT_TRUE(put_account(file, fresh));
    ASSERT_TRUE(take_account_back(file, fresh, {}));
    EXPECT_EQ(load_accounts(file)->by_name.size(), 2U);
}

TEST_F(AccountsFile, keeps_a_demos_accounts_for_everybody) {
    const auto file = folder / "accounts.json";
    ASSERT_EQ(fault("{\"accounts\": [" + std::string(account) +
                    R"(], "demo": [{"name": "officer", "password": "x", "role": "officer",
                        "person": "p-1", "zh": "a", "en": "b"}]})"),
              "");
    Account made = load_accounts(file)->by_name.at("officer");
    EXPECT_EQ(put_account(file, made).error().kind, Error::Kind::Refused);
    made.name = "my own";
    ASSERT_TRUE(put_account(file, made));
    EXPECT_TRUE(load_accounts(file)->by_name.contains("officer"));
    EXPECT_TRUE(load_accounts(file)->by_name.contains("my own"));
}

TEST_F(AccountsFile, that_somebody_else_is_writing_is_left_alone_and_not_waited_for) {
    const auto file = folder / "accounts.json";
    ASSERT_EQ(fault(std::string("{\"accounts\": [") + account + "], \"demo\": []}"), "");
    Account own = load_accounts(file)->by_name.at("officer");
    const std::string before = own.password;
    own.password.replace(own.password.size() - 3, 3, "YWI");
    {
        const auto held = disk::File::open(file.string() + ".lock", O_RDWR | O_CREAT);
        ASSERT_TRUE(held);
        ASSERT_EQ(::flock(held->fd(), LOCK_EX), 0);
        EXPECT_EQ(save_account(file, own).error().kind, Error::Kind::Busy);
        EXPECT_EQ(load_accounts(file)->by_name.at("officer").password, before);
    }
    EXPECT_TRUE(save_account(file, own));
}

}  // namespace
}  // namespace dudao::console
