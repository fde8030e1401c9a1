"""The roles of the distributed run, one process each: api, worker, relay, sweep.

Every role is served like the embedded system: it has an app, which for all but ``api`` shows only
metrics and health, and it starts and stops.
"""
