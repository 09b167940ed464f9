// The console around its pure parts: the log, the broker, Redis and the clock on one side, the HTTP
// server's thread on the other; requests are answered here, in the thread of the loop.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "client/link.h"
#include "console/api/answer.h"
#include "console/api/record.h"
#include "console/api/routes.h"
#include "console/commands/journal.h"
#include "console/doors/accounts.h"
#include "console/doors/checker.h"
#include "console/doors/room.h"
#include "console/doors/sessions.h"
#include "console/doors/used_codes.h"
#include "console/live/hub.h"
#include "console/options.h"
#include "console/personal.h"
#include "http/peers.h"
#include "http/rate_limit.h"
#include "http/server.h"
#include "ledger/hash.h"
#include "net/steady.h"
#include "process/process.h"
#include "replica/follower.h"

namespace dudao::console {

class Shell {
 public:
    /// BadInput with the flag to mend; Refused: the address is taken, a file cannot be written.
    static Result<std::unique_ptr<Shell>> open(const Options& options, Process process);
    ~Shell();

    /// Until SIGTERM: 0. When the log cannot be followed: 1, and why in the log.
    int run();

 private:
    struct Parts {
        Address redis;
        Dealer::Options dealer;
        Accounts accounts;
        UsedCodes used_codes;
        std::unique_ptr<Journal> journal;
        http::Assets assets;
        http::Server::Options http;
        std::vector<http::Net> proxies;
    };
    Shell(const Options& options, Process process, Parts& parts);
    Result<void> serve(Parts& parts);

    // One turn (shell.cpp).
    bool turn();
    bool follow();
    void hear_broker();
    void hear_words();
    void hear_http();
    void hear_checker();
    void give_up_late();
    void flush();
    void tick();
    void start_when_ready();
    void say_bye();
    /// Left out, with an error line: the rest goes on.
    void left_out(const std::string& where, const std::string& why);
    void look_at_frames();
    long wait_ms() const;
    bool idle() const;
    Facts facts() const;

    // Requests (desk.cpp).
    void handle(const http::Request& request);
    void ask(const http::Request& request, const Matched& matched, const SignedIn& session,
             int reads = 0);
    void open_stream(const http::Request& request, const SignedIn& session);
    /// Reads the words, then calls again; false: they did not come.
    void read_then(WordsWanted wanted, std::function<void(bool)> then);
    /// `held`: its room, where it takes any.
    void send(std::uint64_t id, Answer answer, http::Headers more = {},
              std::shared_ptr<const void> held = {});
    /// Of any size: where there is no room for it, this person or all have too much under way.
    void send_counted(std::uint64_t id, const PersonId& person, Lang lang, Answer answer);
    void looked(const PersonId& person, const Matched& matched, std::size_t shown);
    struct Growing;
    /// A piece a turn of each answer that comes in pieces: the others are heard in between.
    void grow();
    void grow_by_a_piece(std::uint64_t id, Growing& each);
    std::optional<Answer> fault_of(const http::Request& request, const Matched& matched,
                                   const std::optional<SignedIn>& session) const;

    // Sessions (front_door.cpp).
    void login(const http::Request& request, const std::optional<SignedIn>& former);
    struct Entering;
    /// What became of somebody whose password was looked at.
    void enter(std::uint64_t id, const Entering& entering, bool password_right);
    /// Taken once; Refused: it cannot be written down that it was.
    Result<bool> take_code(const Account& account, const std::string& code);
    void logout(const http::Request& request, const SignedIn& session);
    void list_sessions(const http::Request& request, const SignedIn& session);
    void end_session(const http::Request& request, const std::string& id, const SignedIn& session);
    /// With its streams.
    void end(const std::string& session);
    std::string_view cookie_named() const;
    void demo(const http::Request& request);
    void me(std::uint64_t id, const SignedIn& session, Lang lang, const http::Headers& more);
    std::string cookie_of(const std::string& token) const;

    // Commands (orders.cpp).
    void order(const http::Request& request, const std::string& name, const SignedIn& session);
    void answered(const wire::Answer& answer);
    void settle(std::uint64_t id, Lang lang, const wire::Answer& answer);

    // Evidence on its way through (evidence.cpp).
    void take_piece(const http::Request& request, const EvidenceHash& hash,
                    const SignedIn& session);
    void show_evidence(const http::Request& request, const EvidenceHash& hash,
                       const SignedIn& session);
    /// Null: there is none, or it is not theirs to see.
    const Evidence* evidence_of(const EvidenceHash& hash, const SignedIn& session) const;
    /// As the broker sees who speaks through us.
    Context speaker(const PersonId& person) const;
    void taken(const wire::ChunkTaken& said);
    void ask_on(std::int64_t q);
    void shown(const wire::QueryResult& piece);
    void give_up_evidence();

    struct Waiter {  // a request for the answer to a command
        std::uint64_t id = 0;
        Lang lang = Lang::Zh;
        std::int64_t until_ms = 0;
    };
    struct Settled {  // answered; sent once our own copy has it
        Waiter waiter;
        wire::Answer answer;
    };
    struct Taking {  // a piece whose receipt is awaited
        Waiter waiter;
        EvidenceHash hash;
    };
    struct Showing {  // evidence being read, a piece at a time
        Waiter waiter;
        PersonId person;
        EvidenceHash hash;
        Evidence known;
        std::shared_ptr<const void> held;  // room for all of it
        std::string bytes;
        Sha256 sum;  // of the bytes so far
    };
    struct Growing {  // an answer in pieces
        Lang lang = Lang::Zh;
        PersonId person;
        Matched matched;
        Answer answer;
        std::int64_t until_ms = 0;
        std::size_t made = 0;   // pieces of it
        std::size_t shown = 0;  // words in them
        bool reading = false;   // the words of the next piece are on their way
        int reads = 0;          // for it, so far
    };
    struct Entering {
        Lang lang = Lang::Zh;
        std::string name;
        Browser from;
        std::string code;
        std::string former;  // session of the same browser; empty: it had none
        // What it was counted by.
        std::string peer;
        std::string name_there;
    };
    struct Reading {
        std::function<void(bool)> then;
    };

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
    Personal personal_;
    Link link_;
    std::unique_ptr<Journal> journal_;
    Accounts accounts_;
    UsedCodes used_codes_;
    std::vector<http::Net> proxies_;
    Sessions sessions_;
    http::RateLimit by_name_;  // a name tried from one address
    http::RateLimit by_peer_;  // all that is tried from one address
    Room room_;
    WordsKept kept_;
    Hub hub_;
    Faults faults_;
    std::unique_ptr<Checker> checker_;
    std::unique_ptr<http::Server> server_;
    std::thread http_thread_;

    std::map<std::uint64_t, Reading> reading_;     // words under way
    std::map<std::uint64_t, Growing> growing_;     // by request
    std::map<std::uint64_t, Entering> entering_;   // passwords being checked
    std::multimap<std::int64_t, Waiter> waiting_;  // by number of the command
    std::vector<Settled> settled_;
    std::deque<Taking> taking_;                // receipts come in the order of the pieces
    std::map<std::int64_t, Showing> showing_;  // by number of the question
    std::int64_t questions_ = 0;
    std::uint64_t asks_ = 0;
    std::int64_t incarnation_ = 1;
    std::uint64_t activity_ = 0;
    std::int64_t tick_at_ms_ = 0;
    bool flushing_ = false;  // words for the frames are being read
    int flush_reads_ = 0;    // for the same frames, so far
    bool said_ready_ = false;
};

}  // namespace dudao::console
