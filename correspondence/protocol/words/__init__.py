"""Words as people write them: one normal form of each, what stands for nothing, and what gives a value away."""
