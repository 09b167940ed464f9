// The bytes of a mail (RFC 5322, RFC 2045, RFC 2047): headers of ASCII in short lines, and a text
// in UTF-8 behind base64. Nothing that stands in a field can begin another one.
#pragma once

#include <string>
#include <string_view>

#include "domain/moment.h"

namespace dudao::workers {

struct MailHead {
    std::string from;       // an address
    std::string from_name;  // whose address it is, for people
    std::string to;         // an address
    std::string subject;
    std::string id;  // "gqc.12"; with the host of `from` the Message-ID: a repeat has the same one
    Moment at;
    int offset_minutes = 0;  // of the county's zone
};

/// Empty if `from` or `to` has not the form of an address.
std::string mail_message(const MailHead& head, std::string_view text);

/// "Tue, 01 Dec 2026 08:30:00 +0800".
std::string mail_date(Moment at, int offset_minutes);
/// The words of a header: in ASCII as they are, otherwise in encoded words of at most 75 bytes, a
/// line each. Control characters become blanks.
std::string mail_words(std::string_view text);

}  // namespace dudao::workers
