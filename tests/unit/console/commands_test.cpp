// Commands from JSON, and the file that does each once.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "console/commands/form.h"
#include "console/commands/journal.h"
#include "console/limits.h"
#include "tests/support/syncs.h"
#include "tests/support/temp_dir.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;

Journal::Row row(std::int64_t n, const std::string& key) {
    return {1,     n, PersonId{"p-1"}, key, Bytes("hash"), Bytes("frame" + std::to_string(n)),
            false, {}};
}

wire::Answer yes(std::int64_t n) {
    wire::Answer answer;
    answer.n = n;
    answer.ok = true;
    answer.accepted.commit = 7;
    return answer;
}

}  // namespace

TEST(Form, takes_ids_hashes_and_budgets_as_pages_write_them) {
    const auto command = command_of(
        "rectification.extend", {{"rectification", "12"}, {"budget", "5wd"}, {"reason", "雨季"}});
    ASSERT_TRUE(command) << command.error().text();
    const auto& extend = std::get<RequestExtension>(*command);
    EXPECT_EQ(extend.rectification, RectificationId{12});
    EXPECT_EQ(extend.budget, (Budget{5, TimeUnit::WorkingDays}));
    EXPECT_EQ(extend.reason.value, "雨季");
    const auto checklist =
        command_of("checklist.adopt", {{"theme", "R"}, {"hash", std::string(64, 'a')}});
    ASSERT_TRUE(checklist);
    EXPECT_EQ(std::get<ChecklistRow>(*checklist).hash.size(), 32U);
}

TEST(Form, names_the_field_that_is_wrong) {
    const auto wrong = [](const char* name, Json args) {
        const auto command = command_of(name, args);
        return command ? std::string("accepted") : command.error().text();
    };
    EXPECT_NE(wrong("rectification.verify", {{"rectification", "x"}}).find("rectification"),
              std::string::npos);
    EXPECT_NE(wrong("rectification.verify", {{"rectificaton", 1}}).find("rectificaton"),
              std::string::npos);
    EXPECT_NE(wrong("rectification.verify", {{"rectification", 1.5}}).find("whole number"),
              std::string::npos);
    EXPECT_NE(wrong("rectification.return", {{"gaps", std::string(5000, 'x')}}).find("4000"),
              std::string::npos);
    EXPECT_EQ(command_of("task.explode", Json::object()).error().kind, Error::Kind::NotFound);
    EXPECT_FALSE(command_of("rectification.verify", Json::array()));
}

TEST(Journal, finds_a_key_again_after_a_restart_and_sends_what_was_not_answered) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    {
        const auto journal = *Journal::open(file);
        ASSERT_TRUE(journal->begin(row(1, "A")));
        ASSERT_TRUE(journal->begin(row(2, "B")));
        ASSERT_TRUE(journal->finish(yes(1)));
    }
    const auto journal = *Journal::open(file);
    ASSERT_NE(journal->find(PersonId{"p-1"}, "A"), nullptr);
    EXPECT_TRUE(journal->find(PersonId{"p-1"}, "A")->answered);
    EXPECT_EQ(journal->find(PersonId{"p-1"}, "A")->answer.accepted.commit, 7U);
    EXPECT_TRUE(journal->find(PersonId{"p-1"}, "A")->frame.empty());
    EXPECT_EQ(journal->find(PersonId{"p-2"}, "A"), nullptr);
    ASSERT_EQ(journal->unanswered().size(), 1U);
    EXPECT_EQ(journal->unanswered()[0].frame, "frame2");
    EXPECT_EQ(journal->last_n(), 2);
}

TEST(Journal, a_torn_end_is_a_command_that_was_never_sent) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    {
        const auto journal = *Journal::open(file);
        ASSERT_TRUE(journal->begin(row(1, "A")));
        ASSERT_TRUE(journal->begin(row(2, "B")));
    }
    const auto whole = std::filesystem::file_size(file);
    for (std::uintmax_t size = whole - 1; size > whole / 2 + 8; size -= 7) {
        std::filesystem::resize_file(file, size);
        const auto journal = *Journal::open(file);
        ASSERT_EQ(journal->unanswered().size(), 1U) << size;
        ASSERT_EQ(journal->last_n(), 1) << size;
        ASSERT_TRUE(journal->begin(row(2, "B")));
    }
}

/// Files of this process grow no further than so many bytes: a disk that is full in the middle of a
/// line.
class FullDisk {
 public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
        const rlimit full{bytes, before_.rlim_max};
        EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

 private:
    rlimit before_{};
};

