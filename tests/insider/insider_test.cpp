// Each insider says every command, about the own and about others', alone and with a second person,
// with values at the ends of their types. What happens is held against the tests' own words of who
// is what, and written down as the table of docs/security.md.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "domain/confirm.h"
#include "domain/invariants.h"
#include "domain/permission.h"
#include "tests/insider/cast.h"

namespace dudao::test {
namespace {

constexpr std::size_t samples_short = 40;

std::size_t samples() {
    const char* given = std::getenv("DUDAO_INSIDER_SAMPLES");  // NOLINT(concurrency-mt-unsafe)
    return given ? std::strtoul(given, nullptr, 10) : samples_short;
}

/// What one insider came to with one command.
struct Came {
    bool alone = false;
    bool waited = false;
    std::set<std::string> confirmed_by;
};
using Table = std::map<std::string, std::map<std::string, Came>>;  // label -> insider

/// The command, by what it is about where that decides who confirms.
std::string label_of(const Command& command, const State& state) {
    std::string label(name(command));
    const auto of_kind = [&](KeyKind kind) {
        const bool process =
            kind != KeyKind::Person && kind != KeyKind::Device && kind != KeyKind::Gateway;
        label += process ? ", a process" : ", a " + std::string(name(kind));
    };
    const auto of_key = [&](const KeyId& id) {
        const auto at = state.keys.find(id);
        if (at != state.keys.end()) of_kind(at->second.kind);
    };
    if (const auto* row = std::get_if<KeyRow>(&command)) of_kind(row->kind);
    if (const auto* revoked = std::get_if<KeyRevocation>(&command)) of_key(revoked->key);
    if (const auto* grant = std::get_if<IncarnationGrant>(&command)) of_key(grant->key);
    return label;
}

bool is_wait(const Event& event) {
    const std::string_view type = name(event.body);
    return type == "proposal.made" || type == "timer.set" || type == "notice.queued" ||
           type == "unreachable" || type == "case.brought";
}

/// True when the person stands in the command and did not before: gains something, as a rule.
bool names(const Command& command, const PersonId& person) {
    bool found = false;
    const auto walk = [&](const auto& self, const auto& value) -> void {
        using T = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<T, PersonId>) {
            found = found || value == person;
        } else if constexpr (Record<T>) {
            for_each_field(value, [&](std::string_view, const auto& each) { self(self, each); });
        } else if constexpr (requires {
                                 value.begin();
                                 value.front();
                             } && !std::is_convertible_v<T, std::string>) {
            for (const auto& each : value) self(self, each);
        }
    };
    std::visit([&](const auto& body) { walk(walk, body); }, command);
    return found;
}

class Trial {
 public:
    explicit Trial(std::uint64_t seed)
        : seed_(seed), cast_(seed), sampler_([this](std::uint64_t n) { return random_() % n; }) {}

    void run(Table& table) {
        for (std::size_t index = 0; index < command_names.size(); ++index) {
            for (std::size_t w = 0; w < cast_.insiders.size(); ++w) {
                const Insider& who = cast_.insiders[w];
                for (std::size_t i = 0; i < samples(); ++i) {
                    // The short form's samples are among the long form's.
                    std::seed_seq here{seed_, std::uint64_t{index}, std::uint64_t{w},
                                       std::uint64_t{i}};
                    random_.seed(here);
                    const Command command = sampler_.command(
                        index, who.speaks.actor, cast_.scene([this] { return random_(); }));
                    const std::string label = label_of(command, cast_.county.state);
                    say(command, who, table[label][who.name]);
                }
            }
        }
    }

 private:
    void say(const Command& command, const Insider& who, Came& came) {
        Context speaks = who.speaks;
        speaks.now = cast_.county.now;
        Decision decision;
        ASSERT_NO_THROW(decision = decide(cast_.county.state, speaks, command))
            << who.name << " says " << name(command);
        if (!decision) return;
        const Right& right = declaration_of(command).right;
        EXPECT_TRUE(is_in(right, who)) << who.name << " may not say " << name(command);
        State after = cast_.county.state;
        ASSERT_NO_THROW(fold(after, decision->events)) << who.name << " says " << name(command);
        EXPECT_EQ(broken_invariants(after), std::vector<std::string>{})
            << who.name << " says " << name(command);
        if (!decision->accepted.proposal || right.confirm == 0) {
            came.alone = true;
            return;
        }
        came.waited = true;
        for (const Event& event : decision->events) {
            EXPECT_TRUE(is_wait(event)) << name(command) << " did " << name(event.body);
        }
        confirm(after, command, who, decision->accepted.proposal, came);
    }

