// Commands from JSON, and the file that does each once.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "console/commands/form.h"
#include "console/commands/journal.h"
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
        journal->finish(yes(1));
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

TEST(Journal, rubbish_is_no_command) {
    const dudao::test::TempDir folder;
    const auto file = folder / "commands.journal";
    std::ofstream(file) << "\xFF\xFF\xFF\xFF rubbish that is long enough to have a length";
    const auto journal = *Journal::open(file);
    EXPECT_EQ(journal->size(), 0U);
}

}  // namespace dudao::console
