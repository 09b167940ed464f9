#include "workers/channels.h"

#include <algorithm>

#include "disk/file.h"
#include "domain/contact.h"
#include "workers/limits.h"

namespace dudao::workers {
namespace {

int badness(NoticeState state) {
    if (state == NoticeState::Sent) return 0;
    return state == NoticeState::Uncertain ? 1 : 2;
}

/// The line of a file that only its owner may read.
Result<std::string> secret_in(const std::string& flag, const std::string& file) {
    if (file.empty()) return std::string();
    auto text = disk::read_private(file, secret_bytes_max);
    if (!text) return within(flag, text.error());
    if (text->ends_with('\n')) text->pop_back();
    const bool one_line = !text->empty() && text->find_first_of("\r\n") == text->npos;
    if (!one_line) return bad_input(flag + ": " + file + " is empty or has several lines");
    return text;
}

Result<MailAccess> mail_access(const ChannelOptions& options) {
    MailAccess access;
    const auto server = parse_mail_server(options.server);
    if (!server) {
        return bad_input("--mail-server: \"" + options.server + "\" is not a mail server",
                         "smtps://host:465 or smtp://host:587");
    }
    access.server = *server;
    if (!options.tls.empty() && options.tls != "required" && options.tls != "none") {
        return bad_input("--mail-tls: \"" + options.tls + "\" is neither required nor none");
    }
    access.tls = options.tls.empty() ? !server->is_here() : options.tls == "required";
    if (!is_mail_address(options.from)) {
        return bad_input("--mail-from: \"" + options.from + "\" is not an address");
    }
    access.from = options.from;
    access.user = options.user;
    auto password = secret_in("--mail-password-file", options.password_file);
    if (!password) return tl::unexpected<Error>(password.error());
    if (access.user.empty() != password->empty()) {
        return bad_input("--mail-user and --mail-password-file belong together");
    }
    const bool in_clear = !access.tls && !server->tls_from_start && !server->is_here();
    if (in_clear && !access.user.empty()) {
        return bad_input("--mail-tls: the password would be sent in clear", "required");
    }
    access.password = std::move(*password);
    access.ca_file = options.ca_file;
    return access;
}

Result<MailLang> mail_lang_of(const std::string& word) {
    if (word.empty() || word == "both") return MailLang::Both;
    if (word == "zh") return MailLang::Zh;
    if (word == "en") return MailLang::En;
    return bad_input("--mail-lang: \"" + word + "\" is not both, zh or en");
}

}  // namespace

Result<Channels> Channels::open(Loop& loop, Tokens tokens, const ChannelOptions& options) {
    Channels channels;
    if (!options.file.empty()) {
        auto opened = NoticeFile::open(options.file);
        if (!opened) return within("--notice-file", opened.error());
        channels.file_.emplace(std::move(*opened));
    }
    if (!options.url.empty()) {
        if (!is_web_address(options.url)) {
            return bad_input("--webhook: not an address", "https://host/path");
        }
        auto secret = secret_in("--webhook-secret-file", options.url_secret_file);
        if (!secret) return tl::unexpected<Error>(secret.error());
        channels.webhook_ = std::make_unique<Webhook>(loop, tokens.webhook, options.url,
                                                      std::move(*secret), webhook_ms_max);
    }
    if (!options.server.empty()) {
        auto access = mail_access(options);
        if (!access) return tl::unexpected<Error>(access.error());
        const auto lang = mail_lang_of(options.lang);
        if (!lang) return tl::unexpected<Error>(lang.error());
        channels.mail_lang_ = *lang;
        channels.mail_ = std::make_unique<Mail>(loop, tokens.mail, std::move(*access), mail_ms_max);
    }
    return channels;
}

NoticeOutcome Channels::Parts::whole(NoticeId id) const {
    NoticeOutcome whole{id, NoticeState::Failed, ""};
    bool any = false;
    const auto say = [&](const std::string& detail) {
        whole.detail += (whole.detail.empty() ? "" : ", ") + detail;
    };
    for (const auto* part : {&file, &webhook, &mail}) {
        if (!*part) continue;
        const NoticeState state = (*part)->state;
        if (!any || badness(state) > badness(whole.state)) whole.state = state;
        any = true;
        say((*part)->detail);
    }
    // Whoever has no address is reached by the other channels, if there is one.
    if (nowhere_to_mail) say("mail: no address");
    if (whole.detail.empty()) say("no channel is set up");
    return whole;
}

void Channels::mail(const Outgoing& notice, Parts& parts) {
    if (notice.unread) {
        parts.mail = NoticeOutcome{notice.id, NoticeState::Failed, "mail: address cannot be read"};
    } else if (notice.mails.empty()) {
        parts.nowhere_to_mail = true;
    }
    for (const Mailing& each : notice.mails) {
        ++parts.open;
        mail_->send(notice.id, each.to, each.message);
    }
}

void Channels::send(std::vector<Outgoing> notices, Moment at) {
    if (notices.empty()) return;
    std::vector<std::string> lines;
    for (const Outgoing& each : notices) lines.push_back(each.line);
    const bool written = file_ && file_->append(lines).has_value();
    for (Outgoing& each : notices) {
        Parts& parts = parts_[each.id];
        if (file_) {
            parts.file = NoticeOutcome{each.id, written ? NoticeState::Sent : NoticeState::Failed,
                                       written ? "file" : "file: cannot be written"};
        }
        if (webhook_) {
            ++parts.open;
            webhook_->post(each.id, each.line, at);
        }
        if (mail_) mail(each, parts);
    }
}

void Channels::take(NoticeOutcome outcome, std::optional<NoticeOutcome> Parts::*where) {
    const auto at = parts_.find(outcome.id);
    if (at == parts_.end()) return;
    auto& part = at->second.*where;
    if (!part || badness(outcome.state) > badness(part->state)) part = std::move(outcome);
    --at->second.open;
}

std::vector<NoticeOutcome> Channels::turn(const std::vector<Ready>& ready) {
    if (webhook_) {
        for (auto& each : webhook_->turn(ready)) take(std::move(each), &Parts::webhook);
    }
    if (mail_) {
        for (auto& each : mail_->turn(ready)) take(std::move(each), &Parts::mail);
    }
    std::vector<NoticeOutcome> done;
    for (auto at = parts_.begin(); at != parts_.end();) {
        if (at->second.open != 0) {
            ++at;
            continue;
        }
        done.push_back(at->second.whole(at->first));
        at = parts_.erase(at);
    }
    return done;
}

long Channels::wait_ms() const {
    const bool done = std::any_of(parts_.begin(), parts_.end(),
                                  [](const auto& each) { return each.second.open == 0; });
    if (done) return 0;
    long wait = channels_wait_ms;
    if (webhook_) wait = std::min(wait, webhook_->wait_ms());
    return wait;
}

}  // namespace dudao::workers
