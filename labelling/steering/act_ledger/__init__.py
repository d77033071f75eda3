"""Register of acts: who does each act of the portal, how often, in how much time, what is spared."""
