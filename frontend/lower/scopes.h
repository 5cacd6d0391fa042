// Which variable a name means: the scopes of a script and the variables that functions share, by Python's rules.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/syntax/tree.h"
#include "support/diagnostic.h"

namespace bpl::lower {

enum class ScopeKind { module, function, klass, comprehension };

struct Scope;

// A variable that lives in a frame (not a global).
struct Symbol {
  std::string name;
  Scope* frame = nullptr;     // the scope whose host function owns the variable
  bool parameter = false;
  bool captured = false;      // an inner function uses it: it lives in a cell
  bool deleted = false;       // some statement unbinds it
  bool walrus = false;        // an expression may change it
};

// A comprehension is inlined: its variables live in the frame of the function around it, under no name.
struct Scope {
  ScopeKind kind = ScopeKind::module;
  Scope* parent = nullptr;
  Scope* frame = nullptr;               // the nearest scope that is not a comprehension; itself where it is none
  std::string class_name;               // of the nearest class around or at it: for the mangling of `__name`
  std::map<std::string, std::unique_ptr<Symbol>> symbols;  // variables bound here; empty for the module
  std::vector<Symbol*> order;           // the same in the order of their first binding
  std::set<std::string> globals, nonlocals;
  std::vector<std::pair<std::string, Span>> uses;          // names to resolve outside of this scope
  std::map<std::string, Symbol*> outer;                    // what they mean; null for a global
  std::vector<Symbol*> free;            // of a frame: variables of outer frames that it, or one inside it, needs
  std::unique_ptr<Symbol> class_cell;   // of a class: `__class__` for its methods, lives in the frame around the class
};

// The scopes of one file.
class Scopes {
 public:
  Scopes(const syntax::Module& module, Diagnostics& diagnostics);
  Scope& module() const { return *scopes_.front(); }
  // The scope of a function, lambda, class or comprehension node.
  Scope& of(const void* node) const { return *by_node_.at(node); }
  // Whether the module's top level or a `global` statement assigns the name.
  bool assigns_global(const std::string& name) const { return assigned_globals_.count(name) > 0; }

 private:
  friend class ScopeBuilder;
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::map<const void*, Scope*> by_node_;
  std::set<std::string> assigned_globals_;
};

// The variable that a name stands for in a scope; null for a global. In a class body, the variable of the class itself
// where there is one.
Symbol* find_symbol(const Scope& scope, const std::string& name);

// `__name` inside class C is `_C__name`.
std::string mangle(const Scope& scope, std::string_view name);

// A call `super()` without arguments.
bool is_bare_super(const syntax::Call& call);

}  // namespace bpl::lower