    void confirm(const State& proposed, const Command& command, const Insider& maker, ProposalId id,
                 Came& came) {
        for (const Insider& second : cast_.insiders) {
            Context speaks = second.speaks;
            speaks.now = cast_.county.now;
            const auto decision = decide(proposed, speaks, ConfirmProposal{id});
            if (!decision) continue;
            came.confirmed_by.insert(second.name);
            EXPECT_NE(second.speaks.actor, maker.speaks.actor) << name(command);
            const auto* key = std::get_if<KeyRow>(&command);
            const bool asked_by_name = (key && key->kind == KeyKind::Gateway) ||
                                       std::holds_alternative<ContactRow>(command);
            const bool stands = has_it(command, second.speaks.actor);
            if (!asked_by_name && !stands) {
                EXPECT_FALSE(names(command, second.speaks.actor))
                    << second.name << " confirms " << name(command) << " for themselves";
            }
            State after = proposed;
            ASSERT_NO_THROW(fold(after, decision->events));
            EXPECT_EQ(broken_invariants(after), std::vector<std::string>{}) << name(command);
            for (const Event& event : decision->events) {
                if (event.actor != maker.speaks.actor) continue;
                EXPECT_EQ(event.second, second.speaks.actor) << name(event.body);
            }
        }
    }

    /// A place that the person has already, so that the command gives them nothing.
    bool has_it(const Command& command, const PersonId& person) const {
        const State& state = cast_.county.state;
        if (const auto* post = std::get_if<PostRow>(&command)) {
            const auto at = state.posts.find(post->id);
            return at != state.posts.end() && at->second.role == post->role &&
                   at->second.unit == post->unit &&
                   (at->second.holder == person || at->second.deputy == person);
        }
        if (const auto* group = std::get_if<GroupRow>(&command)) {
            const auto at = state.groups.find(group->id);
            return at != state.groups.end() && at->second.head == person;
        }
        return false;
    }

    bool is_in(const Right& right, const Insider& who) const {
        if (!who.speaks.actor) return (right.process & bit(who.speaks.kind)) != 0;
        if (right.roles == rights::anybody) return true;
        return std::any_of(who.roles.begin(), who.roles.end(),
                           [&](Role role) { return (right.roles & bit(role)) != 0; });
    }

    void fold(State& state, const std::vector<Event>& events) const {
        for (const Event& event : events) apply(state, event);
    }

    std::uint64_t seed_;
    std::mt19937_64 random_;
    Cast cast_;
    Sampler sampler_;
};

const Table& table() {
    static const Table made = [] {
        Table rows;
        for (const std::uint64_t seed : {7U, 8U, 9U, 10U}) {
            if (seed > 8 && samples() <= samples_short) break;
            Trial(seed).run(rows);
        }
        return rows;
    }();
    return made;
}

std::string list(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& each : names) text += (text.empty() ? "" : ", ") + each;
    return text;
}

/// A row of the page: who says it alone, who proposes it, who confirms it.
using Columns = std::array<std::set<std::string>, 3>;

bool passed(const Columns& columns) {
    return !columns[0].empty() || !columns[1].empty() || !columns[2].empty();
}

Columns columns_of(const std::map<std::string, Came>& by) {
    Columns columns;
    for (const auto& [who, came] : by) {
        if (came.alone) columns[0].insert(who);
        if (came.waited) columns[1].insert(who);
        columns[2].insert(came.confirmed_by.begin(), came.confirmed_by.end());
    }
    return columns;
}

