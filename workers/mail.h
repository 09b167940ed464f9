// A channel that sends each notice as a mail through the county's mail server. It never blocks the
// loop, a server that hangs ends as failed within the limit, and no outcome tells an address.
//
// libcurl's SMTP waits for a server's last answers wherever it runs (smtp_block_statemach), so
// mails go out in threads of their own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/notice.h"
#include "net/loop.h"
#include "net/outward.h"

namespace dudao::workers {

struct MailAccess {
    MailServer server;
    bool tls = true;  // false: in clear. With true nothing is sent before TLS is agreed
    std::string from;
    std::string user;  // empty: the server wants no sign-in
    std::string password;
    std::string ca_file;  // whose certificates are trusted; empty: those of the system
};

class Mail {
 public:
    /// `ms_max`: from send() to the outcome. Throws if libcurl cannot be initialized.
    Mail(Loop& loop, int token, MailAccess access, std::int64_t ms_max);
    /// Gives up what is under way, within seconds.
    ~Mail();
    Mail(const Mail&) = delete;
    Mail& operator=(const Mail&) = delete;

    const std::string& from() const;
    /// Sends one message to one address; has the form of an address (domain/contact.h).
    void send(NoticeId id, const std::string& to, std::string message);

    /// Returns the finished mails: Sent if the server took it, Uncertain if it may have taken it,
    /// otherwise Failed. Call once per turn with everything the loop reported.
    std::vector<NoticeOutcome> turn(const std::vector<Ready>& ready);

    struct Inner;

 private:
    std::unique_ptr<Inner> inner_;
};

}  // namespace dudao::workers
