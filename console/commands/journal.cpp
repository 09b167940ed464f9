#include "console/commands/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "console/limits.h"
#include "ledger/hash.h"
#include "wire/codec.h"

namespace dudao::console {
namespace {

constexpr std::size_t length_bytes = 4;
constexpr std::size_t check_bytes = 8;
constexpr std::size_t line_bytes_max = 512 * 1024;

std::string line_of(const Journal::Row& row) {
    const std::string body = encode(row);
    std::string line;
    for (unsigned shift : {24U, 16U, 8U, 0U}) line += static_cast<char>(body.size() >> shift);
    return line + to_bytes(sha256(body)).substr(0, check_bytes) + body;
}

std::size_t length_at(std::string_view bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        length = length << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return length;
}

Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            return fail(Error::Kind::Refused, file.string() + ": " + std::strerror(errno),
                        "free disk, and a folder that may be written");
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& file) {
    std::unique_ptr<Journal> journal(new Journal(file));
    journal->read();
    if (auto written = journal->rewrite(); !written) return tl::unexpected<Error>(written.error());
    return journal;
}

Journal::~Journal() {
    if (fd_ >= 0) ::close(fd_);
}

/// How far the file could be read.
std::uint64_t Journal::read() {
    std::ifstream in(file_, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    std::size_t at = 0;
    while (bytes.size() - at >= length_bytes + check_bytes) {
        const std::string_view rest = std::string_view(bytes).substr(at);
        const std::size_t length = length_at(rest);
        const std::size_t whole = length_bytes + check_bytes + length;
        if (length > line_bytes_max || whole > rest.size()) break;
        const std::string_view body = rest.substr(length_bytes + check_bytes, length);
        if (to_bytes(sha256(body)).substr(0, check_bytes) !=
            rest.substr(length_bytes, check_bytes)) {
            break;
        }
        auto row = decode<Row>(body);
        if (!row) break;
        keep(std::move(*row));
        at += whole;
    }
    return at;
}

void Journal::keep(Row row) {
    if (row.incarnation > incarnation_) {  // numbers begin anew under a new incarnation
        incarnation_ = row.incarnation;
        last_n_ = 0;
        by_n_.clear();
    }
    last_n_ = std::max(last_n_, row.n);
    const Name name{row.person, row.key};
    by_n_[row.n] = name;
    rows_[name] = std::move(row);
    // The oldest answered ones make room; what is unanswered is bounded by the sender's credit.
    for (auto oldest = by_n_.begin(); rows_.size() > keys_kept_max && oldest != by_n_.end();) {
        const auto at = rows_.find(oldest->second);
        const bool goes = at == rows_.end() || at->second.answered;
        if (at != rows_.end() && goes) rows_.erase(at);
        oldest = goes ? by_n_.erase(oldest) : std::next(oldest);
    }
}

Result<void> Journal::append(const Row& row, bool sync) {
    if (auto written = write_all(fd_, line_of(row), file_); !written) return written;
    ++lines_;
    if (sync && ::fdatasync(fd_) != 0) {
        return fail(Error::Kind::Refused, file_.string() + ": " + std::strerror(errno));
    }
    return {};
}

/// Beside it, synced, renamed, folder synced: whole or not at all.
Result<void> Journal::rewrite() {
    const std::filesystem::path fresh = file_.string() + ".tmp";
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail(Error::Kind::Refused, fresh.string() + ": " + std::strerror(errno),
                    "--data: a folder that may be written");
    }
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
    lines_ = 0;
    for (auto& [n, name] : by_n_) {
        const auto at = rows_.find(name);
        if (at == rows_.end()) continue;
        if (at->second.answered) at->second.frame.clear();
        if (auto written = append(at->second, false); !written) return written;
    }
    const int folder = ::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool good = ::fsync(fd_) == 0 && ::rename(fresh.c_str(), file_.c_str()) == 0 &&
                      folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    if (good) return {};
    return fail(Error::Kind::Refused, file_.string() + ": " + std::strerror(errno));
}

const Journal::Row* Journal::find(const PersonId& person, const std::string& key) const {
    const auto at = rows_.find(Name{person, key});
    return at == rows_.end() ? nullptr : &at->second;
}

Result<void> Journal::begin(Row row) {
    if (lines_ > 2 * keys_kept_max) {
        if (auto written = rewrite(); !written) return written;
    }
    if (auto written = append(row, true); !written) return written;
    keep(std::move(row));
    return {};
}

const Journal::Row* Journal::finish(const wire::Answer& answer) {
    const auto name = by_n_.find(answer.n);
    if (name == by_n_.end() || answer.incarnation != incarnation_) return nullptr;
    const auto at = rows_.find(name->second);
    if (at == rows_.end()) return nullptr;
    Row& row = at->second;
    row.answered = true;
    row.answer = answer;
    row.frame.clear();
    // Not synced: lost, the row goes out again and the broker repeats its answer.
    static_cast<void>(append(row, false).has_value());
    return &row;
}

std::vector<OutboxRow> Journal::unanswered() const {
    std::vector<OutboxRow> out;
    for (const auto& [n, name] : by_n_) {
        const auto at = rows_.find(name);
        if (at != rows_.end() && !at->second.answered) out.push_back({n, at->second.frame});
    }
    return out;
}

}  // namespace dudao::console
