#include "tests/support/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "ensure.h"

namespace dudao::test {
namespace {

using Steady = std::chrono::steady_clock;

int left_ms(Steady::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Steady::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

Steady::time_point after(int ms) { return Steady::now() + std::chrono::milliseconds(ms); }

bool readable(int fd, int timeout_ms) {
    pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
    return poll(&waiting, 1, timeout_ms) > 0;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
    }
    for (const auto& [name, value] : added) all.push_back(name + "=" + value);
    return all;
}

void shut(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
}

// posix_spawn, never fork: a forked child would share what libraries hold.
int spawn(pid_t& pid, int stdin_fd, int stdout_fd, const std::vector<std::string>& argv,
          const Child::Options& options) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, stdin_fd, 0);
    posix_spawn_file_actions_adddup2(&files, stdout_fd, 1);
    if (!options.separate_errors) posix_spawn_file_actions_adddup2(&files, stdout_fd, 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigfillset(&defaults);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    sigset_t unblocked;
    sigemptyset(&unblocked);
    posix_spawnattr_setsigmask(&attributes, &unblocked);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    std::vector<std::string> arguments = argv;
    std::vector<std::string> environment = environment_with(options.environment);
    const int error = posix_spawnp(&pid, argv.front().c_str(), &files, &attributes,
                                   pointers(arguments).data(), pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

}  // namespace

Result<Child> Child::start(const std::vector<std::string>& argv, const Options& options) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    ensure(pipe2(in.data(), O_CLOEXEC) == 0 && pipe2(out.data(), O_CLOEXEC) == 0, "pipes");
    Child child;
    child.input_ = in[1];
    child.output_ = out[0];
    (void)fcntl(child.output_, F_SETPIPE_SZ,
                1024 * 1024);  // so that an unread child does not stall
    const int error = spawn(child.pid_, in[0], out[1], argv, options);
    ::close(in[0]);
    ::close(out[1]);
    if (error != 0) {
        child.pid_ = -1;
        return fail(Error::Kind::Unreachable, argv.front() + ": " + std::strerror(error));
    }
    // By number: glibc 2.36 declares pidfd_open without C linkage.
    child.pidfd_ = static_cast<int>(syscall(SYS_pidfd_open, child.pid_, 0));
    ensure(child.pidfd_ >= 0, "pidfd_open");
    return child;
}

Child::Child(Child&& other) noexcept { *this = std::move(other); }

Child& Child::operator=(Child&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(pidfd_, other.pidfd_);
    std::swap(input_, other.input_);
    std::swap(output_, other.output_);
    std::swap(exit_, other.exit_);
    std::swap(unread_, other.unread_);
    std::swap(transcript_, other.transcript_);
    return *this;
}

Child::~Child() {
    kill_9();
    close_all();
}

void Child::close_all() {
    shut(pidfd_);
    shut(input_);
    shut(output_);
}

bool Child::running() { return pid_ > 0 && !wait(0); }

void Child::signal(int number) const {
    if (pid_ > 0 && !exit_) ::kill(pid_, number);
}

void Child::kill_9() {
    if (pid_ <= 0 || exit_) return;
    signal(SIGKILL);
    (void)wait(-1);
}

void Child::pause() {
    signal(SIGSTOP);
    int status = 0;
    ensure(waitpid(pid_, &status, WUNTRACED) == pid_ && WIFSTOPPED(status), "the child stops");
}

void Child::resume() const { signal(SIGCONT); }

std::optional<int> Child::wait(int timeout_ms) {
    if (exit_ || pid_ <= 0) return exit_;
    if (!readable(pidfd_, timeout_ms)) return std::nullopt;
    int status = 0;
    if (waitpid(pid_, &status, 0) != pid_) return std::nullopt;
    exit_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return exit_;
}

bool Child::fill(int timeout_ms) {
    if (output_ < 0 || !readable(output_, timeout_ms)) return false;
    std::array<char, 65536> bytes{};
    const ssize_t n = ::read(output_, bytes.data(), bytes.size());
    if (n <= 0) {
        shut(output_);
        return false;
    }
    unread_.append(bytes.data(), static_cast<std::size_t>(n));
    transcript_.append(bytes.data(), static_cast<std::size_t>(n));
    return true;
}

std::optional<std::string> Child::read_line(int timeout_ms) {
    const auto end = after(timeout_ms);
    auto stop = unread_.find('\n');
    while (stop == std::string::npos) {
        if (!fill(left_ms(end))) return std::nullopt;
        stop = unread_.find('\n');
    }
    std::string line = unread_.substr(0, stop);
    unread_.erase(0, stop + 1);
    return line;
}

bool Child::read_until(const std::string& text, int timeout_ms) {
    const auto end = after(timeout_ms);
    while (const auto line = read_line(left_ms(end))) {
        if (line->find(text) != std::string::npos) return true;
    }
    return false;
}

std::string Child::read_all(int timeout_ms) {
    const auto end = after(timeout_ms);
    while (fill(left_ms(end))) {
    }
    return std::exchange(unread_, {});
}

void Child::write(const std::string& text) const {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(input_, text.data() + done, text.size() - done);
        ensure(n > 0, "the child takes its input");
        done += static_cast<std::size_t>(n);
    }
}

void Child::close_input() { shut(input_); }

}  // namespace dudao::test
