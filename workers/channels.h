// The channels that notices are sent through. Every notice goes to all configured channels, and the
// worst of their outcomes is reported, with what became of each.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "workers/letter.h"
#include "workers/mail.h"
#include "workers/notice_file.h"
#include "workers/webhook.h"

namespace dudao::workers {

/// As given on the command line; an empty `file`, `url` or `server` leaves that channel out.
struct ChannelOptions {
    std::string file;
    std::string url;
    std::string url_secret_file;
    std::string server;  // smtps://host:465 or smtp://host:587
    std::string tls;     // required or none; empty: none only to this machine
    std::string from;
    std::string user;
    std::string password_file;
    std::string ca_file;
    std::string lang;  // both, zh or en; empty: both
};

/// One mail of a notice.
struct Mailing {
    std::string to;
    std::string message;
};

/// One notice as it goes out.
struct Outgoing {
    NoticeId id;
    std::string line;  // of JSON, for file and webhook
    std::vector<Mailing> mails;
    bool unread = false;  // an address could not be read
};

class Channels {
 public:
    struct Tokens {
        int webhook = 0;
        int mail = 0;
    };
    /// Opens the channels. BadInput, Refused: names the flag.
    static Result<Channels> open(Loop& loop, Tokens tokens, const ChannelOptions& options);

    /// The address that mails come from; empty: no mail is sent.
    std::string mail_from() const { return mail_ ? mail_->from() : ""; }
    MailLang mail_lang() const { return mail_lang_; }

    /// Starts sending notices. `at`: now, by the machine's clock.
    void send(std::vector<Outgoing> notices, Moment at);
    /// Returns the notices that every channel has finished. Call once per turn with everything the
    /// loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);
    long wait_ms() const;

 private:
    /// What became of one notice by the channels, in the order of the report.
    struct Parts {
        std::optional<NoticeOutcome> file;
        std::optional<NoticeOutcome> webhook;
        std::optional<NoticeOutcome> mail;  // the worst of its mails
        bool nowhere_to_mail = false;
        std::size_t open = 0;  // webhook and mails without an outcome
        NoticeOutcome whole(NoticeId id) const;
    };
    void mail(const Outgoing& notice, Parts& parts);
    void take(NoticeOutcome outcome, std::optional<NoticeOutcome> Parts::*where);

    std::optional<NoticeFile> file_;
    std::unique_ptr<Webhook> webhook_;
    std::unique_ptr<Mail> mail_;
    MailLang mail_lang_ = MailLang::Both;
    std::map<NoticeId, Parts> parts_;
};

}  // namespace dudao::workers
