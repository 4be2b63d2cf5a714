# What the pipeline reads. A change here runs the stages that read it, and no others.

# Months by address and digest. A source is a path, a month such as green:2021-01 (under GRADUS_TLC, or where the TLC publishes
# it), or an https:// address. The held-out months come after the training months; nothing is chosen on them.
data:
  training:
    - source: data/sample/green_tripdata_2021-01.parquet
      sha256: SHA_TRAIN
  testing:
    - source: data/sample/green_tripdata_2021-02.parquet
      sha256: SHA_TEST

# What the model may know of a ride: pre-trip (known at pickup) or post-trip (also the distance driven).
contract: [=contract]

validation:
  min_kept: 0.8       # least share of a file's rides that must be usable

split:
  max_overlap: 0.01   # largest share of held-out rides that may lie before the end of training (records with wrong dates)

registry:
  alias: champion     # points at the version that a run of the pipeline registers
