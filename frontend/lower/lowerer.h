// The state of one lowering and what lowers each kind of syntax; shared by the files of this folder only.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "frontend/lower/definitions.h"
#include "frontend/lower/lower.h"
#include "frontend/lower/scopes.h"

namespace bpl::lower {

// What is known at a place of the text: whether control can get there, and which variables are bound for certain.
// Variables that some statement unbinds are never in the set, so that it only grows along a path.
struct Flow {
  bool reachable = true;
  std::set<const Symbol*> bound;
};
Flow merge(const Flow& a, const Flow& b);

// One host function in the making.
struct Frame {
  Scope* scope = nullptr;
  ir::HostFunction function;
  std::string qualified;  // prefix of the __qualname__ of what is defined inside
  std::map<const Symbol*, int> registers;  // of values; of cells for captured variables
  int next = 0;                            // first free temporary
  int first_temporary = 0;
  Flow flow;
  std::vector<int> handled;      // the exceptions of the `except` clauses around, innermost last
  std::set<std::string> stored;  // of a class body: the names assigned so far
  int lambdas = 0;
};

class Lowerer {
 public:
  Lowerer(const LowerOptions& options, ir::Module& out, Diagnostics& diagnostics);
  void lower_unit(const syntax::Module& module);

 private:
  // instructions and registers (lowerer.cpp)
  ir::Location location(const Span& span) const;
  ir::HostInstr& emit(ir::HostOp op, const Span& span, int result = -1, std::vector<int> args = {},
                      std::string name = {});
  int emit_value(ir::HostOp op, const Span& span, std::vector<int> args = {}, std::string name = {});
  int emit_constant(ir::Constant value, const Span& span);
  int emit_call(const Span& span, int callee, std::vector<int> arguments);
  void emit_if(const Span& span, int condition, ir::HostBlock then, ir::HostBlock otherwise);
  template <class Emit>
  ir::HostBlock in_block(Emit&& emit_content) {
    ir::HostBlock content;
    ir::HostBlock* outer = std::exchange(block_, &content);
    const int mark = frame_->next;
    emit_content();
    frame_->next = mark;
    block_ = outer;
    return content;
  }
  int temporary();
  bool is_temporary(int reg) const { return reg >= frame_->first_temporary; }
  // Copies a value that nothing else uses.
  void move_to(int target, int reg, const Span& span);
  void unsupported(const Span& span, const std::string& what, const std::string& hint = {});

  // functions and classes (functions.cpp)
  std::string unique_name(const std::string& wanted);
  // Lowers one host function: its registers and cells, then what `content` emits. Returns its name in the module.
  std::string host_function(Scope& scope, const std::string& wanted, const std::string& short_name,
                            const syntax::Arguments* arguments, const Span& span,
                            const std::function<void()>& content);
  void allocate_registers(const syntax::Arguments* arguments, const Span& span);
  void add_parameters(const syntax::Arguments& arguments);
  int function_value(Scope& scope, const std::string& wanted, const std::string& short_name,
                     const syntax::Arguments& arguments, const Span& span, const std::function<void()>& content);
  std::vector<int> closure_cells(const Scope& scope) const;
  int lower_lambda(const syntax::Lambda& node, const Span& span);
  void lower_function(const syntax::FunctionDef& node, const Span& span);
  void lower_class(const syntax::ClassDef& node, const Span& span);
  int lower_super(const syntax::Call& node, const Span& span);
  std::vector<int> lower_decorators(const syntax::ExprList& decorators);
  int apply_decorators(const syntax::ExprList& decorators, const std::vector<int>& functions, int value);

