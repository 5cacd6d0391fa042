#include "ir/passes/integrate.h"

#include <fmt/format.h>

#include <map>

#include "ir/passes/differentiate.h"
#include "ir/passes/expression.h"
#include "math/runge_kutta.h"

namespace bpl::ir {
namespace {

// Rewrites one kernel body, instruction by instruction.
class Expander {
 public:
  Expander(const Module& module, Kernel& kernel, Diagnostics& diagnostics) : module_(module), kernel_(kernel), diagnostics_(diagnostics) {}

  void run() {
    const std::vector<KernelInstr> old = std::move(kernel_.body);
    kernel_.body.clear();
    for (const KernelInstr& i : old) {
      if (i.op == KernelOp::integrate) {
        results_[static_cast<int>(values_.size())] = expand(i);
        values_.push_back(-1);
      } else if (i.op == KernelOp::result_of) {
        values_.push_back(results_.at(i.args[0])[static_cast<std::size_t>(i.index)]);
      } else {
        KernelInstr copy = i;
        for (int& a : copy.args) a = values_[static_cast<std::size_t>(a)];
        values_.push_back(append(std::move(copy)));
      }
    }
  }

 private:
  int append(KernelInstr i) {
    bool coefficient = i.op == KernelOp::constant || i.op == KernelOp::slot || i.op == KernelOp::dt;
    if (!i.args.empty()) {
      coefficient = true;
      for (int a : i.args) coefficient = coefficient && coefficient_[static_cast<std::size_t>(a)];
    }
    coefficient_.push_back(coefficient && i.op != KernelOp::store && i.op != KernelOp::keep);
    kernel_.body.push_back(std::move(i));
    return static_cast<int>(kernel_.body.size()) - 1;
  }

  std::vector<int> expand(const KernelInstr& i) {
    const Integration& g = i.integration[0];
    location_ = i.location;
    e_ = Expressions();
    e_.set_location(i.location);
    std::vector<int> f = read_derivatives(g);
    states_.clear();
    for (int a : i.args) states_.push_back(values_[static_cast<std::size_t>(a)]);
    own_dt_ = -1;
    if (static_cast<int>(states_.size()) == g.states + 2) {
      own_dt_ = states_.back();
      states_.pop_back();
    }
    if (g.method == "slope") return slopes(g, f);
    return math::is_exponential(g.method) ? exponential(g, f) : runge_kutta(g, f);
  }

  // The body of the derivative as expressions; argument number `states` is the time.
  std::vector<int> read_derivatives(const Integration& g) {
    std::vector<int> nodes;
    for (const KernelInstr& i : g.body) nodes.push_back(read(i, nodes));
    std::vector<int> f;
    for (int d : g.derivatives) f.push_back(nodes[static_cast<std::size_t>(d)]);
    return f;
  }

  int read(const KernelInstr& i, const std::vector<int>& nodes) {
    const auto arg = [&](std::size_t k) {
      const int a = i.args[k];
      return a >= 0 ? nodes[static_cast<std::size_t>(a)] : outer(values_[static_cast<std::size_t>(~a)]);
    };
    switch (i.op) {
      case KernelOp::parameter: return e_.parameter(i.index);
      case KernelOp::constant: return i.type == ElementType::boolean ? e_.boolean(i.number != 0) : e_.constant(i.number);
      case KernelOp::unary: return e_.unary(i.name, arg(0));
      case KernelOp::binary: return e_.binary(i.name, arg(0), arg(1));
      case KernelOp::select: return e_.select(arg(0), arg(1), arg(2));
      case KernelOp::fma: return e_.add(e_.mul(arg(0), arg(1)), arg(2));
      case KernelOp::powi: return e_.powi(arg(0), i.index);
      default: break;
    }
    KernelInstr copy = i;  // slot, dt, time, step, load: a value of the kernel
    return outer(append(std::move(copy)));
  }

  int outer(int value) {
    const KernelInstr& i = kernel_.body[static_cast<std::size_t>(value)];
    if (i.op == KernelOp::constant && i.type == ElementType::real) return e_.constant(i.number);
    return e_.outer(value, i.type, coefficient_[static_cast<std::size_t>(value)]);
  }

