// Ends what a C library handed out, for std::unique_ptr: std::unique_ptr<BIO, Freed<BIO_free>>.
#pragma once

namespace dudao {

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* item) const {
        free(item);
    }
};

}  // namespace dudao
