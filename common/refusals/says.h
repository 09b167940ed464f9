// says("no_such_member", person): a sentence of the table with what stands in its holes, in the
// order in which its English has them. A code that is not there, or arguments that do not fit its
// holes, do not compile.
#pragma once

#include <type_traits>
#include <utility>

#include "refusals/table.h"
#include "said.h"

namespace dudao {

namespace refusals {

// Never defined: a call of these while compiling is the error that they name.
void no_sentence_has_this_code();
void the_arguments_do_not_fit_the_holes();

/// A code of the table whose sentence takes these arguments.
template <class... Args>
struct Code {
    std::size_t row;

    consteval Code(const char* code) : row(row_of(code)) {
        if (row == no_row) {
            no_sentence_has_this_code();
            return;
        }
        const Holes holes(table.at(row).en);
        const std::array<bool, sizeof...(Args)> sentences{std::is_same_v<Args, Said>...};
        bool fit = sentences.size() == holes.count;
        for (std::size_t i = 0; fit && i < sentences.size(); ++i) {
            fit = sentences.at(i) == (holes.names.at(i) == "sentence");
        }
        if (!fit) the_arguments_do_not_fit_the_holes();
    }
};

/// Names the arguments by the holes of the sentence, in order.
Said made(const Sentence& sentence, std::vector<Argument> args);

}  // namespace refusals

template <class... Args>
Said says(refusals::Code<std::type_identity_t<Args>...> code, const Args&... args) {
    return refusals::made(refusals::table.at(code.row), {Argument(args)...});
}

}  // namespace dudao
