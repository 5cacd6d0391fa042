# Built-in neurons and synapses in the old style, as users write them: state set by hand, paths in monitors and inputs.
import brainpy as bp
import brainpy.math as bm

bm.set_platform('cpu')
src = bp.neurons.LIF(400, V_rest=-62., V_th=-48., V_reset=-62., tau=18., tau_ref=4., method='exp_auto')
dst = bp.neurons.LIF(100, V_rest=-62., V_th=-48., V_reset=-62., tau=18., tau_ref=4.)
src.V[:] = bm.random.randn(400) * 3. - 55.
syn = bp.synapses.Exponential(src, dst, bp.conn.FixedProb(0.05, seed=7), tau=4., g_max=0.4,
                              output=bp.synouts.COBA(E=0.), delay_step=5)
net = bp.Network(syn=syn, src=src, dst=dst)
runner = bp.DSRunner(net, monitors=['src.spike', 'dst.V'],
                     inputs=[('src.input', 19.), ('dst.input', 12.)])
runner.run(200.)
bp.visualize.raster_plot(runner.mon.ts, runner.mon['src.spike'], show=True)
