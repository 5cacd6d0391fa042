# Pictures of results.
import _bplc
import numpy as np


def raster_plot(ts, sp_matrix, ax=None, marker='.', markersize=2, color='k', xlabel='Time (ms)', ylabel='Neuron index',
                xlim=None, ylim=None, title=None, show=False, **kwargs):
  """Dots at the times `ts` (one a row) of all entries of `sp_matrix` (time, neuron) that are greater than zero."""
  _bplc.raster_plot(ts, sp_matrix, marker, markersize, color, xlabel, ylabel, xlim, ylim, title, show)


def line_plot(ts, val_matrix, plot_ids=None, ax=None, xlim=None, ylim=None, xlabel='Time (ms)', ylabel=None,
              legend=None, title=None, show=False, **kwargs):
  """Lines of the columns `plot_ids` (the first one unless given) of `val_matrix` over `ts`."""
  _bplc.line_plot(ts, val_matrix, plot_ids, xlabel, ylabel, xlim, ylim, title, legend, show)
