# What the pipeline reads. A change here runs the stages that read it, and no others.

# Months by address and digest. A source is a path, a month such as green:2021-01 (under GRADUS_TLC, or where the TLC publishes
# it), or an https:// address. The held-out months come after the training months; nothing is chosen on them.
data:
  training:
    - source: data/sample/green_tripdata_2021-01.parquet
      sha256: 29908f5c0bbc9dee3ab2308029ab9680aee31d1dba33872cbb483debe5452e79
  testing:
    - source: data/sample/green_tripdata_2021-02.parquet
      sha256: 20029159526135a7f3cf0397e2a31e9b76616cc5b8922f3415ae1a42272fc1ac

# What the model may know of a ride: pre-trip (known at pickup) or post-trip (also the distance driven).
contract: [=contract]

validation:
  min_kept: 0.8       # least share of a file's rides that must be usable

split:
  max_overlap: 0.01   # largest share of held-out rides that may lie before the end of training (records with wrong dates)

registry:
  alias: champion     # points at the version that a run of the pipeline registers
