def columns(rides):
    return rides[["pickup", "dropoff", "distance"]]
