# The owning team reviews every change.
* @[=team]