  // names and targets (targets.cpp)
  int load_name(const std::string& raw, const Span& span);
  int load_symbol(const Symbol& symbol, const Span& span);
  int cell_of(const Symbol& symbol) const { return frame_->registers.at(&symbol); }
  // last_use: the value is used for nothing else.
  void store_name(const std::string& raw, int value, const Span& span, bool last_use = false);
  void delete_name(const std::string& raw, const Span& span, bool must_exist);
  void assign(const syntax::Expression& target, int value);
  // The register that assigning to the target means, or -1 when it takes more than writing one.
  int direct_register(const syntax::Expression& target);
  void mark_bound(const syntax::Expression& target);
  void unpack(const syntax::ExprList& targets, int value, const Span& span);
  void delete_target(const syntax::Expression& target);
  void lower_augmented(const syntax::AugAssign& node, const Span& span);

  // expressions (expressions.cpp, displays.cpp)
  int expression(const syntax::Expression& node);
  // None where there is no node.
  int optional_expression(const syntax::ExprPtr& node, const Span& span);
  void expression_into(const syntax::Expression& node, int target);
  int constant(const syntax::Constant& node, const Span& span);
  int bool_op(const syntax::BoolOp& node, const Span& span);
  void bool_op_rest(const syntax::BoolOp& node, std::size_t index, int result, const Span& span);
  int unary(const syntax::UnaryOp& node, const Span& span);
  int conditional(const syntax::IfExp& node, const Span& span);
  int compare(const syntax::Compare& node, const Span& span);
  void compare_rest(const syntax::Compare& node, std::size_t index, int left, int result, const Span& span);
  int call(const syntax::Call& node, const Span& span);
  int joined_string(const syntax::JoinedStr& node, const Span& span);
  int formatted_value(const syntax::FormattedValue& node, const Span& span);
  int sequence(ir::HostOp build, const syntax::ExprList& elements, const Span& span);
  int dict(const syntax::Dict& node, const Span& span);
  int comprehension(ir::HostOp build, const void* node, const std::vector<syntax::Comprehension>& generators,
                    const syntax::ExprPtr& element, const syntax::ExprPtr& value, const Span& span);
  void comprehension_loop(const std::vector<syntax::Comprehension>& generators, std::size_t index, int iterable,
                          const std::function<void()>& yield);
  void comprehension_filter(const std::vector<syntax::Comprehension>& generators, std::size_t index,
                            std::size_t condition, const std::function<void()>& yield);

  // statements (statements.cpp, exceptions.cpp)
  void body(const syntax::Body& statements);
  void statement(const syntax::Statement& node);
  void expression_statement(const syntax::Expression& node);
  void assign_statement(const syntax::Assign& node, const syntax::Statement& statement);
  void annotated_assign(const syntax::AnnAssign& node, const syntax::Statement& statement);
  bool define(const syntax::Statement& statement);
  void if_statement(const syntax::If& node, const Span& span);
  void while_statement(const syntax::While& node, const Span& span);
  void for_statement(const syntax::For& node, const Span& span);
  void loop_jump(ir::HostOp op, const Span& span);
  void return_statement(const syntax::Return& node, const Span& span);
  void raise_statement(const syntax::Raise& node, const Span& span);
  void assert_statement(const syntax::Assert& node, const Span& span);
  void try_statement(const syntax::Try& node, const Span& span);
  void handlers(const std::vector<syntax::ExceptHandler>& list, std::size_t index, int exception, const Flow& start,
                Flow& end);
  void handler_body(const syntax::ExceptHandler& handler, int exception);
  void with_statement(const syntax::With& node, std::size_t item, const Span& span);
  void import(const syntax::Import& node);
  void import_from(const syntax::ImportFrom& node, const Span& span);

  const LowerOptions& options_;
  ir::Module& out_;
  Diagnostics& diagnostics_;
  std::string prefix_;  // of function names: "main", "brainpy.neurons.lif"
  const Scopes* scopes_ = nullptr;
  std::map<const syntax::Statement*, DefinitionSite> definitions_;
  std::set<std::string> names_;  // of functions
  Frame* frame_ = nullptr;
  Scope* scope_ = nullptr;  // frame_->scope or a comprehension in it
  ir::HostBlock* block_ = nullptr;
};

}  // namespace bpl::lower
