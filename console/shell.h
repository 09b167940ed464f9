// The shell around the console's pure parts. It connects the log, the broker, Redis and the clock
// with the HTTP server, which has its own thread. Requests are answered here, in the loop's thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "client/issue.h"
#include "client/link.h"
#include "console/api/answer.h"
#include "console/api/record.h"
#include "console/api/routes.h"
#include "console/api/search_index.h"
#include "console/commands/sent.h"
#include "console/doors/account_book.h"
#include "console/doors/checker.h"
#include "console/doors/invited.h"
#include "console/doors/room.h"
#include "console/doors/sessions.h"
#include "console/doors/used_codes.h"
#include "console/doors/waiting_devices.h"
#include "console/live/hub.h"
#include "console/options.h"
#include "console/personal.h"
#include "console/work.h"
#include "disk/file_watch.h"
#include "http/peers.h"
#include "http/rate_limit.h"
#include "http/server.h"
#include "ledger/hash.h"
#include "net/steady.h"
#include "process/process.h"
#include "replica/follower.h"

namespace dudao::console {

/// The problem (api/problems.h) that is told when the file of accounts could not be changed.
std::string_view problem_of_saving(Error::Kind kind);

class Shell {
 public:
    /// Errors: BadInput with the flag to correct; Refused if the address is in use or a file cannot
    /// be written.
    static Result<std::unique_ptr<Shell>> open(const Options& options, Process process);
    ~Shell();

    /// Runs until SIGTERM, then returns 0. Returns 1 if the log cannot be followed; the reason is
    /// logged.
    int run();

 private:
    struct Parts {
        Address redis;
        Dealer::Options dealer;
        std::filesystem::path accounts_file;
        UsedCodes used_codes;
        std::unique_ptr<Sent> sent;
        http::Assets assets;
        http::Server::Options http;
        std::vector<http::Net> proxies;
        std::optional<Secret<32>> case_key;
    };
    Shell(const Options& options, Process process, Parts& parts);
    Result<void> serve(Parts& parts);

    /// The coroutine of one request or one batch of frames. An exception ends only this request or
    /// batch: it is logged as an error, and the request is answered with an error.
    class Work;

    // One turn (shell.cpp).
    bool turn();
    bool follow();
    void hear_broker();
    void hear_words();
    void hear_checker();
    void hear_http();
    void resume_late();
    Work flush();
    /// Reads words that are to be found by search, while there are any.
    Work learn();
    void tick();
    void start_when_ready();
    void say_bye();
    /// Logs an error for something that failed and is skipped; the rest continues.
    void left_out(const std::string& where, const std::string& why);
    void look_at_frames();
    long wait_ms() const;
    bool idle() const;
    Facts facts() const;

    // Requests (desk.cpp).
    void handle(const http::Request& request);
    Work ask(http::Request request, Matched matched, SignedIn session);
    /// Sends a long answer in pieces, one per turn, so that other requests are handled in between.
    Work send_in_pieces(http::Request request, Matched matched, SignedIn session, Answer answer);
    Work open_stream(http::Request request, SignedIn session);
    /// co_await it: true when the values were read.
    Waits<std::uint64_t, bool>::Awaited words(WordsWanted wanted);
    /// `held`: the answer's share of room_, if it has one.
    void send(std::uint64_t id, Answer answer, http::Headers more = {},
              std::shared_ptr<const void> held = {});
    /// Sends an answer of any size. If the person or all together have too much in flight, answers
    /// "busy".
    void send_counted(std::uint64_t id, const PersonId& person, Lang lang, Answer answer);
    void looked(const PersonId& person, const Matched& matched, std::size_t shown,
                const std::set<CaseId>& cases);
    std::optional<Answer> fault_of(const http::Request& request, const Matched& matched,
                                   const std::optional<SignedIn>& session) const;

    // Who may sign in (roll.cpp).
    enum Token {
        SignalToken,
        ClockToken,
        TailToken,
        PersonalToken,
        LinkToken,
        HttpToken,
        CheckToken,
        AccountsToken,
        RunFileToken,
        UpkeepToken,
        CertificateToken
    };
    void watch_accounts();
    void hear_accounts();
    /// Takes the file as it is now: ends the sessions of accounts that changed. With faults all
    /// stays as it was.
    void read_accounts();
    void look_for_nobodies();
    // What `dudao up` runs beside us.
    void watch_run_file();
    void hear_run_file();
    void read_run_file();

