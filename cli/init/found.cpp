#include "cli/init/found.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

#include "cli/init/disk_error.h"
#include "disk/file.h"
#include "refusals/says.h"
#include "visible.h"

namespace dudao::init {
namespace {

namespace fs = std::filesystem;

constexpr mode_t file_mode = 0600;  // they name people
constexpr std::array tables = {"units.csv",  "people.csv",  "posts.csv",    "grants.csv",
                               "groups.csv", "devices.csv", "conflicts.csv"};
constexpr std::array in_a_language = {"jurisdiction.toml", "plan.toml", "policy.toml", "README.md"};
constexpr std::string_view policy_hole = "{policy}\n";
constexpr std::string_view first_limit = "quiet_from";  // in the policy, after its head and titles

/// A folder that is gone with its content unless it was given a name.
class Unnamed {
 public:
    static Result<Unnamed> beside(const fs::path& folder) {
        const fs::path parent = disk::folder_of(folder);
        std::string name = (parent / ("." + folder.filename().string() + ".new-XXXXXX")).string();
        if (::mkdtemp(name.data())) return Unnamed(name);
        const bool absent = errno == ENOENT;
        const bool full = errno == ENOSPC || errno == EDQUOT;
        return of_disk(parent.string(), {absent ? Error::Kind::NotFound
                                         : full ? Error::Kind::Busy
                                                : Error::Kind::Refused,
                                         parent.string() + ": " + std::strerror(errno),
                                         "a folder that this user may write in"});
    }
    Unnamed(Unnamed&& other) noexcept : at_(std::move(other.at_)) { other.at_.clear(); }
    Unnamed& operator=(Unnamed&&) = delete;
    Unnamed(const Unnamed&) = delete;
    Unnamed& operator=(const Unnamed&) = delete;
    ~Unnamed() {
        std::error_code failed;
        if (!at_.empty()) fs::remove_all(at_, failed);
    }

    const fs::path& at() const { return at_; }
    Result<void> name(const fs::path& folder) {
        if (auto synced = disk::sync_folder(at_); !synced) return synced;
        if (auto given = disk::give_name(at_, folder); !given) return given;
        at_.clear();
        return {};
    }

 private:
    explicit Unnamed(fs::path at) : at_(std::move(at)) {}
    fs::path at_;
};

/// The template's head, and the limits of the demo county's policy after it.
std::optional<std::string> policy_of(const std::string& head, const fs::path& county) {
    const auto whole = disk::read_whole(county / "policy.toml");
    const auto hole = head.find(policy_hole);
    if (!whole || hole == head.npos) return std::nullopt;
    const auto limits = whole->find("\n" + std::string(first_limit));
    if (limits == whole->npos) return std::nullopt;
    return head.substr(0, hole) + whole->substr(limits + 1);
}

Result<void> fill(const fs::path& to, const Templates& from, const Answers& answers, Day today,
                  const Random& random) {
    Template made(answers, today, random);
    const auto put = [&](const char* name, const std::string& bytes) {
        return disk::create(to / name, bytes, file_mode);
    };
    const auto lacking = [] { return fail(Error::Kind::NotFound, says("no_template")); };
    for (const char* name : tables) {
        const auto text = disk::read_whole(from.own / name);
        if (!text) return lacking();
        if (auto done = put(name, made.filled(*text, false)); !done) return done;
    }
    // Of what comes from the demo county; in English its own stand.
    const std::string words =
        answers.lang == Lang::Zh
            ? disk::read_whole(from.own / "zh" / "comments.tsv").value_or(std::string())
            : std::string();
    for (const char* name : in_a_language) {
        const auto text =
            disk::read_whole(from.own / (answers.lang == Lang::Zh ? "zh" : "en") / name);
        if (!text) return lacking();
        const std::string own = made.filled(*text, true);
        const bool policy = std::strcmp(name, "policy.toml") == 0;
        const auto bytes = policy ? policy_of(own, from.county) : own;
        if (!bytes) return lacking();
        const std::string last = policy ? with_comments(*bytes, words) : *bytes;
        if (auto done = put(name, last); !done) return done;
    }
    const auto lists = disk::read_whole(from.county / "checklists.toml");
    return lists ? put("checklists.toml", with_comments(*lists, words)) : lacking();
}

}  // namespace

Result<void> is_free(const fs::path& folder) {
    std::error_code fault;
    const auto status = fs::symlink_status(folder, fault);
    if (status.type() == fs::file_type::not_found) return {};
    if (status.type() == fs::file_type::directory && fs::is_empty(folder, fault) && !fault) {
        return {};
    }
    return fail(Error::Kind::Refused, says("folder_not_empty", printable(folder.string())));
}

Result<std::vector<MarkedFile>> found_folder(const fs::path& folder, const Templates& templates,
                                             const Answers& answers, Day today,
                                             const Random& random) {
    if (auto free = is_free(folder); !free) return tl::unexpected<Error>(free.error());
    auto made = Unnamed::beside(folder);
    if (!made) return tl::unexpected<Error>(made.error());
    auto filled = fill(made->at(), templates, answers, today, random);
    if (!filled) return of_disk(folder.string(), filled.error());
    auto marked = marked_files(made->at());
    if (auto named = made->name(folder); !named) {
        if (auto free = is_free(folder); !free) return tl::unexpected<Error>(free.error());
        return of_disk(folder.string(), named.error());
    }
    return marked;
}

}  // namespace dudao::init
