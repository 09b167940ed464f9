// The two forms of personal text.
#pragma once

namespace dudao {

/// Wire: its words. Log: [reference, commitment] or nil; the words are left out.
enum class Form { Wire, Log };

}  // namespace dudao
