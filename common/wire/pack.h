// Bounded MessagePack. Only this module uses the msgpack library: other code writes with Packer and
// reads Values from a Document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "result.h"

namespace dudao {

/// Appends MessagePack to a string. Integers use their shortest form, so each value has one
/// encoding.
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
    /// Appends bytes that are already MessagePack.
    void raw(std::string_view packed);

 private:
    std::string& out_;
};

/// A value in a Document; valid while the document exists.
class Value {
 public:
    enum class Kind { Nil, Boolean, Integer, Natural, Text, Bytes, Array, Map, Other };
    Kind kind() const;
    bool boolean() const;
    std::int64_t integer() const;           // for Integer, or a Natural that fits
    std::uint64_t natural() const;          // for Natural
    std::string_view text() const;          // for Text or Bytes
    std::size_t size() const;               // for Array or Map
    Value at(std::size_t index) const;      // for Array
    Value key_at(std::size_t index) const;  // for Map
    Value value_at(std::size_t index) const;

 private:
    friend class Document;
    explicit Value(const void* object) : object_(object) {}
    const void* object_;
};

/// Parsed MessagePack: one value, within the bounds of wire/limits.h. Its texts are those of the
/// parsed bytes, which must outlive it.
class Document {
 public:
    /// Parses exactly one value. Errors: BadInput if empty, truncated, followed by other bytes, too
    /// deep, or too many elements.
    static Result<Document> parse(std::string_view packed);
    /// Parses the first value and takes its bytes off. Errors: as of parse; then all bytes are
    /// taken off.
    static Result<Document> take(std::string_view& packed);
    /// Parses the body of a snapshot: the same depth, but without a limit on the size, which grows
    /// with the jurisdiction.
    static Result<Document> parse_large(std::string_view packed);
    Value root() const;

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

 private:
    struct Parsed;
    explicit Document(std::unique_ptr<Parsed> parsed);
    static Result<Document> take_within(std::string_view& packed, std::size_t elements);
    static Result<Document> parse_within(std::string_view packed, std::size_t elements);
    std::unique_ptr<Parsed> parsed_;
};

}  // namespace dudao