std::string markdown() {
    std::ostringstream out;
    out << "| command | alone | proposed by | confirmed by |\n|---|---|---|---|\n";
    for (const auto& [command, by] : table()) {
        const Columns columns = columns_of(by);
        if (!passed(columns)) continue;
        out << "| `" << command << "` |";
        for (const auto& column : columns) out << " " << list(column) << " |";
        out << "\n";
    }
    return out.str();
}

/// What the page says: command -> columns.
std::map<std::string, Columns> page_rows(const std::string& made) {
    std::map<std::string, Columns> rows;
    std::istringstream in(made);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("| `")) continue;
        const auto tick = line.find('`', 3);
        Columns& columns = rows[line.substr(3, tick - 3)];
        std::size_t at = line.find('|', tick);
        for (auto& column : columns) {
            const std::size_t end = line.find('|', at + 1);
            std::istringstream cell(line.substr(at + 1, end - at - 1));
            for (std::string each; std::getline(cell, each, ',');) {
                const auto first = each.find_first_not_of(' ');
                if (first == std::string::npos) continue;
                column.insert(each.substr(first, each.find_last_not_of(' ') + 1 - first));
            }
            at = end;
        }
    }
    return rows;
}

TEST(Insider, does_nothing_that_the_table_of_permissions_does_not_say) {
    EXPECT_FALSE(table().empty());
}

/// The labels of a command: one, or one for each kind of key.
std::vector<const std::map<std::string, Came>*> rows_of(std::string_view command) {
    std::vector<const std::map<std::string, Came>*> rows;
    for (const auto& [label, by] : table()) {
        if (label.substr(0, label.find(',')) == command) rows.push_back(&by);
    }
    return rows;
}

TEST(Insider, every_command_is_tried_so_that_it_passes) {
    for (const std::string_view command : command_names) {
        const auto rows = rows_of(command);
        const bool any = std::any_of(rows.begin(), rows.end(),
                                     [](const auto* by) { return passed(columns_of(*by)); });
        EXPECT_TRUE(any) << command << " was refused to everybody: nothing was tried";
    }
}

TEST(Insider, every_command_that_waits_is_confirmed_by_somebody) {
    for (const CommandDeclaration& each : command_declarations) {
        if (each.right.confirm == 0) continue;
        const auto rows = rows_of(each.name);
        const bool confirmed = std::any_of(
            rows.begin(), rows.end(), [](const auto* by) { return !columns_of(*by)[2].empty(); });
        EXPECT_TRUE(confirmed) << each.name;
    }
}

/// The page is made of what happened in the long form: DUDAO_RENEW=1 writes it anew. The short form
/// reaches less; whatever it reaches stands there.
TEST(Insider, what_each_may_do_alone_and_with_whom_is_the_page) {
    const std::string begin = "<!-- made by tests/insider -->\n";
    const std::string end = "<!-- end -->";
    std::ifstream in(DUDAO_SECURITY);
    std::stringstream buffer;
    buffer << in.rdbuf();
    const std::string page = buffer.str();
    const auto from = page.find(begin);
    const auto to = page.find(end, from);
    ASSERT_NE(to, std::string::npos);
    if (std::getenv("DUDAO_RENEW")) {  // NOLINT(concurrency-mt-unsafe)
        std::ofstream(DUDAO_SECURITY)
            << page.substr(0, from + begin.size()) << markdown() << page.substr(to);
        return;
    }
    const std::string made = page.substr(from + begin.size(), to - from - begin.size());
    if (samples() > samples_short) {
        EXPECT_EQ(made, markdown()) << "look at what has changed, then DUDAO_RENEW=1";
        return;
    }
    const auto rows = page_rows(made);
    for (const auto& [command, by] : table()) {
        const Columns happened = columns_of(by);
        if (!passed(happened)) continue;
        ASSERT_TRUE(rows.contains(command)) << command;
        for (std::size_t i = 0; i < happened.size(); ++i) {
            for (const std::string& who : happened.at(i)) {
                EXPECT_TRUE(rows.at(command).at(i).contains(who))
                    << command << ": " << who << " is not in column " << i + 1 << " of the page";
            }
        }
    }
}

}  // namespace
}  // namespace dudao::test
