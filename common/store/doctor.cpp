#include "store/doctor.h"

#include <poll.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "store/calls.h"
#include "store/functions.h"

namespace dudao {
namespace {

constexpr int answer_ms = 5000;

enum class Weight { Refuses, Warns };

struct Rule {
    std::string_view setting;
    std::string_view wanted;
    Weight weight;
    std::string_view why;
};

// Each rule was found by a test in which a Redis with another setting lost data or stopped
// (reliability).
constexpr auto rules = std::to_array<Rule>({
    {"appendonly", "yes", Weight::Refuses, "without it a restart forgets commits"},
    {"appendfsync", "always", Weight::Refuses, "else a commit is answered before it is on disk"},
    {"no-appendfsync-on-rewrite", "no", Weight::Refuses, "else nothing is synced for minutes"},
    {"maxmemory-policy", "noeviction", Weight::Refuses, "else Redis drops keys of the log"},
    {"save", "", Weight::Warns, "RDB points cost a fork and add nothing to the AOF"},
    {"aof-load-truncated", "yes", Weight::Warns,
     "else a torn last commit keeps Redis from starting"},
    {"replica-serve-stale-data", "no", Weight::Warns, "else readers may see an old history"},
    {"cluster-enabled", "no", Weight::Warns, "a cluster: functions must be loaded on every master"},
});

Result<std::string> setting(Connection& connection, std::string_view name) {
    const auto reply = connection.call({"CONFIG", "GET", std::string(name)}, answer_ms);
    if (!reply) return tl::unexpected(reply.error());
    if (reply->is(Reply::Kind::Error)) {
        return fail(Error::Kind::Refused, "CONFIG GET: " + reply->text,
                    "a user allowed +config|get");
    }
    if (reply->items.size() != 2) return std::string("(unknown)");
    return reply->items[1].text;
}

// A number from INFO persistence; std::nullopt if it is not there.
std::optional<std::uint64_t> told(const std::string& info, const std::string& name) {
    const auto at = info.find("\n" + name + ":");
    if (at == info.npos) return std::nullopt;
    const auto from = at + name.size() + 2;
    return calls::parse_number(info.substr(from, info.find_first_of("\r\n", from) - from));
}

enum class File { Settled, Unsettled, BeingWritten };

Result<File> append_file(Connection& connection) {
    const auto reply = connection.call({"INFO", "persistence"}, answer_ms);
    if (!reply) return tl::unexpected(reply.error());
    const auto rewrites = told(reply->text, "aof_rewrites");
    const auto writing = told(reply->text, "aof_rewrite_in_progress");
    const auto waiting = told(reply->text, "aof_rewrite_scheduled");
    const auto base = told(reply->text, "aof_base_size");
    const auto size = told(reply->text, "aof_current_size");
    if (!rewrites || !writing || !waiting || !base || !size) {
        return fail(Error::Kind::BadInput, "INFO says nothing of the append-only file", "Redis 7");
    }
    if (*writing != 0 || *waiting != 0) return File::BeingWritten;
    const bool failed = reply->text.find("aof_last_bgrewrite_status:ok") == reply->text.npos;
    return (*rewrites > 0 && !failed) || *size == *base ? File::Settled : File::Unsettled;
}

// If Redis (7.0.15) starts on a file whose last transaction is cut off inside a command, it leaves
// the beginning of that transaction in the file. At the next start the writes that follow are read
// as part of it, so an acknowledged commit is lost. The file is therefore rewritten once after each
// start, before anything is written.
Result<void> settle_append_file(Connection& connection) {
    constexpr int looks_max = 500;
    constexpr int look_ms = 20;
    bool asked = false;
    for (int look = 0; look < looks_max; ++look) {
        const auto file = append_file(connection);
        if (!file) return tl::unexpected(file.error());
        if (*file == File::Settled) return {};
        if (*file == File::Unsettled) {
            if (asked) break;
            const auto begun = connection.call({"BGREWRITEAOF"}, answer_ms);
            if (!begun) return tl::unexpected(begun.error());
            asked = true;
        }
        poll(nullptr, 0, look_ms);
    }
    return fail(Error::Kind::Busy, "the append-only file could not be written anew after a start",
                "Redis' log says why: disk, memory, overcommit");
}

std::string line_for(const Rule& rule) {
    return std::string(rule.setting) + " " +
           (rule.wanted.empty() ? "\"\"" : std::string(rule.wanted));
}

// The code loaded under our library name; empty if none.
Result<std::string> loaded_code(Connection& connection) {
    const auto reply = connection.call(
        {"FUNCTION", "LIST", "LIBRARYNAME", std::string(function_library_name), "WITHCODE"},
        answer_ms);
    if (!reply) return tl::unexpected(reply.error());
    if (reply->is(Reply::Kind::Error)) {
        return fail(Error::Kind::BadInput, "FUNCTION LIST: " + reply->text, "Redis 7 or later");
    }
    if (reply->items.empty()) return std::string();
    const auto& library = reply->items[0].items;
    for (std::size_t i = 0; i + 1 < library.size(); i += 2) {
        if (library[i].text == "library_code") return library[i + 1].text;
    }
    return fail(Error::Kind::BadInput, "FUNCTION LIST shows no code");
}

Result<void> same_code(const std::string& code) {
    if (code == function_library()) return {};
    return fail(Error::Kind::Refused,
                "another library stands in Redis as " + std::string(function_library_name),
                "stop all brokers, FUNCTION DELETE " + std::string(function_library_name) +
                    ", start again");
}

}  // namespace

Result<std::vector<std::string>> check_server(Connection& connection) {
    std::vector<std::string> warnings;
    std::string faults;
    std::string mend;
    for (const Rule& rule : rules) {
        const auto now = setting(connection, rule.setting);
        if (!now) return tl::unexpected(now.error());
        if (*now == rule.wanted) continue;
        const std::string fault =
            std::string(rule.setting) + " is \"" + *now + "\": " + std::string(rule.why);
        if (rule.weight == Weight::Warns) {
            warnings.push_back(fault + "; set: " + line_for(rule));
            continue;
        }
        faults += (faults.empty() ? "" : "; ") + fault;
        mend += (mend.empty() ? "set in redis.conf: " : " | ") + line_for(rule);
    }
    if (!faults.empty()) return bad_input("Redis: " + faults, mend);
    if (auto settled = settle_append_file(connection); !settled) {
        return tl::unexpected(settled.error());
    }
    return warnings;
}

Result<void> ensure_functions(Connection& connection) {
    const auto before = loaded_code(connection);
    if (!before) return tl::unexpected(before.error());
    if (!before->empty()) return same_code(*before);
    const auto loaded =
        connection.call({"FUNCTION", "LOAD", std::string(function_library())}, answer_ms);
    if (!loaded) return tl::unexpected(loaded.error());
    if (!loaded->is(Reply::Kind::Error)) return {};
    const auto after = loaded_code(connection);  // another process may have loaded it first
    if (after && !after->empty()) return same_code(*after);
    return fail(Error::Kind::Refused, "FUNCTION LOAD: " + loaded->text);
}

}  // namespace dudao
