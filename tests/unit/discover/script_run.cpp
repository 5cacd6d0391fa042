#include "tests/unit/discover/script_run.h"

#include "frontend/lower/lower.h"
#include "frontend/syntax/parse.h"
#include "host/values/builtins.h"
#include "host/values/ops.h"

namespace bpl::discover {
namespace {

// What sys.exit() was called with, as an exit status; anything but None and an int is printed.
int exit_status(host::Context& ctx, const host::Value& exception, std::string* text) {
  const host::Value* args = host::as_instance(exception)->attributes.find("args");
  const host::Tuple* items = args ? host::as_tuple(*args) : nullptr;
  const host::Value code = items && !items->items.empty() ? items->items[0] : host::Value::none();
  if (code.is_none()) return 0;
  if (code.is_int() || code.is_bool()) return static_cast<int>(code.integer & 0xff);
  if (host::to_str(ctx, code, text)) *text += "\n";
  return 1;
}

}  // namespace

Script::Script(std::string name, std::string text) {
  module_.files = {name};
  const int file = files_.add(std::move(name), std::move(text));
  const auto tree = syntax::parse(file, files_, diagnostics_);
  lowered_ = tree && lower::lower(*tree, {}, module_, diagnostics_);
}

std::string Script::errors() const { return render(diagnostics_, files_, false); }

Script::Outcome Script::execute(const std::function<void(host::Context&)>& prepare) const {
  host::Context ctx;
  host::register_builtins(ctx);
  ctx.files = module_.files;
  prepare(ctx);
  Interpreter interpreter(ctx, module_);
  Outcome outcome;
  outcome.finished = interpreter.run_unit("__main__");
  if (outcome.finished) return outcome;
  const host::Value exception = host::take_exception(ctx);
  const host::Class* exit = ctx.builtin_class("SystemExit");
  outcome.finished = host::is_subclass(*host::as_instance(exception)->type, *exit);
  outcome.status = outcome.finished ? exit_status(ctx, exception, &outcome.traceback) : 1;
  if (!outcome.finished) outcome.traceback = host::format_traceback(ctx, exception);
  return outcome;
}

}  // namespace bpl::discover