  int dt() {
    if (own_dt_ >= 0) return outer(own_dt_);
    if (dt_ < 0) {
      KernelInstr i;
      i.op = KernelOp::dt;
      i.uniform = true;
      i.location = location_;
      dt_ = append(std::move(i));
    }
    return e_.outer(dt_, ElementType::real, true);
  }

  // --- exponential Euler --------------------------------------------------------------------------------------------

  std::vector<int> exponential(const Integration& g, const std::vector<int>& f) {
    std::vector<int> next;
    for (int k = 0; k < g.states; ++k) next.push_back(exponential_state(k, f[static_cast<std::size_t>(k)]));
    std::vector<int> results;
    for (int n : next) results.push_back(emit(n));
    emitted_.clear();
    return results;
  }

  std::vector<int> slopes(const Integration& g, const std::vector<int>& f) {
    std::vector<int> results;
    for (int k = 0; k < g.states; ++k) results.push_back(emit(slope_of(f[static_cast<std::size_t>(k)], k, "milstein").value_or(e_.constant(0))));
    emitted_.clear();
    return results;
  }

  // df/dx of state k; nothing, with an error that names the method, where bplc does not know it.
  std::optional<int> slope_of(int f, int k, std::string_view method) {
    std::string missing;
    const std::optional<int> slope = differentiate(e_, f, k, &missing);
    if (!slope)
      diagnostics_.error("no-derivative", span(), fmt::format("{} needs the derivative of '{}', which bplc does not know", method, missing));
    return slope;
  }

  int exponential_state(int k, int f) {
    const int x = e_.parameter(k);
    const std::optional<int> slope = slope_of(f, k, "exp_auto");
    if (!slope) return x;
    if (e_.is_constant(*slope, 0)) return e_.add(x, e_.mul(dt(), f));
    if (const int relaxed = relaxation(k, f, x); relaxed >= 0) return relaxed;
    const int z = e_.mul(dt(), *slope);
    const int phi = e_.select(e_.binary("eq", z, e_.constant(0)), e_.constant(1), e_.div(e_.unary("expm1", z), z));
    return e_.fma(e_.mul(dt(), phi), f, x);
  }

  // x' = x + c (x_inf - x), or -1 where f has not that form.
  int relaxation(int k, int f, int x) {
    int divisor = e_.constant(1), g = f;
    for (bool changed = true; changed;) {
      changed = false;
      const ExpressionNode n = e_.at(g);
      if (n.op != KernelOp::binary) break;
      if (n.name == "div" && e_.at(n.args[1]).coefficient) {
        divisor = e_.mul(divisor, n.args[1]);
        g = n.args[0];
        changed = true;
      } else if (n.name == "mul" && e_.at(n.args[0]).coefficient && !e_.at(n.args[1]).coefficient) {
        divisor = e_.div(divisor, n.args[0]);
        g = n.args[1];
        changed = true;
      } else if (n.name == "mul" && e_.at(n.args[1]).coefficient && !e_.at(n.args[0]).coefficient) {
        divisor = e_.div(divisor, n.args[1]);
        g = n.args[0];
        changed = true;
      }
    }
    std::string missing;
    const std::optional<int> a = differentiate(e_, g, k, &missing);
    if (!a || !e_.is_constant(*a) || e_.is_constant(*a, 0)) return -1;
    const int b = e_.substitute(g, k, e_.constant(0));
    const int x_inf = e_.div(b, e_.constant(-e_.at(*a).number));
    const int decay = e_.unary("expm1", e_.div(e_.mul(dt(), *a), divisor));
    if (!e_.is_constant(x_inf, 0)) return e_.fma(e_.neg(decay), e_.sub(x_inf, x), x);
    const int next = e_.fma(decay, x, x);
    if (module_.precision != Precision::f32) return next;
    const int small = e_.binary("lt", e_.unary("abs", next), e_.constant(0x1p-100));
    return e_.select(small, e_.constant(0), next);
  }

  // --- Runge-Kutta --------------------------------------------------------------------------------------------------

