// Pieces of the text form that printer, parser and network report share.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "ir/host_ir.h"

namespace bpl::ir {

// Shortest text that reads back the same: "0.1", "5", "inf", "-0".
std::string number_text(double);
std::string constant_text(const Constant&);  // a float always has a point, an exponent or a word: "5.0"

// " @36:1-9", " @f2:36:1-37:4": with the file where it is not the `default_file`; "" for no location. Begins with a space.
std::string location_text(const Location&, int default_file);
inline constexpr int kNameFile = -2;  // as default_file: always say the file

std::string symbol_text(std::string_view name);         // @main.spike, @"main.<lambda>"
std::string register_name_text(std::string_view name);  // %a, %"odd name"

// Lines with two spaces for each level.
class TextWriter {
 public:
  template <class... A>
  void line(fmt::format_string<A...> format, A&&... arguments) {
    out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
    fmt::format_to(std::back_inserter(out_), format, std::forward<A>(arguments)...);
    out_ += '\n';
  }
  void blank() { out_ += '\n'; }
  void indent() { ++depth_; }
  void outdent() { --depth_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  int depth_ = 0;
};

}  // namespace bpl::ir
