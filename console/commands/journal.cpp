#include "console/commands/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <utility>

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

tl::unexpected<Error> cannot(const std::filesystem::path& file) {
    return fail(Error::Kind::Refused, file.string() + ": " + std::strerror(errno),
                "free disk, and a folder that may be written");
}

Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& file) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return cannot(file);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& file) {
    std::unique_ptr<Journal> journal(new Journal(file));
    if (auto read = journal->read(); !read) return tl::unexpected<Error>(read.error());
    if (auto written = journal->rewrite(); !written) return tl::unexpected<Error>(written.error());
    return journal;
}

Journal::~Journal() {
    if (fd_ >= 0) ::close(fd_);
}

/// Up to a torn end. A file that is there and cannot be read is an error: what it promises would
/// be forgotten.
Result<void> Journal::read() {
    std::error_code none;
    if (!std::filesystem::exists(file_, none) && !none) return {};
    std::ifstream in(file_, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    const std::string bytes = all.str();
    if (!in.is_open() || bytes.size() != std::filesystem::file_size(file_, none) || none) {
        return cannot(file_);
    }
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
    return {};
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

/// What could not be written whole is cut off again at once; where that fails too, before the next
/// line: a line behind a torn one would never be read.
Result<void> Journal::append(const Row& row, bool sync) {
    const std::string line = line_of(row);
    if (line.size() > line_bytes_max) return bad_input("a command is over 512 KiB");
    if (torn_) {
        if (auto whole = cut(); !whole) return whole;
    }
    auto written = write_all(fd_, line, file_);
    if (written && sync && ::fdatasync(fd_) != 0) written = cannot(file_);
    if (!written) {
        torn_ = true;
        static_cast<void>(cut().has_value());
        return written;
    }
    bytes_ += static_cast<std::int64_t>(line.size());
    ++lines_;
    return {};
}

Result<void> Journal::cut() {
    if (::ftruncate(fd_, static_cast<off_t>(bytes_)) != 0 || ::fdatasync(fd_) != 0) {
        return cannot(file_);
    }
    torn_ = false;
    return {};
}

/// Beside it, synced, renamed, folder synced: whole or not at all. Until the new file has the name
/// the old one stays ours.
Result<void> Journal::rewrite() {
    const std::filesystem::path fresh = file_.string() + ".tmp";
    const auto given_up = [&](const Error& why) {
        ::unlink(fresh.c_str());  // it takes room that may be what is missing
        return tl::unexpected<Error>(why);
    };
    Journal next(fresh);
    next.fd_ = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (next.fd_ < 0) return cannot(fresh);
    for (auto& [n, name] : by_n_) {
        const auto at = rows_.find(name);
        if (at == rows_.end()) continue;
        if (at->second.answered) at->second.frame.clear();
        if (auto written = next.append(at->second, false); !written)
            return given_up(written.error());
    }
    if (::fsync(next.fd_) != 0 || ::rename(fresh.c_str(), file_.c_str()) != 0)
        return given_up(cannot(fresh).value());
    std::swap(fd_, next.fd_);
    lines_ = next.lines_;
    bytes_ = next.bytes_;
    torn_ = false;
    const int folder = ::open(file_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    named_ = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    if (named_) return {};
    return cannot(file_.parent_path());
}

const Journal::Row* Journal::find(const PersonId& person, const std::string& key) const {
    const auto at = rows_.find(Name{person, key});
    return at == rows_.end() ? nullptr : &at->second;
}

Result<void> Journal::begin(Row row) {
    if (!named_ || lines_ > 2 * keys_kept_max) {
        if (auto written = rewrite(); !written) return written;
    }
    if (auto written = append(row, true); !written) return written;
    keep(std::move(row));
    return {};
}

Result<void> Journal::finish(const wire::Answer& answer) {
    const auto name = by_n_.find(answer.n);
    if (name == by_n_.end() || answer.incarnation != incarnation_) return {};
    const auto at = rows_.find(name->second);
    if (at == rows_.end()) return {};
    Row& row = at->second;
    row.answered = true;
    row.answer = answer;
    row.frame.clear();
    // Not synced: lost, the row goes out again and the broker repeats its answer.
    return append(row, false);
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