  std::vector<int> runge_kutta(const Integration& g, const std::vector<int>& f) {
    const math::RungeKutta* method = math::find_runge_kutta(g.method);
    if (!method) {
      diagnostics_.error("unknown-method", span(), fmt::format("unknown integration method '{}'", g.method));
      method = math::find_runge_kutta("euler");
    }
    std::vector<std::vector<int>> slopes;  // one a stage, one a state
    for (std::size_t stage = 0; stage < method->b.size(); ++stage) slopes.push_back(stage_slopes(g, f, *method, stage, slopes));
    std::vector<int> results;
    for (int k = 0; k < g.states; ++k) {
      int y = e_.parameter(k);
      for (std::size_t s = 0; s < slopes.size(); ++s) y = step(y, slopes[s][static_cast<std::size_t>(k)], method->b[s]);
      results.push_back(y);
    }
    for (int& r : results) r = emit(r);
    emitted_.clear();
    return results;
  }

  int step(int y, int slope, double weight) {
    if (weight == 0 || e_.is_constant(slope, 0)) return y;
    return weight == 1 ? e_.fma(slope, dt(), y) : e_.fma(e_.mul(slope, dt()), e_.constant(weight), y);
  }

  std::vector<int> stage_slopes(const Integration& g, const std::vector<int>& f, const math::RungeKutta& m, std::size_t stage,
                                const std::vector<std::vector<int>>& slopes) {
    if (stage == 0) return f;
    std::vector<int> at;
    for (int k = 0; k < g.states; ++k) {
      int y = e_.parameter(k);
      for (std::size_t s = 0; s < m.a[stage - 1].size(); ++s) y = step(y, slopes[s][static_cast<std::size_t>(k)], m.a[stage - 1][s]);
      at.push_back(y);
    }
    at.push_back(e_.add(e_.parameter(g.states), e_.mul(dt(), e_.constant(m.c[stage]))));
    std::vector<int> result;
    for (int value : f) result.push_back(substitute_all(value, at));
    return result;
  }

  // All arguments at once: the replacements contain the same parameters.
  int substitute_all(int n, const std::vector<int>& values) {
    const ExpressionNode e = e_.at(n);
    if (e.op == KernelOp::parameter) return values[static_cast<std::size_t>(e.index)];
    if (e.args.empty()) return n;
    std::vector<int> args;
    for (int a : e.args) args.push_back(substitute_all(a, values));
    if (args == e.args) return n;
    switch (e.op) {
      case KernelOp::unary: return e_.unary(e.name, args[0]);
      case KernelOp::binary: return e_.binary(e.name, args[0], args[1]);
      case KernelOp::select: return e_.select(args[0], args[1], args[2]);
      case KernelOp::powi: return e_.powi(args[0], e.index);
      default: return e_.add(e_.mul(args[0], args[1]), args[2]);
    }
  }

  // --- back to instructions -----------------------------------------------------------------------------------------

  int emit(int n) {
    if (const auto done = emitted_.find(n); done != emitted_.end()) return done->second;
    const ExpressionNode e = e_.at(n);
    if (e.outer >= 0) return e.outer;
    if (e.op == KernelOp::parameter) return states_[static_cast<std::size_t>(e.index)];
    KernelInstr i;
    i.op = e.op;
    i.name = e.name;
    i.index = e.op == KernelOp::powi ? e.index : -1;
    i.number = e.number;
    i.type = e.type;
    i.location = location_;
    i.uniform = true;
    for (int a : e.args) {
      i.args.push_back(emit(a));
      i.uniform = i.uniform && kernel_.body[static_cast<std::size_t>(i.args.back())].uniform;
    }
    return emitted_[n] = append(std::move(i));
  }

  Span span() const { return {location_.file, {location_.line, location_.column}, {location_.line, location_.column + 1}}; }

  const Module& module_;
  Kernel& kernel_;
  Diagnostics& diagnostics_;
  Expressions e_;
  Location location_;
  std::vector<int> values_;  // old number -> new number
  std::vector<bool> coefficient_;
  std::map<int, std::vector<int>> results_;
  std::vector<int> states_;
  std::map<int, int> emitted_;
  int dt_ = -1;
  int own_dt_ = -1;  // of this integration, where it is not the step's
};

}  // namespace

void integrate(Module& module, Diagnostics& diagnostics) {
  for (Update& u : module.updates)
    for (Kernel& k : u.kernels) Expander(module, k, diagnostics).run();
}

}  // namespace bpl::ir
