// How the bytes of an answer are coded. Pure.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace dudao::http {

/// Whether the other side takes answers in this coding: gzip, br.
bool accepts(const Request& request, std::string_view coding);

/// As a file of gzip.
std::string gzip(std::string_view bytes);

/// An answer that was made for one request, compressed where that pays: text of 1 KiB or more, up
/// to what takes a moment. It says that it differs by what is accepted.
void compress(Response& response, bool takes_gzip);

}  // namespace dudao::http
