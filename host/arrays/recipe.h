// Recipes: an array by the way its elements are computed instead of by its elements. Element k is a function of k alone, so
// whoever needs a part computes just that part, and on any number of ranks the bits are the same.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "host/arrays/connectivity_plan.h"
#include "host/arrays/element_ops.h"

namespace bpl::host {

inline constexpr std::int64_t kLongestTable = 4096;  // longer ones are not worth to be sent to every rank

struct Recipe {
  enum class Kind : std::uint8_t {
    constant,  // `number`
    uniform,   // draw k of the stream `key`, in [0, 1)
    normal,    // standard normal draw k of the stream `key`
    below,     // draw k of the stream `key`: a whole number in [0, number)
    permuted,  // item k of the permutation `key` of 0 .. number-1
    poisson,   // draw k of the stream `key`: a Poisson number with the mean args[0]
    source,    // the source of connection k of connections[index], in the order of storage
    target,    // its target
    cast,      // args[0] as another type
    unary,     // UnaryOp `index` of args[0]
    binary,    // BinaryOp `index` of args[0] and args[1]
    place,     // the place of args[0] in the cumulative weights `table`
    item,      // table[args[0]]
  };
  struct Node {
    Kind kind = Kind::constant;
    DType type = DType::float64;     // of the result
    DType operand = DType::float64;  // what the arguments of unary and binary are converted to
    std::int32_t index = 0;
    std::uint32_t key[2] = {0, 0};
    double number = 0;
    std::vector<std::int32_t> args = {};  // earlier nodes
    std::vector<double> table = {};       // at most kLongestTable
    bool operator==(const Node&) const = default;
  };
  std::vector<Node> nodes;  // the last one is the array
  std::vector<ConnectivityPlan> connections = {};
  std::int64_t size = 0;

  bool empty() const { return nodes.empty(); }
  DType type() const { return nodes.back().type; }
  bool operator==(const Recipe&) const = default;
};

// Computes elements of a recipe; cheapest in ascending order.
class RecipeReader {
 public:
  explicit RecipeReader(const Recipe&);
  ~RecipeReader();
  RecipeReader(RecipeReader&&) noexcept;

  // Elements first, first + 1, ... in the recipe's own type (booleans as bytes) or as doubles.
  void read(std::int64_t first, std::int64_t count, std::byte* out);
  void read(std::int64_t first, std::span<double> out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether all elements are the same.
bool is_uniform(const Recipe&);

// The first place whose cumulative weight exceeds u; weights end in 1.
std::int64_t weighted_place(std::span<const double> cumulative, double u);

}  // namespace bpl::host