    // The care of the installation, which `dudao up` gives (upkeep.cpp).
    void watch_upkeep();
    void hear_upkeep();
    void read_upkeep();
    /// The first frame of a stream whose page may have been made before the latest news.
    std::string upkeep_news(const PersonId& person) const;
    bool cares(const PersonId& person) const;
    void ask_upkeep(const http::Request& request, const SignedIn& session);

    // The certificate of the pages (certificate.cpp).
    static http::Certificate::Files certificate_files(const Options& options);
    /// What it has to hold for: each --host; without one, the address that is listened at.
    static std::vector<std::string> certificate_names(const http::Server::Options& http);
    static Result<std::optional<http::Certificate>> load_certificate(
        const Options& options, const std::vector<std::string>& names);
    void watch_certificate();
    /// Takes up a renewed one some moments after the last change: its two files come one by one.
    void hear_certificate();
    void read_certificate();

    // Sessions (front_door.cpp).
    Work login(http::Request request, std::optional<SignedIn> former);
    /// Uses a one-time code. Returns false if it was used before; Refused if its use cannot be
    /// stored.
    Result<bool> take_code(const Account& account, const std::string& code);
    void logout(const http::Request& request, const SignedIn& session);
    void list_sessions(const http::Request& request, const SignedIn& session);
    void end_session(const http::Request& request, const std::string& id, const SignedIn& session);
    /// Whoever lost access is signed out.
    void end_sessions_without_access();
    /// Ends a session and its streams.
    void end(const std::string& session);
    std::string_view cookie_named() const;
    void demo(const http::Request& request);
    Work me(http::Request request, SignedIn session, http::Headers more);
    std::string cookie_of(const std::string& token) const;

    // Invitations (invitation.cpp).
    /// Whether this console may speak for the person.
    bool speaks_for(const PersonId& person) const;
    /// nullptr if no invitation has this code.
    const InvitationRow* invitation_with(const std::string& letters) const;
    /// What is wrong with the code; a wrong one is counted as a wrong password is.
    std::optional<Answer> fault_of_invitation(const http::Request& request,
                                              const std::string& letters);
    /// As the person wants it, still without the password's hash; or the problem with it.
    tl::expected<Account, std::string_view> account_for(const PersonId& person,
                                                        const InvitedAccount& wanted,
                                                        Lang lang) const;
    /// Signs in with an account that was just made.
    void enter(http::Request request, const Account& account,
               const std::optional<SignedIn>& former);
    /// Takes back what was written for an invitation that the broker refused.
    void take_back(const Account& account, const std::vector<Account>& before);
    Work show_invitation(http::Request request);
    Work accept_invitation(http::Request request, std::optional<SignedIn> former);

    // One's own account (account.cpp).
    void show_account(const http::Request& request, const SignedIn& session);
    Work change_account(http::Request request, SignedIn session);

    // Commands (orders.cpp).
    /// Tells the broker that the person was shown words of the case, unless that is noted already.
    void say_looked(const PersonId& person, CaseId lead);
    /// Keeps the command on the disk, then gives it to the uplink. It is kept, and named in the
    /// log, as of `kept_as`. The command's number, or why the disk refused; that is logged.
    Result<std::int64_t> offer(const Command& command, const PersonId& person,
                               const PersonId& kept_as, const std::string& key, const Bytes& hash);
    /// Fills in what a page leaves to us: a key's id, the hash of an invitation's code. Returns the
    /// letters of that code; empty for all else.
    std::string complete(Command& command, const PersonId& person, const std::string& key) const;
    /// Puts the calendar or the policy that the args' files make in their place; nothing for a
    /// repeat, which is answered by what is kept of it.
    Result<void> read_files(const std::string& command, Json& args, bool repeated, Lang lang) const;
    /// What the files of this command, an adoption, would change, before it is proposed.
    void check_files(const http::Request& request, const SignedIn& session,
                     std::string_view command);
    Work order(http::Request request, std::string name_of_command, SignedIn session);
    void answered(const wire::Answer& answer);
    /// Seals the words of an assignment for the team's devices, as the person sees the team.
    Result<void> seal(IssueAssignment& command, const AssignmentWords& words,
                      const PersonId& person) const;

    // Devices (devices.cpp).
    /// A new device brings its public keys and waits until it is enrolled, for a while.
    Work knock(http::Request request);
    void tell_enrolled_devices();
    /// The device whose code somebody typed who may enrol it.
    void find_device(const http::Request& request, const SignedIn& session);
    Work show_devices(http::Request request, SignedIn session);