TEST(Journal, a_command_is_on_disk_before_it_is_sent) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    const auto journal = *Journal::open(file);
    for (std::int64_t n = 1; n <= 3; ++n) {
        dudao::test::disk_calls();
        ASSERT_TRUE(journal->begin(row(n, std::string(1, static_cast<char>('A' + n)))));
        // The file was renamed while it was open: the name it has now is not always told.
        ASSERT_EQ(dudao::test::disk_calls().size(), 1U) << n;
    }
}

TEST(Journal, a_damaged_line_and_all_behind_it_are_no_commands) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    {
        const auto journal = *Journal::open(file);
        ASSERT_TRUE(journal->begin(row(1, "A")));
        ASSERT_TRUE(journal->begin(row(2, "B")));
        ASSERT_TRUE(journal->begin(row(3, "C")));
    }
    {
        std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
        std::ostringstream all;
        all << bytes.rdbuf();
        const std::size_t at = all.str().find("frame2");
        ASSERT_NE(at, std::string::npos);
        bytes.seekp(static_cast<std::streamoff>(at));
        bytes.put('F');  // it can still be read, and is not what was written
    }
    const auto journal = *Journal::open(file);
    EXPECT_EQ(journal->size(), 1U);
    EXPECT_EQ(journal->last_n(), 1);
}

TEST(Journal, a_full_disk_is_said_and_loses_nothing_that_is_promised_after_it) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    {
        const auto journal = *Journal::open(file);
        for (std::int64_t n = 1; n <= 3; ++n)
            ASSERT_TRUE(journal->begin(row(n, std::string(1, static_cast<char>('A' + n)))));
        {
            const FullDisk full(std::filesystem::file_size(file) + 20);
            EXPECT_FALSE(journal->finish(yes(1))) << "an answer that is not on disk";
            EXPECT_FALSE(journal->begin(row(4, "refused"))) << "a command that is not on disk";
        }
        EXPECT_EQ(journal->find(PersonId{"p-1"}, "refused"), nullptr);
        for (std::int64_t n = 4; n <= 6; ++n)
            ASSERT_TRUE(journal->begin(row(n, std::string(1, static_cast<char>('A' + n)))));
        EXPECT_EQ(journal->last_n(), 6);
    }
    const auto journal = *Journal::open(file);
    EXPECT_EQ(journal->size(), 6U);
    EXPECT_EQ(journal->last_n(), 6);
    EXPECT_EQ(journal->find(PersonId{"p-1"}, "refused"), nullptr);
    ASSERT_EQ(journal->unanswered().size(), 6U) << "the answer that was lost is asked for again";
}

TEST(Journal, at_any_fill_of_the_disk_a_restart_sees_what_was_promised) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    for (rlim_t room = 0; room < 400; room += 7) {
        std::filesystem::remove(file);
        std::vector<std::int64_t> promised;
        {
            const auto journal = *Journal::open(file);
            const auto say = [&](std::int64_t n) {
                if (journal->begin(row(n, std::to_string(n)))) promised.push_back(n);
            };
            say(1);
            {
                const FullDisk full(std::filesystem::file_size(file) + room);
                for (std::int64_t n = 2; n <= 5; ++n) say(n);
            }
            say(6);
        }
        const auto journal = *Journal::open(file);
        std::vector<std::int64_t> found;
        for (const OutboxRow& each : journal->unanswered()) found.push_back(each.n);
        ASSERT_EQ(found, promised) << room;
    }
}

TEST(Journal, that_cannot_be_made_smaller_goes_on_in_the_old_file) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    {
        const auto journal = *Journal::open(file);
        ASSERT_TRUE(journal->begin(row(1, "A")));
        for (std::size_t i = 0; i <= 2 * keys_kept_max; ++i) ASSERT_TRUE(journal->finish(yes(1)));
        {
            const FullDisk full(20);
            EXPECT_FALSE(journal->begin(row(2, "B"))) << "it is to be rewritten first";
        }
        ASSERT_TRUE(journal->begin(row(2, "C")));
    }
    const auto journal = *Journal::open(file);
    EXPECT_NE(journal->find(PersonId{"p-1"}, "A"), nullptr);
    EXPECT_EQ(journal->find(PersonId{"p-1"}, "B"), nullptr);
    EXPECT_NE(journal->find(PersonId{"p-1"}, "C"), nullptr);
}

TEST(Journal, that_is_there_and_cannot_be_read_is_not_begun_anew) {
    const dudao::test::TempDir folder;
    std::filesystem::create_directory(folder / "commands.journal");
    EXPECT_FALSE(Journal::open(folder / "commands.journal"));
    EXPECT_TRUE(std::filesystem::is_directory(folder / "commands.journal"));
}

TEST(Journal, rubbish_is_no_command) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    std::ofstream(file) << "\xFF\xFF\xFF\xFF rubbish that is long enough to have a length";
    const auto journal = *Journal::open(file);
    EXPECT_EQ(journal->size(), 0U);
}

}  // namespace dudao::console
