// Who may sign in, read anew whenever the file of accounts changes: nobody else notices.
#include <cstdio>

#include "console/doors/parts_down.h"
#include "console/shell.h"
#include "disk/file.h"
#include "messages/refusals.h"

namespace dudao::console {

void Shell::watch_accounts() {
    auto watch = disk::FileWatch::open(accounts_file_);
    if (watch) {
        accounts_watch_ = std::move(*watch);
        loop_->watch(accounts_watch_->fd(), AccountsToken);
    } else {
        process_.log->error("", "accounts.not_watched", {{"why", watch.error().text()}});
        std::fprintf(stderr, "dudao-console: %s\n", watch.error().text().c_str());
    }
    read_accounts();
}

void Shell::hear_accounts() {
    if (accounts_watch_ && accounts_watch_->changed()) read_accounts();
}

void Shell::read_accounts() {
    const AccountBook::Taken taken = book_.take(load_accounts(accounts_file_));
    if (taken.refused) {
        for (const std::string& line : book_.fault()->lines(Lang::En)) {
            process_.log->error("", "accounts.refused", {{"why", line}});
        }
        for (const std::string& line : book_.fault()->lines(lang_of_environment())) {
            std::fprintf(stderr, "dudao-console: %s\n", line.c_str());
        }
    }
    // Whoever started this process reads the file itself, and says it to whoever looks.
    if (taken.refused) std::puts(book_.is_shut() ? "accounts refused nobody" : "accounts refused");
    if (taken.mended) std::puts("accounts taken");
    std::fflush(stdout);
    if (book_.fault()) return;
    const auto ended = sessions_.of_accounts(taken.ended, now_ms_);
    for (const SignedIn& session : ended) {
        end(session.id);
        process_.log->info("", "session.ended", {{"person", session.person.text}});
    }
    process_.log->info("", "accounts.read",
                       {{"accounts", std::to_string(book_.accounts().by_name.size())},
                        {"sessions_ended", std::to_string(ended.size())}});
    look_for_nobodies();
}

/// People are enrolled later than their accounts are made, and the record is read after the file.
void Shell::look_for_nobodies() {
    if (!follower_.ready()) return;
    auto now = accounts_of_nobody(book_.accounts(), follower_.replica().state);
    std::set<std::string> before;
    for (const Said& each : nobodies_) before.insert(in_english(each).what);
    for (const Said& each : now) {
        const std::string what = in_english(each).what;
        if (before.contains(what)) continue;
        process_.log->warning("", "account.of_nobody", {{"why", what}});
        if (each.code != "account_of_nobody") continue;  // how many more there are
        const std::string& name = each.args[0].values.front();
        const std::string& person = each.args[1].values.front();
        std::printf("account of nobody: %s %s\n", person.c_str(), name.c_str());
    }
    std::fflush(stdout);
    nobodies_ = std::move(now);
}

void Shell::watch_run_file() {
    if (options_.run_file.empty()) return;
    auto watch = disk::FileWatch::open(options_.run_file);
    if (!watch)
        return process_.log->error("", "run_file.not_watched", {{"why", watch.error().text()}});
    run_file_watch_ = std::move(*watch);
    loop_->watch(run_file_watch_->fd(), RunFileToken);
    read_run_file();
}

void Shell::hear_run_file() {
    if (run_file_watch_ && run_file_watch_->changed()) read_run_file();
}

void Shell::read_run_file() {
    const auto bytes = disk::read_whole(options_.run_file, run_file_bytes_max);
    parts_down_ = bytes ? parts_down(*bytes) : std::vector<Said>();  // none while nothing runs
}

}  // namespace dudao::console
