# Pictures of results.
import _bplc
import numpy as np


class Axes:
  """A place in a figure. Every picture has a file of its own, so that nothing is drawn here."""

  def __getattr__(self, name):
    raise AttributeError('bplc draws bp.visualize.raster_plot and line_plot only: axes have no ' + repr(name))


class Figure:
  def add_subplot(self, *args, **kwargs):
    return Axes()

  def __getattr__(self, name):
    raise AttributeError('bplc draws bp.visualize.raster_plot and line_plot only: a figure has no ' + repr(name))


class Grid:
  def __getitem__(self, place):
    return place


def get_figure(row_num, col_num, row_len=3, col_len=6):
  """(figure, grid) for fig.add_subplot(gs[i, j])."""
  return Figure(), Grid()


def raster_plot(ts, sp_matrix, ax=None, marker='.', markersize=2, color='k', xlabel='Time (ms)', ylabel='Neuron index',
                xlim=None, ylim=None, title=None, show=False, **kwargs):
  """Dots at the times `ts` (one a row) of all entries of `sp_matrix` (time, neuron) that are greater than zero."""
  _bplc.raster_plot(ts, sp_matrix, marker, markersize, color, xlabel, ylabel, xlim, ylim, title, show)


def line_plot(ts, val_matrix, plot_ids=None, ax=None, xlim=None, ylim=None, xlabel='Time (ms)', ylabel=None,
              legend=None, title=None, show=False, **kwargs):
  """Lines of the columns `plot_ids` (the first one unless given) of `val_matrix` over `ts`."""
  _bplc.line_plot(ts, val_matrix, plot_ids, xlabel, ylabel, xlim, ylim, title, legend, show)
