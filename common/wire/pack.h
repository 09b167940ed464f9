// MessagePack, bounded. The only place that knows the msgpack library: everything else writes with
// Packer and reads Values out of a Document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao {

/// Appends MessagePack to a string. Integers take their shortest form: one value, one spelling.
class Packer {
 public:
    explicit Packer(std::string& out) : out_(out) {}
    void nil();
    void boolean(bool value);
    void integer(std::int64_t value);
    void natural(std::uint64_t value);
    void text(std::string_view value);
    void bytes(std::string_view value);
    void array(std::size_t size);
    void map(std::size_t size);
    /// MessagePack made elsewhere, as it is.
    void raw(std::string_view packed);

 private:
    std::string& out_;
};

/// A value inside a Document, valid as long as it.
class Value {
 public:
    enum class Kind { Nil, Boolean, Integer, Natural, Text, Bytes, Array, Map, Other };
    Kind kind() const;
    bool boolean() const;
    std::int64_t integer() const;           // of Integer, or a Natural that fits
    std::uint64_t natural() const;          // of Natural
    std::string_view text() const;          // of Text or Bytes
    std::size_t size() const;               // of Array or Map
    Value at(std::size_t index) const;      // of an Array
    Value key_at(std::size_t index) const;  // of a Map
    Value value_at(std::size_t index) const;

 private:
    friend class Document;
    explicit Value(const void* object) : object_(object) {}
    const void* object_;
};

/// Parsed MessagePack: exactly one value, every bound of wire/limits.h kept.
class Document {
 public:
    /// BadInput: empty, torn, trailing bytes, too deep, too many elements.
    static Result<Document> parse(std::string_view packed);
    /// A snapshot's body, which grows with the jurisdiction: as deep, but as large as it comes.
    static Result<Document> parse_large(std::string_view packed);
    Value root() const;

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

 private:
    struct Parsed;
    explicit Document(std::unique_ptr<Parsed> parsed);
    static Result<Document> parse_within(std::string_view packed, std::size_t elements);
    std::unique_ptr<Parsed> parsed_;
};

}  // namespace dudao
