#include "cli/up/child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace dudao::up {
namespace {

constexpr std::size_t line_bytes_max = 16U * 1024;
constexpr int cannot_run = 127;

/// Runs between fork and exec, so only async-signal-safe calls. posix_spawn cannot request a signal
/// at the parent's death.
[[noreturn]] void run(char* const* argv, int output, int errors, int inherit, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(cannot_run);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM}) ::signal(number, SIG_DFL);
    // Ctrl-C in a terminal must reach only this process, which stops the children in order.
    ::setpgid(0, 0);
    ::dup2(output, STDOUT_FILENO);
    if (errors >= 0) ::dup2(errors, STDERR_FILENO);
    const int input = ::open("/dev/null", O_RDONLY);
    if (input >= 0) ::dup2(input, STDIN_FILENO);
    if (inherit >= 0) ::fcntl(inherit, F_SETFD, 0);
    ::execvp(argv[0], argv);
    ::_exit(cannot_run);
}

tl::unexpected<Error> cannot_start(const std::string& program) {
    return fail(Error::Kind::Refused, program + " cannot be started: " + std::strerror(errno));
}

}  // namespace

Result<Child> Child::start(const Start& start) {
    const std::string& program = start.argv.at(0);
    std::vector<char*> argv;
    for (const std::string& arg : start.argv) argv.push_back(const_cast<char*>(arg.c_str()));
    argv.push_back(nullptr);
    std::array<int, 2> pipe{-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return cannot_start(program);
    ::fcntl(pipe[0], F_SETFL, O_NONBLOCK);
    int errors = -1;
    if (!start.error_log.empty()) {
        errors = ::open(start.error_log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    Child child;
    const pid_t parent = ::getpid();
    child.output_ = pipe[0];
    child.pid_ = ::fork();
    if (child.pid_ == 0) run(argv.data(), pipe[1], errors, start.inherit, parent);
    ::close(pipe[1]);
    if (errors >= 0) ::close(errors);
    if (child.pid_ < 0) return cannot_start(program);
    child.pidfd_ = static_cast<int>(::syscall(SYS_pidfd_open, child.pid_, 0));
    if (child.pidfd_ < 0) return cannot_start(program);
    ::fcntl(child.pidfd_, F_SETFD, FD_CLOEXEC);
    return child;
}

Child::Child(Child&& other) noexcept { *this = std::move(other); }

Child& Child::operator=(Child&& other) noexcept {
    if (this == &other) return *this;
    close_all();
    pid_ = std::exchange(other.pid_, -1);
    pidfd_ = std::exchange(other.pidfd_, -1);
    output_ = std::exchange(other.output_, -1);
    exit_ = std::exchange(other.exit_, std::nullopt);
    unread_ = std::move(other.unread_);
    return *this;
}

Child::~Child() { close_all(); }

void Child::close_all() {
    if (pid_ > 0 && !exit_code()) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    if (pidfd_ >= 0) ::close(pidfd_);
    if (output_ >= 0) ::close(output_);
    pid_ = pidfd_ = output_ = -1;
}

std::vector<std::string> Child::read_lines() {
    std::vector<std::string> lines;
    std::array<char, 4096> piece{};
    ssize_t n = 0;
    while (output_ >= 0 && (n = ::read(output_, piece.data(), piece.size())) > 0) {
        unread_.append(piece.data(), static_cast<std::size_t>(n));
        for (auto end = unread_.find('\n'); end != unread_.npos; end = unread_.find('\n')) {
            lines.push_back(unread_.substr(0, end));
            unread_.erase(0, end + 1);
        }
        // None of our processes writes lines this long.
        if (unread_.size() > line_bytes_max) unread_.clear();
    }
    const bool ended = n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
    if (output_ >= 0 && ended) {
        ::close(output_);
        output_ = -1;
    }
    return lines;
}

std::optional<int> Child::exit_code() {
    if (exit_ || pid_ < 0) return exit_;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
    exit_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return exit_;
}

void Child::signal(int number) const {
    if (pid_ > 0 && !exit_) ::kill(pid_, number);
}

}  // namespace dudao::up
