"""Train the reading model: corpus → train → export → measure. Never imported by casefile."""