    // Passing evidence through (evidence.cpp).
    Work take_piece(http::Request request, EvidenceHash hash, SignedIn session);
    Work show_evidence(http::Request request, EvidenceHash hash, SignedIn session);
    /// nullptr if it does not exist or the person may not see it.
    const Evidence* evidence_of(const EvidenceHash& hash, const SignedIn& session) const;
    CaseId case_read_in(const EvidenceHash& hash, const SignedIn& session) const;
    /// The context of a person, as the broker sees it for a command sent through this gateway.
    Context speaker(const PersonId& person) const;

    Options options_;
    Process process_;
    SystemSteady steady_;
    Moment now_;
    std::int64_t now_ms_ = 0;
    Moment started_;
    std::unique_ptr<Queue<http::Up>> up_;
    std::unique_ptr<Queue<http::Down>> down_;
    std::unique_ptr<Loop> loop_;
    Follower follower_;
    Record record_;  // of every event, for the timelines: the log is read from its beginning
    SearchIndex searched_;
    Personal personal_;
    Link link_;
    std::unique_ptr<Sent> sent_;
    AccountBook book_;
    std::filesystem::path accounts_file_;
    std::optional<disk::FileWatch> accounts_watch_;
    std::vector<Said> nobodies_;  // accounts whose person is not in the register
    std::optional<disk::FileWatch> run_file_watch_;
    std::vector<Said> parts_down_;
    std::optional<disk::FileWatch> upkeep_watch_;
    std::shared_ptr<const Json> upkeep_;          // null: nobody does it here
    std::optional<std::int64_t> upkeep_news_ms_;  // when the latest came
    std::int64_t upkeep_number_ = 0;              // of what was begun last
    bool upkeep_awaited_ = false;                 // something was asked for that has not begun
    std::vector<disk::FileWatch> certificate_watches_;  // of the certificate and of its key
    std::vector<std::string> certificate_names_;
    std::string certificate_serial_;                  // of the one that is served
    std::optional<std::int64_t> certificate_due_ms_;  // when it is read anew
    UsedCodes used_codes_;
    std::vector<http::Net> proxies_;
    std::optional<Secret<32>> case_key_;
    Sessions sessions_;
    std::set<PersonId> access_ended_;  // by commits read since the last look
    std::vector<KeyId> enrolled_;      // likewise
    WaitingDevices devices_;
    http::RateLimit by_name_;  // tries of a name from one address
    http::RateLimit by_peer_;  // all tries from one address
    Room room_;
    WordsKept kept_;
    Hub hub_;
    Faults faults_;
    std::unique_ptr<Checker> checker_;
    std::unique_ptr<http::Server> server_;
    std::thread http_thread_;

    // What is counted while it is under way; before the waits, which hold the tokens.
    Counts<int> flushes_;           // of frames: one, which may be reading words
    Counts<int> learning_;          // of words to be found: one
    Counts<PersonId> in_pieces_;    // answers, by whose they are
    Counts<PersonId> inviting_;     // invitations being accepted: one a person
    Counts<std::string> entering_;  // passwords being checked, by where they come from
    // Requests under way, by what they wait for.
    Waits<std::uint64_t, bool> words_;                  // by question to Redis: they came
    Waits<std::uint64_t, Checker::Verdict> verdicts_;   // by request: whether a password is right
    Waits<std::int64_t, wire::Answer> answers_;         // by number of the command
    Waits<std::uint64_t, bool> commits_;                // by commit that our copy is to have
    Waits<EvidenceHash, wire::ChunkTaken> receipts_;    // of pieces, in the order they went
    Waits<std::int64_t, wire::QueryResult> questions_;  // by number of the question
    Waits<KeyId, bool> knocking_;                       // by its key: a device was enrolled
    Waits<int, bool> turns_;                            // the next turn; one key
    std::int64_t questions_asked_ = 0;
    std::uint64_t words_asked_ = 0;
    std::uint64_t reloads_ = 0;  // how often the replica was rebuilt
    std::int64_t incarnation_ = 1;
    std::uint64_t activity_ = 0;
    std::int64_t tick_at_ms_ = 0;
    std::int64_t learn_at_ms_ = 0;  // not before
    bool said_ready_ = false;
};

class Shell::Work {
 public:
    struct promise_type {  // NOLINT(readability-identifier-naming): the name in C++20
        template <class... More>
        promise_type(Shell& shell, const http::Request& request, const More&...)
            : shell_(shell),
              request_(request.id),
              lang_(lang_of(request.header("accept-language"))),
              where_(request.method + " " + std::string(request.path())) {}
        explicit promise_type(Shell& shell) : shell_(shell), where_("frame") {}

        Work get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception();

     private:
        Shell& shell_;
        std::optional<std::uint64_t> request_;
        Lang lang_ = Lang::Zh;
        std::string where_;
    };
};

}  // namespace dudao::console
