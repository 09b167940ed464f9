// Commands from JSON, and the database that does each once.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "console/commands/form.h"
#include "console/commands/sent.h"
#include "ledger/hash.h"
#include "messages/number_text.h"
#include "tests/support/disk.h"
#include "tests/support/temp_dir.h"
#include "wire/codec.h"
#include "wire/command_codec.h"

namespace dudao::console {
namespace {

using Json = nlohmann::ordered_json;
using Row = Sent::Row;

/// Nobody sees any matter.
const FindNumbered nobodys = [](MatterKind, std::int32_t, std::int32_t) {
    return std::uint64_t{0};
};

Row row(std::int64_t n, const std::string& key) {
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

Row answered(std::int64_t n, const std::string& key = {}) {
    Row out = row(n, key.empty() ? std::to_string(n) : key);
    out.answered = true;
    out.answer = yes(n);
    return out;
}

/// As the release before wrote it.
std::string line_of(const Row& row) {
    const std::string body = encode(row);
    std::string line;
    for (unsigned shift : {24U, 16U, 8U, 0U}) line += static_cast<char>(body.size() >> shift);
    return line + to_bytes(sha256(body)).substr(0, 8) + body;
}

}  // namespace

TEST(Form, takes_ids_hashes_and_budgets_as_pages_write_them) {
    const auto command =
        command_of("rectification.extend",
                   {{"rectification", "12"}, {"budget", "5wd"}, {"reason", "雨季"}}, nobodys);
    ASSERT_TRUE(command) << command.error().text();
    const auto& extend = std::get<RequestExtension>(*command);
    EXPECT_EQ(extend.rectification, RectificationId{12});
    EXPECT_EQ(extend.budget, (Budget{5, TimeUnit::WorkingDays}));
    EXPECT_EQ(extend.reason.value, "雨季");
    const auto checklist =
        command_of("checklist.adopt", {{"theme", "R"}, {"hash", std::string(64, 'a')}}, nobodys);
    ASSERT_TRUE(checklist);
    EXPECT_EQ(std::get<ChecklistRow>(*checklist).hash.size(), 32U);
}

TEST(Form, names_the_field_that_is_wrong) {
    const auto wrong = [](const char* name, Json args) {
        const auto command = command_of(name, args, nobodys);
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
    EXPECT_EQ(command_of("task.explode", Json::object(), nobodys).error().kind,
              Error::Kind::NotFound);
    EXPECT_FALSE(command_of("rectification.verify", Json::array(), nobodys));
}

/// The fields of a command that take a matter with a number: which kind each takes.
std::map<std::string, MatterKind> numbered_fields(const Command& blank) {
    std::map<std::string, MatterKind> fields;
    std::visit(
        [&](const auto& record) {
            for_each_field(record, [&](std::string_view field, const auto& member) {
                using Member = std::decay_t<decltype(member)>;
                const auto is = [&]<class Id>(Id, MatterKind kind) {
                    if (std::is_same_v<Member, Id>) fields.emplace(field, kind);
                };
                is(TaskId{}, MatterKind::Task);
                is(RectificationId{}, MatterKind::Rectification);
                is(CaseId{}, MatterKind::Case);
                is(PlanId{}, MatterKind::Plan);
                is(ProposalId{}, MatterKind::Proposal);
            });
        },
        blank);
    return fields;
}

std::string told(const Result<Command>& command) {
    return command ? std::string("accepted") : command.error().text();
}

TEST(Form, takes_a_matters_number_in_every_spelling_wherever_its_id_belongs) {
    MatterKind asked = MatterKind::Task;
    const FindNumbered find = [&](MatterKind kind, std::int32_t year, std::int32_t number) {
        EXPECT_EQ(kind, asked);
        EXPECT_EQ(year, 2026);
        EXPECT_EQ(number, 3);
        return std::uint64_t{4711};
    };
    int fields = 0;
    for (const CommandDeclaration& declared : command_declarations) {
        const auto blank = blank_command(declared.name);
        ASSERT_TRUE(blank) << declared.name;
        for (const auto& [field, kind] : numbered_fields(*blank)) {
            ++fields;
            asked = kind;
            for (const std::string& typed :
                 {number_text(Lang::Zh, kind, 2026, 3), number_text(Lang::En, kind, 2026, 3),
                  std::string("2026-3"), std::string("（２０２６）３号"),
                  std::string("[2026] 3")}) {
                const auto command = command_of(declared.name, {{field, typed}}, find);
                const std::string no = told(command);
                EXPECT_EQ(no.find("whole number"), no.npos)
                    << declared.name << " " << field << " " << typed << ": " << no;
                if (!command) continue;  // for something that only a whole command has
                std::visit(
                    [&, name = std::string_view(field)](const auto& record) {
                        for_each_field(record, [&](std::string_view at, const auto& member) {
                            if constexpr (requires { member.value + 1U; }) {
                                if (at == name) {
                                    EXPECT_EQ(member.value, 4711U) << declared.name;
                                }
                            }
                        });
                    },
                    *command);
            }
        }
    }
    EXPECT_GT(fields, 30);
}

TEST(Form, refuses_a_number_of_another_kind_and_names_the_kind) {
    const auto said = [](const char* name, Json args) {
        return told(command_of(name, args, [](auto, auto, auto) { return std::uint64_t{1}; }));
    };
    EXPECT_EQ(said("rectification.verify", {{"rectification", "督字〔2026〕3号"}}),
              "rectification: 督字〔2026〕3号 is the number of a task; "
              "a rectification's number reads 改字〔2026〕3号");
    const std::string accepts = said("task.accept", {{"task", "Lead 2026-3"}});
    EXPECT_NE(accepts.find("the number of a case"), std::string::npos) << accepts;
    // A demand has no number, and a finding none.
    EXPECT_NE(said("demand.answer", {{"demand", "改字〔2026〕3号"}}).find("a rectification"),
              std::string::npos);
    EXPECT_NE(said("finding.dismiss", {{"finding", "改字〔2026〕3号"}}).find("a rectification"),
              std::string::npos);
}

TEST(Form, a_number_that_is_nobodys_is_told_apart_from_what_is_no_number) {
    EXPECT_NE(told(command_of("rectification.verify", {{"rectification", "2026-99"}}, nobodys))
                  .find("there is no rectification 2026-99, or it is not yours to see"),
              std::string::npos);
    EXPECT_NE(told(command_of("rectification.verify", {{"rectification", "改字3号"}}, nobodys))
                  .find("whole number"),
              std::string::npos);
}

class SentCommands : public testing::Test {
 protected:
    static constexpr Moment start = Moment{0} + days(20'000);
    std::unique_ptr<Sent> open() const { return open({}); }
    std::unique_ptr<Sent> open(const Sent::Bounds& bounds, Moment now = start) const {
        auto sent = Sent::open(folder_.path(), now, bounds);
        EXPECT_TRUE(sent) << sent.error().text();
        return std::move(*sent);
    }
    static std::vector<std::int64_t> waiting(const Sent& sent) {
        std::vector<std::int64_t> out;
        for (const OutboxRow& each : sent.unanswered()) out.push_back(each.n);
        return out;
    }
    std::filesystem::path journal() const { return folder_ / "commands.journal"; }
    dudao::test::TempDir folder_;
};

TEST_F(SentCommands, finds_a_key_again_after_a_restart_and_sends_what_was_not_answered) {
    {
        const auto sent = open();
        ASSERT_TRUE(sent->begin(row(1, "A")));
        ASSERT_TRUE(sent->begin(row(2, "B")));
        ASSERT_TRUE(sent->finish(yes(1), start));
    }
    const auto sent = open();
    ASSERT_NE(sent->find(PersonId{"p-1"}, "A"), nullptr);
    EXPECT_TRUE(sent->find(PersonId{"p-1"}, "A")->answered);
    EXPECT_EQ(sent->find(PersonId{"p-1"}, "A")->answer.accepted.commit, 7U);
    EXPECT_EQ(sent->find(PersonId{"p-1"}, "A")->hash, Bytes("hash"));
    EXPECT_TRUE(sent->find(PersonId{"p-1"}, "A")->frame.empty());
    EXPECT_EQ(sent->find(PersonId{"p-2"}, "A"), nullptr);
    ASSERT_EQ(sent->unanswered().size(), 1U);
    EXPECT_EQ(sent->unanswered()[0].frame, "frame2");
    EXPECT_EQ(sent->last_n(), 2);
}

TEST_F(SentCommands, of_a_former_incarnation_are_found_and_not_sent) {
    {
        const auto sent = open();
        ASSERT_TRUE(sent->begin(row(5, "A")));
        Row fresh = row(1, "B");
        fresh.incarnation = 2;
        ASSERT_TRUE(sent->begin(fresh));
        ASSERT_TRUE(sent->finish(yes(5), start)) << "not ours any more";
    }
    const auto sent = open();
    EXPECT_EQ(sent->incarnation(), 2);
    EXPECT_EQ(sent->last_n(), 1);
    EXPECT_EQ(waiting(*sent), std::vector<std::int64_t>{1});
    ASSERT_NE(sent->find(PersonId{"p-1"}, "A"), nullptr);
    EXPECT_FALSE(sent->find(PersonId{"p-1"}, "A")->answered);
}

TEST_F(SentCommands, are_kept_for_a_week_after_their_answer_and_then_go_a_few_at_a_time) {
    const Sent::Bounds bounds{.rows = 100, .kept = days(7), .at_once = 2};
    const auto sent = open(bounds);
    for (std::int64_t n = 1; n <= 5; ++n) {
        ASSERT_TRUE(sent->begin(row(n, std::to_string(n))));
        if (n == 1) continue;
        ASSERT_TRUE(sent->finish(yes(n), n == 5 ? start + days(1) : start));
    }
    ASSERT_TRUE(sent->let_go(start + days(7)));
    EXPECT_EQ(sent->size(), 5U) << "a week is not over";
    const Moment over = start + days(7) + seconds(1);
    ASSERT_TRUE(sent->let_go(over));
    EXPECT_EQ(sent->size(), 3U) << "two at once";
    ASSERT_TRUE(sent->let_go(over));
    ASSERT_TRUE(sent->let_go(over));
    const auto again = open(bounds, over);
    EXPECT_EQ(again->size(), 2U);
    EXPECT_EQ(waiting(*again), std::vector<std::int64_t>{1}) << "it waits, however old";
    EXPECT_NE(again->find(PersonId{"p-1"}, "5"), nullptr) << "answered a day later";
}

TEST_F(SentCommands, beyond_the_bound_the_oldest_answered_ones_go_before) {
    const Sent::Bounds bounds{.rows = 4, .kept = days(7), .at_once = 2};
    const auto sent = open(bounds);
    for (std::int64_t n = 1; n <= 6; ++n) {
        ASSERT_TRUE(sent->begin(row(n, std::to_string(n))));
        if (n == 1) continue;
        ASSERT_TRUE(sent->finish(yes(n), start));
        EXPECT_LE(sent->size(), bounds.rows);
    }
    const auto again = open(bounds);
    for (const auto* each : {sent.get(), again.get()}) {
        EXPECT_EQ(each->size(), 4U);
        EXPECT_NE(each->find(PersonId{"p-1"}, "1"), nullptr) << "it waits";
        EXPECT_EQ(each->find(PersonId{"p-1"}, "2"), nullptr);
        EXPECT_EQ(each->find(PersonId{"p-1"}, "3"), nullptr);
        EXPECT_NE(each->find(PersonId{"p-1"}, "4"), nullptr);
    }
}

TEST_F(SentCommands, that_all_wait_are_kept_beyond_the_bound) {
    const auto sent = open({.rows = 2, .kept = days(7), .at_once = 2});
    for (std::int64_t n = 1; n <= 5; ++n) ASSERT_TRUE(sent->begin(row(n, std::to_string(n))));
    ASSERT_TRUE(sent->let_go(start + days(1000)));
    EXPECT_EQ(waiting(*sent), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
}

TEST_F(SentCommands, of_the_release_before_count_as_answered_when_they_are_first_read) {
    std::ofstream(journal(), std::ios::binary) << line_of(answered(1, "A"));
    const auto sent = open();
    ASSERT_TRUE(sent->let_go(start + days(7)));
    EXPECT_NE(sent->find(PersonId{"p-1"}, "A"), nullptr);
    ASSERT_TRUE(sent->let_go(start + days(8)));
    EXPECT_EQ(open()->find(PersonId{"p-1"}, "A"), nullptr);
}

TEST_F(SentCommands, of_the_release_before_are_taken_in_once_up_to_a_torn_end) {
    const std::string lines =
        line_of(row(1, "A")) + line_of(row(2, "B")) + line_of(answered(1, "A"));
    const std::string torn = line_of(row(3, "C"));
    std::ofstream(journal(), std::ios::binary) << lines << torn.substr(0, torn.size() - 1);
    for (const char* when : {"the first start", "the next one"}) {
        const auto sent = open();
        EXPECT_EQ(sent->size(), 2U) << when;
        EXPECT_EQ(waiting(*sent), std::vector<std::int64_t>{2});
        EXPECT_EQ(sent->find(PersonId{"p-1"}, "A")->answer.accepted.commit, 7U);
        EXPECT_FALSE(std::filesystem::exists(journal()));
    }
    ASSERT_TRUE(open()->begin(row(3, "C")));
}

TEST_F(SentCommands, of_the_release_before_end_at_a_line_that_was_changed) {
    std::string changed = line_of(row(2, "B"));
    const auto frame = changed.find("frame2");
    ASSERT_NE(frame, changed.npos);
    changed[frame] = 'g';  // it decodes, and is not what was written
    std::ofstream(journal(), std::ios::binary)
        << line_of(row(1, "A")) << changed << line_of(row(3, "C"));
    EXPECT_EQ(waiting(*open()), std::vector<std::int64_t>{1});
}

TEST_F(SentCommands, of_the_release_before_that_cannot_be_read_are_not_forgotten) {
    std::filesystem::create_directory(journal());
    EXPECT_FALSE(Sent::open(folder_.path(), start));
    EXPECT_TRUE(std::filesystem::is_directory(journal()));
    std::filesystem::remove(journal());
    std::ofstream(journal()) << "\xFF\xFF\xFF\xFF rubbish that is long enough to have a length";
    EXPECT_EQ(open()->size(), 0U);
}

/// Three commands and an answer; what was promised of them.
class FaultySent : public SentCommands, public testing::WithParamInterface<dudao::test::DiskFault> {
 protected:
    void begin() {
        std::filesystem::remove_all(folder_ / "data");
        std::filesystem::create_directory(folder_ / "data");
        std::ofstream(folder_ / "data" / "commands.journal", std::ios::binary)
            << line_of(row(1, "1"));
        promised_.clear();
        refused_.clear();
        answered_ = false;
    }
    void work() {
        auto sent = Sent::open(folder_ / "data", start);
        if (!sent) return;
        for (const std::int64_t n : {2, 3, 4}) {
            auto& said = (*sent)->begin(row(n, std::to_string(n))) ? promised_ : refused_;
            said.push_back(n);
            answered_ = answered_ || (n == 3 && (*sent)->finish(yes(2), start).has_value());
        }
    }
    void check() {
        const auto sent = Sent::open(folder_ / "data", start);
        ASSERT_TRUE(sent) << sent.error().text();
        EXPECT_NE((*sent)->find(PersonId{"p-1"}, "1"), nullptr);
        for (const std::int64_t n : promised_) {
            EXPECT_NE((*sent)->find(PersonId{"p-1"}, std::to_string(n)), nullptr) << n;
        }
        const Sent::Row* second = (*sent)->find(PersonId{"p-1"}, "2");
        EXPECT_TRUE(!answered_ || second == nullptr || second->answered);
        if (GetParam() == dudao::test::DiskFault::PowerLoss) return;  // nobody was told no
        for (const std::int64_t n : refused_) {
            EXPECT_EQ((*sent)->find(PersonId{"p-1"}, std::to_string(n)), nullptr) << n;
        }
    }
    std::vector<std::int64_t> promised_;
    std::vector<std::int64_t> refused_;
    bool answered_ = false;
};

TEST_P(FaultySent, a_restart_sees_what_was_promised_and_nothing_that_was_refused) {
    const int faults = dudao::test::with_each_fault(
        folder_.path(), GetParam(), [this] { begin(); }, [this] { work(); }, [this] { check(); });
    EXPECT_GE(faults, 5);
}

INSTANTIATE_TEST_SUITE_P(Disk, FaultySent,
                         testing::Values(dudao::test::DiskFault::ShortWrite,
                                         dudao::test::DiskFault::Full,
                                         dudao::test::DiskFault::Error,
                                         dudao::test::DiskFault::PowerLoss));

}  // namespace dudao::console
