// A bounded list of broken promises: after the first 100 only their number is counted.
#pragma once

#include <string>
#include <vector>

namespace dudao::report {

class Faults {
 public:
    static constexpr std::size_t listed_max = 100;

    void add(std::string words) {
        if (words_.size() < listed_max) {
            words_.push_back(std::move(words));
        } else {
            ++more_;
        }
    }
    std::vector<std::string> words() const {
        auto list = words_;
        if (more_ > 0) list.push_back("and " + std::to_string(more_) + " more");
        return list;
    }

 private:
    std::vector<std::string> words_;
    std::size_t more_ = 0;
};

}  // namespace dudao::report
