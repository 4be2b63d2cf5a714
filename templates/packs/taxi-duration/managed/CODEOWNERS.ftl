# The owning team reviews every change.
* @[=team]

# By role, so that whoever knows a part can own it: give a line to another team where there is one.
# Training: the model, its data and its measures.
/model/ @[=team]
/params.yaml @[=team]
/dvc.yaml @[=team]
# Serving, from the stage automated.
/serving/ @[=team]
# Operations: how it gets there and is watched.
/.github/ @[=team]
/deploy* @[=team]
/mk/ @[=team]
