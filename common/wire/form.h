// The two forms of personal text.
#pragma once

namespace dudao {

/// Wire: the text itself. Log: [reference, commitment] or nil, without the text.
enum class Form { Wire, Log };

}  // namespace dudao
