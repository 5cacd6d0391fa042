# Input currents over time: arrays with one row a step, for inputs of type 'iter'. Times are in ms, frequencies in Hz.
import math
import brainpy.math as bm
import numpy as np


def step_length(dt):
  return bm.get_dt() if dt is None else dt


def window(duration, dt, t_start, t_end):
  """The rows of a current of `duration`, and the first and last of those in [t_start, t_end)."""
  t_end = duration if t_end is None else t_end
  if not 0. <= t_start <= t_end <= duration:
    raise ValueError('t_start and t_end must be times within the duration of ' + repr(duration) + ' ms, not ' + repr(t_start) + ' and ' + repr(t_end))
  return int(duration / dt), int(t_start / dt), int(t_end / dt)


def section_input(values, durations, dt=None, return_length=False):
  """Sections of constant current: values[k] for durations[k] ms. Also the whole duration with return_length=True.

  The array has ceil(sum(durations) / dt) rows; a section takes int(duration / dt) of them.
  """
  dt = step_length(dt)
  if len(values) != len(durations):
    raise ValueError('section_input() got ' + str(len(values)) + ' values for ' + str(len(durations)) + ' durations')
  shape = ()
  for value in values:
    if len(np.shape(value)) > len(shape):
      shape = np.shape(value)
  duration = sum(durations)
  current = bm.zeros((math.ceil(duration / dt),) + tuple(shape))
  start = 0
  for value, length in zip(values, durations):
    stop = start + int(length / dt)
    current[start:stop] = value
    start = stop
  return (current, duration) if return_length else current


def constant_input(I_and_duration, dt=None):
  """(current, duration) of sections given as pairs (value, duration)."""
  return section_input([pair[0] for pair in I_and_duration], [pair[1] for pair in I_and_duration], dt, return_length=True)


def spike_input(sp_times, sp_lens, sp_sizes, duration, dt=None):
  """Pulses: from sp_times[k] on for sp_lens[k] ms the current is sp_sizes[k]. A later pulse replaces an earlier one."""
  dt = step_length(dt)
  if not isinstance(sp_times, (list, tuple)):
    raise TypeError('sp_times must be a list or tuple of times, not ' + type(sp_times).__name__)
  count = len(sp_times)
  lengths = sp_lens if isinstance(sp_lens, (list, tuple)) else [sp_lens] * count
  sizes = sp_sizes if isinstance(sp_sizes, (list, tuple)) else [sp_sizes] * count
  if len(lengths) != count or len(sizes) != count:
    raise ValueError('spike_input() got ' + str(len(lengths)) + ' lengths and ' + str(len(sizes)) + ' sizes for ' + str(count) + ' times')
  current = bm.zeros(math.ceil(duration / dt))
  for time, length, size in zip(sp_times, lengths, sizes):
    start = int(time / dt)
    current[start:start + int(length / dt)] = size
  return current


def ramp_input(c_start, c_end, duration, t_start=0, t_end=None, dt=None):
  """A current that goes from c_start at t_start to c_end at t_end in even steps, both ends included; 0 outside."""
  dt = step_length(dt)
  t_end = duration if t_end is None else t_end
  current = bm.zeros(math.ceil(duration / dt))
  first, last = math.ceil(t_start / dt), math.ceil(t_end / dt)
  current[first:last] = bm.linspace(c_start, c_end, last - first)
  return current


def wiener_process(duration, dt=None, n=1, t_start=0., t_end=None, seed=None):
  """Increments of `n` Wiener processes: independent normal numbers with the variance dt in every row; 0 outside [t_start, t_end)."""
  dt = step_length(dt)
  rows, first, last = window(duration, dt, t_start, t_end)
  current = bm.zeros((rows, n))
  current[first:last] = bm.random.RandomState(seed).normal(0., 1., (last - first, n)) * math.sqrt(dt)
  return current


def ou_process(mean, sigma, tau, duration, dt=None, n=1, t_start=0., t_end=None, seed=None):
  """`n` processes with x += dt * (mean - x) / tau + sigma * sqrt(dt) * u from x = mean on, u uniform in [0, 1) as in BrainPy."""
  dt = step_length(dt)
  rows, first, last = window(duration, dt, t_start, t_end)
  current = bm.zeros((rows, n))
  noise = bm.random.RandomState(seed).rand(last - first, n) * (sigma * math.sqrt(dt))
  x = bm.ones(n) * mean
  for k in range(last - first):
    x = x + dt * ((mean - x) / tau) + noise[k]
    current[first + k] = x
  return current


def sinusoidal_input(amplitude, frequency, duration, dt=None, t_start=0., t_end=None, bias=False):
  """amplitude * sin(2 pi frequency (t - t_start) / 1000), with bias raised to be positive; 0 outside [t_start, t_end)."""
  dt = step_length(dt)
  rows, first, last = window(duration, dt, t_start, t_end)
  current = bm.zeros(rows)
  times = bm.arange(last - first) * dt
  current[first:last] = amplitude * bm.sin(2 * math.pi * times * (frequency / 1000.)) + (amplitude if bias else 0.)
  return current


def square_input(amplitude, frequency, duration, dt=None, bias=False, t_start=0., t_end=None):
  """A current of +amplitude in the first half of every period and -amplitude in the second, with bias raised to be positive."""
  dt = step_length(dt)
  rows, first, last = window(duration, dt, t_start, t_end)
  current = bm.zeros(rows)
  phases = np.mod(2 * math.pi * np.arange(last - first) * dt * (frequency / 1000.), 2 * math.pi)
  current[first:last] = np.where(phases < math.pi, amplitude, -amplitude) + (amplitude if bias else 0.)
  return current
