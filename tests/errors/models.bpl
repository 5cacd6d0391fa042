# Wrong scripts, separated by lines of equal signs, with the expected messages on the guilty line: "#! MESSAGE" (a part of the
# message is enough), several with "#! ... #! ...". Marks are taken off before a script is compiled.
#===== an unknown keyword and its suggestion
import bpl
a = bpl.LIF(200, V_tresh=-50.)  #! V_tresh
#===== the suggestion is right
import bpl
a = bpl.LIF(200, V_tresh=-50.)  #! did you mean 'V_th'
#===== unknown attributes of modules
import brainpy as bp
a = bp.neurons.LIFF(10)  #! did you mean 'LIF'
#===== an unknown model
import brainpy as bp
a = bp.neurons.HHH(10)  #! HHH
#===== an unknown attribute of an object
import bpl
a = bpl.LIF(10, V_th=-50.)
print(a.V_thresh)  #! V_thresh
#===== a missing argument
import bpl
a = bpl.LIF()  #! size
#===== a missing argument of a synapse
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a)  #! conn
#===== wrong types
import bpl
a = bpl.LIF('200')  #! size must be an int
#=====
import bpl
a = bpl.LIF(200., V_th=-50.)  #! size must be an int
#=====
import bpl
a = bpl.LIF(True)  #! size must be an int
#=====
import bpl
a = bpl.LIF(20, tau='20')  #! tau must be a number
#=====
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, 5, bp.conn.All2All())  #! post must be a population
#=====
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a, bp.conn.All2All)  #! conn must be a connector object: write All2All(...)
#=====
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a, bp.conn.All2All(), delay_step=1.5)  #! delay_step must be an int
#===== sizes that are not positive
import bpl
a = bpl.LIF(0)  #! size must be positive
#=====
import bpl
a = bpl.LIF(-200, V_th=-50.)  #! size must be positive
#=====
import brainpy as bp
a = bp.neurons.LIF((10, 0))  #! size must be positive
#===== probabilities
import brainpy as bp
c = bp.conn.FixedProb(1.04)  #! prob must be in [0, 1], not 1.04
#=====
import brainpy as bp
c = bp.conn.FixedProb(-0.1)  #! prob must be in [0, 1]
#=====
import brainpy as bp
c = bp.conn.FixedProb(float('nan'))  #! prob must be in [0, 1]
#===== time constants
import bpl
a = bpl.LIF(20, tau=0.)  #! tau must be positive, not 0
#=====
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a, bp.conn.All2All(), tau=-8.)  #! tau must be positive, not -8
#===== not a number
import bpl
a = bpl.LIF(20, V_th=float('nan'))  #! V_th must not be NaN
#=====
import bpl
a = bpl.LIF(20, tau=float('nan'))  #! tau must not be NaN
#=====
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a, bp.conn.All2All(), g_max=float('nan'))  #! g_max must not be NaN
#===== a negative delay
import brainpy as bp
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a, bp.conn.All2All(), delay_step=-1)  #! delay_step must not be negative
#===== an array of a wrong length
import brainpy as bp
import brainpy.math as bm
a = bp.neurons.LIF(10, V_initializer=bm.zeros(11))  #! V_initializer has the shape (11,)
#===== positional arguments of bpl.LIF where no later module is used
import bpl
a = bpl.LIF(200, -60., -50.)  #! bpl.LIF takes only the size as positional argument
#===== sizes that do not fit
import brainpy as bp
a = bp.neurons.LIF(10)
b = bp.neurons.LIF(20)
d = bp.synapses.Exponential(a, b, bp.conn.One2One())  #! One2One needs pre and post of the same size
#===== a connection outside
import brainpy as bp
import numpy as np
a = bp.neurons.LIF(10)
d = bp.synapses.Exponential(a, a, bp.conn.IJConn(np.asarray([0, 10]), np.asarray([1, 1])))  #! pre neuron 10
#===== delays of another kind
import brainpy as bp
a = bp.neurons.LIF(3)
a.register_delay('a.spike', 1.5, a.spike)  #! delay_step must be an int, an array of ints or None, not 1.5
#===== a delay of something else
import brainpy as bp
a = bp.neurons.LIF(3)
a.register_delay('a.spike', 1, 3.)  #! delay_target must be a bm.Variable, not float
#===== a delay that another object registered
import brainpy as bp
a = bp.neurons.LIF(3)
b = bp.neurons.LIF(3)
a.register_delay('a.spike', 1, a.spike)
b.get_delay_data('a.spike', 1)  #! the delay 'a.spike' is not registered here: write self.register_delay('a.spike', delay_step, variable) in __init__
#===== a delay without a number of steps
import brainpy as bp
a = bp.neurons.LIF(3)
a.register_delay('a.spike', None, a.spike)
print(a.get_delay_data('a.spike', None))
a.get_delay_data('a.spike', 2)  #! the delay 'a.spike' was registered with delay_step=None: it remembers nothing
#===== an identifier that is none
import brainpy as bp
a = bp.neurons.LIF(3)
a.register_delay(a.spike, 1, a.spike)  #! the identifier of a delay must be a str, not Variable
#===== collections of objects and variables
import brainpy as bp
a = bp.neurons.LIF(3)
for node in bp.Network(a).nodes().values():  #! nodes() is not supported by bplc yet: name the objects, for instance in a list of your own
  print(node)
#===== collections of variables
import brainpy as bp
a = bp.neurons.LIF(3)
print(a.vars().unique())  #! vars() is not supported by bplc yet: name the variables, for instance in a list of your own
#===== variables that are none
import brainpy as bp
a = bp.neurons.LIF(3)
a.register_implicit_vars(a.V, [a.spike], {'x': 3})  #! register_implicit_vars() takes bm.Variable objects, not int
#===== nodes that are none
import brainpy as bp
a = bp.neurons.LIF(3)
a.register_implicit_nodes([a], 3)  #! register_implicit_nodes() takes model objects, not int
#===== bools for a variable of numbers
import brainpy as bp
a = bp.neurons.LIF(3)
a.V[:] = a.V > 0.
a.V.value = a.V > 0.  #! a bm.Variable of numbers cannot become bools: write x.value = bm.asarray(..., dtype=float), or x[:] = ...
